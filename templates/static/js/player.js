// Back, Next and Play: walks along the places of a control, by a button or by itself. It stops at the end, and when
// something else moves the control; for a reader who wants no motion, a press on Play is one step.

export function bindPlayer(figure, widget) {
  for (const button of figure.querySelectorAll("[data-turn]")) {
    const [control, places] = button.dataset.turn.split(" ");
    button.addEventListener("click", () => widget.turn(control, Number(places)));
  }
  for (const button of figure.querySelectorAll("[data-play]")) play(button, widget);
}

function play(button, widget) {
  const [control, pace] = button.dataset.play.split(" ");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let timer = 0;
  let left = ""; // where the last step of ours went

  const stop = () => {
    clearInterval(timer);
    timer = 0;
    button.setAttribute("aria-pressed", "false");
  };
  const step = () => {
    if (widget.waiting) return;
    if (timer && widget.state[control] !== left) return stop();
    widget.turn(control, 1);
    left = widget.state[control];
    if (widget.atEnd(control)) stop();
  };
  button.addEventListener("click", () => {
    if (timer) return stop();
    if (widget.atEnd(control)) widget.set(control, widget.range(control).min);
    if (calm.matches) return step();
    step();
    if (widget.atEnd(control)) return;
    timer = setInterval(step, Number(pace));
    button.setAttribute("aria-pressed", "true");
  });
}
