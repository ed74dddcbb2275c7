"""Turning a function into polylines that are true to it, with gaps where it has gaps.

The window is cut into cells about two viewBox units wide. A cell that is not straight is halved until the middle of
every piece lies on its chord, as far as can be seen, or the piece is far thinner than a line. What is then still bent
is looked at closely:

- many bent pieces, up and down: it turns faster than a screen can show, and the cell is filled from its least to its
  greatest height, which is an honest picture of what is known;
- few: the function is steep there, or has a kink, a jump or a pole. Halving goes on until it climbs evenly, or to the
  resolution of floats. What is not even there is a jump, or a pole, and is not joined.

Where a value exists on one side only, the end of the domain is found in the same way, so that the curve reaches it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from nudge.figures.thinning import thinned
from nudge.figures.windows import Place, Window

Function = Callable[[float], float | None]
Polyline = tuple[Place, ...]

_CELL = 2.0  # viewBox units
_FLAT = 0.2  # viewBox units that a middle may lie off its chord
_EVEN, _STEADY = 0.1, 0.24  # of the rise of a steep piece, that a middle may lie off its chord: if wide, if thin
_PROBES = 0.27, 0.64  # of a cell: places so uneven that no period fits them and the ends
_STEEPEST = 12.0  # viewBox units that one flat piece may rise while it is wide
_TALLEST = 6.0  # viewBox units that one steep piece may rise, however thin
_THIN = 5  # halvings of a cell after the first: pieces of 1/32 unit
_WIDE = 2  # halvings after which pieces are no longer wide
_TURNS, _HALF_PERIOD = 4, 0.5  # turns in a cell, and viewBox units between them, that make it a band: lines are wider
_BAND = sorted(k * 0.6180339887 % 1 for k in range(1, 65))  # of a cell: where heights of a band are taken, unevenly
_JUMP = 1.0  # viewBox units of height that mark a break where the resolution of floats ends
_PATIENCE = 240  # halvings at most of what is still bent when it is thin

_End = tuple[float, float | None]
_Piece = tuple[_End, _End, bool]
_Break = None


def sample(f: Function, window: Window, whole: bool = False) -> tuple[Polyline, ...]:
    """The graph of `f` over the window, one polyline for each unbroken piece, in mathematical coordinates.

    Heights are kept within one window's height above and below what is shown. Pieces out of sight are left out, unless
    the `whole` graph is asked for, as the border of an area needs it. In an empty window there are none.
    """
    if window.empty:
        return ()
    if window.log_x or window.log_y:
        lines = sample(_on_axes(f, window), window.straight(), whole)
        return tuple(tuple(window.off_axes(*place) for place in line) for line in lines)
    count = max(2, round(window.width / _CELL))
    step = (window.right - window.left) / count
    xs = [window.left + i * step for i in range(count)] + [window.right]
    reach = window.top - window.bottom
    cell = _Cell(f, window, window.bottom - reach, window.top + reach, window.y_scale)
    pieces: list[list[Place]] = [[]]
    for a, b in pairwise([(x, f(x)) for x in xs]):
        for point in cell.points(a, b):
            if point is _Break:
                pieces.append([])
            elif not pieces[-1] or pieces[-1][-1] != point:
                pieces[-1].append(point)
    runs = (run for piece in pieces for run in (_kept(piece, window) if whole else _visible(piece, window)))
    return tuple(tuple(thinned(run, window)) for run in runs if len(run) > 1)


def visible(lines: tuple[Polyline, ...], window: Window) -> tuple[Polyline, ...]:
    """The parts of a whole graph that are in sight, each with a point beyond the edge."""
    if window.empty:
        return ()
    return tuple(tuple(run) for line in lines for run in _visible(list(line), window) if len(run) > 1)


def _on_axes(f: Function, window: Window) -> Function:
    """The function between lengths along the axes."""

    def g(across: float) -> float | None:
        x = window.off_axes(across, 0.0)[0]
        y = f(x)
        return None if y is None or (window.log_y and y <= 0) else window.on_axes(x, y)[1]

    return g


@dataclass(slots=True)
class _Cell:
    """Draws one cell after another of the same function in the same window, heights kept between `low` and `high`.

    Beside a `band` there is mostly another one, so there the places that a band takes are looked at first.
    """

    f: Function
    window: Window
    low: float
    high: float
    scale: float
    band: bool = False

    def points(self, a: _End, b: _End) -> Iterator[Place | None]:
        """The points between two ends, both included; None stands for a break."""
        if self._plain(a, b):
            self.band = False
            yield from (_place(a), _place(b))
            return
        if self.band:
            heights = [a[1], *self._taken(a[0], b[0])]
            self.band = self._busy(heights, b[0] - a[0])
            if self.band:
                yield from self._zigzag(a[0], b[0], heights)
                return
        pieces = [(a, b, True)]
        for depth in range(_THIN + 1):
            pieces = [finer for piece in pieces for finer in self._halved(piece, depth)]
            flat = not any(bent for _, _, bent in pieces)
            if flat and self._passes(pieces):
                break
            heights = [left[1] for left, _, _ in pieces]
            self.band = flat or (depth > _WIDE and self._busy(heights, b[0] - a[0]))
            if self.band:
                yield from self._zigzag(a[0], b[0], [*self._taken(a[0], b[0]), *heights])
                return
        for left, right, more in pieces:
            yield from self._close(left, right) if more else (_place(left), _place(right))

    def _halved(self, piece: _Piece, depth: int) -> tuple[_Piece, ...]:
        """A piece as it is, if it is straight, or else its halves."""
        left, right, bent = piece
        if not bent:
            return (piece,)
        middle = self._middle(left, right)
        more = not self._straight(left, middle, right, depth)
        return (left, middle, more), (middle, right, more)

    def _passes(self, pieces: list[_Piece]) -> bool:
        """Whether straight pieces pass the uneven places of a cell too, and are not in step with some period."""
        start, end = pieces[0][0][0], pieces[-1][1][0]
        for x in (start + share * (end - start) for share in _PROBES):
            (x0, y0), (x1, y1) = next((left, right) for left, right, _ in pieces if x <= right[0])
            y = self.f(x)
            if y is None or y0 is None or y1 is None:
                continue
            low, rise = self._shown(y0), self._shown(y1) - self._shown(y0)
            off = abs(self._shown(y) - low - rise * (x - x0) / (x1 - x0))
            if off * self.scale > _JUMP and off * (x1 - x0) * self.window.x_scale > _JUMP * abs(rise):
                return False
        return True

    def _middle(self, left: _End, right: _End) -> _End:
        x = (left[0] + right[0]) / 2
        return x, self.f(x)

    def _straight(self, left: _End, middle: _End, right: _End, depth: int) -> bool:
        """Whether the middle lies on the chord; on a steep one, as near to it as across its direction is seen."""
        if left[1] is None or middle[1] is None or right[1] is None:
            return left[1] is middle[1] is right[1]
        off, rise = self._off(left[1], middle[1], right[1])
        if rise >= _STEEPEST and depth <= _WIDE:
            return False
        if off <= _FLAT:
            return depth > 0
        seen = off * (right[0] - left[0]) * self.window.x_scale
        return seen <= _FLAT * rise and self._even(left, middle, right, _EVEN)

    def _plain(self, left: _End, right: _End) -> bool:
        """Whether a whole cell is gently straight, or empty, as far as uneven places in it tell."""
        heights = [self.f(left[0] + share * (right[0] - left[0])) for share in _PROBES]
        known = [self._shown(y) for y in (left[1], right[1], *heights) if y is not None]
        if len(known) < 2 + len(_PROBES):
            return not known
        a, b, *inner = known
        off = max(abs(a + share * (b - a) - y) for share, y in zip(_PROBES, inner, strict=True))
        return off * self.scale <= _FLAT and abs(b - a) * self.scale < _STEEPEST

    def _even(self, left: _End, middle: _End, right: _End, share: float) -> bool:
        """Whether a steep piece climbs evenly: its middle and its quarters lie near their chords."""
        return self._climbs(left, middle, right, share) and all(
            self._climbs(a, self._middle(a, b), b, 2 * share) for a, b in ((left, middle), (middle, right))
        )

    def _climbs(self, left: _End, middle: _End, right: _End, share: float) -> bool:
        """Whether the middle lies near the chord, compared with the rise of the chord."""
        if left[1] is None or middle[1] is None or right[1] is None:
            return False
        off, rise = self._off(left[1], middle[1], right[1])
        return off <= max(_FLAT, share * rise)

    def _off(self, left: float, middle: float, right: float) -> tuple[float, float]:
        """How far the middle lies above or below the chord, and how far the chord rises, in viewBox units."""
        a, m, b = self._shown(left), self._shown(middle), self._shown(right)
        return abs((a + b) / 2 - m) * self.scale, abs(a - b) * self.scale

    def _shown(self, y: float) -> float:
        return self.low if y < self.low else self.high if y > self.high else y

    def _close(self, left: _End, right: _End) -> Iterator[Place | None]:
        """Halve a thin piece on and on, until it climbs evenly or ends where floats do."""
        pieces, patience = [(left, right)], _PATIENCE
        while pieces:
            left, right = pieces.pop()
            middle = self._middle(left, right)
            patience -= 1
            if self._steady(left, middle, right):
                yield from (_place(left), _place(middle), _place(right))
            elif patience > 0 and middle[0] not in (left[0], right[0]):
                pieces += [(middle, right), (left, middle)]
            else:
                yield _place(left)
                if self._rise(left, right) > _JUMP:
                    yield _Break
                yield _place(right)

    def _steady(self, left: _End, middle: _End, right: _End) -> bool:
        """Whether a thin piece climbs evenly; at a jump the middle is as high as one end."""
        if left[1] is None or middle[1] is None or right[1] is None:
            known = [end[1] for end in (left, middle, right) if end[1] is not None]
            return not known or (len(known) == 2 and self._off(known[0], known[0], known[1])[1] <= _FLAT / 4)
        off, rise = self._off(left[1], middle[1], right[1])
        if rise <= _JUMP and off <= _FLAT / 4:
            return True
        return (rise <= _TALLEST or self._hidden(left[1], right[1])) and self._even(left, middle, right, _STEADY)

    def _hidden(self, left: float, right: float) -> bool:
        """Whether a piece lies wholly above or below what is shown."""
        return max(left, right) < self.window.bottom or min(left, right) > self.window.top

    def _rise(self, left: _End, right: _End) -> float:
        """The difference in height, in viewBox units; infinite where only one side exists."""
        if left[1] is None or right[1] is None:
            return 0.0 if left[1] is right[1] else float("inf")
        return abs(self._shown(left[1]) - self._shown(right[1])) * self.scale

    def _busy(self, heights: list[float | None], width: float) -> bool:
        """Whether what can be seen turns so often from rising to falling and back that no line shows it."""
        shown = [self._shown(y) for y in heights if y is not None]
        rises = [b > a for a, b in pairwise(shown) if abs(b - a) * self.scale > _JUMP]
        turns = sum(a != b for a, b in pairwise(rises)) + self.band  # a cell has one more or less, as it happens to lie
        return turns >= max(_TURNS, width * self.window.x_scale / _HALF_PERIOD)

    def _taken(self, start: float, end: float) -> list[float | None]:
        """The heights at the places in a cell at which those of a band are taken."""
        return [self.f(start + share * (end - start)) for share in _BAND]

    def _zigzag(self, start: float, end: float, heights: list[float | None]) -> Iterator[Place | None]:
        """A line, finer than it is wide, between the least and the greatest of the heights."""
        known = [y for y in heights if y is not None]
        low, high = min(known), max(known)
        for i in range(5):
            yield start + i * (end - start) / 4, low if i % 2 else high


def _place(end: _End) -> Place | None:
    return None if end[1] is None else (end[0], end[1])


def _kept(piece: list[Place], window: Window) -> Iterator[list[Place]]:
    """A whole piece, its heights kept near the window."""
    reach = window.top - window.bottom
    yield [(x, min(max(y, window.bottom - reach), window.top + reach)) for x, y in piece]


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
