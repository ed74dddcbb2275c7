// Runs before the first paint, so that a chosen theme never flashes and the steps of a lesson begin closed instead of
// closing under the reader; and says at the end if the page's own script did not run. Not a module: modules run late.
(() => {
  const root = document.documentElement;
  let known = null;
  try {
    const theme = localStorage.getItem("nudge-theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    known = localStorage.getItem(`nudge:${location.pathname}`);
  } catch {
    // storage may be blocked; the system's preference holds
  }
  addEventListener("load", () => {
    const notice = document.getElementById("scripts-notice");
    if (notice) notice.hidden = root.dataset.scripts === "running";
  });
  if (known || location.hash) return; // steps may be open already
  root.dataset.early = "";
  addEventListener("load", () => delete root.dataset.early); // steps.js has taken over, or could not be loaded
})();
