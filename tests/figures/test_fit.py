"""Ranges show what matters: turning points and the bulk, and not how far a function gets beside a pole."""

import math
import random

import pytest

from nudge.figures import fit, fit_beyond, heights
from nudge.rates import compiled, parse


def fitted(text, low, high, pad=0.0):
    return fit(heights(compiled(parse(text), ("x",)), low, high), pad=pad)


def test_fit_pads_what_it_is_given():
    assert fit([-1.0, 0.0, 1.0], pad=0.125) == (-1.25, 1.25)


@pytest.mark.parametrize("values", [[], [None, None], [3.0, 3.0], [0.0], [1e300, -1e300], [5e-324]])
def test_fit_always_gives_a_range(values):
    low, high = fit(values)
    assert low < high
    assert math.isfinite(high - low) or math.isfinite(low / 2 - high / 2)
    assert all(low <= v <= high for v in values if v is not None)


@pytest.mark.parametrize(
    ("text", "low", "high", "bottom", "top"),
    [
        # whole: what is bounded, and what runs off no faster than a parabola or a cubic
        ("x(12-2x)^2", 0, 6, (0, 0), (127, 128)),
        ("sin x", -3, 3, (-1, -0.99), (0.99, 1)),
        ("x^2", -10, 10, (0, 0), (100, 100)),
        ("x^3", -3, 3, (-27, -27), (27, 27)),
        ("5x^2", 0, 2.2, (0, 0), (24, 24.3)),
        ("e^x", -2, 4, (0.13, 0.14), (54, 55)),
        ("x sin(5x)", -10, 10, (-9.8, -9), (9, 9.8)),
        ("e^x sin(5x)", 0, 10, (-17_304, -17_303), (9_232, 9_233)),
        # peaks are shown, however little of the interval they take
        ("1/(1+100x^2)", -5, 5, (0, 0.01), (1, 1)),
        ("e^(-50(x-1)^2)", -4, 4, (0, 0), (0.99, 1)),
        ("1-1/(1+100x^2)", -5, 5, (0, 0.01), (0.99, 1)),
        # poles do not squeeze the rest
        ("1/x", -5, 5, (-6, -1.5), (1.5, 6)),
        ("1/x", 0.001, 5, (0, 0.3), (1.5, 8)),
        ("1/x^2", -5, 5, (0, 0.1), (2, 20)),
        ("tan x", -10, 10, (-15, -3), (3, 15)),
        ("tan x", -1.57, 1.57, (-15, -3), (3, 15)),
        ("1/sin x", -7, 7, (-15, -3), (3, 15)),
        ("x + 1/x", -5, 5, (-14, -5), (5, 14)),
        ("1/((x-1)(x-1.01))", 0, 2, (-100, 10), (5, 200)),
        ("1/(x-1) + 1000", -1, 3, (985, 999), (1001, 1015)),
        ("ln x", 0, 5, (-6, -1.5), (1.6, 1.62)),
        ("ln|x|", -5, 5, (-6.5, -1.5), (1.6, 1.62)),
        ("e^(1/x)", -2, 2, (0, 0.1), (2, 40)),
        # what runs off does not flatten the turning points, if most of the curve is near them
        ("x(12-2x)^2", -2, 12, (-300, -100), (250, 500)),
        ("x^4-4x^2+x", -5, 5, (-20, -5.4), (2, 20)),
        ("x^3-3x", -5, 5, (-12, -4), (4, 12)),
        # but a ripple on a slope is no reason to look at it alone
        ("x^3+0.01sin(50x)", -3, 3, (-28, -20), (20, 28)),
        ("100x+sin(20x)", -3, 3, (-301, -290), (290, 301)),
        # tiny and far away
        ("x^2", -1e-6, 1e-6, (0, 0), (0.99e-12, 1.01e-12)),
        ("1e8+x", 0, 1, (1e8, 1e8), (1e8 + 1, 1e8 + 1)),
        ("1e6+sin x", 0, 7, (1e6 - 1, 1e6 - 0.99), (1e6 + 0.99, 1e6 + 1)),
        # constants, also those that rounding makes rough
        ("3", -1, 1, (1, 2), (4, 5)),
        ("0", -1, 1, (-1, -0.4), (0.4, 1)),
        ("sin(x)^2+cos(x)^2", -3, 3, (0.4, 0.6), (1.4, 1.6)),
        ("(x^2-1)/(x-1)-x", -3, 3, (0.4, 0.6), (1.4, 1.6)),
        ("1e9", -1, 1, (0, 6e8), (1.4e9, 2e9)),
    ],
)
def test_a_range_is_helpful(text, low, high, bottom, top):
    """Seen to fail in its rows on peaks, poles and shoulders with each of the three rules left out."""
    found = fitted(text, low, high)
    assert (bottom, top) == (
        (min(bottom[0], found[0]), max(bottom[1], found[0])),
        (min(top[0], found[1]), max(top[1], found[1])),
    )


@pytest.mark.parametrize(
    ("text", "low", "high", "expected"),
    [
        ("x(12-2x)^2", 0, 6, (0, 128)),
        ("x^2", -1, 1, (0, 1.5625)),
        ("sin x", -3, 3, (-1, 1)),
        ("ln x", 1, 4, (-0.5, 1.5)),
        ("x^9", 0, 2, (0, 512)),
        ("3", 0, 2, (1.5, 4.5)),
        ("ln(-x)", 1, 2, (-1, 1)),
    ],
)
def test_what_a_curve_does_in_its_margins_does_not_squeeze_it(text, low, high, expected):
    """The volume of a box was drawn down to −150, for what x (12 − 2x)² is left of 0. Seen to fail by `fit` alone."""
    margin = (high - low) / 8
    found = fit_beyond(heights(compiled(parse(text), ("x",)), low - margin, high + margin), 40)
    assert found == pytest.approx(expected, abs=0.11)


def test_several_series_are_seen_together():
    assert fit([0.0, 1.0], [5.0, 2.0], [None], pad=0.0) == (0.0, 5.0)


def test_a_range_moves_and_grows_with_its_function():
    """Shifting or scaling a function does the same to its range. Seen to fail with an absolute threshold of 1e-9."""
    dice = random.Random(2)
    for text, low, high in (("x + 1/x", -5, 5), ("tan x", -3, 3), ("x^3-3x", -5, 5), ("sin x", 0, 9)):
        values = heights(compiled(parse(text), ("x",)), low, high)
        bottom, top = fit(values)
        for _ in range(20):
            size, shift = 10 ** dice.uniform(-12, 9), dice.uniform(-3, 3)
            shift *= size
            moved = fit([None if v is None else size * v + shift for v in values])
            slack = 1e-6 * size * (top - bottom)
            assert moved == pytest.approx((size * bottom + shift, size * top + shift), abs=slack)
