// Numbers that wait: for a guess that is typed in their place, or for a prediction elsewhere on the page. What waits is of
// the page alone, and is no state of its widget.

export function bindWaiting(figure) {
  for (const place of figure.querySelectorAll("[data-until]")) {
    const show = () => {
      place.dataset.shown = "";
    };
    const field = place.querySelector("[data-guess]");
    if (field) {
      field.addEventListener("change", () => {
        if (!field.value.trim()) return;
        place.querySelector(".guessed").textContent = `you guessed ${field.value.trim()}`;
        show();
      });
      continue;
    }
    const other = document.getElementById(place.dataset.until);
    if (!other || "done" in other.dataset) show();
    else other.addEventListener("done", show, { once: true });
  }
}

// Whether the number that a sentence is about still waits.
export function waits(figure, sentence) {
  return figure.querySelector(`[data-waits="${sentence}"]:not([data-shown])`) !== null;
}
