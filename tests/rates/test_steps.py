"""Worked steps: twenty textbook derivatives in full, and every line equal to the one before."""

import pytest
from hypothesis import assume, given, settings

from nudge.rates import derivative, parse, steps, tex, value, variables
from nudge.rates.compare import compare
from nudge.rates.expr import leaves
from nudge.rates.steps import TITLES
from tests.rates.strategies import cases

D = r"\frac{d}{dx}\left[%s\right]"

WORKED = {
    "7": ["constant: 0"],
    "x^5": ["power: 5x^4"],
    "3x^2+5x-7": ["terms: 6x + 5"],
    "1/x^2": [f"rewrite: {D % 'x^{-2}'}", "power: -2x^{-3}", r"simplify: -\frac{2}{x^3}"],
    "sqrt x": [f"rewrite: {D % 'x^{1/2}'}", r"power: \frac{1}{2}x^{-1/2}", r"simplify: \frac{1}{2\sqrt{x}}"],
    "sin x": [r"table: \cos x"],
    "5sin x": [rf"multiple: 5 \cdot {D % 'SIN x'}", r"table: 5\cos x"],
    "x + e^x": [f"sum: 1 + {D % 'e^x'}", "table: 1 + e^x"],
    "sin(x^2)": [
        rf"chain: \cos(x^2) \cdot {D % 'x^2'}",
        r"power: \cos(x^2) \cdot 2x",
        r"simplify: 2x\cos(x^2)",
    ],
    "(3x+1)^2": [
        rf"chain: 2(3x + 1) \cdot {D % '3x + 1'}",
        r"terms: 2(3x + 1) \cdot 3",
        "simplify: 6(3x + 1)",
    ],
    "e^(-x^2)": [rf"chain: e^{{-x^2}} \cdot {D % '-x^2'}", "power: e^{-x^2}(-2x)", "simplify: -2x e^{-x^2}"],
    "ln(x^2+1)": [
        rf"chain: \frac{{1}}{{x^2 + 1}} \cdot {D % 'x^2 + 1'}",
        r"terms: \frac{1}{x^2 + 1} \cdot 2x",
        r"simplify: \frac{2x}{x^2 + 1}",
    ],
    "sin^3(2x)": [
        rf"chain: 3(\sin(2x))^2 \cdot {D % 'SIN(2x)'}",
        rf"chain: 3(\sin(2x))^2 \cdot \cos(2x) \cdot {D % '2x'}",
        r"power: 3(\sin(2x))^2 \cdot \cos(2x) \cdot 2",
        r"simplify: 6(\sin(2x))^2\cos(2x)",
    ],
    "x^2 sin x": [
        rf"product: {D % 'x^2'} \cdot \sin x + x^2 \cdot {D % 'SIN x'}",
        rf"power: 2x\sin x + x^2 \cdot {D % 'SIN x'}",
        r"table: 2x\sin x + x^2\cos x",
    ],
    "x e^x": [rf"product: e^x + x \cdot {D % 'e^x'}", "table: e^x + x e^x"],
    "sin x/x": [
        rf"quotient: \frac{{{D % 'SIN x'} \cdot x - \sin x}}{{x^2}}",
        r"table: \frac{\cos x \cdot x - \sin x}{x^2}",
        r"simplify: \frac{x\cos x - \sin x}{x^2}",
    ],
    "x/(x+1)": [
        rf"quotient: \frac{{x + 1 - x \cdot {D % 'x + 1'}}}{{(x + 1)^2}}",
        r"terms: \frac{x + 1 - x}{(x + 1)^2}",
        r"simplify: \frac{1}{(x + 1)^2}",
    ],
    "1/(x^2+1)": [
        f"rewrite: {D % '(x^2 + 1)^{-1}'}",
        rf"chain: -\frac{{1}}{{(x^2 + 1)^2}} \cdot {D % 'x^2 + 1'}",
        r"terms: -\frac{1}{(x^2 + 1)^2} \cdot 2x",
        r"simplify: -\frac{2x}{(x^2 + 1)^2}",
    ],
    "2^x": [r"table: 2^x\ln 2"],
    "x^x": [r"logarithmic: x^x\left(\ln x + \frac{x}{x}\right)", r"simplify: (\ln x + 1)x^x"],
    "-cos(3x)": [
        rf"multiple: -{D % 'COS(3x)'}",
        rf"chain: -\left(-\sin(3x) \cdot {D % '3x'}\right)",
        r"power: -(-\sin(3x) \cdot 3)",
        r"simplify: 3\sin(3x)",
    ],
}


@pytest.mark.parametrize("text", WORKED)
def test_twenty_derivatives_in_full(text):
    lines = [f"{step.rule}: {step.line}" for step in steps(parse(text))]
    assert lines == [line.replace("SIN", r"\sin").replace("COS", r"\cos") for line in WORKED[text]]


def verified(expr):
    """Every line has the value of the derivative, and the last line is the derivative."""
    working = steps(expr)
    target = derivative(expr)
    for step in working:
        assert step.rule in TITLES
        assert step.title == TITLES[step.rule]
        names = sorted(variables(step.value) | variables(target))
        found = compare(target, step.value, names, enough=3)
        assert found.result != "different", (str(step.value), str(target))
        assert names or value(step.value, {}) == pytest.approx(value(target, {}), rel=1e-12), str(step.value)
    assert working[-1].line == tex(target)


MORE = ("sin x - x e^x", "1 - ln x - cos x", "max(x^2, sin x)", "max(x, 1)", "relu(x^2-1)", "pieces(x-1, x^2, sin x)")


@pytest.mark.parametrize("text", [*WORKED, *MORE])
def test_each_line_equals_the_last(text):
    """Seen to fail with every term of a sum added, and with the rates of two pieces exchanged, in the steps alone."""
    verified(parse(text))


@given(cases(cornered=True, size=4))
@settings(max_examples=30, deadline=None)
def test_each_line_equals_the_last_for_any_function(case):
    """Seen to fail with the chain rule without its inner rate, in the steps alone and in the derivative alone."""
    expr = parse(case.text)
    assume(leaves(expr) < 10)
    verified(expr)


LONG = {
    "-" * 1900 + "x": "1",
    "x" * 1990: "1990x^{1989}",
    "+".join(f"sin({k}x)" for k in range(2, 60)): None,
}


@pytest.mark.parametrize("text", LONG, ids=lambda text: text[:12])
@pytest.mark.slow
def test_of_a_working_that_nobody_reads_only_the_end_is_given(text):
    """Seen to fail without the bound of forty steps, and by RecursionError without the other."""
    made = steps(parse(text))
    assert [step.rule for step in made] == ["simplify"]
    assert made[0].line == (LONG[text] or tex(derivative(parse(text))))


def test_a_derivative_longer_than_a_page_has_no_working():
    """Seen to fail without the bound on what comes out, and with a bound of 30 steps."""
    assert steps(parse("*".join(f"sin({k}x)" for k in range(2, 60)))) == ()
    assert len(steps(parse("+".join(f"sin({k}x)" for k in range(2, 20))))) == 38
