// A promise: what the first screen needs is here and painted. What only serves what comes after waits for it.

export const settled = new Promise((resolve) => {
  const painted = () => requestAnimationFrame(() => setTimeout(resolve));
  if (document.readyState === "complete") painted();
  else addEventListener("load", painted, { once: true });
});
