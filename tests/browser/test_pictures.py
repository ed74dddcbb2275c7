"""The pictures of the guide on their pages: numbers from frames and live, traces, guesses, handles, keys, axe."""

import re

import pytest

from tests.browser.test_explorer import engine
from tests.pictures import CELLS, NUMBERS, parts

pytestmark = pytest.mark.browser

PAGES = parts()
WITHOUT_PYTHON, WITHOUT_FRAMES = "delete window.WebAssembly", "*/frames-*.json"


def put(page, name, state):
    """Set controls as a reader does: by their buttons where they have one for the place, else by the range."""
    for control, text in state.items():
        button = page.locator(f'#{name} button[data-control="{control}"][value="{text}"]')
        if button.count():
            button.first.click()
            continue
        page.locator(f'#{name} input[type="range"][name="{control}"]').evaluate(
            "(range, text) => { range.value = text; range.dispatchEvent(new Event('input', { bubbles: true })); }", text
        )


def numbers_on(page, names):
    """Read every number of these pictures off the page; what is not as it has to be."""
    wrong = []
    for name, state, shown in NUMBERS:
        if name not in names:
            continue
        page.locator(f"#{name} .back").click()
        put(page, name, state)
        for slug, text in shown.items():
            place = page.locator(f'#{name} output[name="{slug}"]')
            try:
                place.filter(has_text=re.compile(f"^{re.escape(text)}$")).wait_for(timeout=4000)
            except Exception:
                wrong.append((name, state, slug, text, place.inner_text()))
            if place.inner_text() != text:
                wrong.append((name, state, slug, text, place.inner_text()))
    for name, column, cells in CELLS:
        if name in names:
            found = page.locator(f"#{name} td[data-column={column}]").evaluate_all(
                "cells => cells.map((cell) => (cell.querySelector('[data-part]') ?? cell).textContent)"
            )
            if found != cells:
                wrong.append((name, column, found))
    return wrong


@pytest.mark.parametrize("part", PAGES)
def test_numbers_without_python(open_page, part):
    page = open_page(f"gallery/{part}/", before=WITHOUT_PYTHON)
    engine(page, "unavailable")
    page.wait_for_load_state("networkidle")  # the frames are there
    assert numbers_on(page, {name for name, *_ in PAGES[part]}) == []


@pytest.mark.parametrize("part", PAGES)
def test_numbers_live(open_page, part):
    page = open_page(f"gallery/{part}/", missing=WITHOUT_FRAMES)
    engine(page, "live")
    assert numbers_on(page, {name for name, *_ in PAGES[part]}) == []


@pytest.mark.parametrize("part", [*PAGES, "plot", "table"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_page(open_page, axe, part, scheme):
    page = open_page(f"gallery/{part}/", viewport={"width": 360, "height": 740}, color_scheme=scheme)
    page.wait_for_function("document.documentElement.dataset.scripts === 'running'")
    assert page.locator("figure.widget").count() >= 2
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_what_is_moved_and_what_moves_are_on_one_screen_of_a_phone(open_page):
    for part in PAGES:
        page = open_page(f"gallery/{part}/", viewport={"width": 390, "height": 700})
        for name, kind, _ in PAGES[part]:
            if kind != "plot":
                continue
            span = page.locator(f"#{name}").evaluate(
                "(figure) => { const boxes = [...figure.querySelectorAll('.panes, .sliders, .numbers')]"
                ".map((one) => one.getBoundingClientRect());"
                "return Math.max(...boxes.map((b) => b.bottom)) - Math.min(...boxes.map((b) => b.top)); }"
            )
            assert span <= 700, (name, span)


def test_a_trace_is_uncovered_where_its_slider_has_been(open_page):
    page = open_page("gallery/rate-as-a-function/")
    rect = page.locator("#slopes clipPath rect").first
    page.wait_for_function("document.querySelector('#slopes clipPath rect').dataset.from !== undefined")
    assert float(rect.get_attribute("width")) == 0
    put(page, "slopes", {"x": "0.00"})
    page.wait_for_function("Number(document.querySelector('#slopes clipPath rect').getAttribute('width')) > 50")
    wide = float(rect.get_attribute("width"))
    put(page, "slopes", {"x": "-1.00"})
    page.wait_for_timeout(200)
    assert float(rect.get_attribute("width")) == wide


def test_a_trace_is_whole_without_scripts(open_page):
    page = open_page("gallery/rate-as-a-function/", javascript=False)
    assert float(page.locator("#slopes clipPath rect").first.get_attribute("width")) > 300
    assert page.locator("#why").count() == 0


def test_a_cell_waits_for_a_guess_and_is_there_without_scripts(open_page):
    page = open_page("gallery/rate-at-a-moment/")
    cell = page.locator('#why tr[data-row="0.01"] td')
    guess = cell.locator("input")
    guess.wait_for(state="visible")
    assert not cell.get_by_text("10.05", exact=True).is_visible()
    guess.fill("10.1")
    guess.press("Enter")
    assert cell.get_by_text("10.05", exact=True).is_visible()
    assert cell.get_by_text("you guessed 10.1").is_visible()
    still = open_page("gallery/rate-at-a-moment/", javascript=False)
    assert still.locator('#why tr[data-row="0.01"] td').get_by_text("10.05", exact=True).is_visible()


def middle(locator):
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@pytest.mark.parametrize(
    ("part", "name", "handle", "way"),
    [
        ("rate-at-a-moment", "span", "h", (-80, 0)),
        ("rate-at-a-moment", "kite", "x", (60, 0)),
        ("rate-as-a-function", "lift", "c", (0, -50)),
        ("downhill", "valleys", "a", (-60, 0)),
        ("exponentials", "mirror", "a", (30, 0)),
    ],
)
def test_a_point_follows_the_pointer_and_the_keys(open_page, part, name, handle, way):
    page = open_page(f"gallery/{part}/")
    engine(page, "live")
    page.locator(f"#{name}").scroll_into_view_if_needed()
    point = page.locator(f'#{name} [data-handle="{handle}"]')
    x, y = middle(point.locator(".dot"))
    before = page.locator(f'#{name} input[name="{handle}"]').input_value()
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + way[0], y + way[1], steps=6)
    page.wait_for_timeout(300)
    page.mouse.up()
    there = page.locator(f'#{name} input[name="{handle}"]').input_value()
    assert there != before
    now = middle(point.locator(".dot"))
    along = 0 if way[0] else 1
    assert abs(now[along] - ((x, y)[along] + way[along])) < 12
    page.keyboard.press("ArrowLeft")
    page.wait_for_timeout(100)
    assert page.locator(f'#{name} input[name="{handle}"]').input_value() != there


def test_a_player_walks_and_the_start_is_a_button_away(open_page):
    page = open_page("gallery/downhill/")
    page.locator("#down [data-turn='n 1']").click(click_count=3)
    page.locator('#down output[name="w"]').filter(has_text="1.464").wait_for()
    page.locator("#down .back").click()
    page.locator('#down output[name="w"]').filter(has_text="0.000").wait_for()


def test_a_sentence_names_at_most_two_numbers_that_changed(open_page):
    page = open_page("gallery/exponentials/")
    put(page, "double", {"x": "2.00"})
    said = page.locator("#double [data-live]")
    said.filter(has_text="height").wait_for()
    assert said.inner_text() == "height 4.000. rate 2.773."


def test_on_paper_a_trace_is_whole_and_what_is_chosen_is_said(open_page):
    page = open_page("gallery/rate-as-a-function/")
    page.wait_for_function("document.querySelector('#slopes clipPath rect').dataset.from !== undefined")
    page.emulate_media(media="print")
    trace = page.locator("#slopes [data-mark=trace]")
    assert trace.evaluate("(path) => getComputedStyle(path).clipPath") == "none"
    assert page.locator('#slopes .options button[aria-pressed="true"]').is_visible()
    assert not page.locator('#slopes .options button[aria-pressed="false"]').first.is_visible()
    assert not page.locator("#slopes .sliding").is_visible()
