// Only in pages that `serve` shows: reload after a build, and say what is wrong when a build has failed.

const events = new EventSource(new URL("events", import.meta.url));
const box = document.createElement("pre");
box.id = "serve-trouble";
box.setAttribute("role", "alert");
Object.assign(box.style, {
  position: "fixed",
  inset: "auto 0 0 0",
  zIndex: "10",
  maxHeight: "60vh",
  margin: "0",
  padding: "1rem",
  overflow: "auto",
  background: "#1b1b20",
  color: "#ffb4a8",
  font: "13px/1.5 ui-monospace, monospace",
  whiteSpace: "pre-wrap",
});

let shown = null;
let lost = false; // the server has gone, and may come back with other code
events.onerror = () => {
  lost = true;
};

events.onmessage = ({ data }) => {
  const { build, trouble } = JSON.parse(data);
  shown ??= build;
  if (lost || build !== shown) {
    location.reload();
    return;
  }
  box.textContent = trouble;
  if (trouble) document.body.append(box);
  else box.remove();
};
