"""The table of primitives: everything the engine can do to numbers, one row each.

A row states a primitive's value, its domain, its local rates and its TeX, once. Evaluation, forward mode, reverse mode,
the symbolic derivative and the worked steps are walks over this table, so a new function is one new row.

Local rates are written as text in the primitive's own arguments, `a` and `b`; the engine reads them with its own
parser. They are chosen to be stable: tanh has the rate sech(a)^2, which keeps its digits where 1 - tanh(a)^2 loses them.

A value function takes floats and answers a float. It raises ValueError or ZeroDivisionError outside its domain. A
result too large for a float is ±inf, which a later division may bring back; nothing infinite is ever a final answer.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from operator import add, mul, neg, sub, truediv

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
    """One row: `rates[i]` is the rate with respect to argument i, in the argument names `a` and `b`.

    `domain` is the condition on the arguments in words, empty where every number will do. `names` are the spellings a
    reader may type, the first one preferred; `inverse` is the primitive that a power of -1 on the name means. `tex` is
    the name in TeX, or a template with `#1` for a primitive that is not written as a name before its argument. `rule`
    is how textbooks write the derivative when all arguments move, in a, b and their rates da, db, where that is not
    simply the sum of local rates times rates of the arguments.
    """

    op: str
    value: Value
    rates: tuple[str, ...]
    tex: str
    names: tuple[str, ...] = ()
    domain: str = ""
    inverse: str = ""
    branches: Branches | None = None
    rule: str = ""

    @property
    def arity(self) -> int:
        """How many arguments the primitive takes."""
        return len(self.rates)


def power(base: float, exponent: float) -> float:
    """base^exponent over the reals: 0^0 is undefined, and so is a negative base unless the exponent is whole."""
    if base != base or exponent != exponent:
        raise ValueError("not a number")
    if base == 0 and exponent == 0:
        raise ValueError("0 to the power 0")
    try:
        return math.pow(base, exponent)
    except OverflowError:
        return -math.inf if base < 0 and math.fmod(exponent, 2) else math.inf
    except ValueError:
        if base == 0:
            raise ZeroDivisionError("0 to a negative power") from None
        raise


def exp(a: float) -> float:
    """e^a; infinite where it is too large for a float."""
    try:
        return math.exp(a)
    except OverflowError:
        return math.inf


def cbrt(a: float) -> float:
    """The real cube root."""
    return math.cbrt(a)


def log(base: float, a: float) -> float:
    """The logarithm of `a` to a base; exact at whole powers of 2 and 10."""
    if base == 10:
        return math.log10(a)
    if base == 2:
        return math.log2(a)
    return math.log(a) / math.log(base)


def acot(a: float) -> float:
    """The inverse cotangent with values in (0, π), continuous everywhere."""
    return math.atan(1 / a) if a > 0 else math.pi / 2 - math.atan(a)


def cosh(a: float) -> float:
    """The hyperbolic cosine; infinite where it is too large for a float."""
    try:
        return math.cosh(a)
    except OverflowError:
        return math.inf


def sinh(a: float) -> float:
    """The hyperbolic sine; infinite where it is too large for a float."""
    try:
        return math.sinh(a)
    except OverflowError:
        return math.copysign(math.inf, a)


def asech(a: float) -> float:
    """The inverse hyperbolic secant, defined on (0, 1]."""
    if a < 0:
        raise ValueError("asech of a negative number")
    return math.acosh(1 / a)


def sigmoid(a: float) -> float:
    """1/(1 + e^-a), from the exponential that does not overflow."""
    if a >= 0:
        return 1 / (1 + math.exp(-a))
    small = math.exp(a)
    return small / (1 + small)


def softplus(a: float) -> float:
    """ln(1 + e^a), kept exact for large a."""
    return max(a, 0.0) + math.log1p(math.exp(-abs(a)))


def _number(*args: float) -> None:
    if any(a != a for a in args):
        raise ValueError("not a number")


def relu(a: float) -> float:
    """max(a, 0)."""
    _number(a)
    return a if a > 0 else 0.0


def sign(a: float) -> float:
    """-1, 0 or 1."""
    _number(a)
    return float((a > 0) - (a < 0))


def floor(a: float) -> float:
    """The largest whole number not above a."""
    return float(math.floor(a))


def ceil(a: float) -> float:
    """The smallest whole number not below a."""
    return float(math.ceil(a))


def least(a: float, b: float) -> float:
    """The smaller of two numbers."""
    _number(a, b)
    return b if b < a else a


def greatest(a: float, b: float) -> float:
    """The larger of two numbers."""
    _number(a, b)
    return b if b > a else a


_ANGLE = "an angle where it has no pole"
_BETWEEN = "a number from −1 to 1"
_OUTSIDE = "a number that is not between −1 and 1"
_NOT_ZERO = "a number other than 0"

_ROWS = (
    Primitive("add", add, ("1", "1"), ""),
    Primitive("sub", sub, ("1", "-1"), ""),
    Primitive("mul", mul, ("b", "a"), "", rule="da*b+a*db"),
    Primitive(
        "div", truediv, ("1/b", "-(a/b)/b"), "", domain="a denominator other than 0", rule="(da*b-a*db)/b^2"
    ),
    Primitive("neg", neg, ("-1",), ""),
    Primitive(
        "pow",
        power,
        ("b*a^(b-1)", "a^b*ln(a)"),
        "",
        domain="a base that is positive, or a whole exponent",
        rule="a^b*(db*ln(a)+b*da/a)",
    ),
    Primitive(
        "sqrt", math.sqrt, ("1/(2*sqrt(a))",), r"\sqrt{#1}", ("sqrt",), "a number that is not negative"
    ),
    Primitive("cbrt", cbrt, ("1/(3*cbrt(a)^2)",), r"\sqrt[3]{#1}", ("cbrt",)),
    Primitive("exp", exp, ("exp(a)",), "e^{#1}", ("exp",)),
    Primitive("ln", math.log, ("1/a",), r"\ln", ("ln",), "a positive number"),
    Primitive("log", log, ("-ln(b)/(a*ln(a)^2)", "1/(b*ln(a))"), r"\log", (), "a positive number"),
    Primitive("sin", math.sin, ("cos(a)",), r"\sin", ("sin",), inverse="asin"),
    Primitive("cos", math.cos, ("-sin(a)",), r"\cos", ("cos",), inverse="acos"),
    Primitive("tan", math.tan, ("sec(a)^2",), r"\tan", ("tan", "tg"), _ANGLE, "atan"),
    Primitive("sec", lambda a: 1 / math.cos(a), ("sec(a)*tan(a)",), r"\sec", ("sec",), _ANGLE, "asec"),
    Primitive(
        "csc", lambda a: 1 / math.sin(a), ("-csc(a)*cot(a)",), r"\csc", ("csc", "cosec"), _ANGLE, "acsc"
    ),
    Primitive(
        "cot", lambda a: 1 / math.tan(a), ("-csc(a)^2",), r"\cot", ("cot", "ctg", "cotan"), _ANGLE, "acot"
    ),
    Primitive("asin", math.asin, ("1/sqrt(1-a^2)",), r"\arcsin", ("arcsin", "asin"), _BETWEEN, "sin"),
    Primitive("acos", math.acos, ("-1/sqrt(1-a^2)",), r"\arccos", ("arccos", "acos"), _BETWEEN, "cos"),
    Primitive("atan", math.atan, ("1/(1+a^2)",), r"\arctan", ("arctan", "atan", "arctg"), inverse="tan"),
    Primitive(
        "asec",
        lambda a: math.acos(1 / a),
        ("1/(abs(a)*sqrt(a^2-1))",),
        r"\operatorname{arcsec}",
        ("arcsec", "asec"),
        _OUTSIDE,
        "sec",
    ),
    Primitive(
        "acsc",
        lambda a: math.asin(1 / a),
        ("-1/(abs(a)*sqrt(a^2-1))",),
        r"\operatorname{arccsc}",
        ("arccsc", "acsc", "arccosec"),
        _OUTSIDE,
        "csc",
    ),
    Primitive(
        "acot", acot, ("-1/(1+a^2)",), r"\operatorname{arccot}", ("arccot", "acot", "arcctg"), inverse="cot"
    ),
    Primitive("sinh", sinh, ("cosh(a)",), r"\sinh", ("sinh",), inverse="asinh"),
    Primitive("cosh", cosh, ("sinh(a)",), r"\cosh", ("cosh",), inverse="acosh"),
    Primitive("tanh", math.tanh, ("sech(a)^2",), r"\tanh", ("tanh",), inverse="atanh"),
    Primitive(
        "sech",
        lambda a: 1 / cosh(a),
        ("-sech(a)*tanh(a)",),
        r"\operatorname{sech}",
        ("sech",),
        inverse="asech",
    ),
    Primitive(
        "csch",
        lambda a: 1 / sinh(a),
        ("-csch(a)*coth(a)",),
        r"\operatorname{csch}",
        ("csch", "cosech"),
        _NOT_ZERO,
        "acsch",
    ),
    Primitive("coth", lambda a: 1 / math.tanh(a), ("-csch(a)^2",), r"\coth", ("coth",), _NOT_ZERO, "acoth"),
    Primitive(
        "asinh",
        math.asinh,
        ("1/sqrt(a^2+1)",),
        r"\operatorname{arsinh}",
        ("arsinh", "asinh", "arcsinh"),
        inverse="sinh",
    ),
    Primitive(
        "acosh",
        math.acosh,
        ("1/(sqrt(a-1)*sqrt(a+1))",),
        r"\operatorname{arcosh}",
        ("arcosh", "acosh", "arccosh"),
        "a number from 1 upwards",
        "cosh",
    ),
    Primitive(
        "atanh",
        math.atanh,
        ("1/(1-a^2)",),
        r"\operatorname{artanh}",
        ("artanh", "atanh", "arctanh"),
        "a number between −1 and 1",
        "tanh",
    ),
    Primitive(
        "asech",
        asech,
        ("-1/(a*sqrt(1-a^2))",),
        r"\operatorname{arsech}",
        ("arsech", "asech", "arcsech"),
        "a positive number up to 1",
        "sech",
    ),
    Primitive(
        "acsch",
        lambda a: math.asinh(1 / a),
        ("-1/(abs(a)*sqrt(1+a^2))",),
        r"\operatorname{arcsch}",
        ("arcsch", "acsch", "arccsch"),
        _NOT_ZERO,
        "csch",
    ),
    Primitive(
        "acoth",
        lambda a: math.atanh(1 / a),
        ("1/(1-a^2)",),
        r"\operatorname{arcoth}",
        ("arcoth", "acoth", "arccoth"),
        "a number beyond 1 or below −1",
        "coth",
    ),
    Primitive(
        "sigmoid", sigmoid, ("sigmoid(a)*sigmoid(-a)",), r"\operatorname{sigmoid}", ("sigmoid", "logistic")
    ),
    Primitive("softplus", softplus, ("sigmoid(a)",), r"\operatorname{softplus}", ("softplus",)),
    Primitive("erf", math.erf, ("2/sqrt(pi)*exp(-a^2)",), r"\operatorname{erf}", ("erf",)),
    Primitive("abs", abs, ("a/abs(a)",), r"|#1|", ("abs",), branches=Branches("a", "-a", "a", (0.0,))),
    Primitive(
        "relu",
        relu,
        ("relu(a)/a",),
        r"\operatorname{relu}",
        ("relu",),
        branches=Branches("a", "0", "a", (0.0,)),
    ),
    Primitive(
        "sign",
        sign,
        ("0",),
        r"\operatorname{sign}",
        ("sign", "sgn"),
        branches=Branches("a", "-1", "1", (0.0,)),
    ),
    Primitive(
        "floor",
        floor,
        ("0",),
        r"\lfloor #1\rfloor",
        ("floor",),
        branches=Branches("a-floor(a)", "floor(a)-1", "floor(a)", (0.0,)),
    ),
    Primitive(
        "ceil",
        ceil,
        ("0",),
        r"\lceil #1\rceil",
        ("ceil",),
        branches=Branches("a-ceil(a)", "ceil(a)", "ceil(a)+1", (0.0,)),
    ),
    Primitive(
        "min",
        least,
        ("(1-(a-b)/abs(a-b))/2", "(1+(a-b)/abs(a-b))/2"),
        r"\min",
        ("min",),
        branches=Branches("a-b", "a", "b", (0.5, 0.5)),
    ),
    Primitive(
        "max",
        greatest,
        ("(1+(a-b)/abs(a-b))/2", "(1-(a-b)/abs(a-b))/2"),
        r"\max",
        ("max",),
        branches=Branches("a-b", "b", "a", (0.5, 0.5)),
    ),
)


def _by_op(rows: Iterable[Primitive]) -> Mapping[str, Primitive]:
    return {row.op: row for row in rows}


PRIMITIVES: Mapping[str, Primitive] = _by_op(_ROWS)

# Every spelling of a function that can be typed before its argument.
FUNCTIONS: Mapping[str, str] = {name: row.op for row in _ROWS for name in row.names}

CONSTANTS: Mapping[str, float] = {"pi": math.pi, "e": math.e}
