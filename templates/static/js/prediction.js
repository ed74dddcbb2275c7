// What a reader predicted is kept in this browser. Replies wait until the widget was moved that the prediction is about.

import { texts } from "./store.js";

export function bindPrediction(figure, widget, store) {
  const name = `predict ${figure.id}`;
  const place = figure.querySelector(".guess[data-after]");
  const answers = [...figure.querySelectorAll("[data-control=guess]")].map((button) => button.value);
  const kept = texts(store.get(name, {}));
  if (answers.includes(kept.guess)) {
    const moved = place && kept.moved === "yes" ? { moved: "yes" } : {};
    widget.ready.then(() => widget.put({ guess: kept.guess, ...moved }));
  }
  figure.addEventListener("view", () => {
    const { guess, moved = "" } = widget.state;
    if (!guess) return;
    store.set(name, { guess, moved });
    if (place && !other) widget.set("moved", "yes"); // there is nothing to wait for
  });
  const other = place && about(figure, place.dataset.after);
  other?.addEventListener("view", () => widget.state.guess && widget.set("moved", "yes"));
}

// The widget that a prediction is about: the one that it names, else the next one of its step.
function about(figure, name) {
  if (name) return document.getElementById(name);
  const all = [...(figure.closest("section") ?? document).querySelectorAll("figure.widget")];
  return all.slice(all.indexOf(figure) + 1).find((one) => one.dataset.widget !== "predict") ?? null;
}
