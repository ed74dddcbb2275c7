"""The places on the line where an expression in one variable is zero, or changes its sign without being zero.

What is zero by its structure is solved exactly: products by their factors, polynomials of degree one and two. For the
rest intervals are halved, all of them by turns, until interval arithmetic shows that an expression has one sign there,
or that it only rises or only falls; what is left is narrow. So a zero is found at any size, be it 10^-9 or 10^30, and
between two that lie close together, as far as the effort goes. More places than there are zeros may be answered.
"""

from __future__ import annotations

import itertools
import math
from collections import deque
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

from nudge.rates.calculus import chain_rule
from nudge.rates.enclosure import enclosure
from nudge.rates.exact import exact
from nudge.rates.expr import Apply, Expr, postorder, rational
from nudge.rates.intervals import Interval, Nowhere
from nudge.rates.polynomials import polynomial
from nudge.rates.roots import quadratic, refined

EFFORT = 6_000
"""How many operations on intervals one search may take, if not told otherwise."""

_EDGES = (0.0, 1e-3, 1.0, 8.0, 64.0, 1e4, 1e9, 1e20, 1e40, 1e60)  # 240 digits tell an angle of sixty before the point
_START = (*(-x for x in reversed(_EDGES)), *_EDGES[1:])
_NARROW = 4e-16  # relatively: between neighbouring floats there is nothing to halve
_LEAST = 1e-40
_NEAR = 8.0  # zeros up to here are looked for first
_MOST_NEAR, _MOST_FAR, _MOST_WIDE = 12, 2, 6
_ODD = ("neg", "abs", "sign", "relu", "sqrt", "cbrt", "sinh", "tanh", "asinh", "atan", "asin", "atanh", "erf")
_POSITIVE = ("exp", "cosh", "sech", "sigmoid", "softplus")


def zeros(expr: Expr, name: str, effort: int = EFFORT) -> tuple[Fraction, ...]:
    """The places, rising, exactly or to two hundred digits. None for what is zero everywhere, or nowhere."""
    found: set[Fraction] = set()
    for part in _factors(expr):
        found.update(_zeros(part, name, effort))
    return tuple(sorted(found))


def _factors(expr: Expr) -> Iterator[Expr]:
    """Parts that are zero wherever the expression is; there may be more of them than needed."""
    todo, seen = [expr], set()
    while todo:
        node = todo.pop()
        if node in seen or not node.names:
            continue
        seen.add(node)
        op = node.op if isinstance(node, Apply) else ""
        args = node.args if isinstance(node, Apply) else ()
        if op in ("mul", "min", "max"):
            todo.extend(args)
        elif op in (*_ODD, "div") or (op == "pow" and exact(args[1]) is not None):
            todo.append(args[0])
        elif op in ("floor", "ceil"):
            todo += [args[0], Apply("sub" if op == "floor" else "add", (args[0], rational(1)))]
        elif op == "ln":
            todo.append(Apply("sub", (args[0], rational(1))))
        elif op not in _POSITIVE:
            yield node


@lru_cache(maxsize=512)
def _zeros(expr: Expr, name: str, effort: int) -> tuple[Fraction, ...]:
    p = polynomial(expr, name, 2)
    if p is not None:
        return quadratic(p)
    found: list[Fraction] = []
    for low, high in isolated(expr, name, effort):
        found += refined(expr, name, low, high)
    return tuple(found)


def isolated(expr: Expr, name: str, effort: int) -> list[Interval]:
    """Intervals that have the places where the sign changes or is zero; those nearest to 0 and furthest out, if many.

    Sign means positive, negative, zero throughout, or undefined throughout.
    """
    search = _Search(expr, name, effort)
    search.run()
    edges = [(a[1], b[0]) for (a, s), (b, t) in zip(search.known, search.known[1:], strict=False) if s != t]
    touching = [(low, high) for low, high in edges if low == high and abs(low) < _EDGES[-1]]
    wide = _merged(search.left)
    near = sorted([*search.narrow, *touching], key=_size)
    return [*near[:_MOST_NEAR], *near[_MOST_NEAR:][-_MOST_FAR:], *sorted(wide, key=_size)[:_MOST_WIDE]]


def _size(one: Interval) -> float:
    return min(map(abs, one))


class _Search:
    """Halving, from the whole line on. `known` are intervals with one sign, `narrow` those with one zero or a jump."""

    def __init__(self, expr: Expr, name: str, effort: int) -> None:
        self.bounds = enclosure(expr, name)
        slope = chain_rule(expr, name)
        self.slope = enclosure(slope, name)
        self.cost = len(postorder(expr)) + len(postorder(slope))
        self.effort = effort
        self.known: list[tuple[Interval, str]] = []
        self.narrow: list[Interval] = []
        self.left: list[Interval] = []

    def run(self) -> None:
        start = list(itertools.pairwise(_START))
        whole = self.effort
        self._halve(deque(one for one in start if max(map(abs, one)) <= _NEAR), whole / 2)
        self._halve(deque(one for one in start if max(map(abs, one)) > _NEAR), 0)
        self.known.sort()
        self.narrow = _merged(self.narrow)

    def _halve(self, queue: deque[Interval], rest: float) -> None:
        """Halve intervals as long as more than `rest` of the effort is left."""
        while queue:
            low, high = queue.popleft()
            self.effort -= self.cost
            sign = self.sign(low, high)
            if sign:
                self.known.append(((low, high), sign))
            elif self.settled(low, high):
                continue
            elif high - low <= max(_NARROW * max(abs(low), abs(high)), _LEAST):
                self.narrow.append((low, high))
            elif self.effort < rest:
                self.left.append((low, high))
            else:
                middle = _middle(low, high)
                queue += [(low, middle), (middle, high)]

    def sign(self, low: float, high: float) -> str:
        """`+`, `-`, `0` or `undefined`, as one holds throughout; empty where that is not known."""
        try:
            bottom, top = self.bounds(low, high)
        except Nowhere:
            return "undefined"
        return "+" if bottom > 0 else "-" if top < 0 else "0" if bottom == top == 0 else ""

    def settled(self, low: float, high: float) -> bool:
        """Whether the expression only rises or only falls here, so that its ends tell all."""
        try:
            bottom, top = self.slope(low, high)
            ends = self.sign(low, low), self.sign(high, high)
        except Nowhere:
            return False
        if bottom <= 0 <= top or not all(math.isfinite(x) for x in (bottom, top)) or not set(ends) <= {"+", "-"}:
            return False
        if ends[0] == ends[1]:
            self.known.append(((low, high), ends[0]))
        else:
            self.narrow.append((low, high))
        return True


def _middle(low: float, high: float) -> float:
    """Halfway; by size where the ends are of very different ones."""
    if max(abs(low), abs(high)) <= _EDGES[4] or low <= 0 <= high:
        return (low + high) / 2
    return (
        math.copysign(math.sqrt(abs(low)) * math.sqrt(abs(high)), low)
        if high / low > 4 or low / high > 4
        else (low + (high - low) / 2)
    )


def _merged(intervals: list[Interval]) -> list[Interval]:
    """Intervals that touch put together, rising."""
    found: list[Interval] = []
    for low, high in sorted(intervals):
        if found and low <= found[-1][1]:
            found[-1] = found[-1][0], max(high, found[-1][1])
        else:
            found.append((low, high))
    return found
