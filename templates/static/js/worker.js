// Python in a worker: boots Pyodide from the site's own files, then answers messages with nudge.widgets.live.

const sameOrigin = globalThis.fetch.bind(globalThis);
globalThis.fetch = (request, options) => {
  const url = new URL(request?.url ?? request, location.href);
  if (url.origin !== location.origin && url.protocol !== "data:") return Promise.reject(new TypeError(`blocked: ${url.origin}`));
  return sameOrigin(request, options);
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
  await Promise.all([`${pyodide}pyodide.asm.wasm`, core].map(present));
  const { loadPyodide } = await import(`${pyodide}pyodide.mjs`);
  const python = await loadPyodide({
    indexURL: pyodide,
    stdLibURL: core,
    lockFileURL: lock,
    stdout: () => {},
    stderr: () => {},
  });
  live = python.pyimport("nudge.widgets.live");
  live.describe(widgets);
}

// loadPyodide hangs for ever on a missing file, so each is asked for first; the answer comes from the cache afterwards.
async function present(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${answer.status} for ${new URL(url).pathname}`);
  await answer.arrayBuffer();
}
