"""Whether two expressions are the same function, decided at many points with many digits.

The points are decimals of nineteen digits without any pattern that a formula could share. At each, the difference of
the two is computed with a bound on its error: if it is not zero, they differ, however little; if it is zero to fifty
digits at every one of at least twenty points, they are the same. Where only one is defined they differ as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from itertools import chain

from nudge.rates.domains import Domain
from nudge.rates.expr import Apply, Expr
from nudge.rates.precise import Beyond, context, precise

Place = Mapping[str, Decimal]
Tolerance = tuple[Decimal, Decimal]  # absolute, and relative to what was expected

ENOUGH = 20
EXACTLY: Tolerance = (Decimal(0), Decimal(0))
_EDGE = Decimal("1.000000000001")
_DIGITS = 25
_NET = 400
_BELOW, _ABOVE = Decimal("0.98"), Decimal("1.02")
# the fractions of their multiples are spread evenly: the golden ratio, then roots of primes
_SPREAD = tuple(map(Decimal, ("0.6180339887498948482", "0.4142135623730950488", "0.7320508075688772935",
                              "0.6457513110645905905", "0.3166247903553998491", "0.6055512754639892931")))  # fmt: skip
_SPANS = (
    *(("-3.5", "3.5", 18), ("-1", "1", 12), ("0", "1.6", 8), ("-12", "12", 10), ("-0.01", "0.01", 4)),
    *(("20", "90", 4), ("-90", "-20", 4), ("900", "3000", 2), ("-3000", "-900", 2)),
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was found: "same", "different", "domain" (the same where both are defined) or "nowhere" (never both)."""

    result: str
    points: int


def compare(
    a: Expr,
    b: Expr,
    names: Sequence[str],
    domain: Domain | None = None,
    tolerance: Tolerance = EXACTLY,
    enough: int = ENOUGH,
) -> Comparison:
    """Compare two expressions in the named variables, over a domain if one is given.

    A difference within either part of `tolerance` passes; the first expression is the expected one.
    """
    difference = Apply("sub", (a, b))
    common: list[Place] = []
    apart = 0
    for place in chain(points(names), _more(names, common, enough)):
        if domain is not None and not domain(place):
            continue
        try:
            there = [_defined(a, place), _defined(b, place)]
            if there[0] != there[1]:
                apart += 1
            if not all(there):
                continue
            if not _zero(difference, a, place, tolerance):
                return Comparison("different", len(common))
        except Beyond:
            continue
        common.append(place)
    if len(common) < (enough if names else 1):
        return Comparison("domain" if common and apart else "nowhere", len(common))
    return Comparison("domain" if apart else "same", len(common))


def points(names: Sequence[str]) -> Iterator[Place]:
    """Places to compare at, the same ones every time: near zero, in the usual window, and far out."""
    if not names:
        yield {}
        return
    count = 0
    for low, high, times in _SPANS:
        for _ in range(times):
            count += 1
            yield {name: _spread(Decimal(low), Decimal(high), count, i) for i, name in enumerate(names)}


def _more(names: Sequence[str], found: Sequence[Place], enough: int) -> Iterator[Place]:
    """More places while too few were found to be of use: a wide net until there is one, then all around those."""
    for k in range(_NET):
        if found or not names:
            break
        sizes = [Decimal(10) ** _spread(Decimal(-4), Decimal(5), k, i) for i in range(len(names))]
        yield {name: size if (k >> i) % 2 else -size for i, (name, size) in enumerate(zip(names, sizes, strict=True))}
    centres = list(found) if names else []
    for k in range(len(centres) and 12 * enough):
        if len(found) >= enough:
            return
        centre = centres[k % len(centres)]
        yield {name: x * _spread(_BELOW, _ABOVE, k, i) for i, (name, x) in enumerate(centre.items())}


def _spread(low: Decimal, high: Decimal, count: int, i: int) -> Decimal:
    """The place number `count` of a sequence that fills an interval evenly, another one for each variable."""
    return low + (high - low) * (count * _SPREAD[i % len(_SPREAD)] % 1)


def _defined(expr: Expr, place: Place) -> bool:
    try:
        precise(expr, place, _DIGITS, 60)
    except Beyond:
        raise
    except ValueError:
        return False
    return True


def _zero(difference: Expr, a: Expr, place: Place, tolerance: Tolerance) -> bool:
    ball = precise(difference, place, 2, 60)
    if ball.vague:
        ball = precise(difference, place, 2)
    if ball.zero:
        return True
    return near(ball.middle, precise(a, place, _DIGITS, 60).middle, tolerance) if any(tolerance) else False


def near(difference: Decimal, wanted: Decimal, tolerance: Tolerance) -> bool:
    """Whether a difference is within the absolute tolerance, or the relative one; just at the edge counts as within."""
    absolute, relative = tolerance
    with localcontext(context(40)):
        return abs(difference) <= max(absolute, relative * abs(wanted)) * _EDGE
