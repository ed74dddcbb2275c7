"""Typing an answer: shown as a formula meanwhile, keys that insert signs, and what is not finished or not there."""

import pytest

from tests.browser.test_exercises import course, everything, live, server, verdict  # noqa: F401

pytestmark = pytest.mark.browser


def box(page):
    return page.locator("#function input[name=answer]")


def test_what_is_typed_is_shown_as_a_formula_and_nothing_moves(live):  # noqa: F811
    box(live).scroll_into_view_if_needed()
    before = live.locator("#function button[type=submit]").bounding_box()
    box(live).press_sequentially("x^2/3")
    live.locator("#function .preview .katex").wait_for()
    assert live.locator("#function button[type=submit]").bounding_box() == before
    assert live.locator("#function output[name=verdict]").get_attribute("data-outcome") == ""


def test_a_key_inserts_at_the_caret_and_the_field_keeps_the_focus(live):  # noqa: F811
    box(live).fill("2x")
    box(live).press("Home")
    live.locator("#function [data-insert='√()']").click()
    live.keyboard.type("3")
    assert box(live).input_value() == "√(3)2x"
    assert box(live).evaluate("one => document.activeElement === one")


def test_what_is_not_finished_is_no_try_and_an_empty_check_clears(live):  # noqa: F811
    for text in ("cos(u)*2x", "idk"):
        box(live).fill(text)
        live.locator("#function").get_by_role("button", name="Check").click()
        verdict(live, "function", "unfinished" if "u" in text else "unreadable")
    assert live.locator("#function .tries").inner_text() == ""
    box(live).fill("")
    live.locator("#function").get_by_role("button", name="Check").click()
    live.locator("#function output[name=verdict][data-outcome='']").wait_for(state="attached")


def test_four_hundred_digits_wrap(live):  # noqa: F811
    live.locator("#number input[name=answer]").fill("7" * 400)
    live.locator("#number").get_by_role("button", name="Check").click()
    verdict(live, "number", "rejected")
    assert live.evaluate("document.documentElement.scrollWidth <= innerWidth")
