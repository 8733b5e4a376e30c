// What the frame of every page does. One file, since a phone can ask for six at a time.

// The theme: a choice made earlier is there before anything is painted; the switch remembers in the reader's own
// browser, without a cookie.
(() => {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const current = () => root.dataset.theme ?? (system.matches ? "dark" : "light");

  // Storage may be closed to us: then a choice holds for this page only.
  const recall = () => {
    try {
      return localStorage.getItem("theme");
    } catch {
      return null;
    }
  };
  const remember = (theme) => {
    try {
      localStorage.setItem("theme", theme);
    } catch {}
  };

  // The browser's own frame around the page has the theme's colour too.
  const paintBrowser = () => {
    const metas = [...document.querySelectorAll('meta[name="theme-color"]')];
    const colours = metas.map((meta) => (meta.dataset.colour ??= meta.content));
    const own = metas.findIndex((meta) => meta.media.includes(current()));
    metas.forEach((meta) => (meta.content = colours[own] ?? meta.content));
  };

  const start = (button) => {
    const name = button.querySelector("[data-theme-name]");
    const show = () => {
      name.textContent = current() === "dark" ? button.dataset.light : button.dataset.dark;
    };
    button.addEventListener("click", () => {
      root.dataset.theme = current() === "dark" ? "light" : "dark";
      remember(root.dataset.theme);
      show();
      paintBrowser();
    });
    system.addEventListener("change", show);
    show();
    button.hidden = false;
  };

  const chosen = recall();
  if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;
  system.addEventListener("change", paintBrowser);
  addEventListener("DOMContentLoaded", () => {
    paintBrowser();
    document.querySelectorAll("[data-theme-switch]").forEach(start);
  });
})();

// Asks the browser to keep the offline page, once everything else of the page is there.
(() => {
  const address = "/service-worker.js";
  const only = (url) => {
    if (url !== address) throw new TypeError(`not the hub's worker: ${url}`);
    return url;
  };

  if ("serviceWorker" in navigator) {
    const policy = globalThis.trustedTypes?.createPolicy("hub-worker", { createScriptURL: only });
    const register = () => navigator.serviceWorker.register(policy ? policy.createScriptURL(address) : address).catch(() => {});
    addEventListener("load", () => setTimeout(register, 2000));
  }
})();

// What a component does beyond HTML comes when the page is there and painted: the files that the head names.
(() => {
  const idle = globalThis.requestIdleCallback ?? ((work) => setTimeout(work, 200));
  const load = () => document.querySelectorAll('meta[name="later"]').forEach(({ content }) => import(content).catch(() => {}));
  addEventListener("load", () => requestAnimationFrame(() => idle(load, { timeout: 1000 })));
})();

// A browser brings the line of the caret into view; whoever comes by Tab sees the whole of a text field.
addEventListener("keyup", ({ key }) => {
  if (key === "Tab" && document.activeElement?.matches("textarea")) document.activeElement.scrollIntoView({ block: "nearest" });
});
