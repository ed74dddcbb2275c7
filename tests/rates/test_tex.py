"""Expressions set as a textbook sets them."""

import pytest

from nudge.rates import Variable, parse, tex

SET = {
    "3x": "3x",
    "x*3": r"x \cdot 3",
    "2*3": r"2 \cdot 3",
    "sin x": r"\sin x",
    "(sin x)^2": r"(\sin x)^2",
    "sin(x^2)": r"\sin(x^2)",
    "sin(1/x)": r"\sin\left(\frac{1}{x}\right)",
    "2x cos(x^2)": r"2x\cos(x^2)",
    "x sin x cos x": r"x\sin x\cos x",
    "sin x(x+1)": r"\sin x \cdot (x + 1)",
    "sin(x)*x": r"\sin x \cdot x",
    "cos(x^2)*(2x)": r"\cos(x^2) \cdot 2x",
    "2(1/x)": r"2 \cdot \frac{1}{x}",
    "(x+1)(x-1)": "(x + 1)(x - 1)",
    "-(x+1)": "-(x + 1)",
    "x-(-x)": "x - (-x)",
    "(-x)(-2)": "(-x)(-2)",
    "1/(2sqrt x)": r"\frac{1}{2\sqrt{x}}",
    "(1/x)^2": r"\left(\frac{1}{x}\right)^2",
    "e^(-x^2)": "e^{-x^2}",
    "e^x": "e^x",
    "e^(-x^2/2)": "e^{-x^2/2}",
    "x^(1/2)": "x^{1/2}",
    "x^10": "x^{10}",
    "x^(x+1)": "x^{x + 1}",
    "(x^2)^3": "(x^2)^3",
    "(-x)^2": "(-x)^2",
    "2^x ln 2": r"2^x\ln 2",
    "pi x": r"\pi x",
    "0.5x": "0.5x",
    "|x-1|": "|x - 1|",
    "cbrt x": r"\sqrt[3]{x}",
    "log_2 x": r"\log_{2} x",
    "arsinh x": r"\operatorname{arsinh} x",
    "max(x, 1)": r"\max(x, 1)",
    "max(x, 1/x)": r"\max\left(x, \frac{1}{x}\right)",
    "floor x": r"\lfloor x\rfloor",
    "sigmoid(x)^2": r"(\operatorname{sigmoid} x)^2",
    "pieces(x-1, 0, 1)": r"\begin{cases}0 & \text{if } x < 1 \\ 1 & \text{if } x > 1\end{cases}",
    "pieces(x+1, x, 2)": r"\begin{cases}x & \text{if } x < -1 \\ 2 & \text{if } x > -1\end{cases}",
    "2pieces(2x, 1, 2)": r"2\left(\begin{cases}1 & \text{if } 2x < 0 \\ 2 & \text{if } 2x > 0\end{cases}\right)",
}


@pytest.mark.parametrize(("text", "expected"), SET.items(), ids=SET)
def test_setting(text, expected):
    assert tex(parse(text)) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("w1", "w_{1}"), ("x_1", "x_{1}"), ("theta", r"\theta"), ("w1_0", r"\mathrm{w1}_{0}"), ("loss", r"\mathrm{loss}")],
)
def test_names(name, expected):
    assert tex(Variable(name)) == expected


def test_a_variable_may_be_set_as_something_else():
    assert tex(parse("u^2", ("u",)), names={"u": r"(\cdot)"}) == r"(\cdot)^2"


@pytest.mark.parametrize(
    ("outer", "inner", "expected"),
    [
        ("u^2", "sin x", r"(\inner{\sin x})^2"),
        ("u^2", "x", r"\inner{x}^2"),
        ("sin u", "x", r"\sin \inner{x}"),
        ("sin u", "3x", r"\sin(\inner{3x})"),
        ("3u", "x+1", r"3(\inner{x + 1})"),
        ("u^2", "1/x", r"\left(\inner{\frac{1}{x}}\right)^2"),
        ("e^u", "-x^2", r"e^{\inner{-x^2}}"),
        ("u+1", "x+1", r"\inner{x + 1} + 1"),
        ("1-u", "x+1", r"1 - (\inner{x + 1})"),
    ],
)
def test_the_inner_function_is_wrapped_with_brackets_outside(outer, inner, expected):
    assert tex(parse(outer, ("u",)), inner={"u": (parse(inner), r"\inner")}) == expected
