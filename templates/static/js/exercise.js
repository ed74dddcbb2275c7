// A form whose answer Python marks. What was tried is kept in this browser and marked again after a reload, unless the
// exercise has changed since.

export class Exercise {
  #form;
  #widget;
  #store;
  #engine;
  #name;
  #version;

  constructor(form, widget, description, store, engine) {
    this.#form = form;
    this.#widget = widget;
    this.#store = store;
    this.#engine = engine;
    this.#name = `exercise ${form.dataset.exercise}`;
    this.#version = JSON.stringify(description.fields);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#try(this.#input.value.trim());
    });
    this.#figure.addEventListener("view", ({ detail }) => this.#marked(detail));
    for (const part of form.parentNode.querySelectorAll("details")) {
      part.addEventListener("toggle", () => this.#keep({ open: this.#opened() }));
    }
    engine.addEventListener("state", () => this.#tell());
    this.#restore();
  }

  get #input() {
    return this.#form.elements.answer;
  }

  get #figure() {
    return this.#form.closest("figure");
  }

  #opened() {
    return [...this.#figure.querySelectorAll("details")].map((part) => part.open);
  }

  #keep(more) {
    const kept = this.#store.get(this.#name);
    const same = kept?.version === this.#version ? kept : {};
    this.#store.set(this.#name, { ...same, ...more, version: this.#version });
  }

  #restore() {
    const kept = this.#store.get(this.#name);
    if (kept?.version !== this.#version) return;
    this.#figure.querySelectorAll("details").forEach((part, i) => (part.open = Boolean(kept.open?.[i])));
    if (kept.done) this.#figure.dataset.done = "";
    this.#showTries(kept.tries ?? []);
    if (!kept.answer) return;
    this.#input.value = kept.answer;
    this.#widget.put("answer", kept.answer);
    this.#tell();
  }

  #try(text) {
    if (!text) return this.#input.focus();
    this.asked = true;
    this.#keep({ answer: text });
    this.#widget.put("answer", text);
    this.#tell();
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
    const outcome = view.parts.outcome;
    if (!outcome) return;
    const kept = this.#store.get(this.#name) ?? {};
    const tries = kept.tries ?? [];
    const text = this.#widget.state.answer;
    if (outcome !== "unreadable" && !tries.includes(text)) tries.push(text);
    this.#keep({ tries, done: kept.done || view.done });
    this.#showTries(tries);
    const input = this.#input;
    if (outcome === "accepted") input.removeAttribute("aria-invalid");
    else input.setAttribute("aria-invalid", "true");
    if (!this.asked) return;
    this.asked = false;
    if (outcome === "accepted") this.#goOn();
    else input.select();
  }

  #showTries(tries) {
    const place = this.#form.querySelector(".tries");
    place.textContent = tries.length > 1 ? `Tried so far: ${tries.join(", ")}` : "";
  }

  // After a right answer the focus goes to what comes next: another exercise of this step, or Continue.
  #goOn() {
    const section = this.#form.closest("section");
    const open = [...(section?.querySelectorAll("figure[data-widget='exercise']") ?? [])];
    const next = open.slice(open.indexOf(this.#figure) + 1).find((figure) => !("done" in figure.dataset));
    const target = next?.querySelector("input[name='answer']") ?? section?.querySelector("button.go");
    target?.focus({ preventScroll: true });
  }
}
