"""Two values at one place: which is the larger, and how both are written."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import mpmath  # type: ignore[import-untyped]
import sympy as sp  # type: ignore[import-untyped]

from nudge.press.checks.judge import points

CLOSE = mpmath.mpf(10) ** -40
ROUGH = mpmath.mpf(10) ** -18
"""How near two values are that count as equal; where integrals are worked out numerically, roughly."""

_SIGNS = {"≠": (-1, 1), "≤": (-1, 0), "≥": (0, 1), "<": (-1,), ">": (1,)}
"""Which signs the difference of the sides may have."""


def compared(left: Any, relation: str, right: Any, at: dict[Any, Fraction]) -> bool | None:
    """Whether a relation holds at a place, None where a side has no real value, or where digits do not suffice.

    A difference counts where more digits are known than have cancelled; in cosh²x − sinh²x nearly all of them do.
    """
    rough = left.has(sp.Integral) or right.has(sp.Integral)
    for digits in points.LADDER:
        first, second = points.measured(left, at, digits), points.measured(right, at, digits)
        if first is None or second is None:
            return None
        (a, size), (b, other) = first, second
        with mpmath.workdps(digits):
            large = max(abs(a), abs(b), mpmath.mpf(1) / 1000)
            if relation == "=" and abs(a - b) <= (ROUGH if rough else CLOSE) * large:
                return True
            noise = ROUGH * large if rough else max(size, other) * mpmath.mpf(10) ** (30 - digits)
            if abs(a - b) > noise:
                return relation != "=" and (1 if a > b else -1) in _SIGNS[relation]
    if relation == "=":
        return None
    if 0 in _SIGNS[relation]:
        return True
    exactly = {one: sp.Rational(value.numerator, value.denominator) for one, value in at.items()}
    return False if (left - right).subs(exactly) == 0 else None


def plain(one: Any) -> str:
    """An expression of SymPy's as a person writes it."""
    return str(one).replace("**", "^").replace("*", "·").replace("sqrt", "√").replace("-", "−")


def number(value: Any, digits: int) -> str:
    shown = mpmath.nstr(value, digits)
    return str(shown.removesuffix(".0")).replace("-", "−")


def decimal(value: Fraction) -> str:
    """A place as a person writes it."""
    return str(float(value)).removesuffix(".0").replace("-", "−")
