// A finger that scrolls the page over a slider leaves it where it was: a press may have moved it before the browser knew.

export function keepRangesStill() {
  let held = null;
  document.addEventListener("pointerdown", ({ target, pointerType }) => {
    held = pointerType === "touch" && target.type === "range" ? { target, value: target.value } : null;
  });
  document.addEventListener("pointercancel", () => {
    if (!held || held.target.value === held.value) return;
    held.target.value = held.value;
    held.target.dispatchEvent(new Event("input", { bubbles: true }));
  });
}
