"""Where two slips lead to one wrong answer, the reader is asked which it was, and what is said goes on from there."""

import threading
from functools import partial

import pytest

from tests.browser.conftest import Handler, Server
from tests.browser.test_exercises import Course, everything, typed, unmarked, verdict
from tests.browser.test_explorer import engine
from tests.browser.test_reach import golden

pytestmark = pytest.mark.browser

PAGE = "a/meeting/"
LESSON = r"""---
title: Meeting
summary: Wrong answers that coincide.
---

## Which was it?
<!-- step id=which-was-it -->

:::{exercise} A wave
Differentiate $\sin x$.

- id: wave
- given: `f = sin x`
- answer: `diff(f(x), x)`
- slip: `integrated` Going back from here leads to $\sin x$ again: that is the other direction.

:::

:::{exercise} By number
Let $g(x) = {{a}}x$ and $f(u) = u^2$. What is $(f \circ g)'(3)$?

- id: number
- given: `g = a x; f = u^2; x = 3; a in {3, 5}`
- answer: `diff(f(g(x)), x)`

:::

:::{fill} One at a time
- id: blanks
- given: `g = sin x; h = x e^x`
- blank: `p = diff(g(x), x)` How fast is $\sin x$?
- blank: `q = diff(h(x), x)` How fast is $x e^x$?

:::
"""

SIGN, INTEGRAL = "I have a sign wrong", "I integrated"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    course = Course(tmp_path_factory.mktemp("meeting"))
    (course.content / "a" / "meeting.md").write_text(LESSON, "utf-8")
    course.build()
    with Server(("127.0.0.1", 0), partial(Handler, directory=str(course.out))) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield running
        running.shutdown()
        thread.join()


@pytest.fixture
def live(open_page):
    page = open_page(PAGE)
    engine(page, "live")
    return everything(page)


def answer(page, text, name="wave"):
    typed(page, name, text)
    page.keyboard.press("Enter")
    return verdict(page, name, "rejected")


def ways(page, name="wave"):
    return page.locator(f"#{name}").get_by_role("group", name="Which was it?").get_by_role("button")


def reply(page, name="wave", part="reply-answer"):
    place = page.locator(f"#{name} [data-part={part}]:not(:empty)")
    place.wait_for()
    return place.inner_text()


def pressed(page, name="wave"):
    return ways(page, name).evaluate_all("all => all.map(e => e.getAttribute('aria-pressed'))")


def test_two_slips_are_two_buttons_and_the_talk_goes_on_from_the_one_that_is_pressed(live):
    assert answer(live, "-cos x").startswith("Not yet. -cos x can come about in more than one way. Which was it?")
    assert ways(live).all_inner_texts() == [SIGN, INTEGRAL]
    assert pressed(live) == ["false", "false"]
    ways(live).nth(1).click()
    assert reply(live).startswith("Going back from here leads to")
    assert pressed(live) == ["false", "true"]
    ways(live).nth(0).click()
    live.get_by_text("A sign is wrong").first.wait_for()
    assert pressed(live) == ["true", "false"]
    assert live.locator("#wave .tries").inner_text() == ""  # to say what it was is no try
    assert live.locator("#wave").get_attribute("data-done") is None


def test_by_keyboard_the_buttons_come_after_the_answer_and_keep_the_focus(live):
    answer(live, "-cos x")
    assert live.evaluate("document.activeElement.name") == "answer"
    live.keyboard.press("Tab")
    live.keyboard.press("Tab")
    assert live.evaluate("document.activeElement.textContent") == SIGN
    live.keyboard.press("Tab")
    live.keyboard.press("Enter")
    assert reply(live).startswith("Going back from here")
    assert live.evaluate("document.activeElement.textContent") == INTEGRAL
    live.keyboard.press("Shift+Tab")
    live.keyboard.press("Space")
    live.get_by_text("A sign is wrong").first.wait_for()
    assert live.evaluate("document.activeElement.textContent") == SIGN
    assert pressed(live) == ["true", "false"]


def test_a_screen_reader_is_told_the_question_its_answers_and_the_reply(live):
    answer(live, "-cos x")
    live.wait_for_timeout(900)
    heard = live.locator("#wave [data-live]")
    assert heard.inner_text().endswith(f"Which was it? {SIGN}; {INTEGRAL}?")
    ways(live).nth(1).click()
    reply(live)
    live.wait_for_timeout(900)
    assert "Going back from here" in heard.inner_text()
    golden("exercise-talk.aria.yml", live.locator("#wave").aria_snapshot())


def test_a_reload_keeps_what_was_said(live):
    answer(live, "-cos x")
    ways(live).nth(1).click()
    said = reply(live)
    live.reload()
    engine(live, "live")
    assert reply(live) == said
    assert pressed(live) == ["false", "true"]
    assert live.locator("#wave input").input_value() == "-cos x"
    assert "Which was it?" in verdict(live, "wave", "rejected")


def test_another_answer_is_another_talk(live):
    answer(live, "-cos x")
    ways(live).nth(1).click()
    reply(live)
    answer(live, "sin x")
    live.locator("#wave .ways:empty").wait_for(state="attached")
    assert live.locator("#wave .reply").inner_text() == ""
    answer(live, "0 - cos x")
    live.locator("#wave .ways button").first.wait_for()
    assert pressed(live) == ["false", "false"]
    assert live.locator("#wave .reply").inner_text() == ""
    typed(live, "wave", "cos x")
    live.keyboard.press("Enter")
    verdict(live, "wave", "accepted")
    assert not ways(live).all()


def test_another_one_like_this_asks_nothing_of_the_last_one(live):
    answer(live, "18", "number")
    ways(live, "number").first.click()
    assert "alone" in reply(live, "number")
    live.locator("#number").get_by_role("button", name="Another one like this").click()
    unmarked(live, "number")
    live.locator("#number .ways:empty").wait_for(state="attached")
    assert live.locator("#number .reply").inner_text() == ""
    answer(live, "30", "number")
    assert set(pressed(live, "number")) == {"false"}


def test_each_blank_has_its_own_question(live):
    typed(live, "blanks", "-cos x", "p")
    typed(live, "blanks", "e^x", "q")
    live.keyboard.press("Enter")
    verdict(live, "blanks", "rejected")
    assert ways(live, "blanks").count() == 4
    live.locator("#blanks").get_by_role("button", name="I multiplied the rates of the factors").click()
    assert "a product needs the product rule" in reply(live, "blanks", "reply-q")
    assert live.locator("#blanks [data-part=reply-p]").inner_text() == ""
    live.reload()
    engine(live, "live")
    assert "a product needs the product rule" in reply(live, "blanks", "reply-q")
    assert pressed(live, "blanks") == ["false", "false", "false", "true"]


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_a_talk(open_page, axe, width, scheme):
    page = open_page(PAGE, viewport={"width": width, "height": 844}, color_scheme=scheme)
    engine(page, "live")
    everything(page)
    answer(page, "-cos x")
    assert axe(page) == []
    ways(page).nth(1).click()
    reply(page)
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    sizes = ways(page).evaluate_all("all => all.map(e => e.getBoundingClientRect().height)")
    assert min(sizes) >= 44
