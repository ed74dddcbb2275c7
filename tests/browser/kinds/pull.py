"""A widget for tests: two sliders, a point of the plane to pull, and a player; more states than can be drawn ahead."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar

from nudge.figures import Place, Point, StraightLine, Window
from nudge.rates import parse
from nudge.rates.numbers import fixed, signed
from nudge.widgets.base import Piece, Widget, entry
from nudge.widgets.controls import Control, Count, Slider
from nudge.widgets.fields import Span, span
from nudge.widgets.pieces.player import Player
from nudge.widgets.pieces.plot import CurvePlot, Moving, window
from nudge.widgets.pieces.readouts import Readout, Readouts
from nudge.widgets.pieces.slider import SliderRow
from nudge.widgets.values import Values

SQUARE = parse("x^2", ("x",))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pull(Widget):
    """A parabola with a secant from s to s + h, a point P, and a count n."""

    kind: ClassVar[str] = "pull"

    s: Span = entry(span, "Where the secant begins.", "1 in [0, 3] step 0.1")
    h: Span = entry(span, "How far it goes.", "0.5 in [-1, 1] step 0.05")
    p: Span = entry(span, "Where both coordinates of P start.", "1.5 in [-2, 2] step 0.1")

    def sliders(self) -> tuple[Slider, ...]:
        """The sliders, each with a row."""
        return (
            self.s.slider("s", "s", ("0", "2")),
            self.h.slider("h", "h"),
            self.p.slider("P.x", "P.x"),
            self.p.slider("P.y", "P.y"),
        )

    def controls(self) -> tuple[Control, ...]:
        return (*self.sliders(), Count.to(12, "n", "n"))

    def pieces(self) -> tuple[Piece, ...]:
        plot = CurvePlot(
            name="plot",
            window=_window,
            curve=lambda at: (SQUARE, "x"),
            title=lambda at: "A parabola",
            marks=(
                Moving("line", StraightLine(role="total"), lambda at: StraightLine.through(_on(at["s"]), _end(at))),
                Moving("from", Point(role="inner", look="pulled"), lambda at: Point(_on(at["s"])), ("s",)),
                Moving("to", Point(role="outer", look="pulled"), lambda at: Point(_end(at)), ("h",), _beyond),
                Moving("p", Point(role="total", look="pulled"), lambda at: Point(_p(at)), ("P.x", "P.y")),
            ),
        )
        readouts = (
            Readout("height", "s^2", lambda at: fixed(at["s"] ** 2), "height"),
            Readout("average", "a", _average, "average"),
            Readout("distance", "|P|", lambda at: fixed(math.hypot(*_p(at)), 3), "distance"),
            Readout("all", "t", lambda at: fixed(at["s"] + at["P.x"] + at["n"] / 100, 3), "all"),
        )
        rows = (SliderRow.of(one) for one in self.sliders())
        player = Player("n", Count.to(12, "n", "n"), lambda n: f"n is {n}", pace=60)
        apart = (Readouts(one.name, (one,)) for one in readouts)
        return (plot, *rows, player, *apart)


def _window(at: Values) -> Window:
    return window((-4.0, 5.0), (-3.0, 12.0))


def _on(x: float) -> Place:
    return x, x * x


def _end(at: Values) -> Place:
    return _on(at["s"] + at["h"])


def _beyond(at: Values) -> tuple[tuple[float, float], ...]:
    return ((-at.number("s"), 1.0),)


def _p(at: Values) -> Place:
    return at["P.x"], at["P.y"]


def _average(at: Values) -> str:
    return "—" if at["h"] == 0 else signed(2 * at["s"] + at["h"])
