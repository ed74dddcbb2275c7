"""The whole lesson, from the prediction to its last line: by mouse, by touch, by keyboard alone, and as it is told."""

import re

import pytest

from tests.browser.learner import Finger, Keys, Mouse, go_on
from tests.browser.test_explorer import LESSON, engine
from tests.browser.test_lesson import locked, progress
from tests.browser.test_reach import PHONE, golden, middle, swipe

pytestmark = pytest.mark.browser

VISITS = 17


def explorer(page):
    return page.locator("figure[data-widget=composition]")


def drag(page, how):
    """Take the point of the last plot to the left."""
    point = explorer(page).locator(".plot.total [data-handle=x]")
    point.scroll_into_view_if_needed()
    x, y = middle(point)
    if how == "touch":
        swipe(page, x, y, right=-60, down=0)
        page.wait_for_timeout(500)  # a tap that follows a swipe at once only ends it
    else:
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x - 60, y, steps=5)
        page.mouse.up()


def is_complete(page):
    assert progress(page) == ([6, 6], "6 / 6")
    assert locked(page) == []
    assert page.evaluate("document.activeElement.textContent") == "Lesson complete"
    assert page.get_by_role("button", name="Continue").count() == 0


@pytest.mark.parametrize("how", ["mouse", "touch"])
def test_the_whole_lesson_by_pointing(open_page, how):
    page = open_page(LESSON, **(PHONE if how == "touch" else {}))
    engine(page, "live")
    hand = Finger() if how == "touch" else Mouse()

    def press(locator, **more):
        return locator.tap(**more) if how == "touch" else locator.click(**more)

    press(page.get_by_role("button", name="fall"))
    assert "You predict: fall" in page.locator("figure[data-widget=predict]").inner_text()
    drag(page, how)
    assert float(explorer(page).locator("input[name=x]").input_value()) < 0.7
    go_on(page, hand=hand)
    slider = page.locator("figure[data-widget=pipeline] input[type=range]")
    slider.wait_for()
    press(slider, position={"x": 5, "y": slider.bounding_box()["height"] / 2})
    assert float(slider.input_value()) < -2.5
    go_on(page, 4, hand)
    stepper = page.locator("figure[data-widget=backchain]")
    for i in range(1, VISITS + 1):
        press(stepper.get_by_role("button", name="Next"))
        stepper.get_by_text(f"step {i} of {VISITS}").wait_for()
    go_on(page, hand=hand)
    is_complete(page)


def test_the_whole_lesson_by_keyboard_alone(open_page):
    page = open_page(LESSON)
    engine(page, "live")

    hand = Keys()
    tab_to = hand.reach
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the text"
    page.keyboard.press("Enter")
    tab_to(page.get_by_role("button", name="fall"))
    page.keyboard.press("Space")
    tab_to(explorer(page).get_by_role("button", name="π/2"))
    page.keyboard.press("Enter")
    explorer(page).locator("output[name=total]").filter(has_text=re.compile(r"^0\.00$")).wait_for()
    tab_to(explorer(page).get_by_role("slider", name="x"))
    page.keyboard.press("Home")
    assert explorer(page).locator("input[name=x]").input_value() == "-3.14"
    go_on(page, 5, hand)
    stepper = page.locator("figure[data-widget=backchain]")
    tab_to(stepper.get_by_role("button", name="Next"))
    for i in range(1, VISITS + 1):
        page.keyboard.press("Enter")
        stepper.get_by_text(f"step {i} of {VISITS}").wait_for()
    go_on(page, hand=hand)
    is_complete(page)


TOLD = {
    *("banner", "main", "contentinfo", "region", "heading", "figure", "group", "link", "button", "slider", "textbox"),
    *("progressbar", "status", "note", "table"),
}
"""The roles that make the outline; what is said inside of them changes with every word of the lesson."""


def outline(page):
    """The accessibility tree as Chromium tells it, without inert parts: a line for each role and its name."""
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    nodes = {node["nodeId"]: node for node in tree}

    def lines(node, depth):
        role, name = (node.get(key, {}).get("value", "") for key in ("role", "name"))
        told = not node["ignored"] and role in TOLD
        if told:
            yield "  " * depth + f"{role} {name}".rstrip()
        for child in node["childIds"]:
            yield from lines(nodes[child], depth + told)

    return "\n".join(lines(tree[0], 0))


def test_the_outline_of_the_page_as_it_is_told(open_page):
    page = open_page(LESSON)
    engine(page, "live")
    golden("start.aria.txt", outline(page))
    page.get_by_role("button", name="Show everything").click()
    golden("open.aria.txt", outline(page))
