"""Endings of lines, in their order, and what is said of others."""

import pytest

from nudge.rates import Unreadable
from nudge.widgets.lines.endings import Ended, ended

EVERY = {"decimals": True, "unit": True, "loop": True, "colour": True}


def test_all_of_them():
    found = ended("speed = f(k) for k from 0 to n - 1 to 4 decimals in m/s as inner", **EVERY)
    assert (found.text, found.decimals, found.unit, found.colour) == ("speed = f(k)", 4, "m/s", "inner")
    assert (found.loop.letter, found.loop.low[0], found.loop.high[0]) == ("k", "0", "n - 1")


def test_places_of_bounds():
    text = "(k, 0) to (k, f(k)) for k from 0 to n as quiet"
    loop = ended(text, loop=True, colour=True).loop
    assert (text[loop.low[1] :][:1], text[loop.high[1] :][:1]) == ("0", "n")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("sum(k for k from 0 to 3)", "sum(k for k from 0 to 3)"),
        ("P for P in cloud", "P"),
        ("s from 1 to 1 + h as outer", "s from 1 to 1 + h"),
        ("A to B", "A to B"),
        ("volume = V(x) in cm³", "volume = V(x)"),
    ],
)
def test_what_is_left(text, left):
    assert ended(text, **EVERY).text == left


@pytest.mark.parametrize(
    ("text", "message", "where"),
    [
        ("x as blue", "“blue” is no role of a mark", "blue"),
        ("f(k) as inner for k from 0 to 2", "These endings are not in their order", "as inner for k from 0 to 2"),
        ("v = 1 in m/s to 2 decimals", "These endings are not in their order", "in m/s to 2 decimals"),
        ("v = 1 to many decimals", "many decimals cannot be shown", "many"),
        ("v = 1 to 99 decimals", "99 decimals cannot be shown", "99"),
        ("f(k) for k", "This is not a loop", "for k"),
        ("f(k) for k from 2", "This is not a loop", "for k from 2"),
        ("f(k) for sin from 0 to 2", "sin is a function already", "sin"),
    ],
)
def test_what_is_wrong(text, message, where):
    with pytest.raises(Unreadable) as found:
        ended(text, **EVERY)
    error = found.value
    assert (error.message, text[error.offset : error.offset + error.length]) == (message, where)


def test_endings_that_a_line_may_not_have_stay_in_its_text():
    assert ended("x in m", colour=True) == Ended("x in m")
