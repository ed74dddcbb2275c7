// Brings a page to life: binds every widget to its controls, its frames and the engine. Knows no mathematics.

import { Engine } from "./engine.js";
import { Exercise } from "./exercise.js";
import { Frames } from "./frames.js";
import { Typesetter } from "./math.js";
import { bindPrediction } from "./prediction.js";
import { bindTheme } from "./theme-toggle.js";
import { bindScrollers } from "./scrollers.js";
import { keepRangesStill } from "./ranges.js";
import { bindSearch } from "./search.js";
import { showStatus } from "./status.js";
import { Steps } from "./steps.js";
import { Store } from "./store.js";
import { Widget } from "./widget.js";

document.documentElement.dataset.scripts = "running"; // early.js says so where this line is not reached

attempt(bindTheme);
attempt(bindScrollers);
attempt(bindSearch);
attempt(keepRangesStill);
attempt(() => {
  const data = document.getElementById("lesson-data");
  if (data) bindLesson(JSON.parse(data.textContent));
});

function bindLesson(lesson) {
  const store = new Store(location.pathname);
  const engine = new Engine(lesson.runtime, lesson.widgets);
  const frames = Frames.load(lesson.frames);
  const typesetter = new Typesetter(lesson.runtime.katex, lesson.math);
  for (const figure of document.querySelectorAll("figure.widget")) {
    const description = lesson.widgets[figure.id];
    if (description) attempt(() => bindFigure(figure, description), figure);
  }
  engine.addEventListener("state", () => engine.state === "live" && typesetter.prepare());
  attempt(() => new Steps(store, engine));
  attempt(() => showStatus(engine));
  if (Object.keys(lesson.widgets).length) engine.startWhenIdle();

  function bindFigure(figure, description) {
    const widget = new Widget(figure, description, frames, engine, typesetter);
    if (figure.dataset.widget === "predict") attempt(() => bindPrediction(figure, widget, store), figure);
    for (const form of figure.querySelectorAll("form[data-exercise]")) {
      attempt(() => new Exercise(form, widget, description, store, engine), figure);
    }
  }
}

// Runs one part of the page. If it fails, the others still run, the console has the reason, and the figure says so.
function attempt(run, figure = null) {
  try {
    run();
  } catch (error) {
    reportError(error);
    if (!figure || figure.querySelector(".broken")) return;
    const note = document.createElement("p");
    note.className = "problem broken";
    note.setAttribute("role", "alert");
    note.textContent = "This part of the page has failed. The rest works; a reload may help here.";
    figure.append(note);
  }
}
