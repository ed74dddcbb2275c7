"""A plot: panes with curves and other marks, as lines say them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import ClassVar

from nudge.figures import fit
from nudge.figures.axes import BOTTOM, TOP
from nudge.figures.layout import Layout
from nudge.rates import Unreadable
from nudge.widgets.base import Entry, FieldProblem, Piece
from nudge.widgets.controls import Slider
from nudge.widgets.kit import HIDE, Composed, ordered, thinned, values
from nudge.widgets.lines.description import Description, Line, Pull
from nudge.widgets.marks import READERS, Axes, Drawn
from nudge.widgets.marks.panes import Range, axes
from nudge.widgets.pieces.pane import ABOVE, BELOW, WORD, Pane
from nudge.widgets.values import Values

_WIDTH = 340.0
_HEIGHTS = (220.0, 152.0, 122.0)  # viewBox units: of one pane, of each of two, of each of more
_LINE = 46.0  # the height of a number line
_STATES = 24  # places of a slider at which what fits is looked at
_MARKS = {
    "curve": "The graph of a function of the pane's letter: `f(x)`.",
    "point": "A dot: `(1, f(1))`.",
    "tangent": "The tangent of a function: `f at x`.",
    "secant": "The line through two points of a graph: `f from 1 to 1 + h`.",
    "segment": "A line between places: `(0, 0) to (x, f(x))`.",
    "arrow": "An arrow between places, or along a vector: `from P by (2, 1)`.",
    "rect": "A rectangle: `(0, 0) to (u, v)`.",
    "area": "What lies between a graph and the axis: `f from a to b`.",
    "trace": "A graph, uncovered where the slider of its letter has been: `f'(x)`.",
    "path": "Through the members of a sequence: `w, f(w)`, or `P`.",
    "label": "Words beside a place: `(1, 2) the top`.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot(Composed):
    """One pane or several above each other, marks in them, and what moves them."""

    kind: ClassVar[str] = "plot"
    HIDES_NUMBERS: ClassVar[bool] = True
    KEYS: ClassVar[tuple[Entry, ...]] = (
        Entry("pane", "A pane, for the marks below its line: `x in [0, 6]; y in [0, 140]`.", None, str, True),
        *(Entry(key, doc, "", str, True) for key, doc in _MARKS.items()),
        HIDE,
    )

    @classmethod
    def compose(cls, made: Description) -> tuple[Piece, ...]:
        found = list(_panes(made))
        if made.troubles or not found:
            return ()
        controls = ordered(made)
        start = values(controls, {})
        upright = sum(one.axes.y is not None for one in found)
        height = _HEIGHTS[min(max(upright, 1), len(_HEIGHTS)) - 1]
        fitted = [_fitted(made, one) if one.axes.y and one.axes.y.ends is None else None for one in found]
        sizes = [Layout(_WIDTH, _LINE) if one.axes.y is None else _sized(one.axes, height) for one in found]
        laid = [one.axes.laid(size, fits) for one, size, fits in zip(found, sizes, fitted, strict=True)]
        tour = list(_tour(made, {one.name for one in controls}))
        left = (
            max(
                size.roomy((seen.bottom, seen.top), seen.log_y).left
                for axes, size in zip(laid, sizes, strict=True)
                for seen in (axes.window(at) for at in tour)
                if axes.y is not None and not seen.empty
            )
            if upright
            else sizes[0].left
        )
        return tuple(
            Pane(f"pane-{i}", axes.laid(replace(size, left=left), axes.fitted), one.drawn, one.pulls, start)
            for i, (one, axes, size) in enumerate(zip(found, laid, sizes, strict=True))
        )

    def flaws(self) -> tuple[FieldProblem, ...]:
        return (*Composed.flaws(self), *self._unseen())

    def _unseen(self) -> Iterator[FieldProblem]:
        """The marks that are in their pane nowhere."""
        for pane in self.body:
            assert isinstance(pane, Pane)
            for one in pane.drawn:
                states = _tour(self.made, set(self.made.controls))
                if not any(_is_seen(one, pane.axes, at) for at in states):
                    message, hint = "This is never inside of its pane", "widen the pane, or move the line below its own"
                    line = one.line
                    yield FieldProblem("unseen-mark", line.key, message, hint, 0, len(line.text), line.index)


@dataclass(slots=True)
class _Read:
    """A pane and what was read for it so far."""

    axes: Axes
    drawn: tuple[Drawn, ...] = ()
    pulls: tuple[Pull, ...] = ()


def _sized(pane: Axes, height: float) -> Layout:
    """The layout of a pane, with room around it for axes that are called by words."""
    words = [len(axis.letter) >= WORD for axis in (pane.x, pane.y) if axis]
    top, bottom = TOP + 2 * ABOVE * words[-1], BOTTOM + (BELOW - 14) * words[0]
    return Layout(_WIDTH, height + top - TOP + bottom - BOTTOM, top=top, bottom=bottom)


def _panes(made: Description) -> Iterator[_Read]:
    found: list[_Read] = []
    pulls = {one.line.index: one for one in made.pulls}
    lines = sorted((*made.rest, *(one.line for one in made.pulls)), key=lambda line: line.index)
    waiting: list[Pull] = []

    def read(line: Line) -> None:
        if line.key == "pane":
            found.append(_Read(axes(made, line, found[-1].axes if found else None)))
            found[-1].pulls = tuple(waiting)
            waiting.clear()
        elif line.key == "drag":
            if found:
                found[-1].pulls += (pulls[line.index],)
            else:
                waiting.append(pulls[line.index])
        elif found:
            found[-1].drawn += (READERS[line.key](made, line, found[-1].axes),)
        elif not made.troubles:
            message, hint = "This stands above the first pane", "write a pane above it: pane: x in [0, 6]; y in [0, 9]"
            raise Unreadable(message, 0, len(line.text), hint)

    for line in lines:
        if line.key in ("pane", "drag", *READERS):
            made.attempt(line, partial(read, line))
    return iter(found)


def _tour(made: Description, names: set[str]) -> Iterator[Values]:
    """What controls say at the start, and with each of some of them at its places, thinned if they are many."""
    controls = ordered(made)
    yield values(controls, {})
    for one in controls:
        if one.name in names:
            kept = one.kept() if isinstance(one, Slider) else one.states()
            for text in dict.fromkeys((*kept, *thinned(one.states(), _STATES))):
                if text != one.start:
                    yield values(controls, {one.name: text})


def _fitted(made: Description, pane: _Read) -> _Fitted:
    return _Fitted(made, pane)


class _Fitted:
    """The range of y in which all that a pane shows is seen, in all states; found when it is first asked for."""

    def __init__(self, made: Description, pane: _Read) -> None:
        self.made, self.pane = made, pane
        self.range: Range | None = None

    def __call__(self) -> Range:
        if self.range is None:
            series = [heights for one in self.pane.drawn for heights in self._heights(one)]
            self.range = fit(*series)
        return self.range

    def _heights(self, one: Drawn) -> Iterator[list[float | None]]:
        first = next(_tour(self.made, set()))
        with first.noting() as read:
            self._series(one, first)
        for at in _tour(self.made, read):
            yield from self._series(one, at)

    def _series(self, one: Drawn, at: Values) -> list[list[float | None]]:
        window = self.pane.axes.across(at)
        return [[place and place[1] for place in series] for series in one.reaches(at, window)]


def _is_seen(one: Drawn, pane: Axes, at: Values) -> bool:
    """Whether a mark is within its pane in a state; what has no place may have one elsewhere."""
    window = pane.window(at)
    if window.empty:
        return False
    series = [list(places) for places in one.reaches(at, window)]
    known = [place for places in series for place in places if place]
    if not known:
        return False
    left, right = min(x for x, _ in known), max(x for x, _ in known)
    low, high = min(y for _, y in known), max(y for _, y in known)
    return left <= window.right and right >= window.left and low <= window.top and high >= window.bottom
