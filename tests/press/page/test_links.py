"""Addresses are relative to the page they stand on."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from nudge.press.build import Press
from nudge.press.page.links import relative


@pytest.mark.parametrize(
    ("address", "page", "url"),
    [
        ("a/one/", "a/two/", "../one/"),
        ("b/one/", "a/two/", "../../b/one/"),
        ("a/one/", "a/one/", "./"),
        ("a/one/", "", "a/one/"),
        ("a/plot one.png", "a/two/", "../plot%20one.png"),
        ("", "", "./"),
        ("", "a/two/", "../../"),
    ],
)
def test_relative(address: str, page: str, url: str) -> None:
    assert relative(address, page) == url


def test_a_link_without_words_has_the_title_or_the_number_of_what_it_leads_to(
    write: Callable[[Mapping[str, str]], None], press: Callable[[], Press], tmp_path: Path
) -> None:
    two = "---\ntitle: Two & more\nsummary: S\n---\n\n## A step\n<!-- step id=begin -->\n\n"
    two += "By [](#sum) and [](#begin).\n\n"
    two += "$$\na + b\n$$\n<!-- equation id=sum -->\n"
    write({"a/one.md": "[](two.md), [](two.md#begin), [](two.md#sum)\n", "a/two.md": two})
    result = press().build()
    assert result.written, result.found
    page = (tmp_path / "site/a/one/index.html").read_text("utf-8")
    for address, words in (
        ("../two/", "Two &amp; more"),
        ("../two/#begin", "Two &amp; more: A step"),
        ("../two/#sum", "equation (1) in Two &amp; more"),
    ):
        assert f'<a href="{address}">{words}</a>' in page
    assert '<a href="#begin">A step</a>' in (tmp_path / "site/a/two/index.html").read_text("utf-8")
