"""Trees: one object for each, text that reads back, and nothing that recurses."""

import copy
import gc
import pickle
from fractions import Fraction

import pytest
from hypothesis import given, settings

from nudge.rates import Apply, Number, Variable, parse, rational, substitute, value, variables
from nudge.rates.expr import _OnePerTree, leaves, postorder, size
from tests.rates.formulas import NAMES, formula
from tests.rates.strategies import cases

X = Variable("x")


def test_equal_trees_are_one_object():
    assert parse("sin(x)^2 + 1") is parse("(sin x)^2+1")
    assert parse("x+1") is not parse("1+x")
    assert {parse("2x"): 1}[parse("2*x")] == 1


def test_nodes_cannot_be_changed():
    with pytest.raises(AttributeError):
        X.name = "y"
    with pytest.raises(AttributeError):
        parse("2x").op = "add"


@pytest.mark.parametrize("bad", [Fraction(-1), Fraction(1, 3)])
def test_a_number_is_a_decimal_without_a_sign(bad):
    with pytest.raises(ValueError, match="rational"):
        Number(bad)


@pytest.mark.parametrize(("q", "text"), [(3, "3"), (-3, "-3"), (Fraction(1, 3), "1/3"), (Fraction(-3, 4), "-3/4")])
def test_rationals_are_trees(q, text):
    assert str(rational(q)) == text


def test_copies_are_the_same_object():
    expr = parse("x^2 sin x")
    assert copy.deepcopy(expr) is expr
    assert pickle.loads(pickle.dumps(expr)) is expr


@given(cases(cornered=True))
@settings(max_examples=150, deadline=None)
def test_what_was_typed_and_its_text_are_the_same_tree(case):
    """Fails when brackets are left out right of a minus or a slash, around a sum that is a factor, or around a base."""
    expr = parse(case.text)
    assert parse(str(expr)) is expr


@pytest.mark.parametrize("seeds", [range(2_000), pytest.param(range(2_000, 40_000), marks=pytest.mark.slow)])
@pytest.mark.slow
def test_text_reads_back_as_the_same_tree(seeds):
    """Fails when brackets are left out around a sum right of a minus, a product right of another, a sum that is a
    factor, a power that is raised, a negative exponent, or the base of a logarithm."""
    made = (formula(seed, 7 if seed % 3 else 16) for seed in seeds)
    assert [str(expr) for expr in made if parse(str(expr), NAMES) is not expr] == []


def test_many_minus_signs_read_back():
    """Fails when each of them is put in brackets, which are then too deep."""
    expr = parse("-" * 500 + "x")
    assert parse(str(expr)) is expr


@pytest.mark.parametrize(
    "text",
    [
        *("x - (y - z)", "x - y - z", "x/(y*z)", "x/y/z", "x/y*z", "-x^2", "(-x)^2", "(-x)*y", "x*(-y)", "-(-x)"),
        *("--(-x)", "---(-x)", "-(-x*y)", "-(-(x + y))", "x - (--(-y))"),
        *("x^y^z", "(x^y)^z", "x^(-y)", "2^(x + y)", "-(x + y)", "-x + y", "x + (-y)", "log_2(x)", "log_(x)(y)"),
        *("max(x, min(y, z))", "abs(x - 1)", "0.125*x", "exp(-x^2)", "x^(1/3)", "sin(x)^2", "sin(x^2)"),
    ],
)
def test_brackets_are_written_where_they_are_needed_and_only_there(text):
    assert str(parse(text, ("x", "y", "z"))) == text


def test_substitution_is_all_at_once():
    expr = substitute(parse("u + v", ("u", "v")), {"u": parse("v", ("v",)), "v": parse("u", ("u",))})
    assert str(expr) == "v + u"
    assert str(substitute(parse("u^2", ("u",)), {"u": parse("x+1")})) == "(x + 1)^2"


def test_what_occurs():
    expr = parse("x y + 2 x", ("x", "y", "z"))
    assert variables(expr) == {"x", "y"}
    assert (size(expr), leaves(expr)) == (7, 4)
    assert postorder(expr)[-1] is expr


@pytest.mark.slow
def test_very_deep_trees_are_no_trouble():
    expr = X
    for _ in range(5_000):
        expr = Apply("add", (expr, X))
    assert value(expr, {"x": 1.0}) == 5_001
    assert len(str(expr)) > 5_000
    assert substitute(expr, {"x": rational(1)}) is not expr


def test_nodes_that_are_no_longer_used_are_forgotten():
    gc.collect()
    expr = Variable("x")
    before = len(_OnePerTree.known)
    for k in range(500):
        expr = Apply("add", (expr, Number(Fraction(k, 8))))
    assert len(_OnePerTree.known) >= before + 500
    del expr
    assert Variable("x") is X  # making a node lets the others go
    assert len(_OnePerTree.known) <= before + 1
