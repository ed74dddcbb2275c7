"""Every row of the table, in every mode, against SymPy, mpmath and finite differences."""

import math
from decimal import Decimal
from functools import cache

import mpmath
import pytest
import sympy as sp

from nudge.rates import Apply, Variable, derivative, graph_of, parse, rate, rates_of, second_rate, tex, value
from nudge.rates.jets import jet
from nudge.rates.precise import precise
from nudge.rates.primitives import FUNCTIONS, PRIMITIVES

a, b, c = sp.symbols("a b c", real=True)
A, B, C = Variable("a"), Variable("b"), Variable("c")

# What SymPy calls each primitive. Its own acot has another branch below zero; ours is continuous.
SYMPY = {
    "add": a + b,
    "sub": a - b,
    "mul": a * b,
    "div": a / b,
    "neg": -a,
    "pow": a**b,
    "log": sp.log(b) / sp.log(a),
    "ln": sp.log(a),
    "acot": sp.pi / 2 - sp.atan(a),
    "sigmoid": 1 / (1 + sp.exp(-a)),
    "softplus": sp.log(1 + sp.exp(a)),
    "relu": sp.Max(a, 0),
    "ceil": sp.ceiling(a),
    "min": sp.Min(a, b),
    "max": sp.Max(a, b),
    "pieces": sp.Piecewise((b, a < 0), (c, a > 0)),
    "abs": sp.Abs(a),
    "sqrt": sp.sqrt(a),
    "cbrt": sp.sign(a) * sp.Abs(a) ** sp.Rational(1, 3),
}
PLACES = (-7.3125, -2.625, -1.6875, -1.0625, -0.875, -0.375, 0.125, 0.3125, 0.8125, 1.1875, 1.9375, 2.4375, 6.125)
SECOND, THIRD = 1.65625, -0.4375


def meaning(op):
    return SYMPY[op] if op in SYMPY else getattr(sp, op)(a)


@cache
def form(op, order, wrt):
    return sp.diff(meaning(op), wrt, order) if order else meaning(op)


@cache
def truth(op, at, order=0, wrt=a):
    """SymPy's value of a primitive or of its derivative; None where that is not a finite real number."""
    if order and op in ("sign", "floor", "ceil"):
        return sp.Integer(0)
    exact = {a: sp.Rational(at[0]), b: sp.Rational(at[1]), c: sp.Rational(THIRD)}
    number = sp.N(form(op, order, wrt).subs(exact).doit(), 30)
    return number if number.is_real and number.is_finite else None


def applied(op):
    return Apply(op, (A, B, C)[: PRIMITIVES[op].arity])


def points(op):
    if PRIMITIVES[op].arity == 1:
        return [(x, SECOND) for x in PLACES]
    return [(x, y) for x in PLACES[::2] for y in (SECOND, 0.75, -1.5)]


@pytest.mark.parametrize("op", PRIMITIVES)
@pytest.mark.sampled(3)
def test_value_forward_reverse_and_symbolic_agree_with_sympy(op):
    expr, defined = applied(op), 0
    for x, y in points(op):
        env = {"a": x, "b": y, "c": THIRD}
        wanted = truth(op, (x, y))
        got = value(expr, env)
        assert (got is None) == (wanted is None), env
        if got is None or wanted is None:
            assert rate(expr, env, "a") is None
            continue
        defined += 1
        assert got == pytest.approx(float(wanted), rel=1e-15, abs=1e-300)
        for name, symbol in (("a", a), ("b", b), ("c", c))[: PRIMITIVES[op].arity]:
            slope = truth(op, (x, y), 1, symbol)
            if slope is None:
                continue
            assert rate(expr, env, name) == pytest.approx(float(slope), rel=1e-14, abs=1e-300)
            assert rates_of(graph_of(expr, env)).rates[name] == pytest.approx(float(slope), rel=2e-14, abs=1e-300)
            assert value(derivative(expr, name), env) == pytest.approx(float(slope), rel=2e-14, abs=1e-300)
            bend = truth(op, (x, y), 2, symbol)
            assert second_rate(expr, env, name) == pytest.approx(float(bend), rel=1e-13, abs=1e-300)
    assert defined >= 3


@pytest.mark.parametrize("op", PRIMITIVES)
def test_forward_mode_agrees_with_finite_differences(op):
    expr, step = applied(op), 1e-5
    for x, y in points(op):
        sides = [value(expr, {"a": x + k * step, "b": y, "c": THIRD}) for k in (-2, -1, 1, 2)]
        if None in sides:
            continue
        slope = (sides[0] - 8 * sides[1] + 8 * sides[2] - sides[3]) / (12 * step)
        assert rate(expr, {"a": x, "b": y, "c": THIRD}, "a") == pytest.approx(slope, rel=1e-7, abs=1e-8)


@pytest.mark.parametrize("op", PRIMITIVES)
def test_plain_floats_alone_are_right(op):
    """The walk over floats, without the help of more digits, is right where it is asked."""
    for x, y in points(op):
        env = {"a": x, "b": y, "c": THIRD}
        slope = truth(op, (x, y), 1) if truth(op, (x, y)) is not None else None
        if slope is None:
            continue
        walked = jet(applied(op), env, "a", 1)
        assert (walked.value, walked.rate) == pytest.approx(
            (float(truth(op, (x, y))), float(slope)), rel=1e-14, abs=1e-300
        )


@pytest.mark.parametrize("op", PRIMITIVES)
def test_many_digits_agree_with_sympy(op):
    for x, y in points(op)[::2]:
        wanted = truth(op, (x, y))
        place = {"a": Decimal(str(x)), "b": Decimal(str(y)), "c": Decimal(str(THIRD))}
        if wanted is None:
            with pytest.raises(ValueError):  # noqa: PT011 - any undefined value
                precise(applied(op), place)
            continue
        ball = precise(applied(op), place, 25)
        with mpmath.workdps(40):
            off = abs(mpmath.mpf(str(ball.middle)) - mpmath.mpf(str(wanted)))
            assert off <= mpmath.mpf(str(ball.radius)) + abs(mpmath.mpf(str(wanted))) * mpmath.mpf("1e-25")


STABLE = {
    "tanh x": (20.0, 4 * math.exp(-40) / (1 + math.exp(-40)) ** 2),
    "sigmoid x": (40.0, math.exp(-40) / (1 + math.exp(-40)) ** 2),
    "softplus x": (-40.0, 1 / (1 + math.exp(40))),
    "x^5": (0.0, 0.0),
    "x|x|": (0.0, 0.0),
    "arsinh x": (1e8, 1e-8),
    "x": (0.0, 1.0),
}


@pytest.mark.parametrize("text", STABLE)
def test_rates_keep_their_digits_where_the_naive_form_loses_them(text):
    x, slope = STABLE[text]
    assert rate(parse(text), {"x": x}) == pytest.approx(slope, rel=1e-15, abs=0)


@pytest.mark.parametrize("op", [op for op, row in PRIMITIVES.items() if row.names and row.arity == 1])
def test_every_name_is_read_and_set(op):
    for name in PRIMITIVES[op].names:
        assert parse(f"{name}(x)") is Apply(op, (Variable("x"),))
        assert FUNCTIONS[name] == op
    assert "x" in tex(Apply(op, (Variable("x"),)))


@pytest.mark.parametrize("op", [op for op, row in PRIMITIVES.items() if row.inverse])
def test_inverses_undo_each_other(op):
    inverse = PRIMITIVES[op].inverse
    assert PRIMITIVES[inverse].inverse == op
    there = value(Apply(inverse, (Variable("x"),)), {"x": 0.6}) or value(Apply(inverse, (Variable("x"),)), {"x": 1.6})
    x = 0.6 if value(Apply(inverse, (Variable("x"),)), {"x": 0.6}) is not None else 1.6
    assert value(Apply(op, (Variable("x"),)), {"x": there}) == pytest.approx(x, rel=1e-14)
