// The switch between light and dark; remembers in the reader's own browser, without a cookie.
const root = document.documentElement;
const system = matchMedia("(prefers-color-scheme: dark)");

const current = () => root.dataset.theme ?? (system.matches ? "dark" : "light");

function remember(theme) {
  try {
    localStorage.setItem("theme", theme);
  } catch {
    // It holds for this page only.
  }
}

function start(button) {
  const name = button.querySelector("[data-theme-name]");
  const show = () => {
    name.textContent = current() === "dark" ? button.dataset.light : button.dataset.dark;
  };
  button.addEventListener("click", () => {
    root.dataset.theme = current() === "dark" ? "light" : "dark";
    remember(root.dataset.theme);
    show();
  });
  system.addEventListener("change", show);
  show();
  button.hidden = false;
}

document.querySelectorAll("[data-theme-switch]").forEach(start);
