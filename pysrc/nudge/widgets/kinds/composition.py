"""The composition explorer: x goes through an inner function, then an outer one, and the rates multiply.

Three plots (inner, outer, composition), each with a tangent and a point that can be dragged; one slider; three readouts
that form the equation g′(x) × f′(g(x)) = (f ∘ g)′(x); and a strip on which a small step dx is stretched twice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import ClassVar

from nudge.figures import Path, Place, Point, StraightLine, Window, glyphs
from nudge.figures.marks import Glyph
from nudge.rates.equations import relation
from nudge.rates.numbers import fixed, signed, significant
from nudge.widgets.base import Part, Piece, Widget, entry
from nudge.widgets.controls import Control, Text
from nudge.widgets.fields import Span, expression, function, points, span
from nudge.widgets.pair import NAMES, ChainRates, FunctionPair
from nudge.widgets.pieces.digits import Digits
from nudge.widgets.pieces.editor import Editor
from nudge.widgets.pieces.formula import FormulaLine
from nudge.widgets.pieces.notes import Notes
from nudge.widgets.pieces.plot import CurvePlot, Moving, same
from nudge.widgets.pieces.readouts import Readout, Readouts
from nudge.widgets.pieces.slider import Jumps, SliderRow
from nudge.widgets.pieces.strip import Strip
from nudge.widgets.spelling import noted
from nudge.widgets.values import Values

PointOf = Callable[[ChainRates], tuple[float | None, float | None]]

_REACH = 44.0
"""How far the tangents reach to each side, in viewBox units: a slope is seen, and the curve is not covered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition(Widget):
    """Two functions in a row, f after g: drag x and see the rate of the whole as a product."""

    kind: ClassVar[str] = "composition"
    wide: ClassVar[bool] = True

    inner: str = entry(function("x"), "The inner function g, in x: what is done first.")
    outer: str = entry(function("u"), "The outer function f, in u: what is done to the result.")
    x: Span = entry(span, "Where x starts and how far it goes.", "1 in [-3.14, 3.14] step 0.01")
    points: tuple[str, ...] = entry(points, "Places worth a jump button.", "0")

    def controls(self) -> tuple[Control, ...]:
        inner, outer = self._functions()
        return (self.x.slider("x", "x", self.points), inner, outer)

    def pieces(self) -> tuple[Piece, ...]:
        slider = self.x.slider("x", "x", self.points)
        return (
            FormulaLine("title", lambda at: self.pair(at).title()),
            Jumps("jumps", slider),
            self._editor(),
            Notes("notes", self._notes),
            self._plot("inner", ("x", "u"), lambda r: (r.x, r.u), (self._socket("inner", glyphs.ON_UPRIGHT_AXIS),)),
            self._plot("outer", ("u", "y"), lambda r: (r.u, r.y), (self._socket("outer", glyphs.ON_LEVEL_AXIS),)),
            self._plot("total", ("x", "y"), lambda r: (r.x, r.y)),
            SliderRow.of(slider, typed=True),
            self._equation(),
            Strip("strip", lambda at: (self.rates(at).inner, self.rates(at).outer)),
            Digits("digits", {name: (partial(self._formula, name), partial(self._digits, name)) for name in NAMES}),
        )

    def layout(self, drawn: Mapping[str, str]) -> str:
        head = f'<div class="widget-head">{drawn["title"]}{drawn["jumps"]}{self._editor().opener()}</div>'
        return head + drawn["functions"] + _shown(drawn)

    def stage(self, drawn: Mapping[str, str]) -> str:
        return drawn["title"] + _shown(drawn)

    def _functions(self) -> tuple[Text, Text]:
        return (
            Text("inner", "inner function g(x)", self.inner, expression("x", self.spelling)),
            Text("outer", "outer function f(u)", self.outer, expression("u", self.spelling)),
        )

    def _editor(self) -> Editor:
        inner, outer = self._functions()
        lines = ((inner, "inner, g(x) ="), (outer, "outer, f(u) ="))
        return Editor("functions", lines, "Back to the first pair", apart=True)

    def _notes(self, at: Values) -> tuple[str, ...]:
        """How the two functions were read, where custom allows another reading."""
        return tuple(
            f"{name.capitalize()}: {words}."
            for name, by in (("inner", "x"), ("outer", "u"))
            for words in noted(at.text(name), by, self.spelling)
        )

    def pair(self, at: Values) -> FunctionPair:
        """The two functions that the controls hold."""
        return FunctionPair(at.expr("inner"), at.expr("outer"), float(self.x.low), float(self.x.high))

    def rates(self, at: Values) -> ChainRates:
        """The numbers where the slider stands."""
        return at.once(self._rates)

    def _rates(self, at: Values) -> ChainRates:
        x = at.number("x")
        r = self.pair(at).rates(x)
        return r if at.text("x") == self.x.slider("x", "x").on_grid(x) else _without_noise(r)

    def _plot(self, name: str, axes: tuple[str, str], of: PointOf, more: tuple[Moving, ...] = ()) -> CurvePlot:
        """The plot of one of the three functions; `of` takes the point's place out of the numbers."""

        def place(at: Values) -> Place | None:
            x, y = of(self.rates(at))
            return None if x is None or y is None else (x, y)

        def guide(at: Values) -> Path:
            point, seen = place(at), self._window(name, at)
            return Path(((seen.left, point[1]), point, (point[0], seen.bottom))) if point else Path()

        def touching(at: Values) -> StraightLine:
            return StraightLine(place(at), getattr(self.rates(at), name), reach=_REACH)

        def point(at: Values) -> Point:
            return Point(place(at))

        pulled, linear = Point(role=name, look="pulled"), same if name != "outer" else None
        marks = (
            Moving("guide", Path(role=f"guide {name}"), guide),
            Moving("tangent", StraightLine(role=f"tangent {name}"), touching),
            *more,
            Moving("point", pulled, point, ("x",), linear),
        )
        return CurvePlot(
            name=name,
            window=partial(self._window, name),
            curve=lambda at: self.pair(at).curve(name),
            title=lambda at: self.pair(at).titles(name),
            marks=marks,
            axes=axes,
            colour=name,
            beside=self._at_u if name == "outer" else None,
        )

    def _window(self, name: str, at: Values) -> Window:
        return self.pair(at).window(name)

    def _socket(self, name: str, shape: str) -> Moving:
        """The output u of the first plot, on its upright axis, or the same u as input on the second's level axis."""

        def socket(at: Values) -> Glyph:
            u, seen = self.rates(at).u, self._window(name, at)
            return Glyph(shape, None if u is None else (seen.left, u) if name == "inner" else (u, seen.bottom))

        return Moving("u", Glyph(shape, role="socket"), socket)

    def _equation(self) -> Readouts:
        words: dict[str, str | Part] = {"inner": "rate of the inner", "outer": self._outer, "total": "total rate"}
        tex = {"inner": r"\inner{g'(x)}", "outer": r"\outer{f'(g(x))}", "total": r"\total{(f\circ g)'(x)}"}
        readouts = tuple(Readout(name, tex[name], partial(self._number, name), words[name], name) for name in NAMES)
        return Readouts("rates", readouts, ("×", self._equals), self._note, self._said, self._moved)

    def _number(self, name: str, at: Values) -> str:
        rate: float | None = getattr(self.rates(at), name)
        return "—" if rate is None else signed(rate)

    def _digits(self, name: str, at: Values) -> str:
        rate: float | None = getattr(self.rates(at), name)
        return "undefined here" if rate is None else f"≈ {significant(rate, 8)}"

    def _formula(self, name: str, at: Values) -> str:
        return self.pair(at).formula(name)

    def _outer(self, at: Values) -> str:
        return f"rate of the outer, {self._at_u(at)}"

    def _at_u(self, at: Values) -> str:
        u = self.rates(at).u
        return f"at u = {'—' if u is None else fixed(u)}"

    def _said(self, at: Values) -> str:
        x = self.x.slider("x", "x", self.points).shown(at.text("x"))
        inner, outer, total = (self._number(name, at) for name in NAMES)
        return f"x = {x}: rate of the inner {inner}, rate of the outer {outer} {self._at_u(at)}, total rate {total}"

    def _note(self, at: Values) -> str:
        r = self.rates(at)
        if r.inner is None or r.outer is None or r.total is None:
            return f"There is nothing to multiply. {r.missing}"
        inner, outer, total = (signed(rate, 5) for rate in (r.inner, r.outer, r.total))
        equals = relation("×", (inner, outer), total)
        return f"Shown to two decimals. A little more exactly: {inner} × {outer} {equals} {total}"

    def _equals(self, at: Values) -> str:
        inner, outer, total = (self._number(name, at) for name in NAMES)
        return relation("×", (inner, outer), total)

    def _moved(self, at: Values) -> str:
        return "1" if at.text("x") != self.x.slider("x", "x").start else ""


def _shown(drawn: Mapping[str, str]) -> str:
    """What shows the two functions, without what changes them."""
    plots = "".join(drawn[name] for name in NAMES)
    return (
        drawn.get("notes", "")
        + f'<div class="plots">{plots}</div>'
        + "".join(drawn[name] for name in ("x", "rates", "strip", "digits"))
    )


def _without_noise(r: ChainRates) -> ChainRates:
    """A place such as π/2 is computed at the nearest float, where cos is 6·10⁻¹⁷; that is shown as the zero it is."""
    # 1e-12 is far more than rounding leaves of a zero, and far less than what is shown.
    inner, outer, total = (0.0 if n is not None and abs(n) < 1e-12 else n for n in (r.inner, r.outer, r.total))
    return replace(r, inner=inner, outer=outer, total=total)
