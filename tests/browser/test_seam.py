"""Frame, live view and first picture are one and the same."""

import json

import pytest

from tests.browser.test_explorer import LESSON, engine

pytestmark = pytest.mark.browser

COMPARE = """async () => {
  const lesson = JSON.parse(document.getElementById("lesson-data").textContent);
  const script = document.querySelector('script[type="module"]').src;
  const { Frames } = await import(new URL("./frames.js", script));
  const { Engine } = await import(new URL("./engine.js", script));
  const tables = await (await fetch(lesson.frames)).json();
  const frames = new Frames(tables);
  const engine = new Engine(lesson.runtime, lesson.widgets);
  const live = new Promise((resolve) => engine.addEventListener("state", () => engine.state === "live" && resolve()));
  engine.start();
  await live;
  const wrong = [];
  let compared = 0;
  for (const [id, { state: start }] of Object.entries(lesson.widgets)) {
    for (const [control, table] of Object.entries(tables[id] ?? {})) {
      for (const text of table.states) {
        const state = { ...start, [control]: text };
        const frame = frames.view(id, state, start);
        const view = await engine.ask(id, state);
        compared += 1;
        const names = Object.keys(frame.parts).filter((name) => frame.parts[name] !== view.parts[name]);
        if (names.length || frame.caption !== view.caption || frame.done !== view.done) wrong.push([id, text, names]);
      }
    }
  }
  return { compared, wrong };
}"""


@pytest.mark.parametrize("path", [LESSON, "gallery/"])
def test_every_frame_equals_the_live_view(open_page, path):
    page = open_page(path)
    engine(page, "live")
    result = page.evaluate(COMPARE)
    assert result["compared"] > (600 if path == LESSON else 150)
    assert result["wrong"] == []


FIRST = """async () => {
  const lesson = JSON.parse(document.getElementById("lesson-data").textContent);
  const script = document.querySelector('script[type="module"]').src;
  const { Frames } = await import(new URL("./frames.js", script));
  const { Engine } = await import(new URL("./engine.js", script));
  const frames = new Frames(await (await fetch(lesson.frames)).json());
  const engine = new Engine(lesson.runtime, lesson.widgets);
  const live = new Promise((resolve) => engine.addEventListener("state", () => engine.state === "live" && resolve()));
  engine.start();
  await live;
  const bare = (element) => {
    const copy = element.cloneNode(true);
    for (const span of copy.querySelectorAll("[data-tex]")) span.replaceChildren();
    return copy.innerHTML;
  };
  const wrong = [];
  let compared = 0;
  for (const [id, { state }] of Object.entries(lesson.widgets)) {
    const figure = document.getElementById(id);
    const view = await engine.ask(id, state);
    const frame = frames.view(id, state, state);
    for (const [name, text] of Object.entries(view.parts)) {
      compared += 1;
      if (frame && name in frame.parts && frame.parts[name] !== text) wrong.push([id, name, "frame", text]);
      const element = figure.querySelector(`[data-part="${name}"]`);
      if (element) {
        const holder = element.cloneNode(false);
        holder.innerHTML = text;
        if (bare(element) !== holder.innerHTML) wrong.push([id, name, bare(element), holder.innerHTML]);
        continue;
      }
      const binds = (e) => e.dataset.set.split(" ").some((b) => b.endsWith(":" + name));
      const bound = [...figure.querySelectorAll("[data-set]")].find(binds);
      const attribute = bound.dataset.set.split(" ").find((b) => b.endsWith(":" + name)).split(":")[0];
      const shown = attribute === "translate" ? bound.getAttribute("transform") : bound.getAttribute(attribute);
      const wanted = attribute === "translate" ? (text ? `translate(${text})` : null) : text;
      if (shown !== wanted) wrong.push([id, name, shown, wanted]);
    }
  }
  return { compared, wrong };
}"""


def test_the_first_picture_equals_frame_and_live_view(open_page):
    page = open_page(LESSON)
    result = page.evaluate(FIRST)
    assert result["compared"] > 30
    assert result["wrong"] == []


def test_the_first_live_answer_changes_nothing_in_the_page(open_page):
    page = open_page(LESSON)
    engine(page, "live")
    figure = page.locator("figure[data-widget=composition]")
    before = figure.locator(".body").inner_html()
    field = figure.locator(".sliding input[type=text]")
    field.fill("1.005")
    field.press("Enter")
    figure.locator("[data-part=inner-digits]").filter(has_text="≈ 0.53608").wait_for(state="attached")
    page.locator("figure[data-widget=composition] .sliding input[type=text]").fill("1")
    field.press("Enter")
    page.wait_for_timeout(300)
    assert json.dumps(figure.locator(".body").inner_html()) == json.dumps(before)
