// A promise: all that the page began with is here, and the first screen is painted. What only serves later waits for it,
// for a core that compiles Python paints nothing.

const LONGEST = 3000; // milliseconds after the load, for a browser that does not tell of its paints

const loaded = new Promise((resolve) => {
  if (document.readyState === "complete") resolve();
  else addEventListener("load", resolve, { once: true });
});

const painted = new Promise((resolve) => {
  new PerformanceObserver(resolve).observe({ type: "paint", buffered: true });
  loaded.then(() => setTimeout(resolve, LONGEST));
});

export const settled = Promise.all([loaded, painted]);
