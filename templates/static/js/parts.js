// The named places of a widget. A part is the content of an element (data-part) or one of its attributes (data-set).
// Only what changed is touched. An element whose attributes move is stable, so it keeps focus and pointer.

const SET = {
  d: (element, text) => element.setAttribute("d", text),
  value: (element, text) => {
    if (element !== document.activeElement || element.type === "range") element.value = text;
  },
  "aria-label": (element, text) => element.setAttribute("aria-label", text),
  "aria-valuetext": (element, text) => element.setAttribute("aria-valuetext", text),
  "aria-pressed": (element, text) => element.setAttribute("aria-pressed", text),
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

export class Parts {
  #typesetter;
  #contents = new Map(); // name -> { element, text: as last shown, first: the HTML the build put there }
  #settings = new Map(); // name -> [{ element, set, first: the text the build put there, as far as it is kept }]
  #shown = new Map(); // name -> text of a setting

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
        const first = element.getAttribute(binding.slice(0, at));
        this.#settings.set(name, [...(this.#settings.get(name) ?? []), { element, set, first }]);
      }
    }
  }

  // Shows the parts. `whole` says that every part not named goes back to what the build put there.
  show(parts, whole) {
    const changed = [];
    for (const [name, text] of Object.entries(parts)) {
      const content = this.#contents.get(name);
      if (content && content.text !== text) changed.push([content, text]);
    }
    const fragments = changed.map(([content, text]) => fragment(content.element, text));
    const waiting = fragments.map((f) => this.#typesetter.fill(f)).filter(Boolean);
    const place = () => {
      changed.forEach(([content, text], i) => this.#replace(content, text, fragments[i]));
      if (whole) this.#restore(parts);
      this.#set(parts);
    };
    return waiting.length ? Promise.all(waiting).then(place) : place();
  }

  #replace(content, text, fragment) {
    if (content.text === null && bare(content.element) === bare(fragment)) {
      content.text = text; // the build put just this here
      return;
    }
    content.first ??= content.element.innerHTML;
    content.text = text;
    content.element.replaceChildren(...fragment.childNodes);
  }

  #restore(parts) {
    for (const [name, content] of this.#contents) {
      if (name in parts || content.first === null) continue;
      content.element.innerHTML = content.first;
      content.text = content.first = null;
    }
    for (const [name, bindings] of this.#settings) {
      if (name in parts || !this.#shown.has(name)) continue;
      this.#shown.delete(name);
      for (const { element, set, first } of bindings) if (first !== null) set(element, first);
    }
  }

  #set(parts) {
    for (const [name, bindings] of this.#settings) {
      if (!(name in parts)) continue;
      const same = this.#shown.get(name) === parts[name];
      this.#shown.set(name, parts[name]);
      for (const { element, set } of bindings) if (!same || set === SET.value) set(element, parts[name]);
    }
  }
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
