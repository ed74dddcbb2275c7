"""Frames: the parts of a widget drawn at build time, so that the page answers without waiting for Python.

Each part has a table of its own dependence: its texts are listed by the controls that it reads and by no others, so a
part of h alone answers every h, wherever the other controls stand. `tables` is what the page gets:

    {"places": {"s": ["0.00", …], "h": […], "f": ["x^2"]},     the states of every control that can be looked up
     "tables": [{"by": {"s": [20], "h": "all"},                indexes into places; the last control turns fastest
                 "parts": {"plot-secant": column, …}}]}

A part in more than one table has the same text in each; what depends on nothing is in none. How a column is written is
in `columns.py`.

**Which controls a part depends on.** Guess none. Draw the part at all places of the guess, the other controls standing
at their start. If it read another control, take that in and begin again; stop when nothing new is read. That is sound:
a run that read the guess alone would be the same run wherever the others stand. It holds because every place in a table
was drawn, so none may be left out and guessed.

**Which places are drawn.** All places of these controls, while they are few. Else, for each move (one control, or the
controls of one handle), all places that it reaches from the start and from the jump points of the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from math import prod
from typing import Any

from nudge.widgets.base import RESERVED, Part, Widget, own, read_state, start
from nudge.widgets.columns import column
from nudge.widgets.values import Values

MOST = 500
"""How many places of its controls together a part is drawn at. Two sliders of 22 places each fit: about 10 KB, packed,
for a plot with a few readouts."""

THINNED = 21
"""How many places of each of its two controls a handle is drawn at: 441 in all, so that `MOST` holds."""

By = Mapping[str, tuple[int, ...]]
"""A table's places: for each control, the indexes of its states."""


class Undrawable(Exception):
    """A part could not be drawn: its full name, the state, and why."""

    def __init__(self, part: str, state: Mapping[str, str], why: Exception) -> None:
        at = ", ".join(f"{name} = {text}" for name, text in state.items())
        super().__init__(f"{part} cannot be drawn at {at}: {why!r}")


def tables(widget: Widget) -> dict[str, Any]:
    """The frames of `widget`, as they are sent to the page. Raises `Undrawable`."""
    drawing = _Drawing(widget)
    grouped: dict[tuple[tuple[str, tuple[int, ...]], ...], dict[str, Any]] = {}
    for name, part in widget.assembly().parts.items():
        for by, texts in drawing.drawn(name, part):
            shown = own(name) not in RESERVED
            same = shown and set(texts) == {drawing.first[name]}
            grouped.setdefault(tuple(by.items()), {})[name] = None if same else column(texts)
    used = {name for by in grouped for name, _ in by}
    places = {name: list(texts) for name, texts in drawing.places.items() if name in used}
    return {"places": places, "tables": [{"by": drawing.written(by), "parts": parts} for by, parts in grouped.items()]}


@dataclass(slots=True)
class _Drawing:
    """Draws the parts of one widget; values are read once for each state, however many parts are drawn there."""

    widget: Widget
    places: dict[str, tuple[str, ...]] = field(init=False)
    start: dict[str, int] = field(init=False)
    kept: dict[str, tuple[int, ...]] = field(init=False)
    first: dict[str, str] = field(init=False)
    _values: dict[tuple[int, ...], Values] = field(init=False, default_factory=dict)
    _listed: dict[tuple[str, ...], list[By]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        controls = self.widget.assembly().controls
        self.places = {name: control.states() for name, control in controls.items()}
        self.start = {name: self.places[name].index(control.start) for name, control in controls.items()}
        kept = {name: {self.places[name].index(text) for text in one.kept()} for name, one in controls.items()}
        self.kept = {name: tuple(sorted(indexes)) for name, indexes in kept.items()}
        self.first = dict(self.widget.view(start(self.widget)).parts)

    def drawn(self, name: str, part: Part) -> Iterator[tuple[By, list[str]]]:
        """The places of each table of a part, and its texts there. No table if the part depends on nothing."""
        reads: set[str] = set()
        while True:
            found: dict[tuple[int, ...], str] = {}
            tables = self.listed(reads)
            new = self._fill(name, part, tables, found) - reads
            if not new:
                break
            reads |= new
        for by in tables if reads else ():
            yield by, [found[place] for place in self.within(by)]

    def _fill(self, name: str, part: Part, tables: list[By], found: dict[tuple[int, ...], str]) -> set[str]:
        """Draw a part at all these places; what it read. Stops early when it read what the tables do not have."""
        read: set[str] = set()
        for place in (place for by in tables for place in self.within(by)):
            if place in found:
                continue
            values = self.values(place)
            with values.noting() as noted:
                try:
                    found[place] = part(values)
                except Exception as error:
                    raise Undrawable(name, self.state(place), error) from error
            read |= noted
            if not noted <= tables[0].keys():
                break
        return read

    def listed(self, reads: Iterable[str]) -> list[By]:
        """The places of a part that reads these controls, as tables."""
        names = tuple(name for name in self.places if name in reads)
        if names not in self._listed:
            self._listed[names] = list(self._tables(names))
        return self._listed[names]

    def _tables(self, names: tuple[str, ...]) -> Iterator[By]:
        whole: By = {name: tuple(range(len(self.places[name]))) for name in names}
        if _count(whole) <= MOST:
            yield whole
            return
        done: list[By] = []
        for move in self._moves(names):
            reached = {name: whole[name] for name in move} if len(move) < 2 else self._thinned(move)
            others = {name: self.kept[name] for name in names if name not in move}
            if _count({**reached, **others}) > MOST and len(move) + len(others) > 1:
                others = {name: (self.start[name],) for name in others}
            by = {name: reached.get(name) or others[name] for name in names}
            if not any(all(set(by[name]) <= set(one[name]) for name in names) for one in done):
                done.append(by)
                yield by

    def _moves(self, names: tuple[str, ...]) -> list[tuple[str, ...]]:
        """What can be moved at once, of these controls: each by itself, and those of one handle; the larger first."""
        handles = (move for piece in self.widget.assembly().pieces.values() for move in piece.moves())
        together = [tuple(name for name in names if name in move) for move in handles]
        alone = [(name,) for name in names if len(self.places[name]) > 1]
        return sorted({*together, *alone} - {()}, key=lambda move: (-len(move), move))

    def _thinned(self, move: tuple[str, ...]) -> By:
        """The places of controls that move together, evenly thinned if they are many; what is kept stays."""
        whole = {name: tuple(range(len(self.places[name]))) for name in move}
        if _count(whole) <= THINNED ** len(move):
            return whole
        return {name: tuple(sorted({*_even(len(whole[name])), *self.kept[name]})) for name in move}

    def within(self, by: By) -> Iterator[tuple[int, ...]]:
        """The places of a table, one index for each control; those that it does not name stand at their start."""
        return product(*(by.get(name, (self.start[name],)) for name in self.places))

    def state(self, place: tuple[int, ...]) -> dict[str, str]:
        """The texts of the controls at a place."""
        return {name: texts[i] for (name, texts), i in zip(self.places.items(), place, strict=True)}

    def values(self, place: tuple[int, ...]) -> Values:
        """What the controls say at a place."""
        if place not in self._values:
            state = self.state(place)
            values, problems = read_state(self.widget.assembly().controls, state)
            if problems:
                raise Undrawable(next(iter(problems)), state, ValueError(*problems.values()))
            self._values[place] = values
        return self._values[place]

    def written(self, by: Iterable[tuple[str, tuple[int, ...]]]) -> dict[str, Any]:
        """A table's places as the page reads them."""
        return {name: "all" if len(one) == len(self.places[name]) else list(one) for name, one in by}


def _count(by: By) -> int:
    return prod(map(len, by.values()))


def _even(count: int) -> Iterator[int]:
    """`THINNED` indexes below `count`, the first and the last among them; all if there are no more."""
    steps = min(count, THINNED) - 1
    return (round(i * (count - 1) / steps) for i in range(steps + 1)) if steps else iter((0,))
