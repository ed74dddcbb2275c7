"""The whole lesson as a reader goes through it: steps, exercises, the stepper; and nothing lost on reload."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.learner import exercises, go_on, solve
from tests.browser.test_explorer import LESSON, engine

pytestmark = pytest.mark.browser

STEPS = ["drag", "nesting", "simple", "rule", "your-turn", "backpropagation"]


def progress(page):
    bar = page.locator("#progress")
    return bar.evaluate("bar => [bar.value, bar.max]"), page.locator(".progress").inner_text().strip()


def locked(page):
    return page.locator("section[data-step]").evaluate_all("all => all.filter(s => s.inert).map(s => s.dataset.step)")


def answer(page, exercise, text):
    form = page.locator(f"form[data-exercise={exercise}]")
    form.locator("input[name=answer]").fill(text)
    form.get_by_role("button", name="Check").click()
    return form.locator("output[name=verdict]")


def outcome(page, exercise, text, wanted):
    """Answer, and wait until this very answer is marked."""
    verdict = answer(page, exercise, text)
    page.locator(f"form[data-exercise={exercise}] output[data-outcome={wanted}]").wait_for()
    return verdict.inner_text()


def test_steps_open_one_after_another(open_page):
    page = open_page(LESSON)
    assert progress(page) == ([0, 6], "0 / 6")
    assert locked(page) == STEPS[1:]
    go_on(page)
    assert locked(page) == STEPS[2:]
    assert progress(page) == ([1, 6], "1 / 6")
    assert page.evaluate("document.activeElement.textContent") == "Functions inside functions"
    page.reload()
    assert locked(page) == STEPS[2:]
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    page.get_by_role("link", name="Go on with").click()
    assert page.evaluate("document.activeElement.textContent") == "Functions inside functions"


def test_show_everything_opens_all_and_stays(open_page):
    page = open_page(LESSON)
    page.get_by_role("button", name="Show everything").click()
    assert locked(page) == []
    page.reload()
    assert locked(page) == []
    assert progress(page)[0] == [0, 6]
    page.get_by_role("button", name="Start this lesson over").click()
    page.wait_for_function("() => document.querySelectorAll('section[data-step][inert]').length === 5")
    page.wait_for_function("() => scrollY === 0")


def test_a_link_into_a_locked_step_opens_it(open_page):
    page = open_page(LESSON + "#eq-chain")
    assert locked(page) == []
    page.wait_for_function("() => scrollY > 1000")


def test_answers_are_marked_by_their_worth_and_slips_by_name(open_page):
    page = open_page(LESSON)
    engine(page, "live")
    go_on(page, 4)
    assert page.get_by_role("button", name="Continue").is_disabled()
    said = outcome(page, "triple", "12", "rejected")
    assert re.search(r"12 can come about in more than one way.*Which was it\?", said, re.DOTALL)
    outcome(page, "triple", "36", "accepted")
    solve(page, "which-of-two", exercises(page)["which-of-two"])
    for text, words in (("14", "alone"), ("49", "value"), ("17", "added"), ("12", "was taken at")):
        form = page.locator("form[data-exercise=triple-plus-one]")
        answer(page, "triple-plus-one", text)
        form.locator("output", has_text=words).wait_for()
        assert form.locator("output").get_attribute("data-outcome") == "rejected"
    said = outcome(page, "triple-plus-one", "six*", "unreadable")
    assert "character" in said
    assert "Tried so far: 14, 49, 17, 12" in page.locator("form[data-exercise=triple-plus-one]").inner_text()
    for text in ("42", "6*7", "42.0", "84/2"):
        outcome(page, "triple-plus-one", text, "accepted")
    assert "outer function alone" in outcome(page, "three-nested", "cos(3x) e^(sin(3x))", "rejected")
    outcome(page, "three-nested", "e^sin(3x) * (cos(3x) + 2cos(3x))", "accepted")
    assert page.locator("form[data-exercise=three-nested] .reading .katex").count() == 1
    assert page.get_by_role("button", name="Continue").is_enabled()


def test_reload_keeps_answers_hints_and_steps(open_page):
    page = open_page(LESSON)
    engine(page, "live")
    go_on(page, 4)
    outcome(page, "triple", "15", "rejected")
    outcome(page, "triple", "36", "accepted")
    outcome(page, "triple-plus-one", "49", "rejected")
    hints = page.locator("#triple-plus-one details")
    assert hints.nth(1).is_hidden()
    hints.nth(0).locator("summary").click()
    assert hints.nth(1).is_visible()
    page.reload()
    engine(page, "live")
    assert page.locator("form[data-exercise=triple-plus-one] input").input_value() == "49"
    page.locator("form[data-exercise=triple-plus-one] output[data-outcome=rejected]").wait_for()
    page.locator("form[data-exercise=triple] output[data-outcome=accepted]").wait_for()
    assert "Tried so far: 15, 36" in page.locator("form[data-exercise=triple]").inner_text()
    expect(hints.nth(0)).to_have_attribute("open", "")
    assert progress(page)[0] == [4, 6]
    outcome(page, "triple-plus-one", "42", "accepted")
    assert page.get_by_role("button", name="Continue").is_disabled()


def test_an_answer_given_too_early_is_marked_when_python_comes(open_page):
    page = open_page(LESSON, before="window.requestIdleCallback = (f) => setTimeout(f, 2500)")
    page.get_by_role("button", name="Show everything").click()
    answer(page, "triple-plus-one", "42")
    page.get_by_text("will be marked as soon as it is there").wait_for()
    page.locator("form[data-exercise=triple-plus-one] output[data-outcome=accepted]").wait_for(timeout=60_000)


def test_without_python_an_exercise_may_be_skipped_and_is_remembered(open_page):
    page = open_page(LESSON, before="delete window.WebAssembly")
    engine(page, "unavailable")
    go_on(page, 4)
    answer(page, "triple", "36")
    page.get_by_text("cannot be marked. It is kept").wait_for()
    page.get_by_role("button", name="Skip this step").click()
    assert locked(page) == []
    kept = page.evaluate("JSON.parse(localStorage.getItem('nudge:' + location.pathname)).steps")
    assert kept["your-turn"] == "skipped"


def test_the_stepper_walks_there_and_back(open_page):
    page = open_page(LESSON, before="delete window.Worker; window.requestIdleCallback = () => {}")
    page.get_by_role("button", name="Show everything").click()
    figure = page.locator("figure[data-widget=backchain]")
    for i in range(1, 18):
        figure.get_by_role("button", name="Next").click()
        figure.get_by_text(f"step {i} of 17").wait_for()
    assert figure.locator(".node .rate").count() == 10
    figure.get_by_role("button", name="Back").click()
    assert figure.locator(".node .rate").count() == 9


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_while_an_exercise_is_under_way(open_page, axe, width, scheme):
    page = open_page(LESSON, viewport={"width": width, "height": 844}, color_scheme=scheme)
    engine(page, "live")
    assert axe(page) == []
    go_on(page, 4)
    outcome(page, "triple", "36", "accepted")
    outcome(page, "triple-plus-one", "17", "rejected")
    outcome(page, "three-nested", "cos(", "unreadable")
    page.locator("#triple summary").first.click()
    assert axe(page) == []
