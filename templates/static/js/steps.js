// One step at a time: the next opens when this one is read or solved. Nothing is hidden from those who ask to see
// everything, and without scripts everything is open.

import { texts } from "./store.js";

export class Steps {
  #sections = [...document.querySelectorAll("main > section[data-step]")];
  #ending = document.querySelector("main > .ending");
  #store;
  #engine;
  #row = document.createElement("div");
  #go = button("Continue", "go");
  #why = document.createElement("p");

  constructor(store, engine) {
    this.#store = store;
    this.#engine = engine;
    if (!this.#sections.length) return;
    this.done = texts(store.get("steps", {})); // step id -> "done" or "skipped"
    const everything = button("Show everything", "plain");
    this.#row.className = "onward";
    this.#why.className = "why";
    this.#why.setAttribute("role", "status");
    this.#row.append(this.#go, everything, this.#why);
    this.#go.addEventListener("click", () => this.#continue());
    everything.addEventListener("click", () => this.#showEverything());
    this.#again();
    document.addEventListener("done", () => this.#show());
    engine.addEventListener("state", () => this.#show());
    addEventListener("hashchange", () => this.#openTarget());
    this.#show();
    this.#openTarget();
    this.#offerResume();
  }

  get #current() {
    return this.#sections.find((section) => !this.done[section.dataset.step]);
  }

  #unsolved(section) {
    return [...section.querySelectorAll("figure.exercise")].filter((f) => !("done" in f.dataset));
  }

  #show() {
    const current = this.#current;
    const all = this.#store.get("everything", false);
    let open = true;
    for (const section of this.#sections) {
      lock(section, !open && !all);
      if (section === current) open = false;
    }
    if (this.#ending) lock(this.#ending, Boolean(current) && !all);
    this.#tell();
    if (!current) return this.#row.remove();
    if (this.#row.parentNode !== current) current.append(this.#row);
    this.#row.querySelector(".plain").hidden = all;
    const unsolved = this.#unsolved(current).length;
    const stuck = unsolved && this.#engine.state === "unavailable";
    this.#go.textContent = stuck ? "Skip this step" : "Continue";
    this.#go.disabled = Boolean(unsolved) && !stuck;
    this.#why.textContent = unsolved ? this.#reason(unsolved, stuck) : "";
  }

  #reason(unsolved, stuck) {
    if (stuck) return "Python is unavailable, so answers cannot be marked here. The step is remembered as skipped.";
    return unsolved === 1 ? "One exercise is still to be solved." : `${unsolved} exercises are still to be solved.`;
  }

  #continue() {
    const section = this.#current;
    this.done[section.dataset.step] = this.#unsolved(section).length ? "skipped" : "done";
    this.#store.set("steps", this.done);
    this.#show();
    goTo(this.#current ?? this.#ending);
  }

  #showEverything() {
    this.#store.set("everything", true);
    const section = this.#current;
    this.#show();
    goTo(this.#sections[this.#sections.indexOf(section) + 1] ?? this.#ending ?? section);
  }

  #tell() {
    const count = this.#sections.filter((section) => this.done[section.dataset.step]).length;
    const bar = document.getElementById("progress");
    if (!bar) return;
    bar.value = count;
    bar.nextElementSibling.textContent = `${count} / ${this.#sections.length}`;
  }

  // A link into a locked step opens the steps up to it.
  #openTarget() {
    const target = document.getElementById(anchor());
    const section = target && target.closest("section");
    if (!section?.inert) return;
    this.#store.set("everything", true);
    this.#show();
    target.scrollIntoView();
  }

  #offerResume() {
    const current = this.#current;
    if (!current || current === this.#sections[0] || location.hash || scrollY > 0) return;
    const offer = document.createElement("p");
    const link = document.createElement("a");
    offer.className = "resume";
    link.href = `#${current.dataset.step}`;
    link.textContent = `Go on with “${current.querySelector("h2").textContent}”`;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      goTo(current);
      offer.remove();
    });
    offer.append(link);
    document.querySelector("main .lead")?.after(offer);
  }

  #again() {
    const again = button("Start this lesson over", "plain");
    again.addEventListener("click", () => {
      this.#store.clear();
      location.hash = "";
      scrollTo(0, 0); // a reload would come back to here
      location.reload();
    });
    const row = document.createElement("p");
    row.append(again);
    document.querySelector("body > footer")?.prepend(row);
  }
}

// The id that the address names; as it stands where it cannot be decoded, like "#%".
function anchor() {
  const written = location.hash.slice(1);
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}

function lock(section, locked) {
  section.inert = locked;
  section.classList.toggle("locked", locked);
}

function goTo(section) {
  const heading = section?.querySelector("h2");
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  heading.scrollIntoView({ behavior: calm ? "auto" : "smooth", block: "start" });
}

function button(text, name) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = name;
  made.textContent = text;
  return made;
}
