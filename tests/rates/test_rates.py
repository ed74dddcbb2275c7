"""Rates at a point: the first lesson, every kind of special place, and thousands of random functions."""

import math

import mpmath
import pytest
from hypothesis import example, given, settings
from mpmath import mpf

from nudge.rates import (
    compiled,
    derivative,
    graph_of,
    parse,
    rate,
    rate_report,
    rates_of,
    second_rate,
    settled,
    simplify,
    substitute,
    value,
)
from nudge.rates.evaluate import UNDEFINED
from nudge.rates.jets import jet
from tests.rates.strategies import Case, cases, places

INNER, OUTER = parse("sin x"), parse("u^2", ("u",))


def test_rates_of_nested_functions_multiply():
    whole = substitute(OUTER, {"u": INNER})
    for x in (-3.14, -0.5, 0.0, 1.0, math.pi / 2):
        at = {"x": x}
        product = rate(INNER, at) * rate(OUTER, {"u": value(INNER, at)}, "u")
        assert rate(whole, at) == pytest.approx(product, rel=1e-15) == pytest.approx(math.sin(2 * x), abs=1e-15)
        assert second_rate(whole, at) == pytest.approx(2 * math.cos(2 * x), rel=1e-14)
        assert compiled(derivative(whole), ("x",))(x) == pytest.approx(rate(whole, at), rel=1e-15)


# text, place -> kind, value, left, right
SPECIAL = {
    ("|x|", 0): ("kink", 0, -1, 1),
    ("|x-0.3|", 0.3): ("kink", 0, -1, 1),
    ("|sin x|", 0): ("kink", 0, -1, 1),
    ("||x|-1|", 1): ("kink", 0, -1, 1),
    ("(x^2)^(1/2)", 0): ("kink", 0, -1, 1),
    ("sqrt(1-cos x)", 0): ("kink", 0, -math.sqrt(0.5), math.sqrt(0.5)),
    ("relu(-x)", 0): ("kink", 0, -1, 0),
    ("max(x, x^2)", 1): ("kink", 1, 1, 2),
    ("x sign x", 0): ("kink", 0, -1, 1),
    ("max(x, x)", 1): ("ok", 1, 1, 1),
    ("x|x|", 0): ("ok", 0, 0, 0),
    ("|x^3|", 0): ("ok", 0, 0, 0),
    ("|x|^1.1", 0): ("ok", 0, 0, 0),
    ("(x^2)^(3/2)", 0): ("ok", 0, 0, 0),
    ("x^0", 0): ("ok", 1, 0, 0),
    ("sqrt x", 0): ("endpoint", 0, None, None),
    ("x^1.5", 0): ("endpoint", 0, None, 0),
    ("arcsin x", 1): ("endpoint", math.pi / 2, None, None),
    ("arcosh x", 1): ("endpoint", 0, None, None),
    ("cbrt x", 0): ("vertical", 0, None, None),
    ("x^(1/3)", 0): ("vertical", 0, None, None),
    ("x^(2/3)", 0): ("cusp", 0, None, None),
    ("1/x", 0): ("pole", None, None, None),
    ("1/x^2", 0): ("pole", None, None, None),
    ("ln x", 0): ("pole", None, None, None),
    ("ln|x-1|", 1): ("pole", None, None, None),
    ("1/(x-0.3)", 0.3): ("pole", None, None, None),
    ("sin x/x", 0): ("removable", None, 0, 0),
    ("1/(1/x)", 0): ("removable", None, 1, 1),
    ("floor x", 2): ("jump", 2, None, 0),
    ("sign x", 0): ("jump", 0, None, None),
    ("|sign x|", 0): ("discontinuous", 0, None, None),
    ("sqrt(-1-x^2)", 0): ("undefined", None, None, None),
    ("x ln x", 0): ("undefined", None, None, None),
    ("x^x", -0.5): ("undefined", None, None, None),
    ("sqrt(-x^2)", 0): ("point", 0, None, None),
    ("e^x", 1000): ("large", None, None, None),
    ("e^(e^(x^2))", 1000): ("large", None, None, None),
    # what is inside a jump or a corner stands still there
    ("floor(cos x)", 0): ("discontinuous", 1, None, None),
    ("floor(cos(x^6))", 0): ("discontinuous", 1, None, None),
    ("ceil(x^2)", 0): ("discontinuous", 0, None, None),
    ("floor(-x^2)", 0): ("discontinuous", 0, None, None),
    ("floor(1+x^2)", 0): ("ok", 1, 0, 0),
    ("ceil(cos x)", 0): ("ok", 1, 0, 0),
    ("sign(x^2)", 0): ("discontinuous", 0, None, None),
    ("sign(x^3)", 0): ("jump", 0, None, None),
    ("sign(1-cos x)", 0): ("discontinuous", 0, None, None),
    ("floor(cos x)+ceil(sin(x)^2)", 0): ("ok", 1, 0, 0),
    ("x^2 floor(cos x)", 0): ("ok", 0, 0, 0),
    ("max(x^2, 0)", 0): ("ok", 0, 0, 0),
    ("max(x, x^3)", 0): ("kink", 0, 0, 1),
    ("min(x^2, -x^2)", 0): ("ok", 0, 0, 0),
    ("relu(x^3)", 0): ("ok", 0, 0, 0),
    ("relu(x)^2", 0): ("ok", 0, 0, 0),
    ("|x|^2", 0): ("ok", 0, 0, 0),
    ("|x-relu(x)|", 0): ("kink", 0, -1, 0),
    ("arctan(floor x)", 1e6): ("jump", 1.5707953267948966, None, 0),
    ("x+|x-1|/10^15", 1): ("kink", 1, 1 - 1e-15, 1 + 1e-15),
    # decimals beside jumps
    ("floor(2/x^2)", 0.2): ("jump", 50, 0, None),
    ("ceil(2/x^2)", 0.2): ("jump", 50, None, 0),
    ("10^12+floor(2/x^2)", 0.2): ("jump", 10**12 + 50, 0, None),
    ("floor(x/0.1)", 0.3): ("jump", 3, None, 0),
    ("floor(0.1*3*10)", 0): ("ok", 3, 0, 0),
    ("sign(x-0.1*3)", 0.3): ("jump", 0, None, None),
    ("|x-0.1*3|", 0.3): ("kink", 0, -1, 1),
    ("max(0.1*3, x)", 0.3): ("kink", 0.3, 0, 1),
    ("sqrt(x-0.1*3)", 0.3): ("endpoint", 0, None, None),
    ("1/(x-0.1*3)", 0.3): ("pole", None, None, None),
    ("floor(log_10(x))", 1000): ("jump", 3, None, 0),
    ("floor(sqrt x)", 4): ("jump", 2, None, 0),
    ("floor(x^(1/3))", 27): ("jump", 3, None, 0),
    ("floor(10^20 x)-10^19", 0.1): ("jump", 0, None, 0),
    ("sign(e^(-x))", 1000): ("ok", 1, 0, 0),
    # deep roots
    ("(x-1)^(1/9)", 1): ("vertical", 0, None, None),
    ("(x-1000000)^(1/9)", 1e6): ("vertical", 0, None, None),
    ("x^(1/99)", 0): ("vertical", 0, None, None),
    ("-x^(1/99)", 0): ("vertical", 0, None, None),
    ("cbrt(cbrt(cbrt x))", 0): ("vertical", 0, None, None),
    ("(x(x-1))^(1/9)", 1): ("vertical", 0, None, None),
    ("x^0.2", 0): ("vertical", 0, None, None),
    ("x^(2/9)", 0): ("cusp", 0, None, None),
    ("|x|^0.1", 0): ("cusp", 0, None, None),
    ("|x-12345.6|^0.01", 12345.6): ("cusp", 0, None, None),
    ("x^(9/7)", 0): ("ok", 0, 0, 0),
    ("x^(100/99)", 0): ("ok", 0, 0, 0),
    ("x^0.1", 0): ("endpoint", 0, None, None),
    ("sqrt(|x|+x)", 0): ("kink", 0, 0, None),
    # logarithms
    ("floor(1/x)", 0): ("pole", None, None, None),
    ("x^2 sin(1/x)", 0): ("removable", None, 0, 0),
    ("x^2 ln|x|", 0): ("removable", None, 0, 0),
    ("x^(1/9) ln(x^2)", 0): ("removable", None, None, None),
    ("1/ln|x|", 0): ("removable", None, None, None),
    ("(x^2)^x", 0): ("removable", None, None, None),
}


@pytest.mark.parametrize("place", SPECIAL, ids=[f"{t} at {x}" for t, x in SPECIAL])
def test_special_places_are_told_apart(place):
    text, x = place
    kind, here, left, right = SPECIAL[place]
    expr, at = parse(text), {"x": float(x)}
    report = rate_report(expr, at)
    assert report.kind == kind
    assert report.value == (None if here is None else pytest.approx(here, abs=1e-12)) == value(expr, at)
    for got, wanted in ((report.left, left), (report.right, right)):
        assert got == (None if wanted is None else pytest.approx(wanted, abs=1e-9))
    slope = rate(expr, at)
    assert slope == report.rate
    assert (slope is None) == (kind != "ok")
    assert report.message.endswith(".")


def test_the_words_for_a_kink_and_a_missing_point():
    assert rate_report(parse("|x|"), {"x": 0.0}).message == "No rate here: from the left it is −1, from the right 1."
    assert "tend to 1" in rate_report(parse("sin x/x"), {"x": 0.0}).message
    assert "jumps from 1 to 2" in rate_report(parse("floor x"), {"x": 2.0}).message
    steep = rate_report(parse("sqrt(|x|+x)"), {"x": 0.0}).message
    assert steep == "No rate here: from the left it is 0, from the right it grows without bound."
    large = rate_report(parse("|10^200 x| 10^200"), {"x": 0.0}).message
    assert large == "No rate here: from the left it is too large to show, from the right it is too large to show."


@pytest.mark.parametrize(
    ("text", "x", "second"),
    [
        ("x|x|", 0, None),
        ("(x^2)^(3/2)", 0, 0),
        ("x^(4/3)", 0, None),
        ("|x|^3", 0, 0),
        ("x^2-2x", 1, 2),
        ("sqrt x", 0, None),
        ("x^(7/3)", 0, 0),
        ("relu(x)^3", 0, 0),
        ("x^2 floor(cos x)", 0, 0),
        ("x^2 sign(x-0.1*3)", 0.3, None),
        ("cos(|x|)", 0, -1),
    ],
)
def test_second_rates_at_special_places(text, x, second):
    assert second_rate(parse(text), {"x": float(x)}) == second


HARD = {
    ("sin(500pi)", 0.0): (0.0, 0.0),
    ("sin(pi x)", 1.0): (0.0, -math.pi),
    ("(1-cos x)/x^2", 1e-8): (0.5, -8.333333333333334e-10),
    ("ln(1+e^x)", -40.0): (4.248354255291589e-18, 4.248354255291589e-18),
    ("(e^x-1)/x", 1e-12): (1.0000000000005, 0.5000000000003333),
    ("sqrt(x+1)-sqrt x", 1e15): (1.5811388300841894e-08, -7.905694150420943e-24),
    ("sin(x)^2+cos(x)^2", 100.0): (1.0, 0.0),
    ("x/(1+e^x)", 710.0): (3.1781632202293424e-306, -3.173686934003667e-306),
    ("e^x/e^x", 800.0): (1.0, 0.0),
    ("sech(sin(e^x))", 168.0): (0.6679824400163465, 1.277200051681391e72),
    ("cos(10698505.17985694133676588535308837890625)", 0.0): (0.9943465695213521, 0.0),
}


@pytest.mark.parametrize("place", HARD, ids=[f"{t} at {x}" for t, x in HARD])
def test_digits_that_floats_lose_are_found_again(place):
    text, x = place
    here, slope = HARD[place]
    assert value(parse(text), {"x": x}) == pytest.approx(here, rel=1e-15, abs=0)
    assert rate(parse(text), {"x": x}) == pytest.approx(slope, rel=1e-13, abs=0)


def test_what_no_digits_tell_has_no_value():
    assert value(parse("cos(10^x)"), {"x": 300.0}) is None
    assert value(parse("sin(e^x)"), {"x": 389.5}) == pytest.approx(0.24943102808372655, rel=1e-15)


def test_a_missing_variable_is_an_error_of_the_caller():
    for ask in (value, rate):
        with pytest.raises(KeyError, match="x"):
            ask(parse("x+1"), {"y": 1.0})


def shaken(expr, at):
    """The rate by floats that were moved on the way; None where floats do not do."""
    try:
        return jet(expr, at, "x", 1, shake=2.0**-44).rate
    except UNDEFINED:
        return None


def agrees(case, x):
    """All modes agree with the truth, and with each other, at one place."""
    expr, at, place = parse(case.text), {"x": x}, mpf(x)
    truth, here = case.truth(place), value(expr, at)
    if truth is None:
        assert here is None
        return
    if abs(truth) > mpf("1e40"):  # a pole, perhaps, that sixty digits of π just miss
        return
    assert here == pytest.approx(float(truth), rel=3e-13, abs=1e-50)
    assert value(simplify(expr), at) == pytest.approx(here, rel=1e-11, abs=1e-50)
    step = mpf("1e-25")
    left, right = case.truth(place - step), case.truth(place + step)
    slope = rate(expr, at)
    if left is None or right is None:
        assert slope is None
        return
    if abs((right - truth) / step - (truth - left) / step) > mpf("1e-6") * (1 + abs(right - left) / step):
        assert slope is None
        return
    wanted, noise = (right - left) / (2 * step), float((abs(left) + abs(right)) * mpf("1e-30"))
    if abs(wanted) > mpf("1e200"):
        return
    assert slope == pytest.approx(float(wanted), rel=1e-11, abs=1e-28 + noise)
    symbolic = value(derivative(expr), at)
    if symbolic is None:  # a formula such as x/|x| has no value where x stays at 0, though |x| then has the rate 0
        assert slope == 0
    else:
        assert symbolic == pytest.approx(slope, rel=1e-11, abs=1e-28)
    # reverse mode has floats alone, so it is held to what they can tell, and to no less
    if shaken(expr, at) == pytest.approx(slope, rel=1e-10, abs=0):
        reverse = rates_of(graph_of(expr, at)).rates.get("x", 0.0)
        assert reverse == pytest.approx(slope, rel=1e-12, abs=1e-300)


@given(cases(), places)
@settings(max_examples=400, deadline=None)
def test_all_modes_agree_with_the_truth(case, x):
    """Seen to fail with reverse mode silent."""
    agrees(case, x)


@given(cases(cornered=True), places)
@settings(max_examples=400, deadline=None)
@pytest.mark.slow
def test_all_modes_agree_with_the_truth_at_corners_too(case, x):
    """Seen to fail with another rate for exp, with floor rounding up, and with one piece of abs for both sides."""
    agrees(case, x)


@pytest.mark.slow
@given(cases(cornered=True, size=9), places)
@example(Case("cos(((2.75)^(4))^(4))", lambda _: mpmath.cos(mpf("2.75") ** 16)), 0.5)
@example(Case("floor(erf(8))", lambda _: mpf(0)), 0.5)
@example(Case("sign(1-erf(8))", lambda _: mpf(1)), 0.5)
@example(Case("arccos((cos(x))/(cos(x)))", lambda _: mpf(0)), 0.5)
@settings(max_examples=6000, deadline=None)
def test_all_modes_agree_with_the_truth_thousands_of_times(case, x):
    """Seen to fail with the rate of sec without its tan, with relu's pieces exchanged, and with floats trusted."""
    agrees(case, x)


@pytest.mark.slow
def test_errors_are_a_few_units_in_the_last_place():
    """The 99th percentile over smooth functions at well-conditioned places, against sixty digits."""
    texts = ["x^3-2x+1", "sin(x^2)", "e^(-x^2)", "ln(2+x^2)", "tanh(2x)", "x/(1+x^2)", "sqrt(x^2+1)", "sigmoid(x)(1-x)"]
    truths = {
        "x^3-2x+1": lambda x: x**3 - 2 * x + 1,
        "sin(x^2)": lambda x: mpmath.sin(x * x),
        "e^(-x^2)": lambda x: mpmath.exp(-x * x),
        "ln(2+x^2)": lambda x: mpmath.log(2 + x * x),
        "tanh(2x)": lambda x: mpmath.tanh(2 * x),
        "x/(1+x^2)": lambda x: x / (1 + x * x),
        "sqrt(x^2+1)": lambda x: mpmath.sqrt(x * x + 1),
        "sigmoid(x)(1-x)": lambda x: (1 - x) / (1 + mpmath.exp(-x)),
    }
    found = {0: [], 1: [], 2: []}
    for text in texts:
        expr = parse(text)
        for k in range(-40, 41):
            x = k / 16 + 1 / 64
            got = (value(expr, {"x": x}), rate(expr, {"x": x}), second_rate(expr, {"x": x}))
            for order, number in enumerate(got):
                exact = mpmath.diff(truths[text], mpf(x), order) if order else truths[text](mpf(x))
                if abs(exact) > 0.05:
                    found[order].append(float(abs(mpf(number) - exact)) / math.ulp(float(exact)))
    for order, limit in ((0, 16), (1, 32), (2, 64)):
        ordered = sorted(found[order])
        assert ordered[int(0.99 * len(ordered))] <= limit


SETTLED = ("a x^2 + ln(b)", "x/(a - b) + sqrt(x)", "e^(-(x - a)^2/(2 b^2))", "a + b", "x", "cbrt(x) + a^x")


@pytest.mark.parametrize("text", SETTLED)
def test_what_is_settled_is_the_same_function(text):
    expr = parse(text, ("a", "b", "x"))
    for a, b in ((2.0, 3.0), (1.0, 1.0), (-1.5, -2.0)):
        quick, plain = settled(expr, ("x",), {"a": a, "b": b}), compiled(expr, ("x", "a", "b"))
        assert [quick(x / 4) for x in range(-9, 9)] == [plain(x / 4, a, b) for x in range(-9, 9)]
