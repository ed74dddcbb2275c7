"""The composition explorer: x goes through an inner function, then an outer one, and the rates multiply.

Three plots (inner, outer, composition), each with a tangent and a point that can be dragged; one slider; three readouts
that form the equation g′(x) × f′(g(x)) = (f ∘ g)′(x); and a strip on which a small step dx is stretched twice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import ClassVar

from nudge.figures import translate
from nudge.figures.scene import Place
from nudge.rates import Unreadable, parse
from nudge.rates.equations import relation
from nudge.rates.numbers import fixed, signed, significant
from nudge.widgets import strip
from nudge.widgets.base import State, View, Widget, entry
from nudge.widgets.controls import Control, Slider, Text
from nudge.widgets.fields import Span, explained, function, points, span
from nudge.widgets.markup import attributes, bound, math, part
from nudge.widgets.pair import NAMES, Pair, Rates, pair
from nudge.widgets.plot import plot_svg

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
            return View({}, " ".join(problems.values()), problems=problems)
        return _view(self._pair(state), x, state["x"], slider)

    def drag(self, handle: str, at: tuple[float, float], state: State) -> State:
        """The state on the slider's grid, not far from the present one, whose outer point is nearest to the pointer."""
        slider = self._slider()
        try:
            functions, here = self._pair(state), slider.read(state["x"])
        except Unreadable:
            return state
        step, seen = float(slider.step), functions.outer.window
        best, least = state["x"], float("inf")
        for k in range(-60, 61):
            text = slider.on_grid(here + k * step)
            u = functions.g(float(text))
            y = None if u is None else functions.f(u)
            if u is None or y is None:
                continue
            px, py = seen.place(u, y)
            distance = (px - at[0]) ** 2 + (py - at[1]) ** 2
            if distance < least:
                best, least = text, distance
        return {**state, "x": best}

    def markup(self, view: View, name: str) -> str:
        return (
            f'<div class="widget-head">{part(view, "title", "p", class_="formula scrolls")}'
            f'<span class="jumps" role="group" aria-label="Jump to x">{self._slider().buttons()}</span>'
            '<button type="button" data-opens="functions" aria-expanded="false">Edit functions</button></div>'
            + self._editor()
            + self.stage(view)
        )

    def stage(self, view: View) -> str:
        """What shows the two functions: plots, slider, readouts and strip, without what changes the functions."""
        slider = self._slider()
        return (
            self._plots(view)
            + slider.row(view, slider.field(**bound(view, {"value": "x-typed"})))
            + '<p class="problem" role="alert" data-problem="x"></p>'
            + _readouts(view)
            + strip.markup(view)
            + _more_digits(view)
        )

    def _slider(self) -> Slider:
        return self.x.slider("x", "x", self.points)

    def _pair(self, state: State) -> Pair:
        return pair(state["inner"], state["outer"], float(self.x.low), float(self.x.high))

    def _plots(self, view: View) -> str:
        functions = pair(self.inner, self.outer, float(self.x.low), float(self.x.high))
        scale = functions.inner.window
        inner = plot_svg(view, "inner", "x", scale, _socket(view, "inner-u", "M0-5H8V5H0Z"))
        outer = plot_svg(view, "outer", "x", None, _socket(view, "outer-u", "M-5 0V-8H5V0Z"))
        total = plot_svg(view, "total", "x", scale)
        at = part(view, "u", "span", class_="at")
        titles = {name: part(view, f"{name}-title", "span") for name in NAMES}
        return (
            f'<div class="plots"><div class="plot inner"><p class="plot-title">{titles["inner"]}</p>{inner}</div>'
            f'<div class="plot outer"><p class="plot-title">{titles["outer"]} {at}</p>{outer}</div>'
            f'<div class="plot total"><p class="plot-title">{titles["total"]}</p>{total}</div></div>'
        )

    def _editor(self) -> str:
        rows = "".join(
            f'<label class="{control.name}"><span>{label}</span>'
            + control.line()
            + f'</label><p class="problem" role="alert" data-problem="{control.name}"></p>'
            for control, label in zip(self.controls()[1:], ("inner, g(x) =", "outer, f(u) ="), strict=True)
            if isinstance(control, Text)
        )
        return (
            f'<div class="editor" data-region="functions" hidden>{rows}'
            '<p class="aside">Write functions as you would on paper: <kbd>sin x</kbd>, <kbd>x^2 + 1</kbd>, '
            "<kbd>e^(-u)</kbd>. "
            '<button type="button" data-undo hidden>Undo</button> '
            '<button type="button" data-reset="inner outer">Back to the first pair</button></p>'
            "</div>"
        )


def _view(functions: Pair, x: float, text: str, slider: Slider) -> View:
    r = functions.rates(x)
    if text != slider.on_grid(x):
        r = _without_noise(r)
    shown_x = slider.shown(text)
    at_u = f"at u = {_or(r.u, fixed)}"
    parts = {
        **functions.standing,
        **functions.inner.moving(_place(x, r.u), r.inner),
        **functions.outer.moving(_place(r.u, r.y), r.outer),
        **functions.total.moving(_place(x, r.y), r.total),
        **_sockets(r.u, functions),
        "u": at_u,
        **slider.moving(text),
        "x-typed": shown_x.replace("−", "-"),
        "inner": _or(r.inner, signed),
        "outer": _or(r.outer, signed),
        "total": _or(r.total, signed),
        "outer-at": f"rate of the outer, {at_u}",
        "note": _note(r),
        **_digits(r),
        **strip.parts(r.inner, r.outer),
    }
    parts["equals"] = relation("×", (parts["inner"], parts["outer"]), parts["total"])
    caption = (
        f"x = {shown_x}: rate of the inner {parts['inner']}, rate of the outer {parts['outer']} {at_u}, "
        f"total rate {parts['total']}"
    )
    return View(parts, caption, done=text != slider.start)


def _without_noise(r: Rates) -> Rates:
    """A place such as π/2 is computed at the nearest float, where cos is 6·10⁻¹⁷; that is shown as the zero it is."""
    inner, outer, total = (0.0 if n is not None and abs(n) < 1e-12 else n for n in (r.inner, r.outer, r.total))
    return replace(r, inner=inner, outer=outer, total=total)


def _place(x: float | None, y: float | None) -> Place | None:
    return None if x is None or y is None else (x, y)


def _or(number: float | None, written: Callable[[float], str]) -> str:
    return UNDEFINED if number is None else written(number)


def _sockets(u: float | None, functions: Pair) -> dict[str, str]:
    """The output u of the first plot, on its upright axis, and the same u as input on the second plot's level axis."""
    inner, outer = functions.inner.window, functions.outer.window
    if u is None:
        return {"inner-u": "", "outer-u": ""}
    return {"inner-u": translate((inner.left, u), inner), "outer-u": translate((u, outer.bottom), outer)}


def _socket(view: View, name: str, shape: str) -> str:
    return f"<path{attributes({'class': 'socket', 'd': shape} | bound(view, {'translate': name}))}/>"


def _note(r: Rates) -> str:
    if r.inner is None or r.outer is None or r.total is None:
        return f"There is nothing to multiply. {r.missing}"
    inner, outer, total = (signed(rate, 5) for rate in (r.inner, r.outer, r.total))
    equals = relation("×", (inner, outer), total)
    return f"Shown to two decimals. A little more exactly: {inner} × {outer} {equals} {total}"


def _digits(r: Rates) -> dict[str, str]:
    numbers = {"inner": r.inner, "outer": r.outer, "total": r.total}
    return {f"{k}-digits": "undefined here" if n is None else f"≈ {significant(n, 8)}" for k, n in numbers.items()}


def _more_digits(view: View) -> str:
    rows = "".join(
        f"<p>{part(view, f'{name}-rate', 'span', class_='scrolls')} {part(view, f'{name}-digits', 'span')}</p>"
        for name in NAMES
    )
    return f'<details class="digits"><summary>More digits</summary>{rows}</details>'


_READOUTS = (
    ("inner", r"\inner{g'(x)}", "rate of the inner"),
    ("outer", r"\outer{f'(g(x))}", None),
    ("total", r"\total{(f\circ g)'(x)}", "total rate"),
)


def _readouts(view: View) -> str:
    cells = []
    for name, formula, words in _READOUTS:
        below = part(view, "outer-at", "span") if words is None else f"<span>{words}</span>"
        number = part(view, name, "output", name=name, aria_live="off")
        cells.append(f'<div class="readout {name}">{math(formula)}{number}{below}</div>')
    times, equals = '<span class="sign">×</span>', part(view, "equals", "span", class_="sign")
    equation = f'<div class="readouts">{cells[0]}{times}{cells[1]}{equals}{cells[2]}</div>'
    return equation + part(view, "note", "p", class_="note")
