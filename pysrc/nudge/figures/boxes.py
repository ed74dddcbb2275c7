"""Graphs of boxes: columns of named numbers, and edges from left to right that may carry words.

Places are columns and rows of boxes, in viewBox units only here.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from nudge.figures.svg import pair, tag
from nudge.figures.windows import Place
from nudge.rates.numbers import coordinate as _at

_COLUMN, _ROW, _WIDE, _HIGH = 146.0, 76.0, 66.0, 42.0  # from box to box, and the size of a box; viewBox units
_EDGE, _FOOT = 2.0, 20.0  # room around all boxes, and under them for a line of words
_ROUND = 8.0
_LETTER, _ROOM, _LINE = 7.0, 4.0, 18.0  # no letter of the words is wider; room around them; their height


@dataclass(frozen=True, slots=True)
class NodeBox:
    """A named number: its name and what it is, and below the box another number; `role` is its classes."""

    column: float
    row: float
    name: str
    text: str
    below: str = ""
    role: str = "node"

    def svg(self) -> str:
        """The box as SVG."""
        x, y = middle(self.column, self.row)
        size = {"x": _at(x - _WIDE / 2), "y": _at(y - _HIGH / 2), "width": _at(_WIDE), "height": _at(_HIGH)}
        held = tag("rect", {**size, "rx": _at(_ROUND)}) + _words("name", x, y - 4, self.name)
        held += _words("number", x, y + 13, self.text)
        if self.below:
            held += _words("rate", x, y + _HIGH / 2 + 14, self.below)
        return tag("g", {"class": self.role}, held)


def edge(start: tuple[float, float], end: tuple[float, float], text: str = "", role: str = "edge") -> str:
    """The edge from the right side of one box to the left side of another, given by column and row, as SVG.

    Words stand in its middle, where it is interrupted for them.
    """
    (x1, y1), (x2, y2) = middle(*start), middle(*end)
    x1, x2 = x1 + _WIDE / 2, x2 - _WIDE / 2
    half = _at((x1 + x2) / 2)
    held = tag("path", {"d": f"M{pair((x1, y1))}C{half} {_at(y1)} {half} {_at(y2)} {pair((x2, y2))}"})
    if text:
        x, y, wide = (x1 + x2) / 2, (y1 + y2) / 2, _LETTER * len(text) + _ROOM
        gap = {"x": _at(x - wide / 2), "y": _at(y - _LINE / 2), "width": _at(wide), "height": _at(_LINE)}
        held += tag("rect", {"class": "gap", **gap}) + _words("local", x, y + 4, text)
    return tag("g", {"class": role}, held)


def middle(column: float, row: float) -> Place:
    """The middle of a box, in viewBox units."""
    return column * _COLUMN + _WIDE / 2 + _EDGE, row * _ROW + _HIGH / 2 + _EDGE


def size(columns: float, rows: float) -> Place:
    """The width and height of a graph with so many columns and rows, in viewBox units."""
    x, y = middle(columns - 1, rows - 1)
    return x + _WIDE / 2 + _EDGE, y + _HIGH / 2 + _FOOT


def canvas(columns: float, rows: float, inside: str) -> str:
    """The whole graph as an `<svg>`; `inside` is SVG in its units."""
    wide, high = size(columns, rows)
    whole = {"class": "graph-svg", "viewBox": f"0 0 {_at(wide)} {_at(high)}"}
    return tag("svg", {**whole, "aria-hidden": "true", "focusable": "false"}, inside)


def _words(role: str, x: float, y: float, text: str) -> str:
    return tag("text", {"class": role, "x": _at(x), "y": _at(y)}, escape(text))
