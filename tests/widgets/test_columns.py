"""Columns of texts survive their encoding, to the byte."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as some

from nudge.rates.numbers import coordinate, fixed, short, signed, significant
from nudge.widgets.columns import column, texts

NUMBERS = some.lists(some.floats(-1e6, 1e6, allow_nan=False), min_size=2, max_size=30)
WRITTEN = {
    "coordinate": coordinate,
    "fixed": lambda x: fixed(x, 3),
    "signed": signed,
    "short": short,
    "significant": lambda x: significant(x, 8),
    "typed": lambda x: fixed(x).replace("−", "-"),
    "mixed": lambda x: coordinate(x) if x < 0 else signed(x),
}


def back(given):
    """The texts after JSON."""
    return texts(json.loads(json.dumps(column(given))), len(given))


@pytest.mark.parametrize(
    "given",
    [
        ["M1 2L3.5 4", "M10 2L3 4.25", "M0 0L0 0"],
        ["+0.54", "−0.54", "0.00"],
        ["", "1 2", "3 4"],
        ["same", "same"],
        ["1.", "2."],
        ["a1b", "a1b2"],
        ["1 2", "3 4"],
        ["7", "7", "8"],
        ["x = 1", "x = 2"],
        ["007", "08", "9"],
        ["-0", "0", "1"],
        ["1.50", "1.5", "1"],
        ["9" * 40, "9" * 39 + "8", "0"],
        ["t1.2- 5", "t1.2- 6", "t1.2- 7"],
        ["f 1", "f 2", "f 3", "f 4", "—"],
        ["—", "f 1", "f 2", "f 3", "f 4"],
        ["—", "f 1", "undefined", "f 3", "f 4"],
    ],
)
def test_texts_undo_column(given):
    assert back(given) == given


@pytest.mark.parametrize("write", WRITTEN.values(), ids=WRITTEN)
@given(numbers=NUMBERS)
def test_numbers_come_back_however_they_are_written(write, numbers):
    """Fails when trimmed zeros are not told from fixed ones, or a plus or a minus from another."""
    given = [f"M{write(x)} 3L{write(-x)}" for x in numbers]
    assert back(given) == given


@given(some.lists(some.text("+-−0123456789. M", max_size=8), min_size=1, max_size=12))
def test_any_texts_come_back(given):
    assert back(given) == given


def test_numbers_in_the_same_place_are_pulled_out():
    assert column(["M1 2L-3 4", "M5 2L7 8.25"]) == {
        "like": ["M", " ", "L", " ", ""],
        "holes": ["1 5", "2", "-3 7", "4 8.25"],
    }


def test_what_is_the_same_everywhere_is_one_text():
    assert column(["1.5", "1.5", "1.5"]) == "1.5"


def test_smooth_numbers_are_written_as_differences_of_the_order_that_is_shortest():
    assert column([f"{100 * k * k}" for k in range(7)])["holes"] == ["f3.0- 0 100 100 0 0 0 0"]
    assert column([coordinate(150 + k / 4) for k in range(9)])["holes"] == ["t2.2- 15000 -14975 0 0 0 0 0 0 0"]
    assert column([signed(k / 50) for k in range(-4, 5)])["holes"] == ["f1.2+− -8 2 2 2 2 2 2 2 2"]


def test_a_few_texts_that_are_unlike_the_others_stand_by_themselves():
    many = [f"x = {k}.00" for k in range(20)]
    found = column([*many[:3], "x = π/2", *many[3:]])
    assert (found["like"], found["but"]) == (["x = ", ""], {"3": "x = π/2"})
    assert "text" in column([*many[:2], "a", "b"])
