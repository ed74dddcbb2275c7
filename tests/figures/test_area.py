"""Areas have their borders, their sign and their gaps."""

import math
import re

import pytest

from nudge.figures import Window, sample
from nudge.figures.area import Area

WINDOW = Window(0.0, 4.0, -2.0, 2.0, 400.0, 400.0)
LOG = Window(1.0, 100.0, 0.1, 10.0, 200.0, 200.0, log_x=True, log_y=True)


def size(d):
    """The size of what a path of straight lines surrounds, each loop by the shoelace formula."""
    total = 0.0
    for loop in filter(None, d.split("Z")):
        places = [tuple(map(float, pair.split())) for pair in re.split("[ML]", loop)[1:]]
        turned = zip(places, [*places[1:], places[0]], strict=True)
        total += abs(sum(a[0] * b[1] - a[1] * b[0] for a, b in turned)) / 2
    return total / 100 / 100


def sizes(over, under, start, end, window=WINDOW):
    return [size(Area(over, under, start, end, sign=sign).geometry(window)["d"]) for sign in (1, -1)]


def lines(f, window=WINDOW):
    return sample(f, window, whole=True)


@pytest.mark.parametrize(
    ("f", "start", "end", "more", "less"),
    [
        (lambda x: 1.0, 1, 3, 2, 0),
        (lambda x: -1.0, 1, 3, 0, 2),
        (lambda x: 1.0, 3, 1, 0, 2),
        (lambda x: x - 2, 0, 4, 2, 2),
        (lambda x: x - 2, 0, 3, 0.5, 2),
        (math.sin, 0, 4, 2, 1 + math.cos(4)),
        (lambda x: 1.0, 2, 2, 0, 0),
        (lambda x: 1.0, -5, 9, 4, 0),
        (lambda x: 5.0, 1, 2, 5, 0),
        (lambda x: 500.0, 1, 2, 6, 0),  # no more than the picture's height above it
        (lambda x: 1.0 if x < 2 else -1.0, 1, 4, 1, 2),
        (lambda x: math.sqrt(x - 2) if x >= 2 else None, 0, 4, 4 * math.sqrt(2) / 3, 0),
    ],
)
def test_an_area_is_as_large_as_the_integral(f, start, end, more, less):
    """Seen to fail with `sample`'s own lines as borders: what is above the picture is then missing."""
    assert sizes(lines(f), 0.0, start, end) == pytest.approx([more, less], abs=0.03)


def test_an_area_between_two_curves_changes_its_sign_where_they_cross():
    """Seen to fail without the point at which they cross."""
    f, g = lines(lambda x: x / 2), lines(lambda x: 1.0)
    assert sizes(f, g, 0, 4) == pytest.approx([1, 1], abs=0.01)
    assert sizes(g, f, 0, 4) == pytest.approx([1, 1], abs=0.01)
    assert sizes(f, g, 0, 2) == pytest.approx([0, 1], abs=0.01)
    assert sizes(f, g, 2, 0) == pytest.approx([1, 0], abs=0.01)
    assert sizes(f, f, 0, 4) == [0, 0]


def test_where_a_border_is_not_defined_there_is_a_gap():
    f = lines(lambda x: 1.0)
    g = lines(lambda x: None if 1 < x < 2 else 0.0)
    assert sizes(f, g, 0, 4)[0] == pytest.approx(3, abs=0.01)


def test_an_area_without_ends_or_curve_is_empty():
    assert sizes((), 0.0, 0, 4) == [0, 0]
    assert sizes(lines(math.sin), 0.0, None, 4) == [0, 0]
    assert Area(lines(math.sin), 0.0, 0, 1).geometry(Window(1, 0, 0, 1, 9, 9)) == {"d": ""}


def test_an_area_on_logarithmic_axes_goes_down_to_the_edge():
    d = Area(lines(lambda x: 1.0, LOG), 0.0, 1, 10).geometry(LOG)["d"]
    assert d == "M0 100L100 100L100 200L0 200Z"
