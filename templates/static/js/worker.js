// Python in a worker: boots Pyodide from the site's own files, then answers messages with nudge.widgets.live.

const plainFetch = globalThis.fetch.bind(globalThis);
let giveUp;
const missing = new Promise((_, reject) => (giveUp = reject));
missing.catch(() => {}); // it is heard only while booting

// Only this site is asked. loadPyodide hangs for ever on a missing file, so that one thing is told here.
globalThis.fetch = async (request, options) => {
  const url = new URL(request?.url ?? request, location.href);
  if (url.origin !== location.origin && url.protocol !== "data:") throw new TypeError(`blocked: ${url.origin}`);
  const answer = await plainFetch(request, options).catch(() => null);
  if (answer?.ok) return answer;
  giveUp(new Error(`${answer?.status ?? "no answer"} for ${url.pathname}`));
  return new Promise(() => {});
};

let live = null;

self.onmessage = async ({ data }) => {
  if (data.boot) {
    try {
      await boot(data.boot, data.widgets);
      self.postMessage({ live: true });
    } catch (error) {
      self.postMessage({ failed: String(error?.message ?? error) });
    }
    return;
  }
  const { widget } = JSON.parse(data.ask);
  try {
    self.postMessage({ widget, answer: live.answer(data.ask) });
  } catch (error) {
    self.postMessage({ widget, error: String(error) });
  }
};

async function boot({ pyodide, core, lock }, widgets) {
  await WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])); // fails at once where wasm is blocked
  const { loadPyodide } = await import(`${pyodide}pyodide.mjs`);
  const options = { indexURL: pyodide, stdLibURL: core, lockFileURL: lock, stdout() {}, stderr() {} };
  const python = await Promise.race([loadPyodide(options), missing]);
  live = python.pyimport("nudge.widgets.live");
  live.describe(widgets);
}
