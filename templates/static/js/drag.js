// Dragging on a plot. The pointer is captured by the stable area, never by something that is replaced, and vertical
// touches are left to the page, so that dragging never traps scrolling.

export function bindDrag(figure, widget) {
  for (const area of figure.querySelectorAll("[data-drag]")) bind(area, widget);
}

function bind(area, widget) {
  const handle = area.querySelector("[data-handle]");
  if (!handle) return;
  const control = handle.dataset.handle;
  const part = /(?:^| )translate:(\S+)/.exec(handle.dataset.set)[1];
  let moving = false;

  const move = (event) => {
    const [x, y] = place(area, event);
    if (handle.dataset.scale) {
      const [left, per] = handle.dataset.scale.split(" ").map(Number);
      widget.set(control, widget.onGrid(control, left + x * per));
    } else {
      widget.dragTo(control, part, area.dataset.drag, [x, y]);
    }
  };
  area.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    const touch = event.pointerType !== "mouse";
    if (touch && !handle.contains(event.target)) return;
    moving = true;
    area.setPointerCapture(event.pointerId);
    area.classList.add("moving");
    if (!touch) move(event);
    event.preventDefault();
    widget.range(control)?.focus({ preventScroll: true });
  });
  area.addEventListener("pointermove", (event) => {
    if (moving) move(event);
  });
  for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) {
    area.addEventListener(end, () => {
      moving = false;
      area.classList.remove("moving");
    });
  }
}

// The pointer's place in the area's own units.
function place(area, event) {
  const inside = area.querySelector(".paper").getScreenCTM().inverse();
  const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(inside);
  return [x, y];
}
