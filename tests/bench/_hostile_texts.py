"""Texts that ask too much: towers, thousands of letters, deep nests, poles, jumps, and what is no formula."""

from __future__ import annotations

from collections.abc import Sequence

LETTERS = tuple("abcdfghjklmnpqrstuvwxyz")
"""The variables of the texts: all letters but e, i and o."""

_LONG, _HALF, _DEEP, _NEST = (
    1990,
    990,
    98,
    49,
)  # just below the limits of characters and of depth; a function counts twice


def _joined(sign: str, terms: Sequence[str], most: int = _LONG) -> str:
    """As many of the terms, joined, as there are characters for."""
    text = terms[0]
    for term in terms[1:]:
        if len(text) + len(sign) + len(term) > most:
            break
        text += sign + term
    return text


def _many(shape: str, count: int = 999) -> list[str]:
    """The shape with the numbers 1, 2, 3 and so on in it."""
    return [shape.replace("#", str(k)) for k in range(1, count)]


def _folded(function: str, shape: str, most: int) -> str:
    """A function of two arguments, nested to one side as deep as brackets go: max(x+2, max(x+1, x))."""
    text = "x"
    for k in range(1, most):
        text = f"{function}({shape.replace('#', str(k))}, {text})"
    return text


_GROWING = (
    "9^9^9",
    "9^9^9^9",
    "10^400",
    "10^10^10",
    "2^(10^9)",
    "0.1^(10^9)",
    "x^(10^9)",
    "(x+1)^(10^6)",
    "(x+1)^1000",
    "(x^2+x+1)^999",
    "((x+1)^40)^40",
    "x^x^x^x^x",
    "x^" * _DEEP + "x",
    "2^" * _DEEP + "2",
    "e^(e^(e^x))",
    "e^(e^(e^(e^(e^x))))",
    "exp(" * _NEST + "x" + ")" * _NEST,
    "e^(10^9 x)",
    "cosh(cosh(cosh(cosh(x+9))))",
    "10^(10^x)",
    "(1+1/10^9)^(10^9 x)",
    "9" * _LONG,
    "0." + "9" * _LONG,
    "1/" + "7" * _LONG,
    _joined("*", ["99999"] * 999),
    _joined("*", _many("1#")),
    _joined("*", _many("(#/7)")),
    _joined("+", _many("1/#")),
    _joined("^", ["1.01"] * 90),
    "(" + _joined("+", _many("x^#"), _HALF) + ")^99",
)
_LONG_ONES = (
    "x" * _LONG,
    _joined("+", ["x"] * 999),
    _joined("*", ["x"] * 999),
    _joined("/", ["x"] * 999),
    _joined("-", ["x"] * 999),
    "-" * 1900 + "x",
    "+" * 1900 + "x",
    "--" * 900 + "sin(x)",
    _joined("+", _many("#x")),
    _joined("+", _many("x^#")),
    _joined("*", _many("(x+#)")),
    _joined("*", _many("(x-#)")),
    _joined("+", _many("1/(x+#)")),
    _joined("*", _many("(x^#+#)")),
    _joined("+", _many("sqrt(x+#)")),
    _joined("*", _many("sqrt(x+#)")),
    _joined("+", _many("sqrt(#)")),
    _joined("*", _many("sqrt(#)")),
    _joined("+", _many("2^(1/#)x")),
    _joined("*", _many("x^(1/#)")),
    _joined("*", ["sin(x)"] * 400),
    _joined("*", ["sinx"] * 400),
    _joined("*", _many("sin#x")),
    _joined("+", _many("cos#x")),
    _joined("*", _many("e^(#x)")),
    _joined("*", _many("#^x")),
    _joined("+", _many("ln(x+#)")),
    _joined("/", _many("(x+#)")),
    _joined("+", _many("|x-#|")),
    _joined("*", _many("|x-#|")),
    _joined("+", _many("relu(x-#)")),
    _joined("*", _many("sign(x-#)")),
    _joined("+", _many("floor(#x)")),
    _joined("+", _many("floor(x/#)")),
    _joined("", [f"{a}{b}" for a in LETTERS for b in LETTERS]),
    _joined("+", [f"{a}{b}" for a in LETTERS for b in LETTERS]),
    _joined("*", [f"({a}+{b})" for a in LETTERS for b in LETTERS]),
    _joined("+", [f"sqrt({a}+{b})" for a in LETTERS for b in LETTERS]),
    _joined("*", LETTERS) + "^x",
)
_DEEP_ONES = (
    "(" * _DEEP + "x" + ")" * _DEEP,
    "(" * 1000,
    ")" * 1000,
    "|" * 1000 + "x" + "|" * 900,
    "sin(" * _NEST + "x" + ")" * _NEST,
    "sin " * 90 + "x",
    "sqrt(" * _NEST + "x" + ")" * _NEST,
    "√" * _DEEP + "x",
    "√" * 1900 + "x",
    "sin(" * _DEEP + "x" + ")" * _DEEP,
    "ln(" * _NEST + "x" + ")" * _NEST,
    "cbrt(" * _NEST + "x" + ")" * _NEST,
    "1/(1+" * _DEEP + "x" + ")" * _DEEP,
    "1+x(" * _DEEP + "x" + ")" * _DEEP,
    "(x+" * _DEEP + "1" + ")^2" * _DEEP,
    "abs(1-" * _NEST + "x" + ")" * _NEST,
    "floor(1.1*" * _NEST + "x" + ")" * _NEST,
    "tanh(3" * _NEST + "x" + ")" * _NEST,
    "x sin(x+" * _NEST + "1" + ")" * _NEST,
    _folded("max", "x+#", _NEST),
    _folded("min", "x^#", _NEST),
    _folded("max", "#-x^2", _NEST),
    r"\frac{1}{" * _DEEP + "x" + "}" * _DEEP,
    "x" + "²" * 1900,
    "x^2" * 660,
)
_PLACES = (
    "sin(10^300 x)",
    "cos(3^700)",
    "tan(pi/2+x/10^30)",
    "tan(10^15 x)",
    "floor(10^300 x)",
    "floor(e^(x+300))",
    "floor(sin(10^15 x)) + floor(2/x^2)",
    "ln(ln(ln(ln(x))))",
    "x sin(1/x)",
    "e^(-1/x^2)",
    "erf(erf(9x)) - erf(9)",
    "arccos(cos(x)/cos(x))",
    "sin(x)^2+cos(x)^2-1",
    "(1-cos(x^8))/x^16",
    "|x|^0.01 ln|x|",
    "0^0^x",
)
_NO_FORMULAS = ("", "\0", "__import__('os').system('true')", "\ud800", "é" * 1999, "x = = 2", "٣²³¼" * 400, "\\" * 1500)

_FUNCTIONS = (
    *("sin", "cos", "tan", "cot", "sec", "csc", "arcsin", "arccos", "arctan", "arccot", "arcsec", "arccsc"),
    *("sinh", "cosh", "tanh", "coth", "sech", "csch", "arsinh", "arcosh", "artanh", "exp", "ln", "log", "sqrt", "cbrt"),
    *("abs", "sign", "floor", "ceil", "sigmoid", "relu", "softplus", "erf"),
)
_EVERY = (
    *(f"{name}(0.9" * _NEST + "x" + ")" * _NEST for name in _FUNCTIONS),
    *(_joined("*", _many(f"{name}(x/#)")) for name in _FUNCTIONS),
    *(_joined("+", _many(f"#{name}(x+#)")) for name in _FUNCTIONS),
    *(_joined("/", _many(f"{name}(x+#)")) for name in ("sin", "sqrt", "ln", "abs", "sigmoid")),
    "x" + "^2" * _DEEP,
    "(x+" * _DEEP + "1" + ")^0.5" * _DEEP,
    "(x+" * _DEEP + "1" + ")^x" * _DEEP,
    "x+1/(" * _DEEP + "x" + ")" * _DEEP,
    "sqrt(2+" * _NEST + "x" + ")" * _NEST,
    "sqrt(x+" * _NEST + "x" + ")" * _NEST,
    "cbrt(x+sqrt(" * (_NEST // 2) + "x" + "))" * (_NEST // 2),
    "|x-" + "abs(x-" * (_NEST - 1) + "1" + ")" * (_NEST - 1) + "|",
    "x-(" * _DEEP + "x" + ")" * _DEEP,
    "x/(" * _DEEP + "x" + ")" * _DEEP,
    "floor(x+ceil(" * (_NEST // 2) + "x" + "))" * (_NEST // 2),
    "max(min(x, 1)+" * (_NEST - 1) + "x" + ", x^2)" * (_NEST - 1),
    _joined("*", _many("max(x,#)")),
    _joined("+", _many("min(#x,x^2)")),
    _joined("*", _many("floor(x+1/#)")),
    _joined("+", _many("sqrt(#x)")),
    _joined("+", _many("sqrt(#+sqrt(#))")),
    _joined("*", _many("(2^(1/#)+x)")),
    _joined("+", _many("x^(#/7)")),
    _joined("+", _many("log_#(x+2)")),
    _joined("*", _many("log_(x+#)(x+3)")),
    _joined("+", _many("(x+1)^(10^#)")),
    _joined("+", _many("1/(x^#+1)")),
    _joined("+", _many("x^x^#")),
    f"({_joined('*', _many('(x+#)'), _HALF)})/({_joined('*', _many('(x-#)'), _HALF)})",
    f"({_joined('+', _many('x^#'), _HALF)})/({_joined('-', _many('x^#'), _HALF)})",
    f"({_joined('+', _many('#sin(#x)'), _HALF)})/({_joined('+', _many('#cos(#x)'), _HALF)})",
    _joined("*", [f"(1/{a}+1/{b})" for a in LETTERS for b in LETTERS]),
    _joined("+", [f"max({a},{b})" for a in LETTERS for b in LETTERS]),
    _joined("+", [f"{a}^{b}" for a in LETTERS for b in LETTERS]),
    _joined("*", [f"|{a}-{b}|" for a in LETTERS for b in LETTERS if a != b]),
)

TEXTS: tuple[str, ...] = tuple(dict.fromkeys(_GROWING + _LONG_ONES + _DEEP_ONES + _PLACES + _EVERY + _NO_FORMULAS))
"""All of them, no two alike."""
