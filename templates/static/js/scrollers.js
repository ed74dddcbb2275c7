// What is wider than its place scrolls on its own; the keyboard can reach it while it does.

export function bindScrollers() {
  const sizes = new ResizeObserver((entries) => entries.forEach(({ target }) => reach(target)));
  const contents = new MutationObserver((changes) => new Set(changes.map((c) => c.target.closest(".scrolls"))).forEach(reach));
  for (const element of document.querySelectorAll(".display, pre, .scrolls")) sizes.observe(element);
  for (const element of document.querySelectorAll("p.scrolls, span.scrolls")) contents.observe(element, { childList: true });
}

function reach(element) {
  if (element.scrollWidth > element.clientWidth) element.tabIndex = 0;
  else element.removeAttribute("tabindex");
}
