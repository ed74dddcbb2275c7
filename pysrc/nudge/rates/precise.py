"""Values to as many digits as a question needs, each with a bound on its error.

A ball is a decimal and a radius that the true value lies within; every operation makes the radius as large as it must
be. So cancellation is seen, not suffered: the answer is computed again with more digits until the radius is small, and
two expressions are called equal only when their difference is zero to hundreds of digits.

Functions are reduced, by the definitions in the table of primitives, to arithmetic, powers, roots, exp, ln, sin, cos,
atan and erf. Undefined raises ValueError.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal, DecimalException, getcontext, localcontext
from fractions import Fraction
from functools import lru_cache

from nudge.rates import decimals
from nudge.rates.exact import exact
from nudge.rates.expr import Apply, Constant, Expr, Number, Variable, postorder, substitute
from nudge.rates.parse import parse
from nudge.rates.primitives import ARGUMENTS, PRIMITIVES

_EXPONENTS = 400_000_000  # the range of decimal exponents, within what every platform offers
MOST = 240
_PRECISIONS = (30, 60, 120, MOST)
_SMALL = Decimal("1e-30")
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


def precise(expr: Expr, env: Mapping[str, Decimal], digits: int = 20, most: int = MOST) -> Ball:
    """The value with a relative error below 10^-digits, or the smallest ball about zero that `most` digits give.

    Raises ValueError where the expression is undefined, and `Beyond` where it cannot be computed, or where 240 digits
    do not tell it from zero because they all stand before the point.
    """
    form = defined(expr)
    ball = Ball(ZERO)
    for precision in (p for p in _PRECISIONS if p <= most):
        with localcontext(context(precision)):
            try:
                ball = _walk(form, env, last=precision * 2 > most)
            except DecimalException as error:
                raise Beyond("beyond what can be computed") from error
            except Unsure:
                if precision * 2 > most:
                    raise ValueError("a division by zero, as far as can be told") from None
                continue
            if ball.radius <= abs(ball.middle).scaleb(-digits):
                return ball
    if ball.vague and most == MOST:
        raise Beyond("too large for the digits there are")
    return ball


def to_float(number: Ball | Decimal) -> float:
    """The nearest float, ±infinity where the number is too large for one."""
    return float(number.number if isinstance(number, Ball) else number)


def context(precision: int) -> Context:
    """A decimal context that raises instead of making infinities."""
    return Context(prec=precision, rounding=ROUND_HALF_EVEN, Emax=_EXPONENTS, Emin=-_EXPONENTS)


class Beyond(ValueError):
    """The number is too large, or too near to zero, to be computed at all."""


class Unsure(ValueError):
    """More digits are needed to tell a number from zero."""


@lru_cache(maxsize=256)
def defined(expr: Expr) -> Expr:
    """The expression with every function written by its definition in the table."""
    done: dict[Expr, Expr] = {}
    for node in postorder(expr):
        done[node] = node
        if isinstance(node, Apply):
            args = tuple(done[arg] for arg in node.args)
            form = _definition(node.op)
            done[node] = substitute(form, dict(zip(ARGUMENTS, args, strict=False))) if form else Apply(node.op, args)
    return done[expr]


@lru_cache(maxsize=64)
def _definition(op: str) -> Expr | None:
    text = PRIMITIVES[op].definition
    return defined(parse(text, ARGUMENTS)) if text else None


def _walk(expr: Expr, env: Mapping[str, Decimal], last: bool) -> Ball:
    """The value with the digits of the context; `last` if more cannot be had."""
    done: dict[Expr, Ball] = {}
    for node in postorder(expr):
        if isinstance(node, Number):
            done[node] = _rational(node.value)
        elif isinstance(node, Variable):
            done[node] = Ball(env[node.name])
        elif isinstance(node, Constant):
            done[node] = _rounded(decimals.pi() if node.name == "pi" else ONE.exp(), ZERO)
        elif isinstance(node, Apply):
            args = [done[arg] for arg in node.args]
            exponent = exact(node.args[1]) if node.op == "pow" else None
            if node.op in _JUMPING:
                done[node] = _JUMPING[node.op](*args, last)
            else:
                done[node] = _CORE[node.op](*args) if exponent is None else _power(args[0], exponent)
    return done[expr]


def _rounded(middle: Decimal, radius: Decimal) -> Ball:
    """A ball about a result that is right but for its last digits."""
    return Ball(middle, radius + abs(middle).scaleb(-localprec()))


def localprec() -> int:
    """How many digits of a computed middle are certain."""
    return getcontext().prec - 2


def _rational(value: Fraction) -> Ball:
    return _rounded(Decimal(value.numerator) / Decimal(value.denominator), ZERO)


def _add(a: Ball, b: Ball) -> Ball:
    return _rounded(a.middle + b.middle, a.radius + b.radius)


def _sub(a: Ball, b: Ball) -> Ball:
    return _rounded(a.middle - b.middle, a.radius + b.radius)


def _mul(a: Ball, b: Ball) -> Ball:
    spread = abs(a.middle) * b.radius + abs(b.middle) * a.radius + a.radius * b.radius
    return _rounded(a.middle * b.middle, spread)


def _div(a: Ball, b: Ball) -> Ball:
    if b.zero:
        raise Unsure if b.radius else ValueError("division by zero")
    quotient = a.middle / b.middle
    return _rounded(quotient, (a.radius + abs(quotient) * b.radius) / (abs(b.middle) - b.radius))


def _neg(a: Ball) -> Ball:
    return Ball(-a.middle, a.radius)


def _abs(a: Ball) -> Ball:
    return Ball(abs(a.middle), a.radius)


def _sqrt(a: Ball) -> Ball:
    if a.zero:
        return Ball(ZERO, (2 * a.radius).sqrt())
    if a.middle < 0:
        raise ValueError("the root of a negative number")
    root = a.middle.sqrt()
    return _rounded(root, a.radius / root)


def _exp(a: Ball) -> Ball:
    value = a.middle.exp()
    return _rounded(value, value * (a.radius.exp() - 1) if a.radius < 1 else value * a.radius.exp())


def _ln(a: Ball) -> Ball:
    if a.zero:
        raise Unsure if a.radius else ValueError("the logarithm of zero")
    if a.middle < 0:
        raise ValueError("the logarithm of a negative number")
    return _rounded(a.middle.ln(), a.radius / (a.middle - a.radius))


def _gentle(function: Callable[[Decimal], Decimal], slope: Decimal, reach: Decimal) -> Callable[[Ball], Ball]:
    """A function whose rate is never larger than `slope`, and whose values are never further apart than `reach`."""
    return lambda a: _rounded(function(a.middle), min(a.radius * slope, reach))


def _floor(a: Ball, last: bool) -> Ball:
    near = a.middle.to_integral_value(ROUND_HALF_EVEN)
    return Ball(near if _at_jump(Ball(a.middle - near, a.radius), last) else decimals.floor(a.middle))


def _sign(a: Ball, last: bool) -> Ball:
    return Ball(ZERO if _at_jump(a, last) else ONE.copy_sign(a.middle))


def _pieces(a: Ball, below: Ball, above: Ball, last: bool) -> Ball:
    if _at_jump(a, last):
        raise ValueError("where two pieces meet")
    return below if a.middle < 0 else above


def _at_jump(a: Ball, last: bool) -> bool:
    """Whether a function that jumps where `a` is zero is asked there: what all digits cannot tell from zero is zero."""
    if a.zero and a.radius and not last:
        raise Unsure
    return a.zero


def _pow(a: Ball, b: Ball) -> Ball:
    """A power with an exponent that is not an exact number: the base must be positive, or zero under a positive one."""
    if a.zero and not a.radius and b.middle > b.radius:
        return Ball(ZERO)
    if not a.zero and a.middle < 0 and not b.radius and b.middle == b.middle.to_integral_value():
        return _power(a, Fraction(int(b.middle)))
    return _exp(_mul(b, _ln(a)))


def _power(a: Ball, exponent: Fraction) -> Ball:
    """A power with an exact exponent; an odd denominator allows a negative base."""
    n, root = exponent.numerator, exponent.denominator
    if n == 0:
        return Ball(ONE)
    if a.zero and n < 0:
        raise Unsure if a.radius else ValueError("zero to a negative power")
    if root == 1 and abs(n) <= 1000:
        return _whole_power(a, n)
    if a.zero:
        return Ball(ZERO, _exp(_mul(_rational(exponent), _ln(Ball(2 * a.radius)))).middle if a.radius else ZERO)
    if a.middle < 0 and root % 2 == 0:
        raise ValueError("an even root of a negative number")
    size = _exp(_mul(_rational(exponent), _ln(_abs(a))))
    return _neg(size) if a.middle < 0 and n % 2 else size


def _whole_power(a: Ball, n: int) -> Ball:
    result, square, left = Ball(ONE), a, abs(n)
    while left:
        result = _mul(result, square) if left % 2 else result
        left //= 2
        square = _mul(square, square) if left else square
    return result if n > 0 else _div(Ball(ONE), result)


_CORE: Mapping[str, Callable[..., Ball]] = {
    "add": _add,
    "sub": _sub,
    "mul": _mul,
    "div": _div,
    "neg": _neg,
    "pow": _pow,
    "sqrt": _sqrt,
    "exp": _exp,
    "ln": _ln,
    "sin": _gentle(decimals.sin, ONE, TWO),
    "cos": _gentle(decimals.cos, ONE, TWO),
    "atan": _gentle(decimals.atan, ONE, 2 * TWO),
    "erf": _gentle(decimals.erf, TWO, TWO),
    "abs": _abs,
}
_JUMPING: Mapping[str, Callable[..., Ball]] = {"floor": _floor, "sign": _sign, "pieces": _pieces}
