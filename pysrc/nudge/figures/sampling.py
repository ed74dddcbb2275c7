"""Turning a function into polylines that are true to it, with gaps where it has gaps.

The window is cut into cells two viewBox units wide. A cell is halved until the middle of every piece lies on its chord,
to within a fraction of a unit, or the piece is far thinner than a line. What is still bent then is looked at closely:

- one or few bent pieces: the function is steep there, or has a kink, a jump or a pole. Following the greatest rise down
  to the resolution of a float tells a jump, whose height does not shrink, from a slope, whose height does;
- many, up and down: it turns faster than a screen can show, and the cell is filled from its least to its greatest
  height, which is an honest picture of what is known.

Where a value exists on one side only, the end of the domain is found by bisection, so that the curve reaches it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from nudge.figures.scene import Place, Window

Function = Callable[[float], float | None]
Polyline = tuple[Place, ...]

_CELL = 2.0  # viewBox units
_FLAT = 0.2  # viewBox units that a middle may lie off its chord
_STEEPEST = 40.0  # viewBox units that one flat piece may rise while it is wide
_THIN = 5  # halvings of a cell after the first: pieces of 1/32 unit
_BUSY = 12  # bent pieces in a cell, half of them turning, that make it a band
_JUMP = 1.0  # viewBox units of height that mark a break where the resolution of floats ends
_CLOSEST = 60  # halvings at most on the way to one place

_SPARE = 0.1  # viewBox units that a point may lie off the line without it, to be left out
_AHEAD = 24  # points that one line may stand for

_End = tuple[float, float | None]
_Piece = tuple[_End, _End, bool]
_Break = None


def sample(f: Function, window: Window) -> tuple[Polyline, ...]:
    """The graph of `f` over the window, one polyline for each unbroken piece, in mathematical coordinates.

    Heights are kept within one window's height above and below what is shown.
    """
    count = max(2, round(window.width / _CELL))
    step = (window.right - window.left) / count
    xs = [window.left + i * step for i in range(count)] + [window.right]
    cell = _Cell(f, window)
    pieces: list[list[Place]] = [[]]
    for a, b in pairwise([(x, f(x)) for x in xs]):
        for point in cell.points(a, b):
            if point is _Break:
                pieces.append([])
            elif not pieces[-1] or pieces[-1][-1] != point:
                pieces[-1].append(point)
    visible = (run for piece in pieces for run in _visible(piece, window))
    return tuple(tuple(_thinned(run, window)) for run in visible if len(run) > 1)


@dataclass(frozen=True, slots=True)
class _Cell:
    """Draws one cell after another of the same function in the same window."""

    f: Function
    window: Window

    def points(self, a: _End, b: _End) -> Iterator[Place | None]:
        """The points between two ends, both included; None stands for a break."""
        pieces = [(a, b, True)]
        for depth in range(_THIN + 1):
            pieces = [finer for piece in pieces for finer in self._halved(piece, depth)]
            if sum(bent for _, _, bent in pieces) > _BUSY and _turns(pieces) > _BUSY // 2:
                yield from self._band(pieces)
                return
        for left, right, bent in pieces:
            yield from self._close(left, right) if bent else (_place(left), _place(right))

    def _halved(self, piece: _Piece, depth: int) -> tuple[_Piece, ...]:
        """A piece as it is, if it is straight, or else its halves."""
        left, right, bent = piece
        if not bent:
            return (piece,)
        middle = self._middle(left, right)
        more = not self._straight(left, middle, right, depth)
        return (left, middle, more), (middle, right, more)

    def _middle(self, left: _End, right: _End) -> _End:
        x = (left[0] + right[0]) / 2
        return x, self.f(x)

    def _straight(self, left: _End, middle: _End, right: _End, depth: int) -> bool:
        ya, ym, yb = left[1], middle[1], right[1]
        if ya is None or ym is None or yb is None:
            return ya is ym is yb is None
        a, m, b = (self._shown(y) for y in (ya, ym, yb))
        scale = self.window.y_scale
        return abs((a + b) / 2 - m) * scale <= _FLAT and (depth > 2 or abs(a - b) * scale < _STEEPEST)

    def _steady(self, left: _End, middle: _End, right: _End) -> bool:
        """Whether a piece much thinner than a line climbs evenly; at a jump the middle is as high as one end."""
        if left[1] is None or middle[1] is None or right[1] is None:
            return False
        a, m, b = (self._shown(y) for y in (left[1], middle[1], right[1]))
        return abs((a + b) / 2 - m) <= 0.3 * abs(b - a)

    def _shown(self, y: float) -> float:
        reach = self.window.top - self.window.bottom
        return min(max(y, self.window.bottom - reach), self.window.top + reach)

    def _close(self, left: _End, right: _End) -> Iterator[Place | None]:
        """Follow the greatest rise, or the end of the domain, as closely as floats can."""
        if self._steady(left, self._middle(left, right), right):
            yield from (_place(left), _place(right))
            return
        before, after = [left], [right]
        for _ in range(_CLOSEST):
            middle = self._middle(left, right)
            if middle[0] in (left[0], right[0]):
                break
            if self._rise(left, middle) >= self._rise(middle, right):
                right = middle
                after.append(middle)
            else:
                left = middle
                before.append(middle)
        yield from (_place(end) for end in before)
        if self._rise(left, right) > _JUMP:
            yield _Break
        yield from (_place(end) for end in reversed(after))

    def _rise(self, left: _End, right: _End) -> float:
        """The difference in height, in viewBox units; infinite where only one side exists."""
        if left[1] is None or right[1] is None:
            return 0.0 if left[1] is right[1] else float("inf")
        return abs(self._shown(left[1]) - self._shown(right[1])) * self.window.y_scale

    def _band(self, pieces: list[_Piece]) -> Iterator[Place | None]:
        """A zigzag, finer than a line is wide, between the least and the greatest height that was found."""
        start, end = pieces[0][0][0], pieces[-1][1][0]
        heights = [y for piece in pieces for _, y in piece[:2] if y is not None]
        low, high = min(heights), max(heights)
        for i in range(5):
            yield start + i * (end - start) / 4, low if i % 2 else high


def _turns(pieces: list[_Piece]) -> int:
    """How often the heights at the ends of pieces turn from rising to falling or back."""
    heights = [left[1] for left, _, _ in pieces if left[1] is not None]
    rises = [b > a for a, b in pairwise(heights) if a != b]
    return sum(a != b for a, b in pairwise(rises))


def _place(end: _End) -> Place | None:
    return None if end[1] is None else (end[0], end[1])


def _visible(piece: list[Place], window: Window) -> Iterator[list[Place]]:
    """Cut away the runs that lie wholly above or below what is shown, keeping one point beyond each edge."""
    reach = window.top - window.bottom
    run: list[Place] = []
    for i, (x, y) in enumerate(piece):
        near = [height for _, height in piece[max(0, i - 1) : i + 2]]
        if max(near) >= window.bottom and min(near) <= window.top:
            run.append((x, min(max(y, window.bottom - reach), window.top + reach)))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _thinned(run: list[Place], window: Window) -> Iterator[Place]:
    """The points that are needed: the others lie on the lines between these."""
    places = [window.place(*point) for point in run]
    at = 0
    yield run[0]
    while at < len(run) - 1:
        to = at + 1
        while to + 1 < len(run) and to - at < _AHEAD and _on_line(places, at, to + 1):
            to += 1
        yield run[to]
        at = to


def _on_line(places: list[Place], start: int, end: int) -> bool:
    """Whether all places between two lie on the line that joins them."""
    (x1, y1), (x2, y2) = places[start], places[end]
    dx, dy = x2 - x1, y2 - y1
    slack = _SPARE * max(abs(dx), abs(dy))
    return all(abs(dx * (y - y1) - dy * (x - x1)) <= slack for x, y in places[start + 1 : end])
