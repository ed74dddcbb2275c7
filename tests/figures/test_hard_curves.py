"""Curves that are hard to draw: each is compared, in viewBox units, with the function itself at thousands of places."""

import math
from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise

import pytest

from nudge.figures import Window, sample
from nudge.rates import compiled, parse

PI = math.pi
NEAR = 1.5  # viewBox units between what is drawn and what is true
REACH = 2.5  # viewBox units between what is drawn and an end or a cusp
FINE = 24  # places per viewBox unit at which the function is looked at


@dataclass(frozen=True)
class Hard:
    """A curve: where it breaks, and places that it must be seen to reach."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    breaks: tuple[float, ...] = ()
    reaches: tuple[tuple[float, float], ...] = ()

    def __str__(self) -> str:
        return f"{self.text} on {self.left:g} to {self.right:g}"


def steps(low: int, high: int, size: float = 1.0, shift: float = 0.0) -> tuple[float, ...]:
    return tuple(k * size + shift for k in range(low, high + 1))


CURVES = [
    # poles
    Hard("tan x", -10, 10, -5, 5, steps(-3, 2, PI, PI / 2)),
    Hard("tan(20x)", -1, 1, -5, 5, steps(-6, 5, PI / 20, PI / 40)),
    Hard("1/x", -1e6, 1e6, -1, 1, (0,)),
    Hard("1/(x-pi)", -5, 5, -10, 10, (PI,)),
    Hard("1/(x-pi)^2", -5, 5, -1, 10),
    Hard("1/(x-1)+1e6", -1, 3, 999_990, 1_000_010, (1,)),
    Hard("1/((x-1)(x-1.01))", 0, 2, -1e5, 1e5, (1, 1.01)),
    Hard("1/(x-5)", -5, 5, -10, 10, (5,)),
    Hard("1/sin(30x)", -1, 1, -10, 10, steps(-9, 9, PI / 30)),
    Hard("ln|x|", -1e-3, 1e-3, -20, 0, (0,)),
    Hard("e^(1/x)", -2, 2, -1, 8, (0,)),
    Hard("1/(x^2+1e-8)", -2, 2, -10, 100),
    # jumps, and what is steep but continuous
    Hard("floor x", -5, 5.1, -5, 5, steps(-4, 5)),
    Hard("x-floor x", -50, 50, -1, 2, steps(-49, 49)),
    Hard("sign(x-pi)", -5, 5, -2, 2, (PI,)),
    Hard("x sign(x-1)", -3, 3, -5, 5, (1,)),
    Hard("arctan(1/x)", -3, 3, -2, 2, (0,)),
    Hard("1/(1+2^(1/x))", -3, 3, -1, 2, (0,)),
    Hard("arctan(1000x)", -3, 3, -2, 2, (), ((0, 0),)),
    Hard("arctan(1e9 (x-0.1))", -3, 3, -2, 2, (), ((0.1, 0),)),
    Hard("x/sqrt(x^2+1e-10)", -3, 3, -2, 2, (), ((0, 0),)),
    Hard("x^99", -2, 2, -2, 2),
    # ends, kinks and cusps
    Hard("sqrt(x-9.99)", 0, 10, -0.1, 0.2, (), ((9.99, 0),)),
    Hard("sqrt(0.01-x^2)", -10, 10, -1, 1, (), ((0, 0.1), (-0.1, 0), (0.1, 0))),
    Hard("arcsin x", -2, 2, -2, 2, (), ((-1, -PI / 2), (1, PI / 2))),
    Hard("ln x", -1, 4, -6, 3, (), ((math.exp(-6), -6),)),
    Hard("x ln x", -1, 3, -1, 3, (), ((0, 0), (1 / math.e, -1 / math.e))),
    Hard("x^x", -1, 3, -1, 5, (), ((0, 1),)),
    Hard("sqrt(sin(10x))", -3, 3, -0.5, 1.5, (), tuple((x, 0) for x in steps(-9, 9, PI / 10))),
    Hard("|x|", -2.03, 2, -1, 2, (), ((0, 0),)),
    Hard("|x-0.123|^(1/2)", -2, 2, -0.5, 2, (), ((0.123, 0),)),
    Hard("|x|^(1/3)", -2, 2.3, -1, 2, (), ((0, 0),)),
    Hard("x^(2/5)", -2, 2.3, -1, 2, (), ((0, 0),)),
    Hard("sqrt(1-sqrt|x|)", -2, 2, -0.5, 1.5, (), ((0, 1), (1, 0))),
    Hard("1/(1+10^6 (x-0.7071)^2)", -5, 5, -0.2, 1.2, (), ((0.7071, 1),)),
    # missing points
    Hard("sin x/x", -10, 10, -0.5, 1.2, (), ((0, 1),)),
    Hard("(x^2-1)/(x-1)", -3, 3, -3, 5, (), ((1, 2),)),
    # oscillation
    Hard("sin(50x)", -3, 3, -1.5, 1.5),
    Hard("sin(150x)", -3, 3, -1.5, 1.5),
    Hard("sin(300x)", -3, 3, -1.5, 1.5),
    Hard("cos(2pi 400x)", 0, 1, -1.5, 1.5),
    Hard("sin(20x)+sin(21x)", -5, 5, -2.5, 2.5),
    Hard("sin(30x)+0.1sin(900x)", -1, 1, -1.5, 1.5),
    Hard("x cos(40x)", -5, 5, -5, 5),
    Hard("tan(sin(3x))", -3, 3, -2, 2),
    # scale
    Hard("sin x", 1e6, 1e6 + 10, -1.5, 1.5),
    Hard("x^2", -1e-6, 1e-6, 0, 1e-12),
    Hard("e^x", -1000, 1000, -1, 1e300),
]


def apart(px, py, ax, ay, bx, by):
    """The distance of a place from the line between two others."""
    dx, dy = bx - ax, by - ay
    square = dx * dx + dy * dy
    share = min(1.0, max(0.0, ((px - ax) * dx + (py - ay) * dy) / square)) if square else 0.0
    return math.hypot(px - ax - share * dx, py - ay - share * dy)


@pytest.mark.parametrize("curve", CURVES, ids=str)
@pytest.mark.sampled(6)
def test_a_hard_curve_is_drawn_as_it_is(curve):
    window = Window(curve.left, curve.right, curve.bottom, curve.top, 400.0, 300.0)
    f = compiled(parse(curve.text), ("x",))
    lines = [[window.place(*point) for point in line] for line in sample(f, window)]
    segments = [(*a, *b) for line in lines for a, b in pairwise(line) if min(a[1], b[1]) < 300 and max(a[1], b[1]) > 0]
    breaks = [window.place(x, 0)[0] for x in curve.breaks]
    assert sum(map(len, lines)) <= 2000
    assert not [b for b in breaks for s in segments if s[0] < b - 1e-9 and s[2] > b + 1e-9 and abs(s[3] - s[1]) > 2]
    for place in curve.reaches:
        assert min(apart(*window.place(*place), *segment) for segment in segments) <= REACH
    true = known(f, window, [*curve.breaks, *(x for x, _ in curve.reaches)])
    assert strays(segments, true, breaks) == []
    ends = [window.place(*place) for place in curve.reaches]
    assert [place for place in missed(segments, true) if all(math.dist(place, end) > REACH for end in ends)] == []


def known(f, window, special):
    """Places of the curve, close together, and closer and closer to where it is special."""
    width = window.right - window.left
    xs = {window.left + width * k / (400 * FINE) for k in range(400 * FINE + 1)}
    xs |= {x + side * width / 100 * 2.0 ** (-k / 2) for x in special for k in range(100) for side in (-1, 1)}
    places = ((x, f(x)) for x in sorted(xs) if window.left <= x <= window.right)
    true = (window.place(x, y) for x, y in places if y is not None)
    return [(px, min(max(py, -1e4), 1e4)) for px, py in true]


def strays(segments, true, breaks):
    """Places that are drawn and are not near the curve; beside a break the curve is not known well enough."""
    found = []
    for ax, ay, bx, by in segments:
        parts = max(1, min(200, int(math.hypot(bx - ax, by - ay) / 2)))
        for i in range(parts + 1):
            px, py = ax + (bx - ax) * i / parts, ay + (by - ay) * i / parts
            if not 0 < py < 300 or any(abs(px - b) < NEAR for b in breaks):
                continue
            near = true[bisect_left(true, (px - NEAR,)) : bisect_left(true, (px + NEAR,)) + 1]
            if not any(apart(px, py, *a, *b) <= NEAR for a, b in pairwise(near)):
                found.append((px, py))
    return found


def missed(segments, true):
    """Places of the curve that are not near anything drawn."""
    ordered = sorted(segments)
    widest = max((bx - ax for ax, _, bx, _ in segments), default=0.0)
    found = []
    for px, py in true[::7]:
        if 0 < py < 300:
            near = ordered[bisect_left(ordered, (px - widest - NEAR,)) : bisect_left(ordered, (px + NEAR,)) + 1]
            if not any(apart(px, py, *segment) <= NEAR for segment in near):
                found.append((px, py))
    return found
