"""A widget of two sliders, a point of the plane and a player: what its frames answer, what Python does, and what is
said where neither can. Whatever happens, all that is shown belongs to the state that the sliders show.
"""

import importlib.util
import json
import math
import os
import re
import shutil
import subprocess
import sys
import threading
from functools import partial
from pathlib import Path

import pytest

from nudge.widgets import frames, make, start
from tests.browser.conftest import BASE, Handler, Server
from tests.browser.test_explorer import engine
from tests.browser.test_reach import middle
from tests.widgets.lookup import Lookup, random_states

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
KIND = Path(__file__).parent / "kinds" / "pull.py"
LESSON = (
    "---\ntitle: Pull\nsummary: One.\n---\n\n## Pull\n<!-- step id=pull -->\n\n```widget pull\nalt: A parabola.\n```\n"
)
PAGE = "a/one/"
NO_PYTHON = "delete window.WebAssembly"
ASKED = """
  window.asked = [];
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message) {
    if (message.ask) window.asked.push(JSON.parse(message.ask));
    return post.call(this, message);
  };
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A site with the widget, built by a copy of the project in which its file is one of the kinds."""
    here = tmp_path_factory.mktemp("pull") / "copy"
    left_out = shutil.ignore_patterns(".*", "node_modules", "site", "__pycache__", "tests", "docs", "content")
    shutil.copytree(ROOT, here, ignore=left_out)
    (here / "node_modules").symlink_to(ROOT / "node_modules")
    shutil.copy(KIND, here / "pysrc" / "nudge" / "widgets" / "kinds")
    for name, text in (("one", LESSON), ("plain", LESSON.split("```")[0] + "Words.\n")):
        (here / "content" / "a").mkdir(parents=True, exist_ok=True)
        (here / "content" / "a" / f"{name}.md").write_text(text, "utf-8")
    command = [sys.executable, "-m", "nudge.press.cli", "build", "--out", str(here / "site"), "--base-path", BASE]
    settings = {**os.environ, "PYTHONPATH": str(here / "pysrc"), "PYTHONDONTWRITEBYTECODE": "1"}
    built = subprocess.run(command, cwd=here, env=settings, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    return here / "site"


@pytest.fixture(scope="module")
def server(site):
    with Server(("127.0.0.1", 0), partial(Handler, directory=str(site))) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield running
        running.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def widget():
    """The same widget in this Python."""
    spec = importlib.util.spec_from_file_location("pull", KIND)
    module = importlib.util.module_from_spec(spec)
    sys.modules["pull"] = module
    spec.loader.exec_module(module)
    made, problems = make(module.Pull, {"alt": "A parabola."})
    assert problems == ()
    return made


@pytest.fixture
def alone(open_page):
    """The page where WebAssembly is blocked, so that Python never comes."""
    page = open_page(PAGE, before=NO_PYTHON)
    engine(page, "unavailable")
    page.wait_for_load_state("networkidle")
    return page


@pytest.fixture
def live(open_page):
    page = open_page(PAGE, before=ASKED)
    engine(page, "live")
    return page


def state(page):
    """What the sliders show."""
    ranges = page.locator("input[type=range]").evaluate_all(
        "all => all.map(e => [e.name, e.getAttribute('aria-valuetext')])"
    )
    return {name: re.split(" = | is ", spoken)[1].replace("−", "-") for name, spoken in ranges}


def shown(page):
    """The texts of all parts as they are in the page."""
    return page.evaluate("""() => {
      const found = {};
      for (const e of document.querySelectorAll("figure [data-part]")) found[e.dataset.part] = e.textContent;
      for (const e of document.querySelectorAll("figure [data-set]")) for (const pair of e.dataset.set.split(" ")) {
        const at = pair.indexOf(":"), attribute = pair.slice(0, at);
        const moved = /translate\\((.*)\\)/.exec(e.getAttribute("transform") ?? "");
        const text = attribute === "value" ? e.value : e.getAttribute(attribute);
        found[pair.slice(at + 1)] = attribute === "translate" ? (moved?.[1] ?? "") : text;
      }
      return found;
    }""")


def whole(page, widget):
    """Hold everything that is shown to a fresh view of the state that the sliders show."""
    now = state(page)
    view = widget.view(now).parts
    seen = shown(page)
    assert seen.keys() == {name for name in view if name.rpartition("-")[2] not in ("said", "done")}
    for name, text in seen.items():
        wanted = re.sub(r"<[^>]*>", "", view[name])
        if name.endswith("-at"):
            assert float(text) == float(wanted), name
        else:
            assert text == wanted, (name, now)
    return now


def put(page, name, text):
    page.locator(f'input[name="{name}"]').fill(text)


def message(page):
    place = page.locator("figure .missing")
    return place.inner_text() if place.count() else ""


LOOK = """async (states) => {
  const lesson = JSON.parse(document.getElementById("lesson-data").textContent);
  const { Frames } = await import("/repo/modules/frames.js");
  const frames = new Frames(await (await fetch(lesson.frames)).json());
  return states.map((state) => frames.find(Object.keys(lesson.widgets)[0], state));
}"""


def test_every_place_of_the_tables_answers_and_says_what_python_says(alone, widget):
    lookup = Lookup(frames.tables(widget))
    states = [*lookup.places(widget), *random_states(widget, 500)]
    assert len(states) > 1500
    first = widget.view(start(widget)).parts
    for at, answer in zip(states, alone.evaluate(LOOK, states), strict=True):
        found, missing = lookup.find(at)
        assert (answer["found"], set(answer["missing"])) == (found, missing)
        view = widget.view(at).parts
        assert all((first[name] if text is None else text) == view[name] for name, text in found.items())


def test_a_part_of_one_control_answers_wherever_the_others_are(alone, widget):
    single = {"height-height", "s-at", "s-spoken", "h-at", "h-spoken", "P.x-at", "P.y-at", "n-count", "plot-from"}
    for answer in alone.evaluate(LOOK, random_states(widget, 300)):
        assert not single & set(answer["missing"])
    assert any(answer["missing"] for answer in alone.evaluate(LOOK, random_states(widget, 20)))


def test_each_slider_alone_needs_no_python(alone, widget):
    for name, text in (("s", "2.3"), ("h", "-0.35"), ("P.x", "-1.4"), ("P.y", "0.7"), ("n", "7")):
        before = state(alone)
        put(alone, name, text)
        assert float(state(alone)[name]) == float(text)
        assert whole(alone, widget).keys() == before.keys()
        assert message(alone) == ""
        put(alone, name, start(widget)[name])


def test_elsewhere_it_says_what_went_back_and_shows_nothing_stale(alone, widget):
    put(alone, "h", "-0.35")
    put(alone, "s", "2.3")  # not drawn with h = -0.35
    now = whole(alone, widget)
    assert (now["s"], now["h"]) == ("2.3", "0.50")
    assert message(alone) == "Python is unavailable, and not every place is drawn without it: h went back to 0.50."
    put(alone, "h", "0.20")  # now s goes back, to a place that was drawn together with h
    now = whole(alone, widget)
    assert (now["s"], now["h"]) == ("2", "0.20") or (float(now["s"]), now["h"]) == (2.0, "0.20")
    assert "s went back to 2" in message(alone)
    put(alone, "n", "3")
    assert whole(alone, widget)["n"] == "3"


def test_a_stroll_by_keys_never_leaves_anything_behind(alone, widget):
    for name, key in (("s", "ArrowRight"), ("h", "ArrowLeft"), ("P.x", "ArrowUp"), ("s", "ArrowLeft"), ("P.y", "End")):
        slider = alone.locator(f'input[name="{name}"]')
        slider.focus()
        for _ in range(3):
            before = float(slider.input_value())
            alone.keyboard.press(key)
            assert float(slider.input_value()) != before or key == "End", "a key press came back to where it was"
            whole(alone, widget)


def drag(page, handle, right, down, steps=6, release=True):
    x, y = middle(page.locator(f'[data-handle="{handle}"]'))
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + right, y + down, steps=steps)
    if release:
        page.mouse.up()
    return x + right, y + down


@pytest.mark.parametrize("way", ["alone", "live"])
def test_a_point_is_pulled_in_both_directions(request, widget, way):
    page = request.getfixturevalue(way)
    page.locator("figure").scroll_into_view_if_needed()
    before = state(page)
    x, y = drag(page, "P.x P.y", -60, -8)
    page.wait_for_function(
        "before => document.querySelector('input[name=\"P.x\"]').value !== before", arg=before["P.x"]
    )
    page.wait_for_timeout(200)
    now = whole(page, widget)
    assert float(now["P.x"]) < float(before["P.x"]) - 0.5
    assert float(now["P.y"]) > float(before["P.y"])
    assert {name: now[name] for name in ("s", "h", "n")} == {name: before[name] for name in ("s", "h", "n")}
    ax, ay = middle(page.locator('[data-handle="P.x P.y"]'))
    assert abs(ax - x) < 6
    assert abs(ay - y) < 6


def test_after_a_pull_the_arrow_keys_go_both_ways(live, widget):
    live.locator("figure").scroll_into_view_if_needed()
    drag(live, "P.x P.y", 12, 0)
    live.wait_for_timeout(200)
    before = whole(live, widget)
    for key in ("ArrowUp", "ArrowUp", "ArrowDown", "ArrowUp", "ArrowLeft"):
        live.keyboard.press(key)
    live.wait_for_timeout(200)
    now = whole(live, widget)
    assert float(now["P.y"]) == pytest.approx(float(before["P.y"]) + 0.2)
    assert float(now["P.x"]) == pytest.approx(float(before["P.x"]) - 0.1)
    live.locator('input[name="P.y"]').focus()
    live.locator('input[name="P.x"]').focus()
    live.keyboard.press("ArrowUp")  # the range's own way again
    live.wait_for_timeout(200)
    assert float(whole(live, widget)["P.x"]) == pytest.approx(float(now["P.x"]) + 0.1)


def test_of_several_handles_the_nearest_to_the_press_is_taken(live, widget):
    live.locator("figure").scroll_into_view_if_needed()
    before = state(live)
    for handle, moved in (("s", {"s"}), ("h", {"h"}), ("P.x P.y", {"P.x", "P.y"})):
        x, y = middle(live.locator(f'[data-handle="{handle}"]'))
        live.mouse.move(x - 3, y + 3)
        live.mouse.down()
        live.mouse.move(x - 26, y + 20, steps=4)
        live.mouse.up()
        live.wait_for_timeout(300)
        now = whole(live, widget)
        assert {name for name in now if now[name] != before[name]} == moved
        before = now


def test_a_handle_follows_the_pointer_wherever_its_scale_begins(live, widget):
    """h is pulled by a point at s + h, so where its scale begins depends on s."""
    live.locator("figure").scroll_into_view_if_needed()
    put(live, "s", "1.7")
    live.wait_for_timeout(200)
    x, _ = drag(live, "h", -20, 0)
    live.wait_for_timeout(300)
    whole(live, widget)
    assert abs(middle(live.locator("[data-handle=h]"))[0] - x) < 4


def test_python_is_asked_for_what_is_missing_and_for_nothing_else(live, widget):
    lookup = Lookup(frames.tables(widget))
    put(live, "h", "0.20")
    assert live.evaluate("window.asked.length") == 0
    put(live, "s", "2.3")
    live.wait_for_function("window.asked.length === 1")
    live.locator("output[name=average]").filter(has_text="+4.80").wait_for()
    now = whole(live, widget)
    (asked,) = live.evaluate("window.asked")
    assert set(asked["wanted"]) == lookup.find(now)[1]
    assert set(asked["wanted"]) == {"plot-line", "plot-to", "average-average", "average-said"}


def test_what_comes_late_is_not_placed(live, widget):
    live.evaluate("""() => {
      const set = (name, text) => {
        const input = document.querySelector(`input[name="${name}"]`);
        input.value = text;
        input.dispatchEvent(new Event("input", { bubbles: true }));
      };
      set("h", "0.20");
      for (let i = 0; i < 30; i++) set("s", String(i / 10));
      set("h", "0.50");
    }""")
    live.wait_for_timeout(400)
    assert (whole(live, widget)["s"], state(live)["h"]) == ("2.9", "0.50")


def test_until_python_comes_the_last_view_stays_whole_and_is_marked(open_page, widget):
    page = open_page(PAGE, before="window.requestIdleCallback = (f) => setTimeout(f, 2000)")
    page.wait_for_load_state("networkidle")
    put(page, "h", "0.20")
    before = shown(page)
    put(page, "s", "2.3")
    assert page.locator("figure[data-waiting]").count() == 1
    after = shown(page)
    assert {name for name in after if after[name] != before[name]} <= {"s-at"}  # the slider itself was moved
    page.locator("figure:not([data-waiting])").wait_for(timeout=60_000)
    now = whole(page, widget)
    assert (now["s"], now["h"]) == ("2.3", "0.20")


def test_only_sentences_that_changed_are_told_and_two_at_most(live):
    put(live, "s", "1.2")
    two = re.compile(r"^height 1.44 average \+2.90$")  # of three that have changed
    live.locator("[data-live]").filter(has_text=two).wait_for(state="attached")
    put(live, "h", "0.20")
    live.locator("[data-live]").filter(has_text=re.compile(r"^average \+2.60$")).wait_for(state="attached")


def test_a_player_walks_to_the_end_by_itself(alone, widget):
    alone.get_by_role("button", name="Next").click()
    alone.get_by_role("button", name="Back").click()
    assert state(alone)["n"] == "0"
    play = alone.get_by_role("button", name="Play")
    play.click()
    assert play.get_attribute("aria-pressed") == "true"
    alone.locator("output[name=all]").filter(has_text="2.620").wait_for()
    alone.wait_for_timeout(150)
    assert whole(alone, widget)["n"] == "12"
    assert play.get_attribute("aria-pressed") == "false"
    play.click()
    alone.wait_for_timeout(150)
    assert 0 < int(state(alone)["n"]) < 12, "from the end it begins again"


def test_a_player_stops_when_something_else_moves_it(alone, widget):
    play = alone.get_by_role("button", name="Play")
    play.click()
    alone.wait_for_timeout(100)
    put(alone, "n", "9")
    alone.wait_for_timeout(300)
    assert play.get_attribute("aria-pressed") == "false"
    assert whole(alone, widget)["n"] == "9"
    play.click()
    play.click()
    at = state(alone)["n"]
    alone.wait_for_timeout(200)
    assert state(alone)["n"] == at


def test_without_motion_a_press_is_one_step(open_page):
    page = open_page(PAGE, before=NO_PYTHON, reduced_motion="reduce")
    engine(page, "unavailable")
    page.wait_for_load_state("networkidle")
    for n in ("1", "2"):
        page.get_by_role("button", name="Play").click()
        page.wait_for_timeout(200)
        assert state(page)["n"] == n


def test_without_frames_and_python_it_stays_as_it_was_built(open_page, widget):
    page = open_page(PAGE, before=NO_PYTHON, missing="**/frames-*.json")
    engine(page, "unavailable")
    page.wait_for_load_state("networkidle")
    put(page, "s", "2.3")
    page.locator("figure .missing").filter(has_text="s goes to 1.0").wait_for()
    assert whole(page, widget)["s"] == "1.0"


def test_without_frames_python_answers_everything(open_page, widget):
    page = open_page(PAGE, before=ASKED, missing="**/frames-*.json")
    engine(page, "live")
    put(page, "s", "2.3")
    page.locator("output[name=height]").filter(has_text="5.29").wait_for()
    whole(page, widget)
    assert "wanted" not in page.evaluate("window.asked[0]")


def test_the_page_has_the_looks_and_the_python_of_its_kind_alone(open_page, site):
    page = open_page(PAGE)
    engine(page, "live")
    sheets = page.locator("link[rel=stylesheet]").evaluate_all("all => all.map(e => e.href)")
    assert len(sheets) == 1, "this kind has no sheet"
    assert not [name for name in ("composition", "exercise", "backchain") if any(name in sheet for sheet in sheets)]


def test_a_page_without_widgets_loads_no_frames_and_no_python(open_page):
    asked = []
    page = open_page("a/plain/")
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(2500)
    assert not [url for url in asked if re.search(r"frames|core|pyodide|worker|katex\.mjs|engine", url)]
    assert page.evaluate("document.documentElement.dataset.engine") == "static"
    data = json.loads(page.locator("#lesson-data").text_content())
    assert (data["widgets"], data["frames"]) == ({}, None)


SNAP = """async ([widget, state, moved, last, start]) => {
  const { Frames } = await import("/repo/modules/frames.js");
  return new Frames({ one: widget }).snap("one", state, moved, last, start);
}"""
TEN = [str(k) for k in range(10)]


def grid(*tables):
    """Frames of a widget of three controls of ten places: for each table the places that it lists, by control."""

    def listed(by):
        return {name: "all" if places == "all" else [int(k) for k in places.split()] for name, places in by.items()}

    def texts(by):
        count = math.prod(10 if places == "all" else len(places.split()) for places in by.values())
        return {"text": [str(k) for k in range(count)]}

    made = [{"by": listed(by), "parts": {part: texts(by)}} for part, by in tables]
    return {"places": {"a": TEN, "b": TEN, "c": TEN}, "tables": made}


THINNED = grid(("p", {"a": "0 3 9", "b": "0 3 9"}), ("p", {"a": "all", "b": "0"}), ("p", {"a": "0", "b": "all"}))
APART = grid(("p", {"a": "all", "b": "0 4"}), ("p", {"a": "0", "b": "all"}), ("q", {"b": "all", "c": "0 5"}))


@pytest.mark.parametrize(
    ("widget", "state", "moved", "last", "near"),
    [
        (THINNED, "3 9 7", "ab", "0 0 7", "3 9 7"),  # it is drawn; c is in no table and stays
        (THINNED, "4 8 0", "ab", "3 9 0", "9 3 0"),  # both go on in the direction in which they went
        (THINNED, "2 1 0", "ab", "3 0 0", "0 3 0"),
        (THINNED, "4 8 0", "ab", "0 8 0", "3 9 0"),  # b was pulled along and stands where it stood: it is not sent back
        (THINNED, "3 8 0", "a", "4 0 0", "3 9 0"),  # a stays, b goes to the nearest place that is drawn with it
        (THINNED, "4 8 0", "a", "3 9 0", "4 0 0"),
        (APART, "7 1 0", "a", "6 0 0", "7 0 0"),
        (APART, "7 3 1", "a", "6 4 1", "7 4 0"),  # two tables have to agree
        (APART, "7 3 9", "b", "7 4 9", "0 3 5"),
        (APART, "7 x 0", "b", "7 0 0", "7 0 0"),  # a text that is not drawn goes back to its start
    ],
)
def test_the_nearest_drawn_state(alone, widget, state, moved, last, near):
    def named(places):
        return dict(zip("abc", places.split(), strict=True))

    found = alone.evaluate(SNAP, [widget, named(state), list(moved), named(last), named("0 0 0")])
    assert found == named(near)
