"""What fails takes nothing else with it: scripts that do not run, foreign values in the storage, one broken figure."""

import json

import pytest
from playwright.sync_api import expect

LESSON = "derivatives/the-chain-rule/"
pytestmark = pytest.mark.browser

WORDS = "Everything can be read, and each picture shows how it begins"


def test_without_scripts_the_page_says_what_needs_them(open_page) -> None:
    page = open_page(LESSON, javascript=False)
    expect(page.locator("noscript .notice")).to_contain_text(WORDS)
    expect(page.locator("#scripts-notice")).to_be_hidden()
    assert page.locator("section[data-step] h2").last.is_visible()


def test_a_script_that_is_missing_is_told_and_hides_nothing(open_page) -> None:
    """Fails when early.js does not look whether the page's script ran."""
    page = open_page(LESSON, missing="*/page.js")
    expect(page.locator("#scripts-notice")).to_be_visible()
    expect(page.locator("#scripts-notice")).to_contain_text(WORDS)
    assert page.locator("section[data-step] h2").last.is_visible()
    page = open_page(LESSON)
    expect(page.locator("#scripts-notice")).to_be_hidden()


@pytest.mark.parametrize("anchor", ["#%", "#%E0%A4%A", "#no-such-place", "#<b>"])
def test_an_address_with_a_bad_anchor_leaves_the_page_working(open_page, anchor: str) -> None:
    """Fails when the anchor is decoded without care: then no step is locked, and Continue is not there."""
    page = open_page(LESSON + anchor)
    expect(page.get_by_role("button", name="Continue")).to_be_visible()
    expect(page.locator("#progress")).to_have_attribute("value", "0")


WRONG = [None, [], "text", 7, True, {"steps": 3}, {"steps": [1]}, {"steps": {"drag": 5}}, {"everything": "yes"}]


def test_values_of_wrong_shapes_are_passed_over(open_page) -> None:
    """Fails when what is stored is taken without looking at its shape."""
    page = open_page(LESSON)
    names = page.locator("form[data-exercise]").evaluate_all("forms => forms.map(form => form.dataset.exercise)")
    data = json.loads(page.locator("#lesson-data").text_content() or "")
    versions = {f"exercise {name}": data["widgets"][name]["version"] for name in names if name in data["widgets"]}
    assert versions
    shapes = [
        *(dict.fromkeys(versions, value) for value in ([], "x", 3, {}, {"version": 4})),
        *(
            {name: {"version": version, **wrong} for name, version in versions.items()}
            for wrong in (
                {"tries": 3, "answers": 4, "open": "x"},
                {"answers": {"answer": 5}},
                {"tries": [{}], "variant": []},
            )
        ),
    ]
    for stored in [*WRONG, *shapes]:
        page.evaluate("text => localStorage.setItem(`nudge:${location.pathname}`, text)", json.dumps(stored))
        page.reload()
        expect(page.get_by_role("button", name="Continue")).to_be_visible()
        expect(page.locator(".broken")).to_have_count(0)
    page.evaluate("() => localStorage.setItem(`nudge:${location.pathname}`, '{')")
    page.reload()
    expect(page.get_by_role("button", name="Continue")).to_be_visible()


def test_a_figure_that_fails_says_so_and_leaves_the_others_alone(open_page) -> None:
    """Fails when the figures are brought to life one after the other without a guard."""
    broken = """
      const real = Element.prototype.querySelectorAll;
      Element.prototype.querySelectorAll = function (words) {
        if (this.matches("figure.widget") && words === "[data-control]" && !globalThis.broke) {
          globalThis.broke = this.id;
          throw new Error("broken on purpose");
        }
        return real.call(this, words);
      };
    """
    page = open_page(LESSON, before=broken, fails="broken on purpose")
    expect(page.locator(".broken")).to_have_count(1)
    expect(page.locator(".broken")).to_contain_text("The rest works")
    assert page.locator(".broken").evaluate("note => note.closest('figure').id") == page.evaluate("broke")
    expect(page.get_by_role("button", name="Continue")).to_be_visible()
