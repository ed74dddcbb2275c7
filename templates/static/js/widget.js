// One widget on the page: its controls make a state, frames or the engine make a view of it, its parts show the view.

import { bindDrag } from "./drag.js";
import { Parts } from "./parts.js";

const TYPING_PAUSE = 350; // milliseconds without a key before a text is read
const SPEAKING_PAUSE = 600; // milliseconds without a change before it is told to a screen reader

export class Widget {
  #figure;
  #frames = null;
  #engine;
  #start;
  #parts;
  #waiting = false; // for the engine, with a state that no frame shows
  #asked = 0;
  #pauses = new Map();
  #past = []; // earlier readable texts of the text controls, the present one last

  constructor(figure, description, frames, engine, typesetter) {
    this.#figure = figure;
    this.#engine = engine;
    this.#start = description.state;
    this.state = { ...description.state };
    this.#parts = new Parts(figure, typesetter);
    for (const input of figure.querySelectorAll("[data-control]")) this.#bind(input);
    for (const button of figure.querySelectorAll("[data-turn]")) this.#bindTurn(button);
    for (const button of figure.querySelectorAll("[data-opens]")) this.#bindOpener(button);
    for (const button of figure.querySelectorAll("[data-reset]")) this.#bindReset(button);
    for (const button of figure.querySelectorAll("[data-undo]")) button.addEventListener("click", () => this.#undo());
    this.#remember();
    bindDrag(figure, this);
    engine.addEventListener("state", () => this.#engineChanged());
    this.ready = frames.then((loaded) => {
      this.#frames = loaded;
      if (this.#moved()) this.#show();
    });
  }

  get id() {
    return this.#figure.id;
  }

  // A state that is to be answered even when it is the present one.
  put(texts) {
    this.state = { ...this.state, ...texts };
    this.#show();
  }

  get waiting() {
    return this.#waiting;
  }

  set(control, text) {
    if (this.state[control] === text) return;
    this.state = { ...this.state, [control]: text };
    this.#show();
  }

  // The range that shows the control, and with it the native knowledge of its ends and steps.
  range(control) {
    return this.#figure.querySelector(`input[type="range"][data-control="${control}"]`);
  }

  // The text of the grid's place nearest to a number; the range clamps and rounds it.
  onGrid(control, number) {
    const range = this.range(control);
    const kept = range.value;
    range.value = String(number);
    const text = gridText(range);
    range.value = kept;
    return text;
  }

  async dragTo(control, part, handle, at) {
    const near = this.#frames?.nearest(this.id, this.state, this.#start, part, at, 60);
    if (near) return this.set(near.control, near.text);
    if (this.#engine.state !== "live") return;
    const asked = ++this.#asked;
    const view = await this.#engine.ask(this.id, this.state, { handle, at });
    if (!view || asked !== this.#asked) return;
    this.state = view.state;
    this.#place(view, false);
  }

  #bind(input) {
    const control = input.dataset.control;
    if (input.type === "range") {
      input.addEventListener("input", () => this.set(control, gridText(input)));
    } else if (input.tagName === "BUTTON") {
      input.addEventListener("click", () => this.set(control, input.value));
    } else {
      const read = () => this.#typed(control, input);
      input.addEventListener("input", () => this.#after("typing", TYPING_PAUSE, read));
      input.addEventListener("change", () => this.#now("typing", read));
      input.addEventListener("keydown", (event) => {
        if (event.key === "Enter") this.#now("typing", read);
      });
    }
  }

  #typed(control, input) {
    const range = this.range(control);
    if (!range) return this.set(control, input.value);
    const text = input.value.trim().replace("π", "pi").replace("−", "-");
    const number = text === "" ? NaN : Number(text);
    const grid = Number.isFinite(number) ? this.onGrid(control, number) : null;
    if (grid !== null && Number(grid) === number) return this.set(control, grid);
    const exact = this.#frames?.view(this.id, { ...this.state, [control]: text }, this.#start);
    if (exact || this.#engine.state !== "unavailable" || grid === null) return this.set(control, text);
    if (number < Number(range.min) || number > Number(range.max)) {
      return this.#problem(control, `Python is unavailable; without it ${control} goes from ${range.min} to ${range.max}.`);
    }
    this.set(control, grid); // without Python the nearest drawn place answers
    input.value = grid;
  }

  #show() {
    const asked = ++this.#asked;
    const view = this.#frames?.view(this.id, this.state, this.#start);
    this.#waiting = !view;
    if (view) return this.#place(view, true);
    if (this.#engine.state === "unavailable") return this.#missing();
    if (this.#engine.state !== "live") this.#figure.dataset.waiting = "";
    this.#engine.ask(this.id, this.state).then((answer) => {
      if (answer && asked === this.#asked) this.#place(answer, false);
    });
  }

  #place(view, whole) {
    this.#waiting = false;
    delete this.#figure.dataset.waiting;
    const asked = this.#asked;
    for (const control of Object.keys(this.state)) this.#problem(control, view.problems[control] ?? "");
    const shown = Object.keys(view.parts).length ? this.#parts.show(view.parts, whole) : null;
    Promise.resolve(shown).then((placed) => {
      if (placed !== false) this.#figure.dispatchEvent(new CustomEvent("view", { detail: view }));
    });
    if (Object.keys(view.parts).length) this.#remember();
    if (view.done && !("done" in this.#figure.dataset)) {
      this.#figure.dataset.done = "";
      this.#figure.dispatchEvent(new Event("done", { bubbles: true }));
    }
    this.#after("speaking", SPEAKING_PAUSE, () => {
      const region = this.#figure.querySelector("[data-live]");
      if (region && asked === this.#asked) region.textContent = view.caption;
    });
  }

  #engineChanged() {
    if (this.#engine.state === "unavailable" && this.#waiting) this.#missing();
    if (this.#engine.state === "live" && this.#waiting) this.#show();
  }

  #missing() {
    delete this.#figure.dataset.waiting;
    for (const control of Object.keys(this.state)) {
      if (this.state[control] === this.#start[control] || this.range(control)) continue;
      this.#problem(control, "Python is unavailable, so a new function cannot be read. The slider and the first functions work.");
    }
  }

  #problem(control, message) {
    const place = this.#figure.querySelector(`[data-problem="${control}"]`);
    if (place && place.textContent !== message) place.textContent = message;
    for (const input of this.#figure.querySelectorAll(`input[type="text"][data-control="${control}"]`)) {
      if (message) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
    }
  }

  #bindOpener(button) {
    const region = this.#figure.querySelector(`[data-region="${button.dataset.opens}"]`);
    button.addEventListener("click", () => {
      region.hidden = !region.hidden;
      button.setAttribute("aria-expanded", String(!region.hidden));
      if (!region.hidden) region.querySelector("input")?.focus();
    });
  }

  #bindReset(button) {
    button.addEventListener("click", () => {
      this.#putTexts(Object.fromEntries(button.dataset.reset.split(" ").map((name) => [name, this.#start[name]])));
    });
  }

  // Back and Next: the range's neighbouring places.
  #bindTurn(button) {
    const [control, places] = button.dataset.turn.split(" ");
    button.addEventListener("click", () => {
      const range = this.range(control);
      this.set(control, this.onGrid(control, Number(range.value) + Number(places) * Number(range.step)));
    });
  }

  // The named text inputs: what undo goes back over.
  #texts() {
    const inputs = this.#figure.querySelectorAll('input[type="text"][name][data-control]');
    return Object.fromEntries([...inputs].map((input) => [input.name, this.state[input.name]]));
  }

  #remember() {
    const now = this.#texts();
    const last = this.#past.at(-1);
    if (!last || Object.keys(now).some((name) => now[name] !== last[name])) this.#past.push(now);
    for (const button of this.#figure.querySelectorAll("[data-undo]")) button.hidden = this.#past.length < 2;
  }

  #undo() {
    const now = this.#texts();
    const last = this.#past.at(-1);
    const unreadable = Object.keys(now).some((name) => now[name] !== last[name]);
    if (!unreadable && this.#past.length > 1) this.#past.pop();
    this.#putTexts(this.#past.at(-1));
  }

  #putTexts(texts) {
    this.state = { ...this.state, ...texts };
    for (const [name, text] of Object.entries(texts)) {
      const input = this.#figure.querySelector(`input[type="text"][name="${name}"]`);
      if (input) input.value = text;
    }
    this.#show();
    this.#remember();
  }

  #moved() {
    return Object.keys(this.#start).some((name) => this.state[name] !== this.#start[name]);
  }

  #after(name, pause, run) {
    clearTimeout(this.#pauses.get(name));
    this.#pauses.set(name, setTimeout(run, pause));
  }

  #now(name, run) {
    clearTimeout(this.#pauses.get(name));
    run();
  }
}

// A range's value with as many decimals as its step has: the text that names the state.
function gridText(range) {
  const decimals = (range.step.split(".")[1] ?? "").length;
  const text = Number(range.value).toFixed(decimals);
  return Number(text) === 0 ? text.replace("-", "") : text;
}
