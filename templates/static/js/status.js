// Tells the reader how far the engine is, and what still works when it cannot run.

const WORDS = {
  static: "",
  booting: "loading Python",
  live: "Python live",
  unavailable: "Python unavailable",
};

export function showStatus(engine) {
  const place = document.getElementById("engine-status");
  const notice = document.getElementById("engine-notice");
  if (!place) return;
  const show = () => {
    place.textContent = WORDS[engine.state];
    if (!notice) return;
    notice.hidden = engine.state !== "unavailable";
  };
  notice?.querySelector("button")?.addEventListener("click", () => engine.start());
  engine.addEventListener("state", show);
  show();
}
