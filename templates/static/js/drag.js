// Dragging on a plot. The pointer is captured by the stable area, never by something that is replaced, and vertical
// touches are left to the page, so that dragging never traps scrolling.
//
// A handle names the controls that it moves: one along x, or two along x and y. Its scale says for each where the control
// is at the edge of the area and how much it grows with each unit; without one, the page takes the place of its control
// that brings the handle nearest to the pointer.

export function bindDrag(figure, widget) {
  for (const area of figure.querySelectorAll("[data-drag]")) {
    if (area.querySelector("[data-handle]")) bind(area, widget);
  }
}

function bind(area, widget) {
  let held = null; // the handle

  const move = (event) => {
    const at = place(area, event);
    const controls = held.dataset.handle.split(" ");
    if (!held.dataset.scale) return widget.dragTo(controls[0], part(held), at);
    const scale = held.dataset.scale.split(" ").map(Number);
    const moved = controls.map((name, i) => [name, widget.onGrid(name, scale[2 * i] + scale[2 * i + 1] * at[i])]);
    widget.move(Object.fromEntries(moved));
  };
  area.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    const touch = event.pointerType !== "mouse";
    if (touch && !event.target.closest("[data-handle]")) return;
    held = nearest(area, event);
    area.setPointerCapture(event.pointerId);
    area.classList.add("moving");
    if (!touch) move(event);
    event.preventDefault();
    takeKeys(widget, held.dataset.handle.split(" "));
  });
  area.addEventListener("pointermove", (event) => {
    if (area.classList.contains("moving")) move(event);
  });
  for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) {
    area.addEventListener(end, () => area.classList.remove("moving"));
  }
}

// The keys go to the range of the first control; those that point up and down move the second, while it has the focus.
function takeKeys(widget, [first, second]) {
  const range = widget.range(first);
  range?.focus({ preventScroll: true });
  if (!range || !second) return;
  const steps = { ArrowUp: 1, ArrowDown: -1 };
  const turn = (event) => {
    if (!(event.key in steps)) return;
    event.preventDefault();
    widget.turn(second, steps[event.key]);
  };
  range.addEventListener("keydown", turn);
  range.addEventListener("blur", () => range.removeEventListener("keydown", turn), { once: true });
}

// The part that places a handle.
function part(handle) {
  return /(?:^| )translate:(\S+)/.exec(handle.dataset.set)[1];
}

// Of several handles, the one whose middle is nearest to the pointer; of two in one place, the one above.
function nearest(area, event) {
  const distance = (handle) => {
    const box = handle.getBoundingClientRect();
    return Math.hypot(box.x + box.width / 2 - event.clientX, box.y + box.height / 2 - event.clientY);
  };
  const shown = [...area.querySelectorAll("[data-handle]")].filter((handle) => !handle.hasAttribute("display"));
  return (shown.length ? shown : [area.querySelector("[data-handle]")]).reduce((best, handle) =>
    distance(handle) <= distance(best) ? handle : best,
  );
}

// The pointer's place in the area's own units.
function place(area, event) {
  const inside = area.querySelector(".paper").getScreenCTM().inverse();
  const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(inside);
  return [x, y];
}
