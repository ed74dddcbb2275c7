"""The value of each primitive on floats, where the standard library has no function that behaves as the table asks.

A value function takes floats and answers a float. It raises ValueError or ZeroDivisionError outside its domain. A
result too large for a float is ±inf, which a later division may bring back; nothing infinite is ever a final answer.
"""

from __future__ import annotations

import math


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


def log(base: float, a: float) -> float:
    """The logarithm of `a` to a base; exact at whole powers of 2 and 10."""
    if base == 10:
        return math.log10(a)
    if base == 2:
        return math.log2(a)
    return math.log(a) / math.log(base)


def sec(a: float) -> float:
    """The secant, 1/cos."""
    return 1 / math.cos(a)


def csc(a: float) -> float:
    """The cosecant, 1/sin."""
    return 1 / math.sin(a)


def cot(a: float) -> float:
    """The cotangent, 1/tan."""
    return 1 / math.tan(a)


def asec(a: float) -> float:
    """The inverse secant with values in [0, π]."""
    return math.acos(1 / a)


def acsc(a: float) -> float:
    """The inverse cosecant with values in [-π/2, π/2]."""
    return math.asin(1 / a)


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


def sech(a: float) -> float:
    """The hyperbolic secant, 1/cosh."""
    return 1 / cosh(a)


def csch(a: float) -> float:
    """The hyperbolic cosecant, 1/sinh."""
    return 1 / sinh(a)


def coth(a: float) -> float:
    """The hyperbolic cotangent, 1/tanh."""
    return 1 / math.tanh(a)


def acsch(a: float) -> float:
    """The inverse hyperbolic cosecant."""
    return math.asinh(1 / a)


def acoth(a: float) -> float:
    """The inverse hyperbolic cotangent."""
    return math.atanh(1 / a)


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


def pieces(a: float, below: float, above: float) -> float:
    """`below` where a < 0, `above` where a > 0, and nothing where the two meet."""
    _number(a)
    if a == 0:
        raise ValueError("where two pieces meet")
    return below if a < 0 else above


def greatest(a: float, b: float) -> float:
    """The larger of two numbers."""
    _number(a, b)
    return b if b > a else a
