"""Readouts as lines say them: `average speed = (s(1 + h) - s(1))/h to 3 decimals in m/s`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nudge.rates import Unreadable
from nudge.rates.numbers import fixed, significant
from nudge.widgets.lines.description import Description, Line
from nudge.widgets.lines.endings import ended
from nudge.widgets.lines.expressions import Expression
from nudge.widgets.values import Values

DECIMALS = 2
"""Decimals of a readout that does not say how many it has."""

_LARGE = 1e12  # a number with more digits before the point is written with a power of ten


@dataclass(frozen=True, slots=True, eq=False)
class NamedNumber:
    """A number with its words; `slug` is its name on the page."""

    line: Line
    name: str
    slug: str
    expression: Expression
    decimals: int = DECIMALS
    unit: str = ""
    colour: str = ""

    def said(self, at: Values) -> float | str:
        """The number, or why there is none."""
        return at.once(self.expression.said)

    def shown(self, at: Values) -> str:
        """The number as it is shown, without its unit; a dash where there is none."""
        found = self.said(at)
        return "—" if isinstance(found, str) else written(found, self.decimals)

    def why(self, at: Values) -> str:
        """Why there is no number; "" where there is one."""
        found = self.said(at)
        return found if isinstance(found, str) else ""


def written(number: float, decimals: int) -> str:
    """A number with so many decimals; a very large one with a power of ten."""
    return fixed(number, decimals) if abs(number) < _LARGE else significant(number, 6)


def slug(name: str) -> str:
    """A name in words as it stands in the page: `average-speed`."""
    return re.sub(r"[\W_]+", "-", name.lower()).strip("-")


def readout(made: Description, line: Line) -> NamedNumber:
    """Read a readout's line. Raises `Unreadable`."""
    name, equals, text = line.text.partition("=")
    hint = "write it like: average speed = (s(1 + h) - s(1))/h in m/s"
    if not equals or not slug(name):
        raise Unreadable("This readout has no name", 0, len(line.text), hint)
    for sign in (",", " at "):
        if sign in name:
            at = name.index(sign)
            raise Unreadable(f"“{sign.strip()}” cannot stand in a name", at, len(sign), "call it otherwise")
    end = ended(f"{' ' * len(name)}={text}", decimals=True, unit=True, colour=True)
    start = len(name) + 1
    expression = made.expression(end.text[start:], start)
    decimals = DECIMALS if end.decimals is None else end.decimals
    return NamedNumber(line, name.strip(), slug(name), expression, decimals, end.unit, end.colour)


def readouts(made: Description) -> tuple[NamedNumber, ...]:
    """All readouts of a widget, in their order; what is wrong is noted in its description."""
    found: dict[str, NamedNumber] = {}

    def read(line: Line) -> None:
        one = readout(made, line)
        if one.slug in found:
            length = len(one.name)
            raise Unreadable(f"There is a readout “{found[one.slug].name}” already", 0, length, "call it otherwise")
        found[one.slug] = one

    for line in made.rest:
        if line.key == "number":
            made.attempt(line, lambda line=line: read(line))  # type: ignore[misc]
    return tuple(found.values())
