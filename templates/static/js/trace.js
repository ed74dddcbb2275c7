// A trace is drawn whole. A rectangle over it is as wide as the way its slider has gone since the page was loaded: from the
// least to the greatest place, in the picture's own units, that the parts have named so far.

export function uncover(rect, text) {
  if (text === "") return;
  const here = Number(text);
  const from = Math.min(here, Number(rect.dataset.from ?? here));
  const to = Math.max(here, Number(rect.dataset.to ?? here));
  rect.dataset.from = from;
  rect.dataset.to = to;
  rect.setAttribute("x", from);
  rect.setAttribute("width", to - from);
}
