"""A hunt through generated expressions full of surds, roots, bars, jumps and pieces: nothing is changed in value.

What is right is found by mpmath with sixty digits, from the tree as it was read. The expressions are the same every
time; `NUDGE_HUNT=50000 NUDGE_SEED=7` hunts through as many others.
"""

import os
import random

import mpmath
import pytest
from mpmath import mpf

from nudge.rates import Apply, derivative, parse, simplify
from nudge.rates.calculus import local_rate
from nudge.rates.expr import postorder
from tests.rates.exactly import Doubtful, same, surely

NUMBERS = (
    *(
        "0",
        "1",
        "2",
        "3",
        "4",
        "6",
        "7",
        "8",
        "12",
        "1/2",
        "2/3",
        "(-2)",
        "(-1/3)",
        "0.5",
        "1.25",
        "0.001",
        "1e6",
        "pi",
    ),
    *("e", "sqrt(2)", "sqrt(8)", "1/sqrt(2)", "sqrt(3)/2", "2^(1/4)", "8^(1/3)", "cbrt(4)", "3^(2/3)", "(-8)^(1/3)"),
)
EXPONENTS = (
    *("-2", "-1", "0", "1", "2", "3", "4", "1/2", "-1/2", "3/2", "1/3", "-1/3", "2/3", "-2/3", "4/3", "5/3"),
    *("1/4", "3/4", "0.5", "1.5", "2.3"),
)
FUNCTIONS = (
    "sin",
    "cos",
    "tan",
    "exp",
    "ln",
    "sqrt",
    "cbrt",
    "floor",
    "ceil",
    "sign",
    "relu",
    "arctan",
    "tanh",
    "cosh",
)
PLACES = tuple(
    map(mpf, ("0", "1", "-1", "2", "-2", "0.5", "0.359375", "-0.828125", "1.734375", "-2.421875", "3.171875"))
)
STEP = mpf(2) ** -70


def made(dice: random.Random, depth: int) -> str:
    """A random expression in x."""

    def part() -> str:
        return made(dice, depth - 1)

    if depth <= 0 or dice.random() < 0.12:
        return "x" if dice.random() < 0.6 else dice.choice(NUMBERS)
    ways = (
        (34, lambda: f"({part()}{dice.choice('+-')}{part()})"),
        (26, lambda: f"({part()}{dice.choice('**/')}{part()})"),
        (14, lambda: f"({part()})^({dice.choice(EXPONENTS)})"),
        (10, lambda: f"abs({part()})"),
        (7, lambda: f"{dice.choice(FUNCTIONS)}({part()})"),
        (5, lambda: f"{dice.choice(('min', 'max'))}({part()}, {part()})"),
        (2, lambda: f"pieces({part()}, {part()}, {part()})"),
        (2, lambda: f"({dice.choice(('2', 'e', '1/2'))})^({part()})"),
    )
    return dice.choices([way for _, way in ways], [weight for weight, _ in ways])[0]()


# what chance seldom makes: each was wrong once, or would be with one line of the rules changed
KNOWN = (
    *(
        "ln(abs(2^(1/4) x)) + x",
        "sqrt((x-1)(x+2))",
        "sqrt((x-1)^2 (x+2))",
        "sqrt(x^2 (x+1)^2)",
        "sqrt(-x)",
        "(-8)^(1/3) x",
        "sqrt(-2x) x",
    ),
    *("(x^(2/3))^(1/2)", "(x^2)^(1/6)", "(x^(2/3))^(3/4)", "(x^(1/2))^2", "(-x)^(1/3)", "(-8x)^(2/3)", "x^3/abs(x)"),
    *("x^(1/3) abs(x)^(1/2)", "abs(x)/x^3", "abs(x^3) x", "abs(1-x) - abs(x-1)", "x/sqrt(x^2)", "-(1-x)^2 sin x"),
    *("2(sin x)^2 + (cos x)^2", "(sin x)^2 + (cos x)^2", "(sin x)^3 + sin x (cos x)^2", "(cosh x)^2 - (sinh x)^2"),
    *("max(x, 1)", "max(1, x)", "min(x^2, 1) x", "relu(1-x)^2", "max(x, max(1, x^2))", "pieces(1-2x, x, x^2)^2"),
    *(
        "sqrt(pieces(1-x, -x, 1/2))",
        "pieces(x, 0, x) pieces(x, 2, 3)",
        "max(x, x)",
        "max(x-x, 0)",
        "2max(x, 1) - max(1, x)",
    ),
    *("(1-x^2)/sqrt(1-x^2)", "(2x+2)/sqrt(2x+2)", "(x^2-1)/(x-1)", "(x-2)/(2-x)", "x e^x/(e^x)^2", "e^(2ln x + 1)"),
    *(
        "x^x x",
        "2^x 2^(-x)",
        "2^x 4^x",
        "arctan(1/x)",
        "x/sqrt(x^2+1)",
        "cos(abs(x))",
        "sin(-x) + sin(1-x)",
        "floor(x) x",
    ),
    *(
        "sin(pi/3) + cos(pi/4) + cos(3pi/2)",
        "x sqrt(2)/sqrt(2)",
        "1/cbrt(2) + cbrt(4)/2",
        "sqrt(x/2) + sqrt(12x)",
        "0^x",
    ),
)


def at(expr, place):
    """The value, or "doubtful"."""
    try:
        return surely(expr, x=place)
    except Doubtful:
        return "doubtful"


def slope(expr, place, distance=STEP):
    """The rate from both sides, if they agree; "doubtful" where that cannot be told."""
    with mpmath.workdps(60):
        left, here, right = (at(expr, place + step) for step in (-distance, 0, distance))
    if "doubtful" in (left, here, right):
        return "doubtful"
    if None in (left, here, right):
        return None
    with mpmath.workdps(60):
        before, after = (here - left) / distance, (right - here) / distance
        if abs(after - before) > mpf("1e-12") * (1 + abs(after)):
            return None if abs(after - before) > mpf("1e-4") * (1 + abs(after)) else "doubtful"
        return (before + after) / 2


def near(a, b):
    """Whether two rates are the same, as far as differences tell."""
    return b not in (None, "doubtful") and abs(a - b) <= mpf("1e-9") * (1 + abs(a))


def smooth(expr, place):
    """Whether every part has a rate at what stands in it: none is at a corner, a jump or an end of its function."""
    for node in postorder(expr):
        if not isinstance(node, Apply) or not node.names:
            continue
        if node.op in ("floor", "ceil", "sign"):
            (inside,) = (at(arg, place) for arg in node.args)
            if inside == "doubtful" or inside == (mpmath.nint(inside) if node.op != "sign" else 0):
                return False
        elif any(arg.names and at(local_rate(node, i), place) in (None, "doubtful") for i, arg in enumerate(node.args)):
            return False
    return True


def nothing_is_changed(text):
    """The law of simplifying and of differentiating, at every place; how many values and rates were compared."""
    expr = parse(text)
    simple, formula = simplify(expr), derivative(expr)
    assert simplify(simple) is simple, (text, str(simple), str(simplify(simple)))
    assert simplify(formula) is formula, (text, str(formula), str(simplify(formula)))
    compared = [0, 0]
    for place in PLACES:
        before, after = at(expr, place), at(simple, place)
        if before is not None and "doubtful" not in (before, after):
            compared[0] += 1
            assert same(before, after), (text, str(simple), str(place), before, after)
        rate, shown = slope(expr, place), at(formula, place)
        if rate is None or "doubtful" in (rate, shown):
            continue
        compared[1] += 1
        if near(rate, shown) or not smooth(expr, place) or not near(rate, slope(expr, place, STEP / 2**30)):
            continue
        raise AssertionError((text, str(formula), str(place), rate, shown))
    return compared


def hunt(seed: int, count: int) -> None:
    dice, values, rates = random.Random(seed), 0, 0
    for _ in range(count):
        found = nothing_is_changed(made(dice, dice.choice((2, 3, 3, 4, 4))))
        values, rates = values + found[0], rates + found[1]
    assert values > 6 * count
    assert rates > 5 * count


@pytest.mark.parametrize("text", KNOWN)
def test_nothing_is_changed_where_it_easily_is(text):
    """Seen to fail with sqrt(xy) split into sqrt(x) sqrt(y), with Pythagoras for 2 sin² + cos², with the sign of a
    product put into a square, with x/|x|³ taken for 1/x², and with the pieces of a root resolved one within the other.
    """
    nothing_is_changed(text)


@pytest.mark.slow
def test_nothing_is_changed():
    """Seen to fail with (a^4)^(3/8) taken for a^(3/2), with |x| taken for x, with the whole part of a surd's exponent
    dropped, with a sum and its negative taken for the same base, with the wrong sign in the rate of a quotient, without
    the inner rate, with the pieces of max the other way round, and with those of a condition that was turned round.
    """
    hunt(seed=1, count=120)


@pytest.mark.slow
def test_nothing_is_changed_in_thousands():
    """As above. What only thousands showed: a root drawn into one piece, which has no value where the other holds."""
    hunt(int(os.environ.get("NUDGE_SEED", "2")), int(os.environ.get("NUDGE_HUNT", "5000")))
