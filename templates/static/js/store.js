// What a reader has done on this page, kept in this browser and nowhere else. Losing it is never an error, and what
// another version of the page or another hand has left there is taken only where it has the right shape.

export class Store {
  #key;
  #values = {};

  constructor(page) {
    this.#key = `nudge:${page}`;
    try {
      this.#values = like(JSON.parse(localStorage.getItem(this.#key)), {});
    } catch {
      this.#values = {};
    }
  }

  // What is kept under a name if it has the shape of `otherwise`, and that if it has not.
  get(name, otherwise) {
    return like(this.#values[name], otherwise);
  }

  set(name, value) {
    this.#values[name] = value;
    this.#keep();
  }

  clear() {
    this.#values = {};
    try {
      localStorage.removeItem(this.#key);
    } catch {
      // nothing was kept
    }
  }

  #keep() {
    try {
      localStorage.setItem(this.#key, JSON.stringify(this.#values));
    } catch {
      // storage may be full or blocked; the page goes on without it
    }
  }
}

// A value, if it is of the same kind as `otherwise`: an object, an array, a text, a number, true or false.
export function like(value, otherwise) {
  return kind(value) === kind(otherwise) ? value : otherwise;
}

// The entries of an object that are texts.
export function texts(value) {
  return Object.fromEntries(Object.entries(like(value, {})).filter(([, text]) => typeof text === "string"));
}

function kind(value) {
  return value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
}
