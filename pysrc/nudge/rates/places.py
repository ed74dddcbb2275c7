"""Places at which two functions are compared: anywhere, and at and around corners.

Places of the first kind have digits without any pattern that a formula could share. Those of the second stand on a line
along which one variable moves: at each corner, in each stretch between two, and on each side of every corner, close to
it and closer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import chain, pairwise

from nudge.rates.balls import Ball
from nudge.rates.expr import Expr, Number, rational, substitute, terminates
from nudge.rates.precise import MOST, context, precise
from nudge.rates.roots import WITHIN

# the fractions of their multiples are spread evenly: the golden ratio, then roots of primes
_SPREAD = tuple(map(Decimal, ("0.6180339887498948482", "0.4142135623730950488", "0.7320508075688772935",
                              "0.6457513110645905905", "0.3166247903553998491", "0.6055512754639892931")))  # fmt: skip
_SPANS = (
    *(("-3.5", "3.5", 18), ("-1", "1", 12), ("0", "1.6", 8), ("-12", "12", 10), ("-0.01", "0.01", 4)),
    *(("20", "90", 4), ("-90", "-20", 4), ("900", "3000", 2), ("-3000", "-900", 2)),
)
_WHOLE = (2, 3, 1, 4, 5, -1, 6, -2, 7, 8, 0, -3, 9, 10, 11, -4, 12, 13, 17, -5, 20, 23, -6, 31, -9, 40, -14, 52, 101)
_SHORT = 120  # digits that a place off the corners needs, so far out that eighty are before the point
_WITHIN = tuple(map(Fraction, ("0.38196601125", "0.72360679775", "0.14589803375")))  # of the way from corner to corner
_CLOSE = tuple(Fraction(137, 100) / 10**k for k in (1, 2, 4, 7, 11, 16))  # from a corner, by the length of a stretch
_FAR = tuple(map(Fraction, ("1.7320508", "173.20508", "17320.508", "173205080.7568", "17320508075688772.935274")))
_CROOKED = Fraction(7920, 7919)  # so that no place far out is a whole number
_ENOUGH = 48  # places within stretches of one line, if there are not many corners
_CLOSEST = Fraction(1, 10**34)  # relatively: what is closer to a corner than that, sixty digits may take for it


@dataclass(frozen=True, slots=True)
class SamplePoint:
    """A number for every variable. `exact` are those that are no short decimals, each as an expression.

    `corner` says that something may happen just here, so that what has no value here may have one all around; `far`
    that the place is further out than anyone would look.
    """

    env: Mapping[str, Decimal]
    exact: Mapping[str, Expr] = field(default_factory=dict)
    corner: bool = False
    far: bool = False

    def ball(self, expr: Expr, digits: int = 20, most: int = MOST) -> Ball:
        """The value of an expression here, as `precise` has it."""
        if self.exact:
            return precise(substitute(expr, self.exact), self.env, digits, WITHIN)
        return precise(expr, self.env, digits, most)

    def whole(self, name: str) -> bool:
        """Whether a variable is a whole number here."""
        return name in self.env and self.env[name] == self.env[name].to_integral_value()


def anywhere(names: Sequence[str], whole: frozenset[str] = frozenset()) -> Iterator[SamplePoint]:
    """The same places every time: near zero, in the usual window, and somewhat further out."""
    if not names:
        yield SamplePoint({})
        return
    count = 0
    for low, high, times in _SPANS:
        for _ in range(times):
            yield SamplePoint(
                {
                    name: Decimal(_WHOLE[(count + 3 * i) % len(_WHOLE)])
                    if name in whole
                    else _spread(Decimal(low), Decimal(high), count + 1, i)
                    for i, name in enumerate(names)
                }
            )
            count += 1
            if count == len(_WHOLE) and whole.issuperset(names) and len(names) == 1:
                return


def _spread(low: Decimal, high: Decimal, count: int, i: int) -> Decimal:
    """The place number `count` of a sequence that fills an interval evenly, another one for each variable."""
    return low + (high - low) * (count * _SPREAD[i % len(_SPREAD)] % 1)


def between(places: Sequence[SamplePoint], count: int) -> Iterator[SamplePoint]:
    """Places between two of some, by turns: where there are a few, there are more."""
    pairs = [(one, other) for one, other in zip(places, [*places[1:], *places[:1]], strict=True) if one is not other]
    for k in range(count if pairs else 0):
        one, other = pairs[k % len(pairs)]
        with localcontext(context(_SHORT)):
            yield SamplePoint({name: x + (other.env[name] - x) * (k * _SPREAD[1] % 1) for name, x in one.env.items()})


@dataclass(frozen=True, slots=True)
class SampleLine:
    """All variables but one have a number; `on` are those that have it because something happens there."""

    name: str
    fixed: Mapping[str, Fraction]
    on: frozenset[str] = frozenset()

    def restricted(self, expr: Expr) -> Expr:
        """The expression along the line."""
        return substitute(expr, {name: number(value) for name, value in self.fixed.items()})

    def place(self, t: Fraction, corner: bool = False, far: bool = False) -> SamplePoint:
        """The place where the variable that moves is t."""
        env: dict[str, Decimal] = {}
        exact: dict[str, Expr] = {}
        for name, value in {**self.fixed, self.name: t}.items():
            if name in self.on or (corner and name == self.name):
                if terminates(value) and value.denominator < 10**30 and abs(value) < 10**30:
                    env[name] = _decimal(value)
                else:
                    exact[name] = number(value)
            else:
                env[name] = _decimal(value)
        return SamplePoint(env, exact, corner or bool(self.on), far)

    def places(self, corners: Sequence[Fraction]) -> Iterator[SamplePoint]:
        """At the corners, between them, and on both sides of each. `corners` are rising."""
        for corner in corners:
            yield self.place(corner, corner=True)
        parts = stretches(corners)
        for low, high in parts:
            for t in chain(_inside(low, high), _further(low, high, _ENOUGH // len(parts))):
                yield self.place(t, far=abs(t) > 4000 and (low is None or high is None))


def stretches(corners: Sequence[Fraction]) -> list[tuple[Fraction | None, Fraction | None]]:
    """The parts of the line between neighbouring corners; None is an end that there is not. Short ones come first."""
    ends = [None, *corners, None]
    pairs = list(pairwise(ends))
    return [*pairs[1:-1], pairs[0], *pairs[1:][-1:]]


def middle(low: Fraction | None, high: Fraction | None) -> Fraction:
    """A place in a stretch."""
    return next(_inside(low, high))


def _inside(low: Fraction | None, high: Fraction | None) -> Iterator[Fraction]:
    """Places in a stretch of the line: somewhere in it, then towards its ends."""
    if low is None or high is None:
        end, sign = (low, 1) if low is not None else (high or Fraction(0), -1)
        size = max(abs(end), Fraction(1)) * _CROOKED
        yield from (end + sign * size * part for part in (*_WITHIN, *_CLOSE[1:]))
        yield from (end + sign * size * part for part in _FAR)
        return
    width, size = high - low, max(abs(low), abs(high))
    yield from (low + width * part / _CROOKED for part in _WITHIN)
    for part in _CLOSE[1:]:
        if width * part > size * _CLOSEST:
            yield low + width * part
            yield high - width * part
    if 0 <= low * 1000 < high or 0 <= -high * 1000 < -low:  # many sizes lie in it
        yield from _sizes(low, high)


def _further(low: Fraction | None, high: Fraction | None, count: int) -> Iterator[Fraction]:
    """More places in a stretch, to have enough of them; close to where an endless one begins."""
    if low is None:
        low = min(-2 * abs(high), high - 2) if high is not None else Fraction(-5)
    if high is None:
        high = max(2 * abs(low), low + 2)
    ends = Decimal(0), Decimal(1)
    yield from (low + (high - low) * Fraction(_spread(*ends, k, 0)) for k in range(4, count))


def _sizes(low: Fraction, high: Fraction) -> Iterator[Fraction]:
    """Places in a stretch on one side of zero, of sizes between those of its ends."""
    small, large = sorted((abs(low), abs(high)))
    sign = 1 if high > 0 else -1
    t = large / 137 * _CROOKED
    for _ in range(12):
        if t <= small or t * 10**20 < large:
            return
        yield sign * t
        t /= 41


def _decimal(value: Fraction) -> Decimal:
    with localcontext(context(_SHORT)):
        return Decimal(value.numerator) / Decimal(value.denominator)


def number(value: Fraction) -> Expr:
    """A rational as an expression; one of many digits is one number, and no fraction of two."""
    return Number(value) if value >= 0 and terminates(value) else rational(value)
