"""Balls: decimals with a bound on their error, and the few functions that all others are reduced to.

Every operation makes the radius as large as it must be, and no larger: what decimals hold exactly keeps the radius 0.
So cancellation is seen, not suffered, and 0.1·3 − 0.3 is 0 for certain. All work with the digits of the current decimal
context. Undefined raises ValueError.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal, Inexact, getcontext
from fractions import Fraction

from nudge.rates import decimals
from nudge.rates.decimals import Beyond

_EXPONENTS = 400_000_000  # the range of decimal exponents, within what every platform offers
_SMALL = Decimal("1e-30")
_VANISHED = Decimal((0, (1,), -_EXPONENTS))  # what is smaller than any decimal is between 0 and this
_TINY = Decimal("1e-100000")  # no cancellation of 240 digits leaves so little: a radius below it comes of `_VANISHED`
ZERO, ONE, TWO = Decimal(0), Decimal(1), Decimal(2)


@dataclass(frozen=True, slots=True)
class Ball:
    """A number known to lie within `radius` of `middle`."""

    middle: Decimal
    radius: Decimal = ZERO

    @property
    def zero(self) -> bool:
        """Whether the number may be zero."""
        return self.middle.copy_abs() <= self.radius

    @property
    def vague(self) -> bool:
        """Whether the number may be zero, or something that is far from it."""
        return self.zero and self.radius > _SMALL

    @property
    def number(self) -> Decimal:
        """The middle, or 0 where the number may be zero."""
        return ZERO if self.zero else self.middle


class Unsure(ValueError):
    """More digits are needed to tell a number from zero."""


class Untold(ValueError):
    """Not defined, as far as can be told: no number of digits told what is divided by from zero."""


def context(precision: int) -> Context:
    """A decimal context that raises instead of making infinities."""
    return Context(prec=precision, rounding=ROUND_HALF_EVEN, Emax=_EXPONENTS, Emin=-_EXPONENTS)


def _rounded(middle: Decimal, radius: Decimal) -> Ball:
    """A ball about a result that is exact, or right but for its last digits: the context's flag says which."""
    here = getcontext()
    if here.flags[Inexact]:
        radius += middle.copy_abs().scaleb(2 - here.prec)
        here.flags[Inexact] = False
    return Ball(middle, radius)


def computed(middle: Decimal, radius: Decimal = ZERO) -> Ball:
    """A ball about a result that is right but for its last digits."""
    here = getcontext()
    radius += middle.copy_abs().scaleb(2 - here.prec)
    here.flags[Inexact] = False
    return Ball(middle, radius)


def rational(value: int | Fraction) -> Ball:
    """The ball about a rational number."""
    return _rounded(Decimal(value.numerator) / Decimal(value.denominator), ZERO)


def add(a: Ball, b: Ball) -> Ball:
    """a + b."""
    return _rounded(a.middle + b.middle, a.radius + b.radius)


def sub(a: Ball, b: Ball) -> Ball:
    """a - b."""
    return _rounded(a.middle - b.middle, a.radius + b.radius)


def mul(a: Ball, b: Ball) -> Ball:
    """a·b."""
    middle = a.middle * b.middle
    if not a.radius and not b.radius:
        return _rounded(middle, ZERO)
    return _rounded(middle, abs(a.middle) * b.radius + abs(b.middle) * a.radius + a.radius * b.radius)


def div(a: Ball, b: Ball) -> Ball:
    """a/b."""
    if b.zero:
        raise Unsure if b.radius else ValueError("division by zero")
    quotient = a.middle / b.middle
    return _rounded(quotient, (a.radius + abs(quotient) * b.radius) / (abs(b.middle) - b.radius))


def neg(a: Ball) -> Ball:
    """-a."""
    return Ball(a.middle.copy_negate(), a.radius)


def size(a: Ball) -> Ball:
    """|a|."""
    return Ball(a.middle.copy_abs(), a.radius)


def relu(a: Ball) -> Ball:
    """max(a, 0)."""
    return greatest(a, Ball(ZERO))


def greatest(a: Ball, b: Ball) -> Ball:
    """The larger of two numbers; where it cannot be told which that is, a ball that holds both."""
    if a.middle < b.middle:
        a, b = b, a
    certain = a.middle - a.radius >= b.middle + b.radius
    return a if certain else computed(a.middle, a.radius + b.radius)


def least(a: Ball, b: Ball) -> Ball:
    """The smaller of two numbers."""
    return neg(greatest(neg(a), neg(b)))


def sqrt(a: Ball) -> Ball:
    """The square root of a."""
    if a.zero:
        return Ball(ZERO, (2 * a.radius).sqrt())
    if a.middle < 0:
        raise ValueError("the root of a negative number")
    root = a.middle.sqrt()
    return _rounded(root, a.radius / root)


def exp(a: Ball) -> Ball:
    """e^a; what is too small for a decimal is a ball about 0."""
    value = a.middle.exp()
    if not value:
        return Ball(ZERO, _VANISHED)
    return _rounded(value, value * (a.radius.exp() - 1) if a.radius < 1 else value * a.radius.exp())


def ln(a: Ball) -> Ball:
    """The natural logarithm of a."""
    if a.zero:
        raise Unsure if a.radius else ValueError("the logarithm of zero")
    if a.middle < 0:
        raise ValueError("the logarithm of a negative number")
    return _rounded(a.middle.ln(), a.radius / (a.middle - a.radius))


def _gentle(function: Callable[[Decimal], Decimal], slope: Decimal, reach: Decimal) -> Callable[[Ball], Ball]:
    """A function whose rate is never larger than `slope`, and whose values are never further apart than `reach`.

    Its value at 0 is a whole number.
    """

    def applied(a: Ball) -> Ball:
        if not a.middle and not a.radius:
            return Ball(function(a.middle))
        return computed(function(a.middle), min(a.radius * slope, reach))

    return applied


sin = _gentle(decimals.sin, ONE, TWO)
cos = _gentle(decimals.cos, ONE, TWO)
atan = _gentle(decimals.atan, ONE, 2 * TWO)
erf = _gentle(decimals.erf, TWO, TWO)


def floor(a: Ball, last: bool) -> Ball:
    """The largest whole number not above a."""
    near = a.middle.to_integral_value(ROUND_HALF_EVEN)
    if last and a.radius > _SMALL and Ball(a.middle - near, a.radius).zero:
        return Ball(a.middle, a.radius + 1)  # which whole number it is cannot be told
    return Ball(near if at_jump(Ball(a.middle - near, a.radius), last) else decimals.floor(a.middle))


def sign(a: Ball, last: bool) -> Ball:
    """-1, 0 or 1."""
    return Ball(ZERO if at_jump(a, last) else ONE.copy_sign(a.middle))


def pieces(a: Ball, below: Ball, above: Ball, last: bool) -> Ball:
    """`below` where a < 0, `above` where a > 0, and nothing where the two meet."""
    if at_jump(a, last):
        raise ValueError("where two pieces meet")
    return below if a.middle < 0 else above


def at_jump(a: Ball, last: bool) -> bool:
    """Whether a function that jumps where `a` is zero is asked there: what all digits cannot tell from zero is zero.

    `last` says that there are no more digits than these.
    """
    if a.zero and a.radius and not last:
        raise Unsure
    if a.vague or (a.zero and 0 < a.radius < _TINY):
        raise Beyond("too large or too small to tell which side of a jump it is on")
    return a.zero


def pow_(a: Ball, b: Ball) -> Ball:
    """A power with an exponent that is not an exact number: the base must be positive, or zero under a positive one."""
    if a.zero and not a.radius and b.middle > b.radius:
        return Ball(ZERO)
    if not a.zero and a.middle < 0 and not b.radius and b.middle == b.middle.to_integral_value():
        return power(a, Fraction(int(b.middle)))
    return exp(mul(b, ln(a)))


def power(a: Ball, exponent: int | Fraction) -> Ball:
    """A power with an exact exponent; an odd denominator allows a negative base."""
    n, root = exponent.numerator, exponent.denominator
    if n == 0:
        return Ball(ONE)
    if a.zero and n < 0:
        raise Unsure if a.radius else ValueError("zero to a negative power")
    if root == 1 and abs(n) <= 1000:
        return _whole_power(a, n)
    if a.zero:
        return Ball(ZERO, exp(mul(rational(exponent), ln(Ball(2 * a.radius)))).middle if a.radius else ZERO)
    if a.middle < 0 and root % 2 == 0:
        raise ValueError("an even root of a negative number")
    if exponent == Fraction(1, 2):
        return sqrt(a)
    grown = exp(mul(rational(exponent), ln(size(a))))
    return neg(grown) if a.middle < 0 and n % 2 else grown


def _whole_power(a: Ball, n: int) -> Ball:
    result, square, left = Ball(ONE), a, abs(n)
    while left:
        result = mul(result, square) if left % 2 else result
        left //= 2
        square = mul(square, square) if left else square
    return result if n > 0 else div(Ball(ONE), result)


CORE: Mapping[str, Callable[..., Ball]] = {
    "add": add,
    "sub": sub,
    "mul": mul,
    "div": div,
    "neg": neg,
    "pow": pow_,
    "sqrt": sqrt,
    "exp": exp,
    "ln": ln,
    "sin": sin,
    "cos": cos,
    "atan": atan,
    "erf": erf,
    "abs": size,
    "relu": relu,
    "max": greatest,
    "min": least,
}
JUMPING: Mapping[str, Callable[..., Ball]] = {"floor": floor, "sign": sign, "pieces": pieces}
