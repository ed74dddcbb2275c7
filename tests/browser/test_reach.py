"""The lesson by touch, on paper, enlarged, in forced colours, without motion, and as a screen reader is told of it."""

import os
from pathlib import Path

import pytest

from tests.browser.test_explorer import LESSON, engine, shows

pytestmark = pytest.mark.browser

CHOSEN_DARK = "try { localStorage['nudge-theme'] = 'dark' } catch {}"  # the blank page before has no storage
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def golden(name, text):
    """Compare with the file of this name; one that is missing is written, except where CI is set."""
    path = Path(__file__).parent / "golden" / name
    if not path.exists() and not os.environ.get("CI"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text + "\n", "utf-8")
    assert text + "\n" == path.read_text("utf-8")


def middle(locator):
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def swipe(page, x, y, right, down):
    """Move a finger from (x, y) by so many pixels, the way a screen reports it."""
    session = page.context.new_cdp_session(page)
    for i in range(11):
        kind = "touchMove" if i else "touchStart"
        place = {"x": x + right * i / 10, "y": y + down * i / 10}
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [place]})
        page.wait_for_timeout(20)
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


@pytest.mark.parametrize("plot", ["inner", "outer", "total"])
def test_a_finger_moves_the_point(open_page, plot):
    page = open_page(LESSON, **PHONE)
    page.locator(".plots").scroll_into_view_if_needed()
    x, y = middle(page.locator(f".plot.{plot} [data-handle=x]"))
    swipe(page, x + 15, y - 10, right=-40, down=0)  # beside what is seen of the point
    moved = float(page.locator("figure[data-widget=composition] input[name=x]").input_value())
    assert moved < 0.97
    shows(page, moved)


@pytest.mark.parametrize("place", [".plot.total [data-handle=x]", ".plot.inner [data-handle=x]", "input[name=x]"])
def test_a_finger_on_what_can_be_dragged_still_scrolls_the_page(open_page, place):
    page = open_page(LESSON, **PHONE)
    page.locator(".plots").scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    handle = page.locator(f"figure[data-widget=composition] {place}")
    x, y = middle(handle)
    x += 62 if place.startswith("input") else 0  # somewhere off the thumb
    swipe(page, x, y, right=0, down=-160)
    page.wait_for_function("before => scrollY > before + 80", arg=before)
    assert page.locator("figure[data-widget=composition] input[name=x]").input_value() == "1"


def test_an_exercise_by_touch(open_page):
    page = open_page(LESSON, **PHONE)
    engine(page, "live")
    page.get_by_role("button", name="Show everything").tap()
    form = page.locator("form[data-exercise=triple]")
    form.locator("input").tap()
    page.keyboard.type("36")
    form.get_by_role("button", name="Check").tap()
    form.locator("output[data-outcome=accepted]").wait_for()


def test_targets_are_large_enough_for_a_finger(open_page):
    page = open_page(LESSON, **PHONE)
    page.get_by_role("button", name="Show everything").tap()
    page.get_by_role("button", name="Edit functions").tap()
    ticked = "input:is([type=radio], [type=checkbox])"  # their label is what a finger meets
    fields = f"main input:not({ticked.removeprefix('input')}):visible, main label:has({ticked}):visible"
    small = page.locator(f"main button:visible, main summary:visible, {fields}").evaluate_all(
        "all => all.map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])"
        ".filter(([, r]) => r.height < 43.5 || r.width < 43.5).map(([t, r]) => `${t} ${r.width}x${r.height}`)"
    )
    assert small == []
    for plot in ("inner", "outer", "total"):
        box = page.locator(f".plot.{plot} .point .reach").bounding_box()
        assert min(box["width"], box["height"]) >= 44, plot


def test_a_long_function_does_not_make_a_small_page_scroll_sideways(open_page, axe):
    page = open_page(LESSON, **PHONE | {"viewport": {"width": 320, "height": 640}})
    engine(page, "live")
    page.get_by_role("button", name="Edit functions").tap()
    figure = page.locator("figure[data-widget=composition]")
    figure.locator("input[name=inner]").fill("x^2 + 3x sin(4x)/(1 + x^2) + e^(x/3)")
    figure.locator("input[name=outer]").fill("ln(1 + u^2) cos(3u)")
    figure.locator("[data-part=title]").filter(has_text="ln").wait_for()
    figure.get_by_text("More digits").tap()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert figure.locator("[data-part=title]").get_attribute("tabindex") == "0"
    assert axe(page) == []


def test_print_shows_all_steps_with_pictures_and_no_controls(open_page):
    page = open_page(LESSON)
    page.emulate_media(media="print")
    for step in page.locator("section[data-step]").all():
        assert step.locator("p").first.is_visible()
    assert page.locator(".plot.total .curve").is_visible()
    assert page.locator(".strip .length").first.is_visible()
    assert page.locator(".mark").first.is_hidden()
    assert page.locator("figure[data-widget=backchain] .node").count() == 10
    for hidden in (".bar", "input[type=range]", ".onward", "form"):
        assert not page.locator(hidden).first.is_visible(), hidden
    assert not page.get_by_text("Solution", exact=True).first.is_visible()
    assert len(page.pdf()) > 50_000


@pytest.mark.parametrize("dark", [{"color_scheme": "dark"}, {"before": CHOSEN_DARK}])
def test_print_is_black_on_white(open_page, dark):
    page = open_page(LESSON, **dark)
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(236, 235, 230)"
    page.emulate_media(media="print", color_scheme=dark.get("color_scheme", "light"))
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(27, 27, 32)"


def test_twice_as_large_nothing_is_cut_off(open_page):
    page = open_page(LESSON, viewport={"width": 640, "height": 400}, device_scale_factor=2)
    page.get_by_role("button", name="Show everything").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
    cut = page.locator("main button:visible, main output:visible, main label:visible").evaluate_all(
        "all => all.filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.outerHTML.slice(0, 90))"
    )
    assert cut == []


def test_forced_colours_keep_curves_and_buttons(open_page):
    page = open_page(LESSON, forced_colors="active")
    ink = page.evaluate("getComputedStyle(document.body).color")
    paper = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    stroke = page.locator(".plot.inner .curve").evaluate("e => getComputedStyle(e).stroke")
    assert ink != paper
    assert stroke not in (paper, "none")
    assert page.locator(".plot.inner .dot").evaluate("e => getComputedStyle(e).fill") != paper
    page.get_by_role("button", name="fall").click()
    pressed, other = (page.get_by_role("button", name=name) for name in ("fall", "rise"))
    assert len({one.evaluate("e => getComputedStyle(e).backgroundColor") for one in (pressed, other)}) == 2


def test_reduced_motion_is_honoured(open_page):
    page = open_page(LESSON, reduced_motion="reduce")
    times = page.locator("*").evaluate_all(
        "all => all.flatMap(e => getComputedStyle(e).transitionDuration.split(',').map(parseFloat))"
    )
    assert max(times) == 0


def answers_and_redraws(page):
    """Check an answer whose verdict has formulas of its own, and type a function."""
    page.get_by_role("button", name="Edit functions").click()
    figure = page.locator("figure[data-widget=composition]")
    figure.locator("input[name=inner]").fill("x^3")
    figure.locator("output[name=inner]").filter(has_text="+3.00").wait_for()
    form = page.locator("form[data-exercise=three-nested]")
    form.locator("input[name=answer]").fill("3cos(3x) e^(sin(3x))")
    form.get_by_role("button", name="Check").click()
    form.locator("output[data-outcome=accepted]").wait_for()


def test_once_loaded_the_lesson_needs_no_network(open_page):
    page = open_page(LESSON)
    with page.expect_request_finished(lambda request: request.url.endswith("katex.mjs")):
        engine(page, "live")
    page.get_by_role("button", name="Show everything").click()
    page.evaluate("document.fonts.ready")
    page.context.set_offline(True)
    answers_and_redraws(page)
    assert page.locator("figure[data-widget=composition] [data-part=title] .katex").count() == 1


def test_without_katex_new_formulas_are_shown_as_written(open_page):
    page = open_page(LESSON, missing="**/katex.mjs")
    engine(page, "live")
    page.get_by_role("button", name="Show everything").click()
    answers_and_redraws(page)
    assert "x^3" in page.locator("figure[data-widget=composition] [data-part=title]").inner_text()


def test_nothing_shifts_while_the_page_comes_to_life(open_page):
    watch = """
      window.shift = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
      }).observe({ type: "layout-shift", buffered: true });
    """
    page = open_page(LESSON, before=watch)
    engine(page, "live")
    page.wait_for_timeout(300)
    slider = page.locator("figure[data-widget=composition] input[name=x]")
    for x in ("-3.14", "0", "2.5"):
        slider.fill(x)
        shows(page, float(x))
    assert page.evaluate("window.shift") < 0.001  # numbers of another width in a slider that was not touched count too


def test_what_a_screen_reader_is_told(open_page):
    page = open_page(LESSON)
    engine(page, "live")
    figure = page.locator("figure[data-widget=composition]")
    golden("explorer.aria.yml", figure.aria_snapshot())
    assert page.locator("section[data-step=nesting]").get_attribute("inert") is not None
    slider = figure.get_by_role("slider", name="x")
    slider.press("ArrowRight")
    assert slider.get_attribute("aria-valuetext") == "x = 1.01"
    figure.locator("[data-live]").filter(has_text="x = 1.01: rate of the inner +0.53").wait_for(state="attached")
    page.get_by_role("button", name="Show everything").click()
    golden("exercise.aria.yml", page.locator("#triple").aria_snapshot())
    golden("stepper.aria.yml", page.locator("figure[data-widget=backchain]").aria_snapshot())
