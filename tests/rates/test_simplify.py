"""Simplified as a textbook would, and never changed in value."""

import pytest

from nudge.rates import derivative, parse, simplify, tex

SIMPLE = {
    "x+x": "2*x",
    "x*x": "x^2",
    "2*3x": "6*x",
    "x - x": "0",
    "x^2-x^2+2x": "2*x",
    "0*x": "0",
    "x/x": "1",
    "x^3/x": "x^2",
    "(2x)^2": "4*x^2",
    "sqrt(8)": "2*sqrt(2)",
    "1/sqrt(2)": "sqrt(2)/2",
    "sqrt(x^2)": "abs(x)",
    "|x|^2": "x^2",
    "x sqrt x": "x^(3/2)",
    "x/sqrt x": "sqrt(x)",
    "x^(1/3) x^(1/3)": "x^(2/3)",
    "e^x e^2": "exp(x + 2)",
    "ln(e^x)": "x",
    "e^0": "1",
    "sin 0 + cos 0": "1",
    "log_2(2)": "1",
    "6x/4": "3*x/2",
    "-(-x)": "x",
    "1 - (x - 2)": "3 - x",
    "(x+1) - x": "1",
    "2x(x-1) - x^2": "x^2 - 2*x",
    "(x+1)^2": "(x + 1)^2",
    "0.5x + 0.25x": "0.75*x",
    "1 + x^2 + x": "x^2 + x + 1",
    "sin(x) 2 x": "2*x*sin(x)",
    "x/0": "x/0",
    "sigmoid(0)": "1/2",
}


@pytest.mark.parametrize(("text", "expected"), SIMPLE.items(), ids=SIMPLE)
def test_simplified(text, expected):
    assert str(simplify(parse(text))) == expected


@pytest.mark.parametrize("text", SIMPLE)
def test_what_is_simple_stays(text):
    once = simplify(parse(text))
    assert simplify(once) is once


DERIVATIVES = {
    "5": "0",
    "3x": "3",
    "x^2": "2x",
    "3x^2+5x-7": "6x + 5",
    "1/x": r"-\frac{1}{x^2}",
    "sqrt x": r"\frac{1}{2\sqrt{x}}",
    "x^(1/3)": r"\frac{1}{3x^{2/3}}",
    "(sin x)^2": r"2\sin x\cos x",
    "sin(x^2)": r"2x\cos(x^2)",
    "cos(3x)": r"-3\sin(3x)",
    "tan x": r"(\sec x)^2",
    "e^(-x^2)": "-2x e^{-x^2}",
    "2^x": r"2^x\ln 2",
    "ln(x^2+1)": r"\frac{2x}{x^2 + 1}",
    "log_2 x": r"\frac{1}{x\ln 2}",
    "x^2 sin x": r"2x\sin x + x^2\cos x",
    "x e^x": "e^x + x e^x",
    "sin x/x": r"\frac{x\cos x - \sin x}{x^2}",
    "ln x/x": r"\frac{1 - \ln x}{x^2}",
    "x/(x+1)": r"\frac{1}{(x + 1)^2}",
    "x^2/(x-1)": r"\frac{x^2 - 2x}{(x - 1)^2}",
    "sqrt(x^2+1)": r"\frac{x}{\sqrt{x^2 + 1}}",
    "arcsin x": r"\frac{1}{\sqrt{1 - x^2}}",
    "arctan(3x)": r"\frac{3}{9x^2 + 1}",
    "x^x": r"(\ln x + 1)x^x",
    "|x|": r"\frac{x}{|x|}",
    "(2x+1)(3x-2)(x+5)": "18x^2 + 58x - 7",
    "(3x+1)^2": "6(3x + 1)",
    "tanh x": r"(\operatorname{sech} x)^2",
    "(e^x-e^-x)/2": r"\frac{e^x + e^{-x}}{2}",
}


@pytest.mark.parametrize(("text", "expected"), DERIVATIVES.items(), ids=DERIVATIVES)
def test_derivatives_read_like_a_textbook(text, expected):
    assert tex(derivative(parse(text))) == expected


def test_a_derivative_is_with_respect_to_one_variable():
    expr = parse("x^2 y", ("x", "y"))
    assert str(derivative(expr, "y")) == "x^2"
    assert str(derivative(expr, "z")) == "0"
