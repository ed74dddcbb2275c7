"""Labels: where a short text may stand so that it covers no curve, no other text, and stays in the picture."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import pairwise
from typing import Literal

from nudge.figures import clip
from nudge.figures.marks import Label
from nudge.figures.svg import tag
from nudge.figures.windows import Place, Window
from nudge.rates.numbers import coordinate

Anchor = Literal["start", "middle", "end"]
Occupied = Sequence[tuple[Place, Place]]
"""Straight lines in viewBox units that a text should not cover."""

_LETTER, _ASCENT, _DESCENT = 6.6, 10.0, 3.5  # of a 13-unit serif text: the width of a letter, above and below its line
_ROOM = 2.0  # viewBox units kept free around a text
_SPOTS = 20  # places along a curve that are tried
_AWAY = 8.0  # viewBox units from a point to its label


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A text that stands still: its baseline at (x, y) in viewBox units."""

    text: str
    x: float
    y: float
    role: str
    anchor: Anchor = "middle"

    def svg(self) -> str:
        """The text element."""
        where = {"x": coordinate(self.x), "y": coordinate(self.y), "text-anchor": self.anchor}
        return tag("text", {"class": self.role, **where}, escape(self.text))

    def box(self) -> clip.Box:
        """What it covers, with a little room around it."""
        wide = _LETTER * len(self.text)
        left = self.x - {"start": 0.0, "middle": wide / 2, "end": wide}[self.anchor]
        return left - _ROOM, self.y - _ASCENT - _ROOM, left + wide + _ROOM, self.y + _DESCENT + _ROOM


def occupied(lines: Iterable[Iterable[Place]], window: Window) -> Occupied:
    """The straight pieces of polylines given in mathematical coordinates, as far as they are seen."""
    picture = (0.0, 0.0, window.width, window.height)
    found = []
    for line in lines:
        places = (p for p in (window.seen(place) for place in line) if p)
        found += [kept for a, b in pairwise(places) if (kept := clip.segment(a, b, picture))]
    return found


def free(choices: Sequence[PlacedText], taken: Occupied) -> PlacedText:
    """The first of several places at which a text covers nothing; if there is none, the one that covers least."""
    return min(choices, key=lambda words: covered(words, taken))


def covered(words: PlacedText, taken: Occupied) -> float:
    """The length of all that a text would cover, in viewBox units."""
    box = words.box()
    kept = (clip.segment(a, b, box) for a, b in taken)
    return sum(1.0 + abs(a[0] - b[0]) + abs(a[1] - b[1]) for a, b in filter(None, kept))


def beside_point(label: Label, window: Window, taken: Occupied, others: Sequence[PlacedText] = ()) -> Label:
    """The label on the side of its point where it covers least: up right first, as in a book."""
    at = window.seen(label.at)
    if at is None:
        return replace(label, anchor="start", shift=(_AWAY, -_AWAY))
    low, middle = _AWAY + 8.0, 4.5
    sides: tuple[tuple[float, float, Anchor], ...] = (
        (_AWAY, -_AWAY, "start"), (-_AWAY, -_AWAY, "end"), (_AWAY, low, "start"), (-_AWAY, low, "end"),
        (0.0, -_AWAY - 3.0, "middle"), (0.0, low + 4.0, "middle"), (_AWAY + 3.0, middle, "start"),
        (-_AWAY - 3.0, middle, "end"),
    )  # fmt: skip
    choices = [PlacedText(label.text, at[0] + dx, at[1] + dy, label.role, anchor) for dx, dy, anchor in sides]
    best = min(range(len(sides)), key=lambda i: _cost(choices[i], window, taken, others))
    dx, dy, anchor = sides[best]
    return replace(label, anchor=anchor, shift=(dx, dy))


def beside_curve(
    label: Label, line: Iterable[Iterable[Place]], window: Window, taken: Occupied, others: Sequence[PlacedText] = ()
) -> Label:
    """The label beside one of the polylines of a curve, at the place along it where it covers least.

    `taken` holds the curve itself too. Places near the right end come first, where a curve is looked for by its name.
    """
    spots = _spots(occupied(line, window))
    if not spots:
        return replace(label, at=None)
    best, least = label, float("inf")
    for k, (px, py) in enumerate(spots):
        at = window.x_at(px), window.y_at(py)
        moved = beside_point(replace(label, at=at), window, taken, others)
        words = PlacedText(label.text, px + moved.shift[0], py + moved.shift[1], label.role, moved.anchor)
        cost = _cost(words, window, taken, others) + k  # the later, the less a curve's name is looked for there
        if cost < least:
            best, least = moved, cost
    return best


def _spots(pieces: Occupied) -> list[Place]:
    """Places along a curve, evenly far from each other, from its right end on."""
    lengths = [math.dist(a, b) for a, b in pieces]
    apart = max(sum(lengths) / _SPOTS, 1e-9)
    found: list[Place] = []
    behind = apart / 4  # of the way to the next place; the first stands a little before the end
    for (a, b), length in zip(reversed(pieces), reversed(lengths), strict=True):
        while length and behind <= length:
            share = behind / length
            found.append((b[0] + share * (a[0] - b[0]), b[1] + share * (a[1] - b[1])))
            behind += apart
        behind -= length
    return found


def words_of(label: Label, window: Window) -> PlacedText | None:
    """A placed label as the text that it covers the picture with; None where it is not seen."""
    at = window.seen(label.at)
    if at is None:
        return None
    return PlacedText(label.text, at[0] + label.shift[0], at[1] + label.shift[1], label.role, label.anchor)


def _cost(words: PlacedText, window: Window, taken: Occupied, others: Sequence[PlacedText]) -> float:
    """How bad a place is: what it covers, other texts above all, and how far it sticks out of the picture."""
    left, top, right, bottom = words.box()
    out = max(0.0, -left) + max(0.0, -top) + max(0.0, right - window.width) + max(0.0, bottom - window.height)
    hit = sum(_overlap(words.box(), other.box()) for other in others)
    return covered(words, taken) + 20 * out + 5 * hit


def _overlap(a: clip.Box, b: clip.Box) -> float:
    """How wide two boxes cover each other; 0 where they do not."""
    wide, high = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    return wide if wide > 0 and high > 0 else 0.0
