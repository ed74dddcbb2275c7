"""A plot: axes, a curve, and marks that move; points on it can be pulled.

What stands still is drawn once for a function and kept; what moves are attributes of stable elements, so that nothing
that has focus or holds the pointer is ever replaced.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial

from nudge.figures import Curve, Mark, Polyline, Window, draw, fit, heights, sample, shell
from nudge.figures.axes import axes
from nudge.figures.layout import Layout
from nudge.figures.scene import Scene
from nudge.rates import Expr, compiled
from nudge.widgets.base import Part, Piece
from nudge.widgets.markup import Put, full
from nudge.widgets.values import Values

LAYOUT = Layout()
"""The size of every plot, with the margins in which labels stand."""


def window(across: tuple[float, float], up: tuple[float, float]) -> Window:
    """The plot's window over the given ranges of x and y."""
    return LAYOUT.window(across, up)


@lru_cache(maxsize=64)
def values(expr: Expr, variable: str, low: float, high: float) -> tuple[float | None, ...]:
    """The values of a function, close enough to one another to see how high it goes."""
    return tuple(heights(compiled(expr, (variable,)), low, high))


@lru_cache(maxsize=64)
def fitting(expr: Expr, variable: str, low: float, high: float) -> Window:
    """The window of a function from `low` to `high`, with a little room around it, as high as its values ask."""
    margin = (high - low) / 15
    return window((low - margin, high + margin), fit(values(expr, variable, low, high)))


@lru_cache(maxsize=16)  # a few plots of a few functions, so that moving a slider draws no curve anew
def _sampled(expr: Expr, variable: str, seen: Window) -> tuple[Polyline, ...]:
    return sample(compiled(expr, (variable,)), seen)


@lru_cache(maxsize=16)
def _drawn(expr: Expr, variable: str, seen: Window, colour: str) -> str:
    return draw(Scene(seen, (Curve(_sampled(expr, variable, seen), colour),)))


@lru_cache(maxsize=16)
def _axes(expr: Expr, variable: str, seen: Window, names: tuple[str, str]) -> tuple[str, str]:
    return axes(seen, *names, _sampled(expr, variable, seen))


Linear = Callable[[Values], tuple[tuple[float, float], ...]]
"""For each control that a mark moves, `first` and `factor`: the control is `first + factor × coordinate`."""


def same(at: Values) -> tuple[tuple[float, float], ...]:
    """The controls are the coordinates themselves."""
    return ((0.0, 1.0), (0.0, 1.0))


@dataclass(frozen=True, slots=True, eq=False)
class Moving:
    """A mark that moves: `shape` is what it is like in every state, without a place, and `at` is the mark in one.

    `moves` names the control that is moved along x by pulling it, or the two along x and y. Without `linear` the one
    control follows no line: the page then takes the place of it that brings the mark nearest to the pointer.
    """

    name: str
    shape: Mark
    at: Callable[[Values], Mark]
    moves: tuple[str, ...] = ()
    linear: Linear | None = same

    def parts(self, plot: CurvePlot) -> Mapping[str, Part]:
        """What follows the mark, and the scale of a handle."""
        found: dict[str, Part] = {name: partial(self._moved, plot, what) for what, name in self._named().items()}
        if self.moves and self.linear:
            found[f"{self.name}-scale"] = partial(self._scale, plot, self.linear)
        return found

    def markup(self, put: Put) -> str:
        """The stable element."""
        named, more = self._named(), {}
        content = named.pop("content", None)
        if self.moves:
            more["data_handle"] = " ".join(self.moves)
            named |= {"data-scale": f"{self.name}-scale"} if self.linear else {}
        if content is None:
            return shell(self.shape, put.bound(named, **more))
        whole = full(put.piece, content)
        return shell(self.shape, put.bound(named, data_part=whole, **more), put.parts[whole])

    def _named(self) -> dict[str, str]:
        """The parts by what they set; a mark of which one thing moves gives that its own name."""
        one = len(self.shape.moves) == 1
        return {what: self.name if one else f"{self.name}-{what}" for what in self.shape.moves}

    def _moved(self, plot: CurvePlot, what: str, at: Values) -> str:
        return self.at(at).geometry(plot.window(at))[what]

    def _scale(self, plot: CurvePlot, linear: Linear, at: Values) -> str:
        """For each control, where it is at the left or upper edge, and how much it grows with each viewBox unit."""
        seen = plot.window(at)
        if seen.empty:
            return ""
        edges = (seen.left, 1 / seen.x_scale), (seen.top, -1 / seen.y_scale)
        pairs = zip(linear(at), edges, self.moves, strict=False)
        return " ".join(f"{first + factor * edge:.9g} {factor * per:.9g}" for (first, factor), (edge, per), _ in pairs)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class CurvePlot(Piece):
    """A curve over its axes, and marks on it, in the order in which they cover each other.

    `curve` is the function and the name of its variable. `beside` is a text that stands behind the title.
    """

    window: Callable[[Values], Window]
    curve: Callable[[Values], tuple[Expr, str]]
    title: Part
    marks: tuple[Moving, ...]
    axes: tuple[str, str] = ("x", "y")
    colour: str = ""
    beside: Part | None = None

    def parts(self) -> Mapping[str, Part]:
        found: dict[str, Part] = {"title": self.title, "grid": self._grid, "labels": self._labels, "curve": self._curve}
        found |= {"beside": self.beside} if self.beside else {}
        for mark in self.marks:
            found |= mark.parts(self)
        return found

    def moves(self) -> tuple[tuple[str, ...], ...]:
        return tuple(mark.moves for mark in self.marks if len(mark.moves) > 1)

    def markup(self, put: Put) -> str:
        beside = " " + put.part("beside", "span", class_="at") if self.beside else ""
        inside = put.part("grid", "g") + put.part("curve", "g") + "".join(mark.markup(put) for mark in self.marks)
        return (
            f'<div class="plot {self.colour}"><p class="plot-title">{put.part("title", "span")}{beside}</p>'
            + LAYOUT.canvas(inside, put.part("labels", "g"), f' data-drag="{self.name}"')
            + "</div>"
        )

    def _grid(self, at: Values) -> str:
        return _axes(*self.curve(at), self.window(at), self.axes)[0]

    def _labels(self, at: Values) -> str:
        return _axes(*self.curve(at), self.window(at), self.axes)[1]

    def _curve(self, at: Values) -> str:
        return _drawn(*self.curve(at), self.window(at), self.colour)
