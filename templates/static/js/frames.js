// The frames: parts drawn when the site was built, looked up by the texts of the controls that they depend on.
// What is looked up are indexes and texts; nothing here knows what they mean.

import { settled } from "./settled.js";

export class Frames {
  #widgets; // id -> { places, tables }, as the build wrote them
  #read = new Map(); // id -> { places: control -> texts, index: control -> text -> place, tables }

  constructor(widgets) {
    this.#widgets = widgets;
  }

  // A promise of the frames at a URL; without a URL, or when they cannot be had, there are none.
  static async load(url) {
    if (!url) return new Frames({});
    await settled;
    try {
      const answer = await fetch(url);
      return new Frames(answer.ok ? await answer.json() : {});
    } catch {
      return new Frames({});
    }
  }

  // What is known of a widget in a state: `found` has the texts of parts by name, null for what the page was built with,
  // and `missing` the names of those that are not drawn there. Null where nothing was drawn of the widget at all.
  find(id, state) {
    const widget = this.#of(id);
    if (!widget) return null;
    const found = {};
    const missing = new Set();
    for (const table of widget.tables) {
      const at = place(table, (control) => widget.index[control].get(state[control]));
      for (const [name, column] of table.parts) {
        if (name in found) continue;
        if (at < 0) missing.add(name);
        else found[name] = text(column, at);
      }
    }
    return { found, missing: [...missing].filter((name) => !(name in found)) };
  }

  // Whether a text is one of the places of a control.
  has(id, control, text) {
    return this.#of(id)?.index[control]?.has(text) ?? false;
  }

  // A part at the places of a control within `reach` of the present one: text of the control -> text of the part.
  along(id, state, control, part, reach) {
    const widget = this.#of(id);
    const here = widget?.index[control]?.get(state[control]);
    if (here === undefined) return null;
    const texts = widget.places[control].slice(Math.max(0, here - reach), here + reach + 1);
    const parts = texts.map((text) => [text, this.find(id, { ...state, [control]: text }).found[part]]);
    const drawn = parts.filter(([, text]) => typeof text === "string");
    return drawn.length > 1 ? Object.fromEntries(drawn) : null;
  }

  // The drawn state nearest to one that is not drawn. The controls moved last stay where they are, if that can be;
  // otherwise they go to a drawn place in the direction in which they left `last`, the state that is shown.
  snap(id, state, moved, last, start) {
    const widget = this.#of(id);
    if (!widget) return start;
    const missing = (one) => this.find(id, one).missing;
    for (const held of [moved, []]) {
      const to = (one, table) => into(table, widget, one, { held, moved, last, start });
      for (const first of widget.tables) {
        let one = to(state, first);
        for (const table of one ? widget.tables : []) {
          const wanted = missing(one);
          if (table.parts.some(([name]) => wanted.includes(name))) one = to(one, table) ?? one;
        }
        if (one && !missing(one).length) return one;
      }
      const begun = { ...start, ...Object.fromEntries(held.map((control) => [control, state[control]])) };
      if (!missing(begun).length) return begun;
    }
    return start;
  }

  #of(id) {
    if (!this.#read.has(id)) this.#read.set(id, this.#widgets[id] ? read(this.#widgets[id]) : null);
    return this.#read.get(id);
  }
}

function read({ places, tables }) {
  const index = {};
  for (const [control, texts] of Object.entries(places)) index[control] = new Map(texts.map((text, i) => [text, i]));
  return {
    places,
    index,
    tables: tables.map(({ by, parts }) => ({
      by: Object.entries(by).map(([control, listed]) => {
        const at = listed === "all" ? places[control].map((_, i) => i) : listed;
        return { control, places: at, order: new Map(at.map((place, i) => [place, i])) };
      }),
      parts: Object.entries(parts),
    })),
  };
}

// The state with the controls of a table at the nearest places that it lists; null where one that is held is at none.
function into(table, { places: texts, index }, state, { held, moved, last, start }) {
  const next = { ...state };
  for (const { control, places } of table.by) {
    const at = (one) => index[control].get(one[control]);
    if (places.includes(at(state))) continue;
    if (held.includes(control)) return null;
    const place = nearest(places, at(state), moved.includes(control) ? at(last) : undefined);
    next[control] = place === undefined ? start[control] : texts[control][place];
  }
  return next;
}

// Where in the columns of a table a state stands, the last control turning fastest; -1 if it is not drawn.
function place(table, index) {
  let at = 0;
  for (const { control, places, order } of table.by) {
    const i = order.get(index(control));
    if (i === undefined) return -1;
    at = at * places.length + i;
  }
  return at;
}

const written = new WeakMap(); // a column's holes -> the numerals of each

function text(column, at) {
  if (column === null || typeof column === "string") return column;
  if (column.text) return column.text[at];
  const { like, holes, but } = column;
  if (but && at in but) return but[at];
  if (!written.has(holes)) written.set(holes, holes.map(numerals));
  const found = written.get(holes);
  return like.map((piece, k) => piece + (k < found.length ? (found[k][at] ?? found[k][0]) : "")).join("");
}

// The numerals of a hole: as they stand, or added up from differences that are counted in the last decimal.
function numerals(hole) {
  const [first, ...rest] = hole.split(" ");
  const head = /^([ft])(\d)\.(\d+)(\+?)([-−])$/.exec(first);
  if (!head) return [first, ...rest];
  const [, zeros, order, decimals, plus, minus] = head;
  let numbers = rest.map(Number);
  for (let k = 0; k < Number(order); k++) {
    let sum = 0;
    numbers = numbers.map((step) => (sum += step));
  }
  return numbers.map((number) => {
    const digits = String(Math.abs(number)).padStart(Number(decimals) + 1, "0");
    const end = digits.length - Number(decimals);
    const part = zeros === "t" ? digits.slice(end).replace(/0+$/, "") : digits.slice(end);
    const sign = number < 0 ? minus : number > 0 ? plus : "";
    return sign + digits.slice(0, end) + (part && `.${part}`);
  });
}

// The place of a list nearest to `here`; of those that lie on the side of `from` on which `here` is, if there are such.
// A control that was moved together with another and stands where it stood has no side.
function nearest(places, here, from) {
  if (here === undefined) return undefined;
  const onward = places.filter((place) => from !== undefined && (here - from) * (place - from) > 0);
  const among = onward.length ? onward : places;
  return among.reduce((best, place) => (Math.abs(place - here) < Math.abs(best - here) ? place : best));
}
