"""Expressions at nasty places, with their truth: jumps, corners, roots and powers where they happen, and decimals.

A tree comes with its text and with its values to hundreds of digits, by mpmath, and knows nothing of the engine. What
it does at a place is read from values at distances down to 10^-120: a thing that needs more is left out by `truth`.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from fractions import Fraction

import mpmath
from mpmath import mpf

DIGITS = 1200
_NOTHING = mpf(10) ** -1080  # what is smaller is 0: no difference of the numbers here comes so near to it
_DISTANCES = tuple(mpf(10) ** -k for k in (30, 60, 120))
_POWERS = (
    *("2", "3", "2", "4", "-1", "-2", "1/2", "1/3", "2/3", "1/9", "2/9", "9/7", "4/3", "0.1", "0.2", "1.1", "1/7"),
    *("5/3", "3/2", "1/5", "-1/3", "-2/3", "8/7"),
)
_FUNCTIONS = (
    *("floor", "sign", "abs", "cos") * 4,
    *("ceil", "relu", "sqrt", "cbrt", "sin") * 2,
    *("exp", "ln", "arctan", "arcsin"),
)
_PLACES = (
    *("0", "0", "0", "0", "1", "-1", "2", "3", "-2", "0.1", "0.2", "0.3", "0.5", "0.7", "1.1", "4", "9", "100", "-0.3"),
    *("1000000", "0.001", "12345.6"),
)
_NUMBERS = ("1", "2", "3", "0.1", "0.2", "0.3", "0.5", "0.7", "10", "5", "4", "0.01", "100")

Tree = tuple[str, ...] | tuple[object, ...]


class Outside(Exception):
    """No real value here."""


class Far(Exception):
    """Too large to be followed."""


@dataclass(frozen=True, slots=True)
class Truth:
    """What is so at a place: the value, what happens there in the words of `RateReport`, and the rate."""

    value: mpf | None
    kind: str
    rate: mpf | None = None


def nasty(chance: random.Random, deepest: int = 4) -> tuple[Tree, str]:
    """A random tree in x, and a place where something is likely to happen."""
    place = chance.choice(_PLACES)
    return _tree(chance, chance.randint(1, deepest), place), place


def _tree(chance: random.Random, depth: int, place: str) -> Tree:
    if depth == 0 or chance.random() < 0.12:
        kind = chance.random()
        if kind < 0.45 or (kind < 0.5 and place == "0"):
            return ("x",)
        if kind < 0.75 and place != "0":
            return ("+", ("x",), ("n", place[1:])) if place[0] == "-" else ("-", ("x",), ("n", place))
        return ("n", chance.choice(_NUMBERS))
    kind = chance.random()
    if kind < 0.38:
        return (chance.choice(_FUNCTIONS), _tree(chance, depth - 1, place))
    if kind < 0.56:
        return ("pow", _tree(chance, depth - 1, place), chance.choice(_POWERS))
    op = chance.choice(("min", "max")) if kind < 0.64 else chance.choice("+-**/")
    return (op, _tree(chance, depth - 1, place), _tree(chance, depth - 1, place))


def text(tree: Tree) -> str:
    """The tree as one types it."""
    match tree:
        case ("x",):
            return "x"
        case ("n", number):
            return str(number)
        case ("pow", base, exponent):
            return f"({text(base)})^({exponent})"
        case ("min" | "max" as op, a, b):
            return f"{op}({text(a)}, {text(b)})"
        case (op, a, b):
            return f"({text(a)}){op}({text(b)})"
        case (op, a):
            return f"{op}({text(a)})"
    raise AssertionError(tree)


def truth(tree: Tree, place: str) -> Truth | None:
    """What is so at a place, or None where these distances do not tell."""
    with mpmath.workdps(DIGITS):
        x = _number(place)
        try:
            value = _worth(tree, x)
            left, right = (_side(tree, x, side, value) for side in (-1, 1))
        except (Far, OverflowError):
            return None
        if "?" in (left[0], right[0]):
            return None
        if value is None:
            return Truth(None, _without(left, right))
        kind = _kind(left, right)
        return Truth(value, kind, right[1] if kind == "ok" else None)


_Side = tuple[str, mpf]


def _kind(left: _Side, right: _Side) -> str:
    ends = (left[0], right[0])
    if ends == ("out", "out"):
        return "point"
    if "pole" in ends:
        return "pole"
    if "out" in ends:
        return "endpoint" if "slope" in ends else "discontinuous"
    if ends == ("slope", "slope"):
        if mpmath.isinf(left[1]) and mpmath.isinf(right[1]):
            return "vertical" if left[1] == right[1] else "cusp"
        return "ok" if _alike(left[1], right[1]) else "kink"
    return "discontinuous" if ends == ("limit", "limit") and _alike(left[1], right[1]) else "jump"


def _without(left: _Side, right: _Side) -> str:
    """What happens where there is no value."""
    ends = (left[0], right[0])
    if "pole" in ends:
        return "pole"
    if ends == ("limit", "limit"):
        return "removable" if _alike(left[1], right[1]) else "jump"
    return "undefined"


def _alike(a: mpf, b: mpf) -> bool:
    return bool(abs(a - b) <= mpf(10) ** -18 * abs(a) + mpf(10) ** -90) if not mpmath.isinf(a - b) else False


def _side(tree: Tree, x: mpf, side: int, value: mpf | None) -> _Side:
    """What is on one side: out of the domain, a pole, a limit that is not the value, a slope, or ? if unknown."""
    near = [_worth(tree, x + side * h) for h in _DISTANCES]
    if any(y is None for y in near):
        return "out", mpf(0)
    noise = mpf(10) ** (60 - DIGITS)
    y = [value if value is not None and abs(y - value) <= noise * abs(value) else y for y in near]
    if abs(y[1]) > 1000 and abs(y[2]) > abs(y[1]) * mpf("1.2") and abs(y[1]) > abs(y[0]) * mpf("1.1"):
        return "pole", mpmath.sign(y[2])
    if value is None or (y[2] != value and abs(y[2] - value) > abs(y[1] - value) * mpf("0.6")):
        settled = abs(y[2] - y[1]) <= mpf(10) ** -12 * abs(y[2])
        vanishes = abs(y[2]) < mpf(10) ** -6 and abs(y[2]) < abs(y[1]) * mpf("0.9")
        return ("limit", mpf(0) if vanishes else y[2]) if settled or vanishes else ("?", mpf(0))
    slopes = [(one - value) / (side * h) for one, h in zip(y, _DISTANCES, strict=True)]
    sizes = [abs(one) for one in slopes]
    if sizes[2] > sizes[1] * mpf("1.2") and sizes[1] > sizes[0] * mpf("1.2") and sizes[2] > 1e-3:
        return "slope", mpf("inf") * mpmath.sign(slopes[2])
    if sizes[2] < 1e-8 and (sizes[2] < sizes[1] * mpf("0.9") or not sizes[2]):
        return "slope", mpf(0)
    if abs(slopes[2] - slopes[1]) <= mpf(10) ** -20 * sizes[2]:
        return "slope", slopes[2]
    shrinks = sizes[2] < sizes[1] * mpf("0.9") and sizes[1] < sizes[0] * mpf("0.9") and sizes[2] < mpf("0.9")
    return ("slope", mpf(0)) if shrinks else ("?", mpf(0))


def _number(written: str) -> mpf:
    exact = Fraction(written)
    return mpf(exact.numerator) / exact.denominator


def _worth(tree: Tree, x: mpf) -> mpf | None:
    try:
        return _value(tree, x)
    except Outside:
        return None


def _value(tree: Tree, x: mpf) -> mpf:
    match tree:
        case ("x",):
            return x
        case ("n", number):
            return _number(str(number))
        case ("pow", base, exponent):
            return _power(_value(base, x), Fraction(str(exponent)))
        case (op, a, b):
            return _joined(str(op), _value(a, x), _value(b, x))
        case (op, a):
            return _applied(str(op), _value(a, x))
    raise AssertionError(tree)


def _joined(op: str, a: mpf, b: mpf) -> mpf:
    if op == "/":
        if b == 0:
            raise Outside
        return a / b
    if op in ("min", "max"):
        return min(a, b) if op == "min" else max(a, b)
    return a * b if op == "*" else _steady(a + b if op == "+" else a - b)


def _power(a: mpf, exponent: Fraction) -> mpf:
    if abs(a) > mpf(10) ** 250:
        raise Far
    if (a == 0 and exponent < 0) or (a < 0 and exponent.denominator % 2 == 0):
        raise Outside
    if exponent.denominator == 1:
        return a ** int(exponent)
    size = abs(a) ** (mpf(exponent.numerator) / exponent.denominator) if a else mpf(0)
    return -size if a < 0 and exponent.numerator % 2 else size


def _applied(op: str, a: mpf) -> mpf:
    if abs(a) > mpf(10) ** 250 or (op in ("sin", "cos", "exp") and abs(a) > 200):
        raise Far
    if op in ("floor", "ceil"):
        near = mpmath.nint(a)
        return near if abs(a - near) < _NOTHING else getattr(mpmath, op)(a)
    if op == "arcsin":
        a = mpmath.sign(a) if abs(abs(a) - 1) < _NOTHING else a
    if (op == "sqrt" and a < 0) or (op == "ln" and a <= 0) or (op == "arcsin" and abs(a) > 1):
        raise Outside
    match op:
        case "abs":
            return abs(a)
        case "relu":
            return max(a, mpf(0))
        case "cbrt":
            return _power(a, Fraction(1, 3))
    known = {"arcsin": mpmath.asin, "arctan": mpmath.atan, "sign": lambda a: mpf(mpmath.sign(a))}
    return _steady(known.get(op, getattr(mpmath, op, None))(a))


def _steady(a: mpf) -> mpf:
    return mpf(0) if abs(a) < _NOTHING else a
