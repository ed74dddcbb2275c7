// What a reader has done on this page, kept in this browser and nowhere else. Losing it is never an error.

export class Store {
  #key;
  #values = {};

  constructor(page) {
    this.#key = `nudge:${page}`;
    try {
      this.#values = JSON.parse(localStorage.getItem(this.#key)) ?? {};
    } catch {
      this.#values = {};
    }
  }

  get(name) {
    return this.#values[name];
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
