"""The table of primitives: everything the engine can do to numbers, one row each.

A row states a primitive's value, its domain, its local rates and its TeX, once. Evaluation, forward mode, reverse mode,
the symbolic derivative and the worked steps are walks over this table, so a new function is one new row.

Local rates are written as text in the primitive's own arguments, `a`, `b` and `c`; the engine reads them with its own
parser. They are chosen to be stable: tanh has the rate sech(a)^2, which keeps the digits that 1 - tanh(a)^2 loses.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from nudge.rates import functions as on

Value = Callable[..., float]


@dataclass(frozen=True, slots=True)
class Branches:
    """A primitive made of two smooth pieces: `above` where `switch` is positive, `below` where it is negative.

    `subgradient` is the local rate for each argument that reverse mode uses where the switch is zero, as machine
    learning frameworks do; forward mode looks at both sides there instead.
    """

    switch: str
    below: str
    above: str
    subgradient: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Primitive:
    """One row.

    - `rates`: the local rate for each argument, as an expression of the arguments.
    - `tex`: the name in TeX, or a template with `#1` for what is not written as a name before its argument.
    - `names`: the spellings a reader may type, the preferred one first.
    - `domain`: what the argument must be, in words; empty where any number will do.
    - `inverse`: the primitive that a power of -1 on the name means.
    - `definition`: what it is in terms of the few primitives that are computed to any number of digits; empty there.
    - `rule`: how textbooks write the derivative when all arguments move, with da, db and dc for their rates, where that
      is not simply the sum of local rates times rates of the arguments.
    """

    op: str
    value: Value
    rates: tuple[str, ...]
    tex: str = ""
    names: tuple[str, ...] = ()
    domain: str = ""
    inverse: str = ""
    definition: str = ""
    rule: str = ""
    branches: Branches | None = None

    @property
    def arity(self) -> int:
        """How many arguments the primitive takes."""
        return len(self.rates)


ARGUMENTS = ("a", "b", "c")
RATES = ("da", "db", "dc")


def _named(tex: str) -> str:
    return rf"\operatorname{{{tex}}}"


_ANGLE = "an angle at which it has no pole"
_BETWEEN = "a number from −1 to 1"
_OUTSIDE = "a number from 1 upwards or from −1 downwards"
_NOT_ZERO = "a number other than 0"
_POSITIVE = "a positive number"
_CHORD = "2*atan(a/(1+sqrt(1-a^2)))"  # the inverse sine, by the half angle: no digits are lost near ±1

_ROWS = (
    # arithmetic
    Primitive("add", operator.add, ("1", "1")),
    Primitive("sub", operator.sub, ("1", "-1")),
    Primitive("mul", operator.mul, ("b", "a"), rule="da*b+a*db"),
    Primitive("div", operator.truediv, ("1/b", "-(a/b)/b"), "", (), "a denominator other than 0",
              rule="(da*b-a*db)/b^2"),
    Primitive("neg", operator.neg, ("-1",)),
    Primitive("pow", on.power, ("b*a^(b-1)", "a^b*ln(a)"), domain="a positive base, or a whole exponent",
              rule="a^b*(db*ln(a)+b*da/a)"),
    Primitive("sqrt", math.sqrt, ("1/(2*sqrt(a))",), r"\sqrt{#1}", ("sqrt",), "a number that is not negative"),
    Primitive("cbrt", math.cbrt, ("1/(3*cbrt(a)^2)",), r"\sqrt[3]{#1}", ("cbrt",), definition="a^(1/3)"),
    # exponential and logarithms
    Primitive("exp", on.exp, ("exp(a)",), "e^{#1}", ("exp",)),
    Primitive("ln", math.log, ("1/a",), r"\ln", ("ln",), _POSITIVE),
    Primitive("log", on.log, ("-ln(b)/(a*ln(a)^2)", "1/(b*ln(a))"), r"\log", (), _POSITIVE, definition="ln(b)/ln(a)"),
    # angles
    Primitive("sin", math.sin, ("cos(a)",), r"\sin", ("sin",), inverse="asin"),
    Primitive("cos", math.cos, ("-sin(a)",), r"\cos", ("cos",), inverse="acos"),
    Primitive("tan", math.tan, ("sec(a)^2",), r"\tan", ("tan", "tg"), _ANGLE, "atan", "sin(a)/cos(a)"),
    Primitive("sec", on.sec, ("sec(a)*tan(a)",), r"\sec", ("sec",), _ANGLE, "asec", "1/cos(a)"),
    Primitive("csc", on.csc, ("-csc(a)*cot(a)",), r"\csc", ("csc", "cosec"), _ANGLE, "acsc", "1/sin(a)"),
    Primitive("cot", on.cot, ("-csc(a)^2",), r"\cot", ("cot", "ctg", "cotan"), _ANGLE, "acot", "cos(a)/sin(a)"),
    Primitive("asin", math.asin, ("1/sqrt(1-a^2)",), r"\arcsin", ("arcsin", "asin"), _BETWEEN, "sin", _CHORD),
    Primitive("acos", math.acos, ("-1/sqrt(1-a^2)",), r"\arccos", ("arccos", "acos"), _BETWEEN, "cos",
              f"pi/2-{_CHORD}"),
    Primitive("atan", math.atan, ("1/(1+a^2)",), r"\arctan", ("arctan", "atan", "arctg"), inverse="tan"),
    Primitive("asec", on.asec, ("1/(abs(a)*sqrt(a^2-1))",), _named("arcsec"), ("arcsec", "asec"), _OUTSIDE, "sec",
              "acos(1/a)"),
    Primitive("acsc", on.acsc, ("-1/(abs(a)*sqrt(a^2-1))",), _named("arccsc"), ("arccsc", "acsc", "arccosec"), _OUTSIDE,
              "csc", "asin(1/a)"),
    Primitive("acot", on.acot, ("-1/(1+a^2)",), _named("arccot"), ("arccot", "acot", "arcctg"), "", "cot",
              "pi/2-atan(a)"),
    # hyperbolic functions
    Primitive("sinh", on.sinh, ("cosh(a)",), r"\sinh", ("sinh",), "", "asinh", "(exp(a)-exp(-a))/2"),
    Primitive("cosh", on.cosh, ("sinh(a)",), r"\cosh", ("cosh",), "", "acosh", "(exp(a)+exp(-a))/2"),
    Primitive("tanh", math.tanh, ("sech(a)^2",), r"\tanh", ("tanh",), "", "atanh", "1-2/(exp(2*a)+1)"),
    Primitive("sech", on.sech, ("-sech(a)*tanh(a)",), _named("sech"), ("sech",), "", "asech", "1/cosh(a)"),
    Primitive("csch", on.csch, ("-csch(a)*coth(a)",), _named("csch"), ("csch", "cosech"), _NOT_ZERO, "acsch",
              "1/sinh(a)"),
    Primitive("coth", on.coth, ("-csch(a)^2",), r"\coth", ("coth",), _NOT_ZERO, "acoth", "1+2/(exp(2*a)-1)"),
    Primitive("asinh", math.asinh, ("1/sqrt(a^2+1)",), _named("arsinh"), ("arsinh", "asinh", "arcsinh"), "", "sinh",
              "ln(a+sqrt(a^2+1))"),
    Primitive("acosh", math.acosh, ("1/(sqrt(a-1)*sqrt(a+1))",), _named("arcosh"), ("arcosh", "acosh", "arccosh"),
              "a number from 1 upwards", "cosh", "ln(a+sqrt(a-1)*sqrt(a+1))"),
    Primitive("atanh", math.atanh, ("1/(1-a^2)",), _named("artanh"), ("artanh", "atanh", "arctanh"),
              "a number between −1 and 1", "tanh", "ln((1+a)/(1-a))/2"),
    Primitive("asech", on.asech, ("-1/(a*sqrt(1-a^2))",), _named("arsech"), ("arsech", "asech", "arcsech"),
              "a positive number up to 1", "sech", "acosh(1/a)"),
    Primitive("acsch", on.acsch, ("-1/(abs(a)*sqrt(1+a^2))",), _named("arcsch"), ("arcsch", "acsch", "arccsch"),
              _NOT_ZERO, "csch", "asinh(1/a)"),
    Primitive("acoth", on.acoth, ("1/(1-a^2)",), _named("arcoth"), ("arcoth", "acoth", "arccoth"),
              "a number above 1 or below −1", "coth", "atanh(1/a)"),
    # functions of machine learning
    Primitive("sigmoid", on.sigmoid, ("sigmoid(a)*sigmoid(-a)",), _named("sigmoid"), ("sigmoid", "logistic"),
              definition="1/(1+exp(-a))"),
    Primitive("softplus", on.softplus, ("sigmoid(a)",), _named("softplus"), ("softplus",), definition="ln(1+exp(a))"),
    Primitive("erf", math.erf, ("2/sqrt(pi)*exp(-a^2)",), _named("erf"), ("erf",)),
    # functions with corners and jumps
    Primitive("abs", abs, ("a/abs(a)",), r"|#1|", ("abs",), branches=Branches("a", "-a", "a", (0.0,))),
    Primitive("relu", on.relu, ("pieces(a,0,1)",), _named("relu"), ("relu",),
              branches=Branches("a", "0", "a", (0.0,))),
    Primitive("sign", on.sign, ("0",), _named("sign"), ("sign", "sgn"), branches=Branches("a", "-1", "1", (0.0,))),
    Primitive("floor", on.floor, ("0",), r"\lfloor #1\rfloor", ("floor",),
              branches=Branches("a-floor(a)", "floor(a)-1", "floor(a)", (0.0,))),
    Primitive("ceil", on.ceil, ("0",), r"\lceil #1\rceil", ("ceil",), definition="-floor(-a)",
              branches=Branches("a-ceil(a)", "ceil(a)", "ceil(a)+1", (0.0,))),
    Primitive("min", on.least, ("pieces(a-b,1,0)", "pieces(a-b,0,1)"), r"\min", ("min",),
              rule="pieces(a-b,da,db)", branches=Branches("a-b", "a", "b", (0.5, 0.5))),
    Primitive("max", on.greatest, ("pieces(a-b,0,1)", "pieces(a-b,1,0)"), r"\max", ("max",),
              rule="pieces(a-b,db,da)", branches=Branches("a-b", "b", "a", (0.5, 0.5))),
    Primitive("pieces", on.pieces, ("0", "pieces(a,1,0)", "pieces(a,0,1)"), r"\begin{cases}", ("pieces",), _NOT_ZERO,
              rule="pieces(a,db,dc)", branches=Branches("a", "b", "c", (0.0, 0.5, 0.5))),
)  # fmt: skip

PRIMITIVES: Mapping[str, Primitive] = {row.op: row for row in _ROWS}

# Every spelling of a function that can be typed before its argument.
FUNCTIONS: Mapping[str, str] = {name: row.op for row in _ROWS for name in row.names}

CONSTANTS: Mapping[str, float] = {"pi": math.pi, "e": math.e}
