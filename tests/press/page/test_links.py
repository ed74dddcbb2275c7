"""Addresses are relative to the page they stand on."""

import pytest

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
