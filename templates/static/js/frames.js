// The frame table: views drawn when the site was built, looked up by the text of a control's state.

import { settled } from "./settled.js";

export class Frames {
  #tables;
  #joined = new WeakMap(); // column -> its texts, joined when first needed

  constructor(tables) {
    this.#tables = tables;
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

  // The table that draws `state`, which differs from the widget's start in at most one control, and the place in it.
  #find(id, state, start) {
    const moved = Object.keys(start).filter((name) => state[name] !== start[name]);
    const tables = this.#tables[id];
    if (!tables || moved.length > 1) return null;
    const names = moved.length ? moved : Object.keys(tables).slice(0, 1);
    const table = tables[names[0]];
    const at = table ? table.states.indexOf(state[names[0]]) : -1;
    return at < 0 ? null : { table, at, control: names[0] };
  }

  view(id, state, start) {
    const found = this.#find(id, state, start);
    if (!found) return null;
    const { table, at } = found;
    const parts = {};
    for (const [name, column] of Object.entries(table.parts)) parts[name] = this.#texts(column)[at];
    return { parts, caption: this.#texts(table.caption)[at], done: table.done.includes(at), problems: {} };
  }

  // The state, within `reach` places of the present one, that brings the handle drawn by `part` nearest to (x, y).
  nearest(id, state, start, part, [x, y], reach) {
    const found = this.#find(id, state, start);
    if (!found || !(part in found.table.parts)) return null;
    const { table, at, control } = found;
    const places = this.#texts(table.parts[part]);
    let best = at;
    let least = Infinity;
    for (let i = Math.max(0, at - reach); i <= Math.min(places.length - 1, at + reach); i++) {
      if (!places[i]) continue;
      const [px, py] = places[i].split(" ").map(Number);
      const distance = Math.hypot(px - x, py - y);
      if (distance < least) [best, least] = [i, distance];
    }
    return { control, text: table.states[best] };
  }

  #texts(column) {
    if (column.text) return column.text;
    let texts = this.#joined.get(column);
    if (!texts) {
      const { like, holes } = column;
      const numeral = (hole, i) => (typeof hole === "string" ? hole : (hole?.[i] ?? ""));
      const longest = holes.find((hole) => typeof hole !== "string");
      texts = longest.map((_, i) => like.map((piece, k) => piece + numeral(holes[k], i)).join(""));
      this.#joined.set(column, texts);
    }
    return texts;
  }
}
