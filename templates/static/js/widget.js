// One widget on the page: its controls make a state; frames and the engine say what its parts are there; a view is placed
// whole, so that nothing of one state is ever beside something of another.

import { bindDrag } from "./drag.js";
import { Parts } from "./parts.js";
import { bindPlayer } from "./player.js";
import { uncover } from "./trace.js";
import { bindWaiting, waits } from "./waiting.js";

const TYPING_PAUSE = 350; // milliseconds without a key before a text is read
const SPEAKING_PAUSE = 600; // milliseconds without a change before it is told to a screen reader
const MOST_SPOKEN = 2; // sentences told after a change: who listens cannot overlook them
const REACH = 60; // places of a control among which a handle that follows no line looks for the one nearest to it

export class Widget {
  #figure;
  #frames = null;
  #engine;
  #description;
  #parts;
  #shown; // the state whose view is placed
  #moved = []; // the controls that were moved last
  #unread = {}; // texts that cannot be read without Python: control -> text
  #waiting = false; // for the engine
  #asked = 0;
  #pauses = new Map();
  #spoken = {}; // sentences: part -> text, as last told
  #past = []; // earlier readable texts of the text controls, the present one last

  constructor(figure, description, frames, engine, typesetter) {
    this.#figure = figure;
    this.#engine = engine;
    this.#description = description;
    this.state = { ...description.state };
    this.#shown = this.state;
    this.#parts = new Parts(figure, typesetter);
    for (const input of figure.querySelectorAll("[data-control]")) this.#bind(input);
    for (const button of figure.querySelectorAll("[data-opens]")) this.#bindOpener(button);
    for (const button of figure.querySelectorAll("[data-reset]")) this.#bindReset(button);
    for (const button of figure.querySelectorAll("[data-undo]")) button.addEventListener("click", () => this.#undo());
    this.#remember();
    bindPlayer(figure, this);
    bindDrag(figure, this);
    bindWaiting(figure);
    for (const rect of figure.querySelectorAll("[data-been]")) uncover(rect, rect.dataset.been);
    engine.addEventListener("state", () => this.#engineChanged());
    this.ready = frames.then((loaded) => {
      this.#frames = loaded;
      this.#spoken = this.#sentences(loaded.find(this.id, this.#start)?.found ?? {});
      if (this.#waiting || !same(this.state, this.#start)) this.#show();
    });
  }

  get id() {
    return this.#figure.id;
  }

  get #start() {
    return this.#description.state;
  }

  // Whether something was asked that nothing has answered yet.
  get waiting() {
    return this.#waiting || Object.keys(this.#unread).length > 0;
  }

  // A state that is to be answered even when it is the present one.
  put(texts) {
    this.state = { ...this.state, ...texts };
    this.#moved = Object.keys(texts);
    for (const control of this.#moved) delete this.#unread[control];
    this.#show();
  }

  // Controls that are moved together.
  move(texts) {
    const news = (control) => this.state[control] !== texts[control] || control in this.#unread;
    if (Object.keys(texts).some(news)) this.put(texts);
  }

  set(control, text) {
    this.move({ [control]: text });
  }

  // So many places on, as far as there are any.
  turn(control, places) {
    this.set(control, this.onGrid(control, this.#number(control) + places * Number(this.range(control).step)));
  }

  atEnd(control) {
    return this.#number(control) >= Number(this.range(control).max);
  }

  // Where a control stands on its range, even while its view is waited for.
  #number(control) {
    const number = Number(this.state[control]);
    return Number.isFinite(number) ? number : Number(this.range(control).value);
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

  // To the place of a control, not far from the present one, that brings a handle nearest to (x, y).
  async dragTo(control, part, [x, y]) {
    let texts = this.#frames?.along(this.id, this.state, control, part, REACH);
    if (!texts && this.#engine.state === "live") {
      const asked = ++this.#asked;
      const answer = await this.#engine.ask(this.id, this.state, { along: control, wanted: [part] });
      if (asked !== this.#asked) return;
      texts = answer?.along;
    }
    let best = this.state[control];
    let least = Infinity;
    for (const [text, place] of Object.entries(texts ?? {})) {
      if (!place) continue;
      const [px, py] = place.split(" ").map(Number);
      const distance = Math.hypot(px - x, py - y);
      if (distance < least) [best, least] = [text, distance];
    }
    this.set(control, best);
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
    const exact = this.#frames?.has(this.id, control, text);
    if (exact || this.#engine.state !== "unavailable" || grid === null) return this.set(control, text);
    if (number < Number(range.min) || number > Number(range.max)) {
      return this.#problem(control, `Python is unavailable; without it ${control} goes from ${range.min} to ${range.max}.`);
    }
    this.set(control, grid); // without Python the nearest drawn place answers
    input.value = grid;
  }

  #show() {
    const asked = ++this.#asked;
    const known = this.#frames?.find(this.id, this.state);
    this.#waiting = false;
    if (known && !known.missing.length) return this.#place(known.found, {});
    if (this.#engine.state === "unavailable" && this.#frames) return this.#snap();
    this.#waiting = true;
    if (this.#engine.state !== "live") this.#figure.dataset.waiting = "";
    this.#engine.ask(this.id, this.state, known ? { wanted: known.missing } : {}).then((answer) => {
      if (answer && asked === this.#asked) this.#place({ ...known?.found, ...answer.parts }, answer.problems);
    });
  }

  #place(parts, problems) {
    const readable = !Object.keys(problems).length;
    const asked = this.#asked;
    this.#waiting = false;
    delete this.#figure.dataset.waiting;
    for (const control of Object.keys(this.state)) {
      if (!(control in this.#unread)) this.#problem(control, problems[control] ?? "");
    }
    if (!readable) return;
    this.#say("");
    this.#shown = this.state;
    const done = this.#description.done.length > 0 && this.#description.done.every((name) => parts[name]);
    Promise.resolve(this.#parts.show(parts)).then((placed) => {
      if (placed !== false) this.#figure.dispatchEvent(new CustomEvent("view", { detail: { parts, done } }));
    });
    this.#remember();
    if (done && !("done" in this.#figure.dataset)) {
      this.#figure.dataset.done = "";
      this.#figure.dispatchEvent(new Event("done", { bubbles: true }));
    }
    this.#after("speaking", SPEAKING_PAUSE, () => asked === this.#asked && this.#speak(parts));
  }

  // Without Python: to the nearest state that was drawn, with a word about what went back.
  #snap() {
    const wished = this.state;
    delete this.#figure.dataset.waiting;
    const known = this.#frames.find(this.id, this.#start);
    const near = known ? this.#frames.snap(this.id, wished, this.#moved, this.#shown, this.#start) : this.#start;
    const back = Object.keys(wished).filter((control) => near[control] !== wished[control]);
    const texts = back.filter((control) => !this.range(control));
    this.state = near;
    if (known) this.#place(this.#frames.find(this.id, near).found, {});
    else this.#parts.reset();
    this.#shown = near;
    for (const control of texts) this.#unread[control] = wished[control];
    for (const control of texts) {
      this.#problem(control, "Python is unavailable, so a new function cannot be read. The slider and the first functions work.");
    }
    this.#say(gone(back.filter((control) => this.range(control)), this.#moved, near, (control) => this.#label(control)));
  }

  #engineChanged() {
    if (this.#engine.state === "unavailable" && this.#waiting && this.#frames) this.#snap();
    if (this.#engine.state === "live" && this.waiting) this.put({ ...this.#unread });
  }

  #sentences(parts) {
    return Object.fromEntries(this.#description.said.map((name) => [name, parts[name] ?? ""]));
  }

  // The sentences that have changed since they were told.
  #speak(parts) {
    const now = this.#sentences(parts);
    const news = (name) => now[name] !== this.#spoken[name] && !waits(this.#figure, name);
    const changed = this.#description.said.filter(news).slice(0, MOST_SPOKEN);
    this.#spoken = now;
    const region = this.#figure.querySelector("[data-live]");
    if (region && changed.length) region.textContent = changed.map((name) => now[name]).join(" ");
  }

  // What has to be said of the widget as a whole; "" takes it back.
  #say(message) {
    let place = this.#figure.querySelector(".missing");
    if (!place && !message) return;
    if (!place) {
      place = document.createElement("p");
      place.className = "problem missing";
      place.setAttribute("role", "status");
      this.#figure.querySelector(".body").append(place);
    }
    if (place.textContent !== message) place.textContent = message;
  }

  #label(control) {
    return this.range(control).getAttribute("aria-label");
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
    for (const [name, text] of Object.entries(texts)) {
      const input = this.#figure.querySelector(`input[type="text"][name="${name}"]`);
      if (input) input.value = text;
    }
    this.put(texts);
    this.#remember();
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

function same(a, b) {
  return Object.keys(b).every((name) => a[name] === b[name]);
}

// Which sliders could not stay where they were wanted, as a sentence.
function gone(back, moved, near, label) {
  if (!back.length) return "";
  const places = back.map((control) => `${label(control)} ${moved.includes(control) ? "goes" : "went back"} to ${near[control]}`);
  return `Python is unavailable, and not every place is drawn without it: ${places.join(", ")}.`;
}
