// The named places of a widget. A part is the content of an element (data-part) or one of its attributes (data-set).
// Only what changed is touched. An element whose attributes move is stable, so it keeps focus and pointer.

import { uncover } from "./trace.js";

const SET = {
  d: (element, text) => element.setAttribute("d", text),
  value: (element, text) => {
    const typing = element === document.activeElement && element.type === "text";
    if (!typing) element.value = text;
  },
  "aria-label": (element, text) => element.setAttribute("aria-label", text),
  "aria-valuetext": (element, text) => element.setAttribute("aria-valuetext", text),
  "aria-pressed": (element, text) => element.setAttribute("aria-pressed", text),
  "data-been": uncover,
  "data-scale": (element, text) => element.setAttribute("data-scale", text),
  "data-outcome": (element, text) => element.setAttribute("data-outcome", text),
  "data-scroll": (element, text) => {
    // the share of the width that is to be in the middle, where not all of it can be seen
    element.scrollLeft = Number(text) * element.scrollWidth - element.clientWidth / 2;
  },
  translate: (element, text) => {
    element.toggleAttribute("display", false);
    if (text) element.setAttribute("transform", `translate(${text})`);
    else element.setAttribute("display", "none");
  },
};

const MARKUP = /[<>&\u00a0]/; // what a text and its HTML write differently

export class Parts {
  #typesetter;
  #contents = new Map(); // name -> { element, text: as last shown, first: the HTML the build put there }
  #settings = new Map(); // name -> [{ element, set, first: the text the build put there }]
  #shown = new Map(); // name -> text of a setting
  #turn = 0;

  constructor(figure, typesetter) {
    this.#typesetter = typesetter;
    for (const element of figure.querySelectorAll("[data-part]")) {
      this.#contents.set(element.dataset.part, { element, text: null, first: null });
    }
    for (const element of figure.querySelectorAll("[data-set]")) {
      for (const binding of element.dataset.set.split(" ")) {
        const at = binding.indexOf(":");
        const set = SET[binding.slice(0, at)];
        const name = binding.slice(at + 1);
        const first = built(element, binding.slice(0, at));
        this.#settings.set(name, [...(this.#settings.get(name) ?? []), { element, set, first }]);
      }
    }
  }

  // Shows the parts; one that is null goes back to what the build put there. Returns whether they are shown, or a promise
  // of it while KaTeX is fetched: by then other parts may have taken their place.
  show(parts) {
    const turn = ++this.#turn;
    const changed = [];
    for (const [name, text] of Object.entries(parts)) {
      const content = this.#contents.get(name);
      if (!content || content.text === text) continue;
      changed.push({ content, text, made: text && MARKUP.test(text) ? fragment(content.element, text) : null });
    }
    const waiting = changed.map(({ made }) => made && this.#typesetter.fill(made)).filter(Boolean);
    const place = () => {
      if (turn !== this.#turn) return false;
      for (const { content, text, made } of changed) this.#replace(content, text, made);
      for (const [name, bindings] of this.#settings) if (name in parts) this.#set(name, bindings, parts[name]);
      return true;
    };
    return waiting.length ? Promise.all(waiting).then(place) : place();
  }

  // Everything as the build put it.
  reset() {
    return this.show(Object.fromEntries([...this.#contents.keys(), ...this.#settings.keys()].map((name) => [name, null])));
  }

  #replace(content, text, made) {
    if (text === null) {
      if (content.first !== null) content.element.innerHTML = content.first;
      content.text = content.first = null;
      return;
    }
    if (content.text === null && bare(content.element) === (made ? bare(made) : text)) {
      content.text = text; // the build put just this here
      return;
    }
    content.first ??= content.element.innerHTML;
    content.text = text;
    if (made) content.element.replaceChildren(...made.childNodes);
    else write(content.element, text);
  }

  #set(name, bindings, text) {
    const same = this.#shown.has(name) ? this.#shown.get(name) === text : text === null;
    this.#shown.set(name, text);
    for (const { element, set, first } of bindings) if (!same || set === SET.value) set(element, text ?? first);
  }
}

// The text of an attribute as the build put it.
function built(element, attribute) {
  if (attribute !== "translate") return element.getAttribute(attribute);
  return /^translate\((.*)\)$/.exec(element.getAttribute("transform") ?? "")?.[1] ?? "";
}

// Plain text, into the text that is there already: numbers change with every move, and this is what costs least.
function write(element, text) {
  const [only, more] = element.childNodes;
  if (only?.nodeType === Node.TEXT_NODE && !more) only.data = text;
  else element.textContent = text;
}

// The text as nodes, parsed the way the element's own content is (SVG inside SVG).
function fragment(element, text) {
  const holder = element.cloneNode(false);
  holder.innerHTML = text;
  return holder;
}

// The content without what KaTeX put into its formulas, for comparing.
function bare(element) {
  const copy = element.cloneNode(true);
  for (const span of copy.querySelectorAll("[data-tex]")) span.replaceChildren();
  for (const part of copy.querySelectorAll("details[open]")) part.open = false; // the reader opened it
  return copy.innerHTML;
}
