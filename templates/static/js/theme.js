// Runs before the first paint, so that a chosen theme never flashes. Not a module: modules run late.
(() => {
  try {
    const theme = localStorage.getItem("nudge-theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  } catch {
    // storage may be blocked; the system's preference holds
  }
})();
