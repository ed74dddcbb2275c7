"""An author's fields are read, and each mistake is located."""

import pytest

from nudge.rates import Unreadable
from nudge.widgets import entries, make
from nudge.widgets.controls import number
from nudge.widgets.kinds.composition import Composition

GOOD = {"inner": "sin(x)", "outer": "u^2", "alt": "Plots."}


def problem(**changes):
    texts = {**GOOD, **{key.replace("_", "-"): text for key, text in changes.items()}}
    widget, problems = make(Composition, texts)
    assert widget is None
    (only,) = problems
    return only


def test_defaults_are_read_like_anything_else():
    widget, problems = make(Composition, GOOD)
    assert not problems
    assert widget.x.start == "1"
    assert widget.controls()[0].start == "1.00"


def test_unknown_key_gets_a_suggestion():
    found = problem(inne="x")
    assert (found.code, found.key) == ("unknown-key", "inne")
    assert "inner" in found.hint


def test_all_problems_come_at_once():
    _, problems = make(Composition, {"inner": "sin(", "outer": "u +", "x": "1"})
    assert sorted(p.key for p in problems) == ["alt", "inner", "outer", "x"]


@pytest.mark.parametrize(
    ("text", "offset", "length"),
    [
        ("1 in [-3, 3]", 0, 12),
        ("1 in [-3, b] step 0.1", 10, 1),
        ("1 in [-3, 3] step 0", 18, 1),
        ("q in [-3, 3] step 0.1", 0, 1),
        ("1 in [0, 3] step 0.0001", 17, 6),
    ],
)
def test_a_range_says_where_it_is_wrong(text, offset, length):
    found = problem(x=text)
    assert (found.offset, found.length) == (offset, length)


def test_a_point_says_where_it_is_wrong():
    assert problem(points="0, pi/4, spam").offset == 9


def test_entries_document_every_field():
    found = entries(Composition)
    assert {e.key for e in found} == {"alt", "inner", "outer", "x", "points"}
    assert all(e.doc for e in found)


def test_a_place_of_a_slider_is_the_same_in_every_course():
    """`log` without a base is 2 in one course and 4.6 in another."""
    assert number("log_10(100)") == number("lg 100") == 2.0
    with pytest.raises(Unreadable, match="base of this logarithm"):
        number("log(100)")
