"""Columns of texts survive their encoding."""

import pytest

from nudge.widgets.columns import column, texts


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
    ],
)
def test_texts_undo_column(given):
    assert texts(column(given), len(given)) == given


def test_numbers_in_the_same_place_are_pulled_out():
    assert column(["M1 2L-3 4", "M5 2L7 8.25"]) == {
        "like": ["M", " ", "L", " ", ""],
        "holes": ["1 5", "2", "-3 7", "4 8.25"],
    }


def test_what_is_the_same_everywhere_is_one_text():
    assert column(["1.5", "1.5", "1.5"]) == "1.5"
