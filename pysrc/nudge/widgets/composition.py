"""The composition explorer: x goes through an inner function, then an outer one, and the rates multiply.

Three plots (inner, outer, composition), each with a tangent and a point that can be dragged; one slider; three readouts
that form the equation g′(x) × f′(g(x)) = (f ∘ g)′(x); and a strip on which a small step dx is stretched twice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from nudge.figures import Function, fit, translate
from nudge.figures.scene import Place
from nudge.rates import Expr, Unreadable, compiled, derivative, parse, rate, substitute, tex, value
from nudge.rates.numbers import fixed, short, signed, significant
from nudge.widgets import strip
from nudge.widgets.base import State, View, Widget, entry
from nudge.widgets.controls import Control, Slider, Text, pretty
from nudge.widgets.fields import Span, explained, function, points, span
from nudge.widgets.markup import attributes, bound, math, part
from nudge.widgets.plot import Plot, plot_svg, window

UNDEFINED = "—"


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition(Widget):
    """Two functions in a row, f after g: drag x and see the rate of the whole as a product."""

    kind: ClassVar[str] = "composition"

    inner: str = entry(function("x"), "The inner function g, in x: what is done first.")
    outer: str = entry(function("u"), "The outer function f, in u: what is done to the result.")
    x: Span = entry(span, "Where x starts and how far it goes.", "1 in [-3.14, 3.14] step 0.01")
    points: tuple[str, ...] = entry(points, "Places worth a jump button.", "0")

    def controls(self) -> tuple[Control, ...]:
        return (
            self._slider(),
            Text("inner", "inner function g(x)", self.inner),
            Text("outer", "outer function f(u)", self.outer),
        )

    def _slider(self) -> Slider:
        return self.x.slider("x", "x", self.points)

    def view(self, state: State) -> View:
        problems = {}
        for name, variable in (("inner", "x"), ("outer", "u")):
            try:
                parse(state[name], variables=(variable,))
            except Unreadable as error:
                problems[name] = explained(error)
        slider = self._slider()
        try:
            x = slider.read(state["x"])
        except Unreadable as error:
            problems["x"] = explained(error)
        if problems:
            return View({}, "; ".join(problems.values()), problems=problems)
        return _view(_pair(state["inner"], state["outer"], slider), x, state["x"], slider)

    def drag(self, handle: str, at: tuple[float, float], state: State) -> State:
        """The state on the slider's grid, not far from the present one, whose outer point is nearest to the pointer."""
        slider = self._slider()
        try:
            pair, here = _pair(state["inner"], state["outer"], slider), slider.read(state["x"])
        except Unreadable:
            return state
        step, seen = float(slider.step), pair.outer.window
        best, least = state["x"], float("inf")
        for k in range(-60, 61):
            text = slider.on_grid(here + k * step)
            u = pair.g(float(text))
            y = None if u is None else pair.f(u)
            if u is None or y is None:
                continue
            px, py = seen.place(u, y)
            distance = (px - at[0]) ** 2 + (py - at[1]) ** 2
            if distance < least:
                best, least = text, distance
        return {**state, "x": best}

    def markup(self, view: View) -> str:
        slider = self._slider()
        seen = _pair(self.inner, self.outer, slider).inner.window
        sliding = bound(view, {"value": "x-at", "aria-valuetext": "x-spoken"}) | {"aria-label": "x"}
        plots = "".join(
            f'<div class="plot {name}">{part(view, f"{name}-title", "p", class_="plot-title")}'
            f"{plot_svg(view, name, 'x', None if name == 'outer' else seen, marks)}</div>"
            for name, marks in (("inner", _socket(view, "inner-u")), ("outer", _socket(view, "outer-u")), ("total", ""))
        )
        return (
            f'<div class="widget-head">{part(view, "title", "p", class_="formula")}'
            f'<div class="tools"><span class="jumps" role="group" aria-label="Jump to x">{slider.buttons()}</span>'
            '<button type="button" data-opens="functions" aria-expanded="false">Edit functions</button></div></div>'
            + self._editor()
            + f'<div class="plots">{plots}</div>'
            + '<div class="sliding"><span class="name" aria-hidden="true"><i>x</i></span>'
            + slider.range(**sliding)
            + slider.field(**bound(view, {"value": "x-typed"}))
            + '</div><p class="problem" role="alert" data-problem="x"></p>'
            + _readouts(view)
            + strip.markup(view)
            + f'<details class="digits"><summary>More digits</summary>{part(view, "digits", "p")}</details>'
        )

    def _editor(self) -> str:
        rows = "".join(
            f'<label class="{control.name}"><span>{label}</span>'
            f'<input type="text" name="{control.name}" data-control="{control.name}" value="{control.start}" '
            'autocomplete="off" autocapitalize="off" spellcheck="false" maxlength="200" required></label>'
            f'<p class="problem" role="alert" data-problem="{control.name}"></p>'
            for control, label in zip(self.controls()[1:], ("inner, g(x) =", "outer, f(u) ="), strict=True)
        )
        return (
            f'<div class="editor" data-region="functions" hidden>{rows}'
            '<p class="aside">Write functions as you would on paper: <kbd>sin x</kbd>, <kbd>x^2 + 1</kbd>, '
            '<kbd>e^(-u)</kbd>. <button type="button" data-reset="inner outer">Back to the first pair</button></p></div>'
        )


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two functions, read, sampled and drawn: everything that does not depend on x."""

    inner_expr: Expr
    outer_expr: Expr
    whole_expr: Expr
    g: Function
    f: Function
    inner: Plot
    outer: Plot
    total: Plot
    titles: tuple[str, str, str, str]


@lru_cache(maxsize=4)
def _pair(inner: str, outer: str, slider: Slider) -> _Pair:
    inner_expr, outer_expr = parse(inner, variables=("x",)), parse(outer, variables=("u",))
    whole_expr = substitute(outer_expr, {"u": inner_expr})
    g, f, whole = compiled(inner_expr, ("x",)), compiled(outer_expr, ("u",)), compiled(whole_expr, ("x",))
    low, high = float(slider.low), float(slider.high)
    margin = (high - low) / 15
    across = (low - margin, high + margin)
    u_range = fit(_values(g, low, high))
    bottom, top = fit(_values(f, *u_range), pad=0.0)
    y_range = (bottom - (top - bottom) / 10, top)
    whole_range = fit(_values(whole, low, high))
    return _Pair(
        inner_expr,
        outer_expr,
        whole_expr,
        g,
        f,
        Plot.of("inner", g, window(across, u_range), "x", "u"),
        Plot.of("outer", f, window(u_range, y_range), "u", "y"),
        Plot.of("total", whole, window(across, whole_range), "x", "y"),
        _titles(inner_expr, outer_expr),
    )


def _values(f: Function, low: float, high: float) -> list[float | None]:
    return [f(low + (high - low) * k / 400) for k in range(401)]


def _titles(inner: Expr, outer: Expr) -> tuple[str, str, str, str]:
    nested = tex(outer, inner={"u": (inner, r"\inner")})
    whole = rf"\total{{f(g(x))}} = \outer{{{nested}}}"
    inner_title = rf"\inner{{g(x) = {tex(inner)}}}"
    outer_title = rf"\outer{{f(u) = {tex(outer)}}}"
    return math(whole), math(inner_title), math(outer_title), math(r"\total{(f \circ g)(x)}")


@dataclass(frozen=True, slots=True)
class _Rates:
    """The numbers at one x. None where a number does not exist."""

    u: float | None
    y: float | None
    inner: float | None
    outer: float | None
    total: float | None


def _rates(pair: _Pair, x: float) -> _Rates:
    u = value(pair.inner_expr, {"x": x})
    y = None if u is None else value(pair.outer_expr, {"u": u})
    inner = rate(pair.inner_expr, {"x": x}, wrt="x")
    outer = None if u is None else rate(pair.outer_expr, {"u": u}, wrt="u")
    whole = inner * outer if inner is not None and outer is not None else rate(pair.whole_expr, {"x": x}, wrt="x")
    return _Rates(u, y, inner, outer, whole)


def _view(pair: _Pair, x: float, text: str, slider: Slider) -> View:
    r = _rates(pair, x)
    shown_x = pretty(text) if text in slider.points else fixed(x, slider.decimals)
    u_text, at_u = _or(r.u, fixed), f"at u = {_or(r.u, fixed)}"
    inner_at = _place(x, r.u)
    outer_at = None if r.u is None else _place(r.u, r.y)
    title, inner_title, outer_title, total_title = pair.titles
    parts = {
        "title": title,
        "inner-title": f'<span class="word">inner</span> {inner_title}',
        "outer-title": f'<span class="word">outer</span> {outer_title} <span class="at">at u = {u_text}</span>',
        "total-title": f'<span class="word">total</span> {total_title}',
        **pair.inner.standing(),
        **pair.outer.standing(),
        **pair.total.standing(),
        **pair.inner.moving(inner_at, r.inner),
        **pair.outer.moving(outer_at, r.outer),
        **pair.total.moving(_place(x, r.y), r.total),
        **_sockets(r.u, pair),
        "x-at": slider.on_grid(x),
        "x-typed": shown_x.replace("−", "-"),
        "x-spoken": f"x = {shown_x}",
        "inner": _or(r.inner, signed),
        "outer": _or(r.outer, signed),
        "total": _or(r.total, signed),
        "outer-at": f"rate of the outer, {at_u}",
        "note": _note(r),
        "digits": _digits(r, pair),
        **strip.parts(r.inner, r.outer),
    }
    caption = (
        f"x = {shown_x}: rate of the inner {parts['inner']}, rate of the outer {parts['outer']} {at_u}, "
        f"total rate {parts['total']}"
    )
    return View(parts, caption, done=text != slider.start)


def _place(x: float, y: float | None) -> Place | None:
    return None if y is None else (x, y)


def _or(number: float | None, written: Callable[[float], str]) -> str:
    return UNDEFINED if number is None else written(number)


def _sockets(u: float | None, pair: _Pair) -> dict[str, str]:
    """The output u of the first plot, on its upright axis, and the same u as input on the second plot's level axis."""
    inner, outer = pair.inner.window, pair.outer.window
    if u is None:
        return {"inner-u": "", "outer-u": ""}
    return {
        "inner-u": translate((inner.left, u), inner),
        "outer-u": translate((u, outer.bottom), outer),
    }


def _socket(view: View, name: str) -> str:
    shape = '<rect x="-4" y="-4" width="8" height="8" rx="1"/>'
    return f"<g{attributes({'class': 'socket'} | bound(view, {'translate': name}))}>{shape}</g>"


def _note(r: _Rates) -> str:
    if r.inner is None or r.outer is None or r.total is None:
        return "Here a rate does not exist, so there is nothing to multiply."
    exact = f"{significant(r.inner, 5)} × {significant(r.outer, 5)} = {significant(r.total, 5)}"
    return f"Shown to two decimals. A little more exactly: {exact}"


def _digits(r: _Rates, pair: _Pair) -> str:
    rows = (
        ("g′(x)", math(tex(derivative(pair.inner_expr, "x"))), r.inner),
        ("f′(u)", math(tex(derivative(pair.outer_expr, "u"))), r.outer),
        ("(f ∘ g)′(x)", math(tex(derivative(pair.whole_expr, "x"))), r.total),
    )
    return "".join(f"<span>{name} = {form} ≈ {_or(number, short)}</span>" for name, form, number in rows)


def _readouts(view: View) -> str:
    names = (("inner", r"\inner{g'(x)}"), ("outer", r"\outer{f'(g(x))}"), ("total", r"\total{(f\circ g)'(x)}"))
    words = {"inner": "rate of the inner", "total": "total rate"}
    cells = []
    for name, formula in names:
        below = part(view, "outer-at", "span") if name == "outer" else f"<span>{words[name]}</span>"
        number = part(view, name, "output", name=name)
        cells.append(f'<div class="readout {name}">{math(formula)}{number}{below}</div>')
    times, equals = ('<span class="sign">×</span>', '<span class="sign">=</span>')
    return (
        f'<div class="readouts">{cells[0]}{times}{cells[1]}{equals}{cells[2]}</div>' + part(view, "note", "p", class_="note")
    )
