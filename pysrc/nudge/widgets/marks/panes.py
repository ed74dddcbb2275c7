"""What a pane shows: `x in [0, 6]; y in [0, 140]`, `x; y fits`, `log x in [1, 9]`; a number line is `u in [0, 9]`."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from nudge.figures import Place, Window
from nudge.figures.layout import Layout
from nudge.rates import Unreadable
from nudge.widgets.lines.cut import split
from nudge.widgets.lines.description import Description, Line
from nudge.widgets.lines.expressions import Expression
from nudge.widgets.lines.names import NAME
from nudge.widgets.values import Values

_AXIS = re.compile(rf"(?P<log>log\s+)?(?P<letter>{NAME})(?:\s+(?P<how>fits|in\s*\[(?P<ends>.*)\]))?\s*$", re.DOTALL)
_EQUAL = re.compile(r"(?:^|[\s;])equal\s*$")
_HINT = "write it like: x in [0, 6]; y in [0, 140]"

Range = tuple[float, float]


@dataclass(frozen=True, slots=True, eq=False)
class Axis:
    """One axis: its letter, and its ends, which are missing where it fits what is drawn."""

    letter: str
    ends: tuple[Expression, Expression] | None
    log: bool = False

    def range(self, at: Values) -> Range | None:
        """Its ends in a state; not numbers where they have no value; None where it fits."""
        if self.ends is None:
            return None
        low, high = (end.number(at) for end in self.ends)
        return math.nan if low is None else low, math.nan if high is None else high


@dataclass(frozen=True, slots=True, eq=False)
class Axes:
    """A pane: its level axis, its upright one if it is no number line, and the range of y if that is fitted once."""

    line: Line
    x: Axis
    y: Axis | None
    equal: bool = False
    layout: Layout = field(default_factory=Layout)
    fitted: Callable[[], Range] | None = None

    @property
    def letter(self) -> str:
        """The letter that is free in its functions."""
        return self.x.letter

    def window(self, at: Values) -> Window:
        """The part of the plane that is seen in a state."""
        return at.once(self._window)

    def _window(self, at: Values) -> Window:
        across = self.x.range(at)
        up = (-1.0, 1.0) if self.y is None else self.y.range(at) or (self.fitted() if self.fitted else (-1.0, 1.0))
        assert across is not None
        seen = self.layout.window(across, up, self.x.log, self.y is not None and self.y.log)
        return seen.equal() if self.equal else seen

    def across(self, at: Values) -> Window:
        """A window over the level axis alone, for fitting the other."""
        ends = self.x.range(at)
        assert ends is not None
        return Layout().window(ends, (0.0, 1.0), self.x.log)

    def laid(self, layout: Layout, fitted: Callable[[], Range] | None) -> Axes:
        """The same pane with a layout and what fits it."""
        return replace(self, layout=layout, fitted=fitted)


def axes(made: Description, line: Line, above: Axes | None) -> Axes:
    """Read a pane. `above` is the one before it, whose level axis it may share. Raises `Unreadable`."""
    text, equal = line.text, bool(_EQUAL.search(line.text))
    if equal:
        text = text[: _EQUAL.search(text).start()].rstrip(" ;")  # type: ignore[union-attr]
    pieces = [piece for piece in split(text, ";") if piece[0]]
    if not 1 <= len(pieces) <= 2:
        raise Unreadable("A pane has one axis or two", 0, len(line.text), _HINT)
    level, upright = (_axis(made, *piece) for piece in (pieces[0], pieces[-1]))
    x, y = level, None if len(pieces) == 1 else upright
    if x.ends is None:
        if above is None or above.letter != x.letter or "fits" in pieces[0][0]:
            message = f"{x.letter} has no ends here"
            raise Unreadable(message, pieces[0][1], len(pieces[0][0]), f"write them: {x.letter} in [0, 6]")
        x = above.x
    if y is not None and y.letter == x.letter:
        raise Unreadable("Both axes have one letter", pieces[1][1], len(pieces[1][0]), _HINT)
    if y is not None and y.ends is None and "fits" not in pieces[1][0]:
        message, hint = f"{y.letter} has no ends here", f"write {y.letter} in [0, 6], or {y.letter} fits"
        raise Unreadable(message, pieces[1][1], len(pieces[1][0]), hint)
    return Axes(line, x, y, equal)


def _axis(made: Description, text: str, at: int) -> Axis:
    found = _AXIS.match(text)
    if not found:
        raise Unreadable("This is not an axis", at, len(text), _HINT)
    if found["ends"] is None:
        return Axis(found["letter"], None, bool(found["log"]))
    ends = list(split(found["ends"], ",", at + found.start("ends")))
    if len(ends) != 2:
        raise Unreadable("An axis has two ends", at + found.start("ends"), len(found["ends"]), "such as [0, 6]")
    low, high = (made.expression(*end) for end in ends)
    fixed = [one.start(made.start) for one in (low, high)]
    if not any(one.names for one in fixed):
        a, b = (low.number(Values({}, {})), high.number(Values({}, {})))
        if a is None or b is None or not a < b or (found["log"] and a <= 0):
            hint = "the lower end first" if not found["log"] else "a logarithmic axis begins above 0"
            raise Unreadable("Nothing lies between these ends", at + found.start("ends"), len(found["ends"]), hint)
    return Axis(found["letter"], (low, high), bool(found["log"]))


__all__ = ["Axes", "Axis", "Place", "Range", "axes"]
