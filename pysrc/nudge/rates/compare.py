"""Whether two expressions are the same function, decided at many places with many digits.

At each place the difference of the two is computed with a bound on its error: if it is not zero, they differ, however
little; if it is zero to sixty digits at every one of at least twenty places, they are the same. Where only one is
defined they differ as well; single places where one has a hole are passed over.

Between two neighbouring corners, jumps, poles and ends of the domain both are analytic, and so equal there if they are
equal at a few places. So those of both are looked for (`lines.py`), and there are places at each, in each stretch
between two, and on either side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, localcontext
from itertools import chain

from nudge.rates.corners import jumps
from nudge.rates.domains import EVERYWHERE, Domain
from nudge.rates.expr import Apply, Expr, postorder
from nudge.rates.faint import apart, far_apart
from nudge.rates.lines import along, by_whole_numbers, nowhere
from nudge.rates.places import SamplePoint, anywhere, between
from nudge.rates.precise import MOST, Beyond, Untold, context, defined

Tolerance = tuple[Decimal, Decimal]  # absolute, and relative to what was expected

ENOUGH = 20
EXACTLY: Tolerance = (Decimal(0), Decimal(0))
_EDGE = Decimal("1.000000000001")
_DIGITS = 60
_STEPS = 20_000  # operations on long decimals for one comparison, if there are `ENOUGH` places by then; else thrice
_COSTLY = ("exp", "ln", "sin", "cos", "atan", "erf", "pow")  # as much as four of the others
_MOST_PLACES = 400
_MOST_NODES = 2_000  # on all lines together, the expressions being restricted to each
_FEWEST = 4  # places for expressions of thousands of operations
_FEW_WHOLE = 6  # whole numbers that may stand for all of them
_ALL_DIGITS = 4  # how much 240 digits cost, against sixty


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was found, and at how many places.

    "same", "different", "domain" (the same where both are defined, or never defined at the same places) or "nowhere":
    one of them has no value at any place of the domain that was found.
    """

    result: str
    points: int


def compare(
    a: Expr,
    b: Expr,
    names: Sequence[str],
    domain: Domain = EVERYWHERE,
    tolerance: Tolerance = EXACTLY,
    enough: int = ENOUGH,
    thorough: bool = True,
) -> Comparison:
    """Compare two expressions in the named variables, over a domain if one is given.

    A difference within either part of `tolerance` passes; the first expression is the expected one. Without `thorough`
    corners are not looked for, unless there are no other places.
    """
    if a == b:
        return Comparison("nowhere" if nowhere(a, names) else "same", 0)
    seen = _Seen(a, b, domain, tolerance, thorough)
    enough = seen.enough = min(enough, max(_FEWEST, _STEPS // seen.cost))
    for place in anywhere(names, domain.whole):
        if seen.differ(place) or seen.tired or (not thorough and len(seen.common) >= enough):
            break
    if not seen.different and not seen.tired and names and (thorough or len(seen.common) < enough):
        _look_closer(seen, names)
    if seen.different:
        return Comparison("different", len(seen.common))
    if len(seen.common) < (enough if names and not seen.complete else 1):
        return Comparison("domain" if seen.only_a and seen.only_b else "nowhere", len(seen.common))
    if any(apart(a, b, place) for place in seen.common):
        return Comparison("different", len(seen.common))
    return Comparison("domain" if seen.only_a or seen.only_b else "same", len(seen.common))


def comparable(expr: Expr, names: Sequence[str], domain: Domain = EVERYWHERE) -> bool:
    """Whether places are found at which an expression can be compared with others."""
    net = chain(
        anywhere(names, domain.whole), _around((expr,), names, domain), by_whole_numbers((expr,), names, domain)
    )
    return any(place in domain and _exists(expr, place) for place in net)


def _exists(expr: Expr, place: SamplePoint) -> bool:
    try:
        return _defined(expr, place)
    except Beyond:
        return False


def _look_closer(seen: _Seen, names: Sequence[str]) -> None:
    """Go through the places that the corners of the two lead to, until one tells them apart."""
    for place in _around((seen.a, seen.b), names, seen.domain, seen.common, seen.cost):
        if seen.differ(place) or seen.tired:
            return
    for place in between(list(seen.common), 12 * ENOUGH) if len(seen.common) < seen.enough else ():
        if seen.differ(place) or seen.tired or len(seen.common) >= seen.enough:
            return
    before = len(seen.common)
    if before < seen.enough and not seen.domain.whole:
        for place in by_whole_numbers((seen.a, seen.b), names, seen.domain):
            if seen.differ(place) or seen.tired:
                break
        seen.complete = len(seen.common) >= before + _FEW_WHOLE


def _around(
    exprs: tuple[Expr, ...], names: Sequence[str], domain: Domain, common: Sequence[SamplePoint] = (), cost: int = 1
) -> Iterator[SamplePoint]:
    if domain.whole:
        return by_whole_numbers(exprs, names, domain)
    return along(exprs, names, domain, common, _MOST_NODES // cost)


@dataclass(slots=True)
class _Seen:
    """What came of the places so far. `complete` says that places were counted out and not drawn."""

    a: Expr
    b: Expr
    domain: Domain
    tolerance: Tolerance
    thorough: bool = True
    common: list[SamplePoint] = field(default_factory=list)
    different: bool = False
    only_a: int = 0
    only_b: int = 0
    complete: bool = False
    enough: int = ENOUGH
    difference: Expr = field(init=False)
    jumps: bool = field(init=False)
    cost: int = field(init=False)
    where: int = field(init=False)
    steps: int = 0
    places: int = 0

    def __post_init__(self) -> None:
        self.difference = Apply("sub", (self.a, self.b))
        self.jumps = jumps(self.difference)
        self.cost = _cost(self.difference)
        self.where = 0 if self.domain.of is None else _cost(self.domain.of) // 2
        self.complete = bool(self.domain.whole)

    @property
    def tired(self) -> bool:
        """Whether enough work was done for an answer."""
        done = self.steps > _STEPS or self.places > _MOST_PLACES
        return done and (len(self.common) >= self.enough or self.steps > 3 * _STEPS)

    def differ(self, place: SamplePoint) -> bool:
        """Look at one more place; whether the two differ there."""
        self.steps += self.where
        if place not in self.domain or (place.far and any(self.tolerance)):
            return False
        self.steps += self.cost
        self.places += 1
        try:
            zero = self._zero(place)
            if zero is None:
                self._note_undefined(place)
            else:
                self._note(place, zero)
        except Beyond:
            self.steps += _ALL_DIGITS * self.cost
            self.different = not any(self.tolerance) and self.cost < _STEPS // ENOUGH and self._faintly(place)
        return self.different

    def _faintly(self, place: SamplePoint) -> bool:
        """Whether the two differ by what all digits do not tell from zero, so large they are."""
        if far_apart(self.a, self.b, place):
            return True
        try:
            return apart(self.a, self.b, place, place.ball(self.a).middle) and bool(place.ball(self.b))
        except ValueError:
            return False

    def _zero(self, place: SamplePoint) -> bool | None:
        """Whether the difference is zero; None where it is not defined, as far as sixty digits tell."""
        try:
            ball = place.ball(self.difference, 2, _DIGITS)
            if ball.vague or (self.jumps and not ball.zero):
                self.steps += _ALL_DIGITS * self.cost
                ball = place.ball(self.difference, 2, MOST)
        except Beyond:
            raise
        except ValueError:
            return None
        if ball.zero:
            return True
        return any(self.tolerance) and near(ball.middle, place.ball(self.a, 25, _DIGITS).middle, self.tolerance)

    def _note(self, place: SamplePoint, zero: bool) -> None:
        """Note what came of a place. A corner has no neighbourhood that it could stand for."""
        if not zero:
            self.different = True
        elif not place.corner:
            self.common.append(place)

    def _note_undefined(self, place: SamplePoint) -> None:
        """Note which of the two is undefined, and look again where it is neither: that was want of digits."""
        if not self.thorough:  # each is asked with few digits and with all, and nobody waits for it
            self.steps += 30 * self.cost
        left, right = _defined(self.a, place), _defined(self.b, place)
        if left != right:
            self.steps += _ALL_DIGITS * self.cost
            left, right = _defined(self.a, place, MOST), _defined(self.b, place, MOST)
        if left and right:
            try:
                self._note(place, place.ball(self.difference, 2, MOST).zero)
            except ValueError:  # on an edge of both, to the last digit
                return
        elif not place.corner:
            self.only_a += left and not right
            self.only_b += right and not left


def _cost(expr: Expr) -> int:
    """How many operations one value takes."""
    return sum(4 if isinstance(node, Apply) and node.op in _COSTLY else 1 for node in postorder(defined(expr)))


def _defined(expr: Expr, place: SamplePoint, least: int = _DIGITS) -> bool:
    """Whether an expression has a value at a place. Raises `Beyond` where that cannot be computed."""
    for most in dict.fromkeys((least, MOST)):
        try:
            place.ball(expr, 2, most)
        except Beyond:
            raise
        except Untold as error:
            if most == MOST:
                raise Beyond("not told from a division by zero") from error
        except ValueError:  # that is certain
            return False
        else:
            return True
    return False


def near(difference: Decimal, wanted: Decimal, tolerance: Tolerance) -> bool:
    """Whether a difference is within the absolute tolerance, or the relative one; just at the edge counts as within."""
    absolute, relative = tolerance
    with localcontext(context(40)):
        return abs(difference) <= max(absolute, relative * abs(wanted)) * _EDGE
