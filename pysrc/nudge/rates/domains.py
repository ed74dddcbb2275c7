"""A domain as an author writes it: `x > 0`, `0 < x <= 1`, `x != 0`, `n whole`, several of them with commas between."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from nudge.rates.expr import Apply, Expr
from nudge.rates.lexer import PLAIN, Spelling
from nudge.rates.parse import parse
from nudge.rates.places import SamplePoint
from nudge.rates.unreadable import Unreadable

_TESTS: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    "<=": lambda a, b: a <= b,
    ">=": lambda a, b: a >= b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
}
_SPELLINGS = {"≤": "<=", "≥": ">=", "≠": "!="}
_WHOLE = re.compile(r"\s*(?P<name>[A-Za-z])\s+(?:is\s+)?(?:whole|a whole number|an integer|integer)\s*$")


@dataclass(frozen=True, slots=True)
class Domain:
    """The places where every condition holds, where the letters in `whole` are whole numbers and `of` has a value."""

    conditions: tuple[tuple[Expr, str, Expr], ...] = ()
    whole: frozenset[str] = frozenset()
    of: Expr | None = None

    def __contains__(self, place: SamplePoint) -> bool:
        try:
            if self.of is not None:
                place.ball(self.of, 5, 30)
            if any(not place.whole(name) for name in self.whole):
                return False
            return all(
                _TESTS[sign](place.ball(left).number, place.ball(right).number) for left, sign, right in self.conditions
            )
        except ValueError:
            return False

    @property
    def names(self) -> frozenset[str]:
        """The letters that have to have a value at a place before it is known whether it is in the domain."""
        parts = (*(side for left, _, right in self.conditions for side in (left, right)), self.of)
        return self.whole.union(*(part.names for part in parts if part is not None))

    def edges(self) -> Iterator[Expr]:
        """Expressions that are zero where a condition begins or ends to hold, or corners of `of` lie."""
        for left, _, right in self.conditions:
            yield Apply("sub", (left, right))


EVERYWHERE = Domain()


def domain(text: str, variables: Collection[str] = ("x",), spelling: Spelling = PLAIN) -> Domain:
    """The places where every condition holds. Raises `Unreadable`; an empty text holds everywhere."""
    conditions: list[tuple[Expr, str, Expr]] = []
    whole: set[str] = set()
    for part in text.split(","):
        found = _WHOLE.match(part)
        if found and found["name"] in variables:
            whole.add(found["name"])
        elif part.strip():
            conditions += _conditions(text, part, variables, spelling)
    return Domain(tuple(conditions), frozenset(whole))


def _conditions(text: str, part: str, variables: Collection[str], spelling: Spelling) -> list[tuple[Expr, str, Expr]]:
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
        hint = "such as x > 0, or n whole"
        raise Unreadable("This is not a condition", text.find(part.strip()), len(part.strip()), hint)
    sides = [parse(piece, variables, spelling=spelling) for piece in pieces]
    return list(zip(sides, signs, sides[1:], strict=False))
