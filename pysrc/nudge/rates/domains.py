"""A domain as an author writes it: `x > 0`, `0 < x <= 1`, `x != 0`, several of them with commas between."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from decimal import Decimal

from nudge.rates.expr import Expr
from nudge.rates.parse import parse
from nudge.rates.precise import precise
from nudge.rates.unreadable import Unreadable

Domain = Callable[[Mapping[str, Decimal]], bool]

_TESTS: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    "<=": lambda a, b: a <= b,
    ">=": lambda a, b: a >= b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
}
_SPELLINGS = {"≤": "<=", "≥": ">=", "≠": "!="}


def domain(text: str, variables: Collection[str] = ("x",)) -> Domain:
    """The places where every condition holds. Raises `Unreadable`; an empty text holds everywhere."""
    conditions = [c for part in text.split(",") if part.strip() for c in _conditions(text, part, variables)]

    def holds(place: Mapping[str, Decimal]) -> bool:
        try:
            return all(
                _TESTS[sign](precise(left, place).number, precise(right, place).number)
                for left, sign, right in conditions
            )
        except ValueError:
            return False

    return holds


def _conditions(text: str, part: str, variables: Collection[str]) -> list[tuple[Expr, str, Expr]]:
    """One chain of comparisons, such as `0 < x <= 1`, as its single ones."""
    for shown, sign in _SPELLINGS.items():
        part = part.replace(shown, sign)
    pieces: list[str] = [""]
    signs: list[str] = []
    at = 0
    while at < len(part):
        sign = next((s for s in _TESTS if part.startswith(s, at)), "")
        if sign:
            signs.append(sign)
            pieces.append("")
        else:
            pieces[-1] += part[at]
        at += len(sign) or 1
    if not signs:
        raise Unreadable("This is not a condition", text.find(part.strip()), len(part.strip()), "such as x > 0")
    sides = [parse(piece, variables) for piece in pieces]
    return list(zip(sides, signs, sides[1:], strict=False))
