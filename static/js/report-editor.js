// The live count of a report's text, and saving while one types. A clash is said; the text in the field is never touched.
(() => {
  const form = document.querySelector("[data-autosave]");
  if (!form) return;
  const text = form.elements.text;
  const count = form.querySelector(".report-count");
  const said = form.querySelector("[data-saved]");
  const WAIT = 4000;
  const WORDS_A_PAGE = 450;
  let saved = text.value;
  let timer = 0;
  let isClashing = false;

  // As events/reporting/draft/readiness.py counts: without marks and evidence.
  const length = () => {
    const part = "E\\d{1,9}(?:\\s*[–-]\\s*E\\d{1,9})?";
    const plain = text.value.replace(new RegExp(`\\s*\\[${part}(?:\\s*,\\s*${part})*\\]`, "g"), "").replace(/^(#{2,3}|[-•])\s+/gm, "").trim();
    if (count.dataset.unit === "characters") return [...plain].length;
    const words = plain ? plain.split(/\s+/).length : 0;
    return count.dataset.unit === "pages" ? Math.ceil(words / WORDS_A_PAGE) : words;
  };
  const show = () => {
    const now = length();
    count.querySelector("[data-count]").textContent = now;
    count.classList.toggle("is-too-long", Boolean(count.dataset.limit) && now > Number(count.dataset.limit));
  };
  const save = async () => {
    if (isClashing || text.readOnly || text.value === saved) return;
    const sent = text.value;
    try {
      const answer = await fetch(form.dataset.autosave, { method: "POST", body: new FormData(form) });
      const told = await answer.json();
      if (answer.ok) {
        form.elements.revision.value = told.revision;
        saved = sent;
        said.textContent = [told.said, new Date().toLocaleTimeString()].join(" ");
      } else {
        isClashing = answer.status === 409;
        said.textContent = told.problem;
      }
    } catch {
      timer = setTimeout(save, WAIT * 3); // offline, or signed out: the text stays, and is tried again
    }
  };
  text.addEventListener("input", () => {
    show();
    clearTimeout(timer);
    timer = setTimeout(save, WAIT);
  });
  form.addEventListener("submit", () => { saved = text.value; });
  addEventListener("beforeunload", (event) => { if (text.value !== saved) event.preventDefault(); });
  show();
})();
