"""Whether two expressions are the same function, decided at many points with many digits.

The points are decimals of nineteen digits without any pattern that a formula could share. At each, the difference of
the two is computed with a bound on its error: if it is not zero, they differ, however little; if it is zero to fifty
digits at every one of at least twenty points, they are the same. Where only one is defined they differ as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nudge.rates.domains import Domain
from nudge.rates.expr import Apply, Expr
from nudge.rates.precise import Beyond, precise

ENOUGH = 20
_DIGITS = 25
_GOLDEN = Decimal("0.6180339887498948482")  # the fractions of its multiples are spread evenly
_SPANS = (("-3.5", "3.5", 18), ("-1", "1", 12), ("0", "1.6", 8), ("-12", "12", 10), ("-0.01", "0.01", 4))
_FAR = (("20", "90", 4), ("-90", "-20", 4), ("900", "3000", 2), ("-3000", "-900", 2))


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
    tolerance: tuple[Decimal, Decimal] = (Decimal(0), Decimal(0)),
    enough: int = ENOUGH,
) -> Comparison:
    """Compare two expressions in the named variables, over a domain if one is given.

    `tolerance` is absolute and relative to the first expression; a difference within either passes.
    """
    difference = Apply("sub", (a, b))
    common = apart = 0
    for place in points(names):
        if domain is not None and not domain(place):
            continue
        try:
            there = [_defined(a, place), _defined(b, place)]
            if there[0] != there[1]:
                apart += 1
            if not all(there):
                continue
            if not _zero(difference, a, place, tolerance):
                return Comparison("different", common)
        except Beyond:
            continue
        common += 1
        if common >= 3 * enough:
            break
    if common < enough:
        return Comparison("nowhere" if not common or not apart else "domain", common)
    return Comparison("domain" if apart else "same", common)


def points(names: Sequence[str]) -> Iterator[dict[str, Decimal]]:
    """Places to compare at, the same ones every time: near zero, in the usual window, and far out."""
    if not names:
        yield {}
        return
    count = 0
    for low, high, times in (*_SPANS, *_FAR):
        for _ in range(times):
            place = {}
            for name in names:
                count += 1
                share = (count * _GOLDEN) % 1
                place[name] = Decimal(low) + (Decimal(high) - Decimal(low)) * share
            yield place


def _defined(expr: Expr, place: Mapping[str, Decimal]) -> bool:
    try:
        precise(expr, place, _DIGITS, 60)
    except Beyond:
        raise
    except ValueError:
        return False
    return True


def _zero(difference: Expr, a: Expr, place: Mapping[str, Decimal], tolerance: tuple[Decimal, Decimal]) -> bool:
    ball = precise(difference, place, 2, 60)
    if ball.zero:
        return True
    absolute, relative = tolerance
    if not absolute and not relative:
        return False
    size = abs(precise(a, place, _DIGITS, 60).middle)
    return abs(ball.middle) <= max(absolute, relative * size) * Decimal("1.000000001")
