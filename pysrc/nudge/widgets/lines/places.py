"""Places of the plane: `(1 + h, s(1 + h))`, the name of a point, `P + (0.1, 0)`, `w_k` of a sequence of points."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from nudge.rates import Unreadable
from nudge.widgets.lines.answers import NONE, Local
from nudge.widgets.lines.cut import partner, split
from nudge.widgets.lines.expressions import Expression
from nudge.widgets.lines.pairs import has_places
from nudge.widgets.lines.scope import Bodies, Scope
from nudge.widgets.values import Values


@dataclass(frozen=True, slots=True, eq=False)
class PairExpression:
    """A pair of numbers."""

    x: Expression
    y: Expression

    def numbers(self, values: Values, local: Local = NONE) -> tuple[float, float] | None:
        """Both numbers in a state, as they are drawn; None where one is missing."""
        return self.bound(values, tuple(local))(*local.values())

    def bound(self, values: Values, letters: tuple[str, ...] = ()) -> Callable[..., tuple[float, float] | None]:
        """A quick function of letters that gives the place."""
        across, up = self.x.bound(values, letters), self.y.bound(values, letters)

        def at(*args: float) -> tuple[float, float] | None:
            x, y = across(*args), up(*args)
            return None if x is None or y is None else (x, y)

        return at


def is_pair(text: str) -> bool:
    """Whether a text is two numbers in brackets."""
    stripped = text.strip()
    whole = stripped.startswith("(") and partner(stripped, 0) == len(stripped) - 1
    return whole and len(list(split(stripped[1:-1], ","))) == 2


def place(
    scope: Scope,
    text: str,
    at: int,
    start: Bodies,
    letters: frozenset[str] = frozenset(),
    turns: frozenset[str] = frozenset(),
) -> PairExpression:
    """Read a place that begins at `at` in its line. Raises `Unreadable`."""
    lead = len(text) - len(text.lstrip())
    text, at = text.strip(), at + lead
    if is_pair(text):
        pieces = split(text[1:-1], ",", at + 1)
        x, y = (Expression.read(scope, piece, where, start, letters, turns) for piece, where in pieces)
        return PairExpression(x, y)
    if text.startswith("(") and partner(text, 0) == len(text) - 1 and "," in text:
        raise Unreadable("A place is two numbers", at, len(text), "write it like: (2, f(2))")
    try:
        found = scope.read(scope, text, letters, start, turns)
    except Unreadable as error:
        raise type(error)(error.message, at + error.offset, error.length or len(text), error.hint) from None
    if not has_places(scope, found.expr):
        raise Unreadable("This is a number, and a place is two", at, len(text), "write it like: (2, f(2))")
    x, y = (Expression.read(scope, text, at, start, letters, turns, part) for part in ("x", "y"))
    return PairExpression(x, y)
