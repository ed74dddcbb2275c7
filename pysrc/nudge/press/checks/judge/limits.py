"""Limits and sums that need no search: of what is continuous, of quotients of such by their rates, of a few terms."""

from __future__ import annotations

from typing import Any

import sympy as sp  # type: ignore[import-untyped]

_BROKEN = (sp.Piecewise, sp.floor, sp.ceiling, sp.sign, sp.Abs, sp.Min, sp.Max, sp.Integral, sp.factorial)
"""What may jump, or has corners: nothing is said of it here."""

_SHORT = 200
"""Sums of fewer terms are added up."""

_MOST = 3
"""How often a quotient is differentiated above and below."""


def at_once(made: Any, by: Any, place: Any) -> Any | None:
    """The limit of an expression at a finite place, None where that is not seen at once.

    Elementary functions are continuous where they have a value. Of 0/0 L'Hôpital's rule gives the limit where it
    ends in a quotient with another number below.
    """
    if made.has(*_BROKEN) or any(one.exp.has(by) for one in made.atoms(sp.Pow) if one.base is not sp.E):
        return None
    top, below = sp.fraction(sp.together(made))
    for _ in range(_MOST + 1):
        above, under = (sp.expand(one.subs(by, place)) for one in (top, below))
        if not _finite(above) or not _finite(under):
            return None
        if under != 0 and not _vanishes(under):
            return above / under
        if above != 0:
            return None
        top, below = sp.diff(top, by), sp.diff(below, by)
    return None


def _finite(one: Any) -> bool:
    return not one.has(sp.nan, sp.zoo, sp.oo, -sp.oo) and one.is_real is not False


def _vanishes(one: Any) -> bool:
    """Whether a number that is not written as 0 may be 0."""
    return bool(not one.free_symbols and sp.simplify(one) == 0)


def summed(made: Any, held: Any, low: Any, high: Any) -> Any:
    """A sum, term by term where that is short."""
    if low.is_Integer and high.is_Integer and high - low < _SHORT:
        return sp.Add(*(made.subs(held, i) for i in range(int(low), int(high) + 1)))
    count = sp.Dummy("k", integer=True)
    return sp.summation(made.subs(held, count), (count, low, high))
