// A form whose answers Python marks. What was answered is kept in this browser and marked again after a reload, unless
// the question has changed since.

import { like, texts } from "./store.js";

const PREVIEW_PAUSE = 150; // milliseconds without a key before what is typed is shown as a formula
const FREE = ["unfinished", "unreadable"]; // outcomes that are no try

export class Exercise {
  #form;
  #widget;
  #store;
  #engine;
  #name;
  #version;
  #pause = 0; // of typing
  #hint = null; // the first one, as it was last opened or left closed

  constructor(form, widget, description, store, engine) {
    this.#form = form;
    this.#widget = widget;
    this.#store = store;
    this.#engine = engine;
    this.#name = `exercise ${form.dataset.exercise}`;
    this.#version = description.version;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#try();
    });
    this.#bindKeys();
    for (const input of this.#inputs) {
      if (input.dataset.preview) input.addEventListener("input", () => this.#preview(input));
    }
    for (const group of this.#ways) group.addEventListener("click", ({ target }) => this.#choose(group, target));
    this.#figure.addEventListener("view", ({ detail }) => this.#marked(detail));
    this.#figure.addEventListener("toggle", () => this.#keep({ open: this.#opened() }), true);
    this.#figure.querySelector("[data-another]")?.addEventListener("click", () => this.#another());
    engine.addEventListener("state", () => {
      this.#tell();
      for (const input of this.#inputs) if (input.dataset.preview && input.value) this.#preview(input);
    });
    this.#restore();
  }

  get #figure() {
    return this.#form.closest("figure");
  }

  get #inputs() {
    return [...this.#form.querySelectorAll("input[data-answer]")];
  }

  // Where the reader is asked which mistake it was: a group of buttons, once more than one leads to what was answered.
  get #ways() {
    return [...this.#form.querySelectorAll(".ways")];
  }

  #chosen() {
    return Object.fromEntries(this.#ways.map((group) => [group.dataset.answer, group.dataset.chosen ?? ""]));
  }

  #unchoose() {
    for (const group of this.#ways) delete group.dataset.chosen;
    return this.#chosen();
  }

  #choose(group, target) {
    const button = target.closest("button");
    if (!button) return;
    group.dataset.chosen = button.value;
    this.#keep({ chosen: this.#chosen() });
    this.#widget.put(this.#chosen());
  }

  // Keys that insert a sign at the caret. A press takes no focus, so that the keyboard of a phone stays.
  #bindKeys() {
    const keys = this.#form.querySelector(".keys");
    if (!keys) return;
    let last = this.#inputs[0];
    this.#form.addEventListener("focusin", ({ target }) => target.matches("input[type='text']") && (last = target));
    keys.addEventListener("pointerdown", (event) => event.preventDefault());
    keys.addEventListener("click", ({ target }) => {
      const sign = target.closest("button")?.dataset.insert;
      if (!sign) return;
      if (document.activeElement !== last) last.focus();
      last.setRangeText(sign, last.selectionStart, last.selectionEnd, "end");
      const inside = last.selectionEnd - (sign.length > 1 && sign.endsWith(")") ? 1 : 0);
      last.setSelectionRange(inside, inside);
      last.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }

  // What is typed, as a formula, once Python is there.
  #preview(input) {
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => {
      if (this.#engine.state === "live") this.#widget.set(input.dataset.preview, input.value.trim());
    }, PREVIEW_PAUSE);
  }

  // What is answered now: control -> text. What is ticked stands there by its values, a hidden input takes a control's.
  #answers() {
    const found = {};
    for (const input of this.#inputs) {
      const name = input.dataset.answer;
      if (input.dataset.takes) found[name] = this.#taken(input);
      else if (!ticked(input)) found[name] = input.value.trim();
      else found[name] = [found[name], input.checked && input.value].filter(Boolean).join(",");
    }
    return found;
  }

  // The places of the controls that a hidden input takes, in one text.
  #taken(input) {
    return names(input)
      .map((name) => this.#widget.state[name])
      .join("; ");
  }

  #fill(answers) {
    for (const input of this.#inputs) {
      const text = answers[input.dataset.answer] ?? "";
      if (ticked(input)) input.checked = text.split(",").includes(input.value);
      else input.value = text;
    }
  }

  // What a moved control brings along when its place is the answer.
  #moved(answers) {
    const taking = this.#inputs.filter((input) => input.dataset.takes && answers[input.dataset.answer]);
    return Object.fromEntries(taking.flatMap((input) => zipped(names(input), answers[input.dataset.answer].split("; "))));
  }

  // Opens the hints that the reader has opened; hints that were drawn anew are closed.
  #open() {
    const parts = this.#figure.querySelectorAll(".hints details");
    if (parts[0] === this.#hint) return;
    this.#hint = parts[0];
    parts.forEach((part, i) => (part.open = Boolean(this.#kept.open?.[i])));
  }

  #opened() {
    return [...this.#figure.querySelectorAll(".hints details")].map((part) => part.open);
  }

  get #kept() {
    const kept = this.#store.get(this.#name, {});
    if (kept.version !== this.#version) return {};
    return {
      version: kept.version,
      done: like(kept.done, false),
      variant: like(kept.variant, ""),
      answers: texts(kept.answers),
      chosen: texts(kept.chosen),
      tries: like(kept.tries, []).filter((text) => typeof text === "string"),
      open: like(kept.open, []),
    };
  }

  #keep(more) {
    this.#store.set(this.#name, { ...this.#kept, ...more, version: this.#version });
  }

  #restore() {
    const kept = this.#kept;
    if (!kept.version) return;
    if (kept.done) this.#figure.dataset.done = "";
    this.#showTries(kept.tries);
    const answers = kept.answers;
    const variant = kept.variant ? { variant: kept.variant } : {};
    this.#fill(answers);
    for (const group of this.#ways) group.dataset.chosen = kept.chosen[group.dataset.answer] ?? "";
    this.#open();
    if (!kept.variant && !Object.values(answers).some(Boolean)) return;
    this.#widget.put(variant); // which frames may show, before Python comes to mark the answers
    this.#widget.ready.then(() => {
      this.#widget.put({ ...this.#moved(answers), ...answers, ...this.#chosen() });
      this.#tell();
    });
  }

  #try() {
    const answers = this.#answers();
    if (!Object.values(answers).some(Boolean)) return this.#empty(answers);
    this.asked = true;
    const chosen = this.#unchoose();
    this.#keep({ answers, chosen });
    this.#widget.put({ ...answers, ...chosen });
    this.#tell();
  }

  // Nothing to check: an old verdict goes.
  #empty(answers) {
    const chosen = this.#unchoose();
    this.#keep({ answers, chosen });
    this.#widget.put({ ...answers, ...chosen });
    for (const input of this.#inputs) input.removeAttribute("aria-invalid");
    this.#inputs[0].focus();
  }

  #another() {
    const none = Object.fromEntries(this.#inputs.map((input) => [input.dataset.answer, ""]));
    this.#fill(none);
    this.#widget.put({ ...none, ...this.#unchoose() });
    this.#keep({ variant: this.#widget.state.variant, answers: {}, chosen: {}, tries: [], open: [] });
    this.#showTries([]);
    for (const part of this.#figure.querySelectorAll(".hints details")) part.open = false;
    for (const input of this.#inputs) input.removeAttribute("aria-invalid");
    this.#inputs.find((input) => input.type !== "hidden")?.focus();
  }

  // What the form says while nobody can mark the answer.
  #tell() {
    const place = this.#form.querySelector(".waiting");
    const waiting = this.#widget.waiting;
    const words = {
      booting: "Python is still loading. Your answer is kept and will be marked as soon as it is there.",
      static: "Python is still loading. Your answer is kept and will be marked as soon as it is there.",
      unavailable: "Python is unavailable, so the answer cannot be marked. It is kept for another time.",
    };
    place.textContent = waiting ? (words[this.#engine.state] ?? "") : "";
  }

  #marked(view) {
    this.#tell();
    this.#open();
    const outcome = view.parts.outcome;
    if (!outcome) return;
    const taking = this.#inputs.find((input) => input.dataset.takes);
    if (taking && this.#taken(taking) !== this.#widget.state[taking.dataset.answer]) {
      return this.#widget.put({ [taking.dataset.answer]: "" }); // moved on: the mark was for another place
    }
    const tries = this.#kept.tries ?? [];
    const marked = this.#widget.state; // what the reader types meanwhile is not what was marked
    const text = Object.keys(this.#answers())
      .map((name) => marked[name])
      .filter(Boolean)
      .join("; ");
    if (!FREE.includes(outcome) && !tries.includes(text)) tries.push(text);
    this.#keep({ tries, done: this.#kept.done || view.done });
    this.#showTries(tries);
    for (const input of this.#inputs) {
      const name = input.dataset.answer;
      const own = view.parts[`outcome-${name}`] ?? outcome;
      const right = own === "accepted" || own === "follows" || own === "unfinished" || !input.value;
      if (right || this.#answers()[name] !== marked[name]) input.removeAttribute("aria-invalid");
      else input.setAttribute("aria-invalid", "true");
    }
    for (const group of this.#ways) {
      for (const button of group.children) button.setAttribute("aria-pressed", button.value === group.dataset.chosen);
    }
    if (!this.asked) return;
    this.asked = false;
    if (outcome === "accepted") this.#goOn();
    else this.#inputs.find((input) => input.getAttribute("aria-invalid") && input.type === "text")?.select();
  }

  #showTries(tries) {
    const place = this.#form.querySelector(".tries");
    const typed = this.#inputs.length === 1 && this.#inputs[0].type === "text";
    const said = typed ? `Tried so far: ${tries.join(", ")}` : `Tried ${tries.length} times`;
    place.textContent = tries.length > 1 ? said : "";
  }

  // After a right answer the focus goes to what comes next: another exercise of this step, or Continue.
  #goOn() {
    const section = this.#form.closest("section");
    const open = [...(section?.querySelectorAll("figure.exercise") ?? [])];
    const next = open.slice(open.indexOf(this.#figure) + 1).find((figure) => !("done" in figure.dataset));
    const target = next?.querySelector("input:not([type='hidden'])") ?? section?.querySelector("button.go");
    target?.focus({ preventScroll: true });
  }
}

function names(input) {
  return input.dataset.takes.split(" ");
}

function zipped(names, texts) {
  return names.map((name, i) => [name, texts[i] ?? ""]);
}

function ticked(input) {
  return input.type === "radio" || input.type === "checkbox";
}
