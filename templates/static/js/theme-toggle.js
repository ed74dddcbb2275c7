// The button that turns light into dark and back. The choice is kept in this browser only.

export function bindTheme() {
  const button = document.getElementById("theme-toggle");
  if (!button) return;
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const current = () => root.dataset.theme ?? (dark.matches ? "dark" : "light");
  const show = () => button.setAttribute("aria-label", current() === "dark" ? "Use light colours" : "Use dark colours");
  button.addEventListener("click", () => {
    root.dataset.theme = current() === "dark" ? "light" : "dark";
    try {
      localStorage.setItem("nudge-theme", root.dataset.theme);
    } catch {
      // the choice then lasts for this page only
    }
    show();
  });
  dark.addEventListener("change", show);
  button.hidden = false;
  show();
}
