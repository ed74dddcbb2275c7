"""Labels stand beside what they name and cover nothing, wherever there is room."""

import math
import random

import pytest

from nudge.figures import Label, Window, sample
from nudge.figures.labels import beside_curve, beside_point, covered, occupied, words_of

WINDOW = Window(-3.0, 3.0, -2.0, 2.0, 252.0, 182.0)
CURVES = [
    math.sin,
    lambda x: x * x - 1,
    lambda x: 0.3 * x,
    lambda x: -1.9,
    lambda x: math.tan(x),
    lambda x: 5 / (x + 9),
]


def is_free(label, lines, others=()):
    words = words_of(label, WINDOW)
    left, top, right, bottom = words.box()
    inside = left >= 0 and top >= 0 and right <= 252 and bottom <= 182
    return inside and covered(words, occupied(lines, WINDOW)) == 0 and all(apart(words, other) for other in others)


def apart(a, b):
    a, b = a.box(), b.box()
    return a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


@pytest.mark.parametrize("f", CURVES)
def test_a_curve_has_its_name_beside_it_and_not_on_it(f):
    """Seen to fail with up right always taken."""
    lines = sample(f, WINDOW)
    label = beside_curve(Label(text="f(x)"), lines, WINDOW, occupied(lines, WINDOW))
    assert is_free(label, lines)
    drawn = WINDOW.place(label.at[0], f(label.at[0]))
    assert math.dist(drawn, WINDOW.place(*label.at)) < 2


def test_points_on_curves_have_their_names_beside_them():
    """Seen to fail with up right always taken."""
    dice = random.Random(5)
    for f in CURVES:
        lines = sample(f, WINDOW)
        taken = occupied(lines, WINDOW)
        for _ in range(20):
            x = dice.uniform(-2.8, 2.8)
            if abs(f(x)) < 1.9:
                label = beside_point(Label((x, f(x)), "P"), WINDOW, taken)
                assert is_free(label, lines), (x, f(x))


def test_labels_keep_away_from_each_other():
    first = beside_point(Label((0.0, 0.0), "one"), WINDOW, [])
    second = beside_point(Label((0.05, 0.0), "two"), WINDOW, [], [words_of(first, WINDOW)])
    assert is_free(second, [], [words_of(first, WINDOW)])


def test_what_is_not_seen_has_no_label():
    assert beside_curve(Label(text="f"), (), WINDOW, []).at is None
    assert words_of(Label(None, "P"), WINDOW) is None
    assert beside_point(Label(None, "P"), WINDOW, []).at is None


def test_four_curves_that_cross_have_four_names_beside_them():
    """Seen to fail with the corners of straight lines as the only places tried."""
    drawn = [sample(f, WINDOW) for f in (lambda x: x * x / 2 - 1, lambda x: x / 2, lambda x: -x, lambda x: 1.0)]
    lines = [line for one in drawn for line in one]
    taken, others = occupied(lines, WINDOW), []
    for one in drawn:
        label = beside_curve(Label(text="f"), one, WINDOW, taken, others)
        assert is_free(label, lines, others)
        others.append(words_of(label, WINDOW))
