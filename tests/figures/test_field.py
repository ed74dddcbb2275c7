"""Contours lie where the function has their level, go around what is higher, and are few enough to be read."""

import math
import random
import re

import pytest

from nudge.figures import Window
from nudge.figures.field import ContourField, choose, contours, crossed
from nudge.rates import compiled, parse

WINDOW = Window(-5.0, 5.0, -4.0, 4.0, 250.0, 200.0)
SURFACES = ["x^2+y^2", "x^2+10y^2", "x y", "sin(x)cos(y)", "x+2y", "e^(-(x^2+y^2))", "x^2-y", "(1-x)^2+100(y-x^2)^2"]


def surface(text):
    return compiled(parse(text, variables=("x", "y")), ("x", "y"))


def inside(loops, x, y):
    """Whether a place is inside closed loops, by how often a line to its right crosses them."""
    found = False
    for loop in loops:
        for (ax, ay), (bx, by) in zip(loop, [*loop[1:], loop[0]], strict=True):
            if (ay > y) != (by > y) and x < ax + (bx - ax) * (y - ay) / (by - ay):
                found = not found
    return found


@pytest.mark.parametrize("text", SURFACES)
def test_what_is_higher_than_a_level_is_inside_its_contour(text):
    """Seen to fail with one case of marching squares run the other way round, and without a frame."""
    f, dice = surface(text), random.Random(4)
    found = contours(f, WINDOW)
    assert 4 <= len(found) <= 20
    for level, loops in found:
        for _ in range(60):
            x, y = dice.uniform(-5, 5), dice.uniform(-4, 4)
            near = [f(x + dx, y + dy) for dx in (-0.2, 0.2) for dy in (-0.2, 0.2)]
            if all(v > level for v in near) or all(v < level for v in near):
                assert inside(loops, x, y) == (f(x, y) > level), (level, x, y)


@pytest.mark.parametrize("text", SURFACES)
def test_a_contour_is_near_where_the_function_has_its_level(text):
    """Seen to fail with crossings in the middle of the cells' sides."""
    f = surface(text)
    for level, loops in contours(f, WINDOW):
        for loop in loops:
            for x, y in loop:
                if WINDOW.holds(x, y):
                    near = [f(x + dx, y + dy) for dx in (-0.06, 0, 0.06) for dy in (-0.06, 0, 0.06)]
                    assert min(near) <= level <= max(near)


@pytest.mark.parametrize("high", [(1, 0, 1, 0), (0, 1, 0, 1)])
def test_a_cell_whose_corners_alternate_is_joined_where_its_middle_is_high(high):
    """Seen to fail with either case turned round. The sides of corner n (clockwise from upper left) are n - 1 and n."""
    corner_of = {frozenset(((n - 1) % 4, n)): n for n in range(4)}
    for level, cut in ((0.4, 0), (0.6, 1)):
        corners = {corner_of[frozenset(piece)] for piece in crossed(high, level)}
        assert corners == {n for n in range(4) if high[n] == cut}


def test_a_contour_leaves_the_picture_before_it_turns_back():
    for _, loops in contours(surface("x+2y"), WINDOW):
        (loop,) = loops
        edges = [(x, y) for x, y in loop if not WINDOW.holds(x, y)]
        assert len(edges) >= 2


def test_where_a_function_is_not_defined_it_is_lower_than_all():
    f = surface("sqrt(4-x^2-y^2)")
    (_, loops), *_ = contours(f, WINDOW)
    (loop,) = loops
    assert all(1.7 < math.hypot(x, y) < 2.05 for x, y in loop)


@pytest.mark.parametrize("f", [lambda x, y: 3.0, lambda x, y: None])
def test_a_flat_field_has_no_contours(f):
    assert contours(f, WINDOW) == ()
    assert ContourField(contours(f, WINDOW)).geometry(WINDOW) == {"content": ""}


def test_levels_may_be_given_and_are_drawn_in_their_order():
    found = contours(surface("x"), WINDOW, levels=[1, -1])
    assert [level for level, _ in found] == [-1, 1]
    assert ContourField(found).geometry(WINDOW)["content"].count("<path") == 2


def test_levels_are_round_and_even_unless_that_leaves_most_of_a_field_empty():
    assert choose([k / 10 for k in range(101)]) == tuple(range(1, 10))
    assert choose([k * k / 10_000 for k in range(101)])[:3] == pytest.approx((0.1, 0.2, 0.3))
    bowl = sorted((k / 100) ** 6 * 1000 for k in range(101))
    assert choose(bowl) == pytest.approx((5, 10, 20, 50, 100, 200, 500))
    assert choose([-v for v in reversed(bowl)]) == pytest.approx((-500, -200, -100, -50, -20, -10, -5))
    assert choose([]) == choose([2.0, 2.0]) == ()


def test_a_field_is_small_enough_for_a_page():
    content = ContourField(contours(surface("x^2+10y^2"), WINDOW)).geometry(WINDOW)["content"]
    assert len(content) < 8000
    assert not re.search(r"\d{5}", content)
