// Brings a page to life: binds every widget to its controls, its frames and the engine. Knows no mathematics.

import { Engine } from "./engine.js";
import { Exercise } from "./exercise.js";
import { Frames } from "./frames.js";
import { Typesetter } from "./math.js";
import { bindTheme } from "./theme-toggle.js";
import { bindScrollers } from "./scrollers.js";
import { showStatus } from "./status.js";
import { Steps } from "./steps.js";
import { Store } from "./store.js";
import { Widget } from "./widget.js";

bindTheme();
bindScrollers();

const element = document.getElementById("lesson-data");
if (element) {
  const lesson = JSON.parse(element.textContent);
  const store = new Store(location.pathname);
  const engine = new Engine(lesson.runtime, lesson.widgets);
  const frames = Frames.load(lesson.frames);
  const typesetter = new Typesetter(lesson.runtime.katex, lesson.math);
  for (const figure of document.querySelectorAll("figure.widget")) {
    const description = lesson.widgets[figure.id];
    if (!description) continue;
    const widget = new Widget(figure, description, frames, engine, typesetter);
    for (const form of figure.querySelectorAll("form[data-exercise]")) new Exercise(form, widget, description, store, engine);
  }
  engine.addEventListener("state", () => engine.state === "live" && typesetter.prepare());
  new Steps(store, engine);
  showStatus(engine);
  if (Object.keys(lesson.widgets).length) engine.startWhenIdle();
}
