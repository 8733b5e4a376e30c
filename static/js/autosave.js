// Saves a form while it is filled in: a moment after the last key, a picture at once, the rest when the page is left.
import { showErrors } from "./field_errors.js";
import { renewToken } from "./fresh_token.js";

const PAUSE_MS = 1500;
const RETRY_MS = 10000;

export function keepSaving(form) {
  const status = document.querySelector("[data-status]");
  let timer = null;
  let isDirty = false;
  let isStopped = false;
  let isSignedOut = false;
  let running = null;

  const say = (text) => {
    if (status && status.textContent !== text) status.textContent = text;
  };

  const saySignedOut = () => {
    if (!status || status.querySelector("a")) return;
    const way = document.createElement("a");
    Object.assign(way, { href: form.dataset.signInAt, target: "_blank", rel: "noopener" });
    way.textContent = form.dataset.signIn;
    status.replaceChildren(form.dataset.signedOut, " ", way);
  };

  const tryAgain = () => {
    isDirty = true;
    timer = setTimeout(save, RETRY_MS);
  };

  const body = () => {
    renewToken(form);
    const data = new FormData(form);
    const picture = form.elements.picture;
    if (!picture || !picture.files.length) data.delete("picture");
    return data;
  };

  const showGains = (reached) => {
    document.querySelectorAll(".gains__gain").forEach((gain, number) => {
      const isReached = Boolean(reached[number]);
      gain.classList.toggle("gains__gain--reached", isReached);
      const words = gain.querySelector("[data-reached]");
      words.textContent = isReached ? words.dataset.reached : words.dataset.open;
    });
  };

  const take = (answer, hadPicture) => {
    form.elements.version.value = answer.version;
    form.elements.base.value = answer.base;
    if (hadPicture) form.elements.picture.value = "";
    // A picture that was refused stays so until another is tried; every other field was sent anew.
    showErrors(form, answer.errors, (name) => name !== "picture" || hadPicture);
    const isOpen = document.querySelector("[data-autosave-error]") !== null;
    say([isOpen ? form.dataset.partly : answer.message, answer.picture, ...answer.hints].filter(Boolean).join(" "));
    showGains(answer.gains);
  };

  const send = async () => {
    try {
      const headers = { Accept: "application/json" };
      const sent = body();
      const response = await fetch(form.dataset.autosave, { method: "POST", body: sent, headers, redirect: "error" });
      if (response.ok) {
        isSignedOut = false;
        take(await response.json(), sent.has("picture"));
      } else if (response.status === 409 || response.status === 423) {
        isStopped = true;
        say((await response.json()).message);
      } else if (response.status === 413) {
        say(form.dataset.large);
      } else if (response.status === 401) {
        isSignedOut = true;
        saySignedOut();
        tryAgain();
      } else {
        throw new Error(String(response.status));
      }
    } catch {
      say(form.dataset.lost);
      tryAgain();
    }
  };

  const save = async () => {
    if (running) await running;
    if (!isDirty || isStopped) return;
    isDirty = false;
    if (!isSignedOut) say(form.dataset.saving); // or the way to the sign-in would go while it is being used
    running = send();
    await running;
    running = null;
  };

  const soon = (pause) => {
    isDirty = true;
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  };

  form.addEventListener("input", () => soon(PAUSE_MS));
  form.addEventListener("change", (event) => soon(event.target.type === "file" ? 0 : PAUSE_MS));
  form.addEventListener("submit", () => {
    isStopped = true;
    clearTimeout(timer);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) {
      clearTimeout(timer);
      save();
    }
  });
  window.addEventListener("beforeunload", (event) => {
    if (isDirty && !isStopped) event.preventDefault();
  });
}
