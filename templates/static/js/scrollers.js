// What is wider than the screen scrolls on its own; the keyboard can reach it while it does.

export function bindScrollers() {
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });
  for (const element of document.querySelectorAll(".display, pre, .scrolls")) observer.observe(element);
}
