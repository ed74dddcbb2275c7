"""Frame, live view and first picture are one and the same."""

import json

import pytest

from tests.browser.test_explorer import LESSON, engine

pytestmark = pytest.mark.browser

ASKED = """
  const lesson = JSON.parse(document.getElementById("lesson-data").textContent);
  const { Frames } = await import("/repo/modules/frames.js");
  const { Engine } = await import("/repo/modules/engine.js");
  const tables = await (await fetch(lesson.frames)).json();
  const frames = new Frames(tables);
  const engine = new Engine(lesson.runtime, lesson.widgets);
  const live = new Promise((resolve) => engine.addEventListener("state", () => engine.state === "live" && resolve()));
  engine.start();
  await live;
"""

COMPARE = f"""async () => {{{ASKED}
  const wrong = [];
  let compared = 0;
  const compare = async (id, first, state) => {{
    const {{ found, missing }} = frames.find(id, state);
    const view = await engine.ask(id, state);
    for (const [name, text] of Object.entries(found)) {{
      compared += 1;
      if ((text ?? first.parts[name]) !== view.parts[name]) wrong.push([id, JSON.stringify(state), name]);
    }}
    const known = new Set([...Object.keys(found), ...missing]);
    for (const [name, text] of Object.entries(view.parts)) {{
      if (!known.has(name) && text !== first.parts[name]) wrong.push([id, JSON.stringify(state), name, "in no table"]);
    }}
  }};
  for (const [id, {{ state: start }}] of Object.entries(lesson.widgets)) {{
    const first = await engine.ask(id, start);
    const {{ places, tables: listed }} = tables[id];
    for (const {{ by }} of listed) {{
      let states = [start];
      for (const [control, at] of Object.entries(by)) {{
        const texts = at === "all" ? places[control] : at.map((i) => places[control][i]);
        states = states.flatMap((state) => texts.map((text) => ({{ ...state, [control]: text }})));
      }}
      for (const state of states) await compare(id, first, state);
    }}
    for (let i = 0; i < 60; i++) {{
      const pick = ([control, texts]) => [control, texts[(i * 7919 + texts.length * 31) % texts.length]];
      await compare(id, first, {{ ...start, ...Object.fromEntries(Object.entries(places).map(pick)) }});
    }}
  }}
  return {{ compared, wrong }};
}}"""


def compared(page) -> int:
    """How many parts of the frames of a page were compared with live views; none may differ."""
    engine(page, "live")
    result = page.evaluate(COMPARE)
    assert result["wrong"] == []
    return result["compared"]


def test_every_frame_of_the_lesson_equals_the_live_view(open_page):
    """At each place of each table, and where all controls stand somewhere at once."""
    assert compared(open_page(LESSON)) > 20_000


def test_every_frame_of_the_gallery_equals_the_live_view(open_page, root):
    kinds = [path.stem for path in (root / "pysrc" / "nudge" / "widgets" / "kinds").glob("[!_]*.py")]
    assert sum(compared(open_page(f"gallery/{kind}/")) for kind in (*kinds, "exercises")) > 5_000


FIRST = f"""async () => {{{ASKED}
  const bare = (element) => {{
    const copy = element.cloneNode(true);
    for (const span of copy.querySelectorAll("[data-tex]")) span.replaceChildren();
    return copy.innerHTML;
  }};
  const wrong = [];
  let compared = 0;
  for (const [id, {{ state, said, done }}] of Object.entries(lesson.widgets)) {{
    const figure = document.getElementById(id);
    const view = await engine.ask(id, state);
    const {{ found }} = frames.find(id, state);
    for (const [name, text] of Object.entries(view.parts)) {{
      compared += 1;
      if ((found[name] ?? text) !== text) wrong.push([id, name, "frame", text]);
      if (said.includes(name) || done.includes(name)) continue;
      const element = figure.querySelector(`[data-part="${{name}}"]`);
      if (element) {{
        const holder = element.cloneNode(false);
        holder.innerHTML = text;
        if (bare(element) !== holder.innerHTML) wrong.push([id, name, bare(element), holder.innerHTML]);
        continue;
      }}
      const binds = (e) => e.dataset.set.split(" ").some((b) => b.endsWith(":" + name));
      const bound = [...figure.querySelectorAll("[data-set]")].find(binds);
      const attribute = bound.dataset.set.split(" ").find((b) => b.endsWith(":" + name)).split(":")[0];
      const shown = attribute === "translate" ? bound.getAttribute("transform") : bound.getAttribute(attribute);
      const wanted = attribute === "translate" ? (text ? `translate(${{text}})` : null) : text;
      if (shown !== wanted) wrong.push([id, name, shown, wanted]);
    }}
  }}
  return {{ compared, wrong }};
}}"""


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
    figure.locator("[data-part=digits-inner]").filter(has_text="≈ 0.53608").wait_for(state="attached")
    page.locator("figure[data-widget=composition] .sliding input[type=text]").fill("1")
    field.press("Enter")
    page.wait_for_timeout(300)
    assert json.dumps(figure.locator(".body").inner_html()) == json.dumps(before)
