// The engine as the page sees it: a worker that starts, answers, fails or is restarted.
// States: "static" (not started), "booting", "live", "unavailable". Changes are told by a "state" event.

import { settled } from "./settled.js";

const BOOT_LIMIT = 90_000; // milliseconds; a blocked or missing file can make a boot hang for ever
const ANSWER_LIMIT = 10_000;

export class Engine extends EventTarget {
  state = "static";
  #runtime;
  #widgets;
  #worker = null;
  #timer = 0;
  #seq = 0;
  #lanes = new Map(); // widget id -> { busy: {message, resolve}, next: {message, resolve} }

  constructor(runtime, widgets) {
    super();
    this.#runtime = runtime;
    this.#widgets = widgets;
  }

  startWhenIdle() {
    const start = () => this.start();
    const idle = () => (globalThis.requestIdleCallback ? requestIdleCallback(start, { timeout: 2000 }) : setTimeout(start, 200));
    settled.then(idle);
  }

  start() {
    this.#stop();
    this.#become("booting");
    if (typeof WebAssembly === "undefined" || typeof Worker === "undefined") return this.#fail("this browser has no WebAssembly");
    this.#timer = setTimeout(() => this.#fail("it took too long to load"), BOOT_LIMIT);
    this.#worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
    this.#worker.onmessage = ({ data }) => this.#hear(data);
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.#fail(event.message || "its files could not be loaded");
    };
    const absolute = Object.fromEntries(
      Object.entries(this.#runtime).map(([name, url]) => [name, new URL(url, document.baseURI).href]),
    );
    this.#worker.postMessage({ boot: absolute, widgets: JSON.stringify(this.#widgets) });
  }

  // An answer about the widget in `state`, or null when a newer question has overtaken this one. `more` may say which
  // parts are wanted, and along which control.
  ask(widget, state, more = {}) {
    const message = { seq: ++this.#seq, widget, state, ...more };
    return new Promise((resolve) => {
      const lane = this.#lanes.get(widget) ?? { busy: null, next: null };
      this.#lanes.set(widget, lane);
      lane.next?.resolve(null);
      lane.next = { message, resolve };
      this.#send(lane);
    });
  }

  #send(lane) {
    if (this.state !== "live" || lane.busy || !lane.next) return;
    lane.busy = lane.next;
    lane.next = null;
    lane.timer = setTimeout(() => this.start(), ANSWER_LIMIT);
    this.#worker.postMessage({ ask: JSON.stringify(lane.busy.message) });
  }

  #hear(data) {
    if (data.live) {
      clearTimeout(this.#timer);
      this.#become("live");
      for (const lane of this.#lanes.values()) this.#send(lane);
    } else if (data.failed) {
      this.#fail(data.failed);
    } else {
      this.#answered(data);
    }
  }

  #answered({ answer, error, widget }) {
    const lane = this.#lanes.get(widget);
    if (!lane?.busy) return;
    clearTimeout(lane.timer);
    const { resolve, message } = lane.busy;
    lane.busy = null;
    if (error) console.error(error);
    const view = error ? null : JSON.parse(answer);
    resolve(view && view.seq === message.seq && !lane.next ? view : null);
    this.#send(lane);
  }

  #fail(reason) {
    this.reason = reason;
    this.#stop();
    this.#become("unavailable");
  }

  // A stopped worker answers nothing more; what it was asked is asked again after a restart, unless something newer is.
  #stop() {
    clearTimeout(this.#timer);
    this.#worker?.terminate();
    this.#worker = null;
    for (const lane of this.#lanes.values()) {
      clearTimeout(lane.timer);
      lane.busy?.resolve(null);
      lane.busy = null;
    }
  }

  #become(state) {
    this.state = state;
    document.documentElement.dataset.engine = state;
    this.dispatchEvent(new Event("state"));
  }
}
