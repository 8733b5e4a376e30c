// Runs before anything is painted, so that a theme chosen earlier is there from the first frame.
(() => {
  try {
    const theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  } catch {
    // Storage is closed to us: the system's theme it is.
  }
})();
