"""The search of a course: by keyboard, for screen readers, and at no cost until it is opened."""

import pytest

pytestmark = pytest.mark.browser

LESSON = "derivatives/the-chain-rule/"


def answers(page):
    return page.locator("#search-found a")


def test_a_key_opens_it_and_only_then_is_the_index_fetched(open_page):
    page = open_page(LESSON)
    asked = []
    page.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[1]))
    page.wait_for_timeout(300)
    assert "search.json" not in asked
    page.keyboard.press("/")
    page.keyboard.type("backpropagation")
    answers(page).first.wait_for()
    assert asked.count("search.json") == 1
    assert page.get_by_role("status").filter(has_text="Found in").is_visible()
    page.keyboard.press("ArrowDown")
    assert answers(page).first.evaluate("link => link === document.activeElement")
    page.keyboard.press("ArrowUp")
    assert page.locator("#search-words").evaluate("input => input === document.activeElement")
    page.keyboard.press("Escape")
    assert not page.locator("#search-dialog").is_visible()


def test_the_first_answer_is_followed(open_page):
    page = open_page()
    page.get_by_role("button", name="Search").click()
    page.keyboard.type("nested chain rule")
    answers(page).first.wait_for()
    address = answers(page).first.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(address)


def test_a_slash_that_is_written_opens_nothing(open_page):
    page = open_page(LESSON)
    page.locator("main").evaluate("main => main.append(document.createElement('textarea'))")
    page.locator("main > textarea").press_sequentially("1/2")
    assert page.locator("main > textarea").input_value() == "1/2"
    assert not page.locator("#search-dialog").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(open_page, axe, scheme):
    page = open_page(LESSON, color_scheme=scheme)
    page.keyboard.press("/")
    page.keyboard.type("rule")
    answers(page).first.wait_for()
    assert axe(page) == []
    missing = open_page("404.html", color_scheme=scheme)
    missing.locator("#search-words").fill("chain")
    answers(missing).first.wait_for()
    assert axe(missing) == []
