"""Windows map coordinates there and back, linear and logarithmic; empty ones say why."""

import math
import random

import pytest

from nudge.figures import Window

WINDOW = Window(-2.0, 2.0, -1.0, 1.0, 400.0, 100.0)


def some_windows():
    """Windows of all sizes and offsets, with and without logarithmic axes."""
    dice = random.Random(1)
    for _ in range(300):
        log_x, log_y = dice.random() < 0.3, dice.random() < 0.3
        ends = []
        for log in (log_x, log_y):
            low = 10 ** dice.uniform(-6, 6) if log else dice.choice([0, 1, -1, 1e4]) * 10 ** dice.uniform(-6, 6)
            size = 10 ** dice.uniform(-3, 6)
            ends += [low, low * (1 + size) if log else low + size * max(1e-6, abs(low))]
        yield Window(*ends, dice.uniform(100, 900), dice.uniform(50, 600), log_x, log_y)


def test_place_maps_corners_and_turns_the_upright_axis():
    assert WINDOW.place(-2, 1) == (0, 0)
    assert WINDOW.place(2, -1) == (400, 100)
    assert WINDOW.x_at(300) == 1.0
    assert WINDOW.y_at(25) == 0.5


def test_a_logarithmic_axis_shows_powers_evenly():
    window = Window(1, 1000, 0.1, 10, 300, 200, log_x=True, log_y=True)
    assert [round(window.place(x, 1)[0], 6) for x in (1, 10, 100, 1000)] == [0, 100, 200, 300]
    assert window.place(1, 1)[1] == 100
    assert window.seen((0.0, 1.0)) is None
    assert window.seen((1.0, -1.0)) is None


def test_every_window_maps_there_and_back():
    """Seen to fail with `x_at` reading the axis without its powers."""
    for window in some_windows():
        assert window.flaw() == ""
        for share in (0.0, 0.3, 1.0):
            px, py = share * window.width, share * window.height
            there = window.place(window.x_at(px), window.y_at(py))
            assert there == pytest.approx((px, py), abs=1e-3)
        straight = window.straight()
        assert (straight.log_x, straight.log_y) == (False, False)
        x, y = window.x_at(10), window.y_at(10)
        assert straight.place(*window.on_axes(x, y)) == pytest.approx(window.place(x, y), abs=1e-3)


def test_equal_scales_keep_what_was_seen():
    """Seen to fail when the larger of the two scales is taken."""
    for window in some_windows():
        equal = window.equal()
        if window.log_x or window.log_y:
            assert equal == window
            continue
        slack = 1e-9 * (abs(window.left) + abs(window.right) + abs(window.bottom) + abs(window.top))
        assert equal.x_scale == pytest.approx(equal.y_scale, rel=1e-3)
        grown = (
            window.left - equal.left,
            equal.right - window.right,
            window.bottom - equal.bottom,
            equal.top - window.top,
        )
        assert min(grown) >= -slack


@pytest.mark.parametrize(
    ("window", "reason"),
    [
        (Window(2, 1, 0, 1, 9, 9), "h runs from 2 to 1: nothing lies between."),
        (Window(0, 1, 3, 3, 9, 9), "V runs from 3 to 3: nothing lies between."),
        (Window(0, math.inf, 0, 1, 9, 9), "One end of h has no value here."),
        (Window(0, 1, math.nan, 1, 9, 9), "One end of V has no value here."),
        (Window(0, 1, 1, 2, 9, 9, log_x=True), "h runs from 0 to 1, but a logarithmic axis begins above 0."),
        (Window(1, 1 + 1e-15, 1, 2, 9, 9), "h runs from 1 to 1: that is too little to be shown."),
        (
            Window(-1.7e308, 1.7e308, 1, 2, 9, 9),
            "h runs from −1.7 × 10³⁰⁸ to 1.7 × 10³⁰⁸: that is too little to be shown.",
        ),
    ],
)
def test_an_empty_window_says_why(window, reason):
    assert window.empty
    assert window.equal() == window
    assert window.seen((0.5, 0.5)) is None
    assert window.flaw("h", "V") == reason
