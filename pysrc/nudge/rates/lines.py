"""Lines through a domain, along each of which one variable moves, and the corners of expressions on them."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import islice

from nudge.rates.calculus import chain_rule
from nudge.rates.corners import crossing, moves, stepped, watched
from nudge.rates.domains import Domain
from nudge.rates.enclosure import enclosure
from nudge.rates.evaluate import compiled
from nudge.rates.exact import exact
from nudge.rates.expr import Apply, Expr, postorder
from nudge.rates.intervals import Nowhere
from nudge.rates.places import SampleLine, SamplePoint, anywhere, middle, stretches
from nudge.rates.polynomials import polynomial
from nudge.rates.zeros import EFFORT, zeros

MOST_LINES = 24
_MOST_CORNERS = 40  # on one line, those nearest to zero
_MOST_STARTS = 9  # corners and stretches of one line from which others start
_EFFORT = 60_000  # on the corners of one line
_POLISHING = 800  # that every zero takes which is not that of something linear
_TRIED = (0.382, -0.724, 1.618, 5.09, -2.31, 117.3)
_SAME = Fraction(1, 10**90)  # relatively: places closer than that are one


def along(
    exprs: tuple[Expr, ...], names: Sequence[str], domain: Domain, common: Sequence[SamplePoint], most: int = 24
) -> Iterator[SamplePoint]:
    """Places at and around the corners of all expressions and of the domain.

    There are at most `most` lines, and `MOST_LINES`. With several variables the first line goes through any place, the
    next ones through what is found on it: so a corner that only a few places of the plane are close to is met, too.
    """
    exprs = exprs if domain.of is None else (*exprs, domain.of)
    starts: deque[tuple[dict[str, Fraction], frozenset[str], tuple[str, ...]]] = deque()
    first = next(iter(anywhere(names)))
    for i in range(len(names)):
        order = (*names[i:], *names[:i])
        starts.append(({n: Fraction(first.env[n]) for n in names}, frozenset(), order))
    through, lines = False, 0
    while starts and lines < max(1, min(most, MOST_LINES)):
        at, on, order = starts.popleft()
        name, lines = order[0], lines + 1
        line = SampleLine(name, {n: value for n, value in at.items() if n != name}, on - {name})
        found = corners(line, exprs, tuple(domain.edges()))
        yield from line.places(found)
        if len(order) > 1:
            met = [(c, True) for c in sorted(found, key=abs)] + [(middle(*s), False) for s in stretches(found)]
            for t, corner in islice(_mixed(met), _MOST_STARTS):
                here = on | {name} if corner else on - {name}
                starts.append(({**at, name: t}, here, order[1:]))
        if common and not through and len(names) > 1:
            through, within = True, common[-1]
            places = {n: Fraction(within.env.get(n, Decimal(0))) for n in names}
            starts.extendleft((places, frozenset(), (n,)) for n in names)


def _mixed(met: list[tuple[Fraction, bool]]) -> Iterator[tuple[Fraction, bool]]:
    """Corners and stretches by turns."""
    at = [one for one in met if one[1]]
    between = [one for one in met if not one[1]]
    for k in range(max(len(at), len(between))):
        yield from (*at[k : k + 1], *between[k : k + 1])


def corners(line: SampleLine, exprs: Sequence[Expr], edges: Sequence[Expr] = ()) -> list[Fraction]:
    """Where on a line the expressions may have a corner, a jump, a pole or an end of their domains, rising.

    To them come the zeros of `edges`.
    """
    parts: dict[Expr, None] = dict.fromkeys(line.restricted(edge) for edge in edges)
    for expr in (*exprs, *edges):
        there = line.restricted(expr)
        parts.update(dict.fromkeys(watched(there)))
        for part in stepped(there):
            parts.update(dict.fromkeys(crossing(part, k) for k in _wholes(part, line.name)))
    moving = [part for part in parts if moves(part, line.name)]
    found: list[Fraction] = []
    left, effort = _EFFORT, min(EFFORT, _EFFORT // max(1, len(moving)))
    for part in sorted(moving, key=lambda part: len(postorder(part))):
        linear = polynomial(part, line.name, 1) is not None
        left -= len(postorder(part)) if linear else max(effort, 40 * len(postorder(part)))
        if left < 0:
            break
        places = zeros(part, line.name, effort)
        found += places
        left -= 0 if linear else _POLISHING * len(places)
        if not linear and (line.fixed or _hump(part)):
            found += zeros(chain_rule(part, line.name), line.name, effort)
    return _distinct(sorted(found, key=abs)[:_MOST_CORNERS])


def _hump(part: Expr) -> bool:
    return polynomial(part, next(iter(part.names)), 2) is not None


def _distinct(found: list[Fraction]) -> list[Fraction]:
    kept: list[Fraction] = []
    for one in sorted(found):
        if not kept or one - kept[-1] > abs(one) * _SAME:
            kept.append(one)
    return kept


def _wholes(part: Expr, name: str) -> list[int]:
    """Whole numbers that a part passes which is rounded: around its values at some places."""
    f = compiled(part, (name,))
    values = {math.floor(y) + k for x in _TRIED if (y := f(x)) is not None and abs(y) < 1e12 for k in (0, 1)}
    return sorted({0, 1} | values, key=abs)[:6]


def nowhere(expr: Expr, names: Sequence[str]) -> bool:
    """Whether interval arithmetic shows that an expression has no value for any numbers, not even whole ones."""
    if not names:
        return False
    try:
        enclosure(_roots_only(expr), names[0])(-math.inf, math.inf)
    except Nowhere:
        return True
    return False


def _roots_only(expr: Expr) -> Expr:
    """The expression without powers whose exponent moves: those may have values at whole numbers alone."""
    done: dict[Expr, Expr] = {}
    for node in postorder(expr):
        done[node] = node
        if isinstance(node, Apply):
            args = tuple(done[arg] for arg in node.args)
            moving = node.op == "pow" and exact(node.args[1]) is None
            done[node] = Apply("mul", args) if moving else Apply(node.op, args)
    return done[expr]


def by_whole_numbers(exprs: tuple[Expr, ...], names: Sequence[str], domain: Domain) -> Iterator[SamplePoint]:
    """Places where the letters of the domain that are whole are so; or those in exponents, then all of them."""
    raised = frozenset(n for expr in exprs for n in _exponents(expr))
    for whole in (domain.whole,) if domain.whole else dict.fromkeys((raised, frozenset(names))):
        if not whole:
            continue
        yield from anywhere(names, whole)
        base = next(iter(anywhere(names, whole)))
        for name in sorted(whole):
            line = SampleLine(name, {n: Fraction(base.env[n]) for n in names if n != name})
            for corner in corners(line, exprs, tuple(domain.edges())):
                for t in (math.floor(corner) + k for k in (-2, -1, 0, 1, 2, 3) if abs(corner) < 10**9):
                    yield line.place(Fraction(t))


def _exponents(expr: Expr) -> Iterator[str]:
    for node in postorder(expr):
        if isinstance(node, Apply) and node.op == "pow" and exact(node.args[1]) is None:
            yield from node.args[1].names
