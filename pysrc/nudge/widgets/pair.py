"""Two functions in a row, read, sampled and drawn once: everything in the explorer that does not depend on x."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import isfinite

from nudge.figures import Function, fit_beyond
from nudge.rates import Expr, compiled, derivative, parse, rate, rate_report, substitute, tex, value
from nudge.widgets.markup import math
from nudge.widgets.plot import Plot, values, window

NAMES = {"inner": "g′(x)", "outer": "f′(u)", "total": "(f ∘ g)′(x)"}
"""The three rates, as they are written in plain text."""
_TOO_LARGE = "The numbers here are too large to show."


@dataclass(frozen=True, slots=True)
class Rates:
    """The numbers at one x. None where a number does not exist; `missing` then says which function lacks it and why."""

    u: float | None
    y: float | None
    inner: float | None
    outer: float | None
    total: float | None
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """An inner function g of x, an outer function f of u, their composition, and the pictures of the three."""

    inner_expr: Expr
    outer_expr: Expr
    whole_expr: Expr
    g: Function
    f: Function
    inner: Plot
    outer: Plot
    total: Plot
    standing: Mapping[str, str]

    def rates(self, x: float) -> Rates:
        """Values and rates at x. Where both rates exist the total is their product, by the chain rule."""
        u = value(self.inner_expr, {"x": x})
        y = None if u is None else value(self.outer_expr, {"u": u})
        inner = rate(self.inner_expr, {"x": x}, wrt="x")
        outer = None if u is None else rate(self.outer_expr, {"u": u}, wrt="u")
        if inner is not None and outer is not None:
            total = inner * outer
            return Rates(u, y, inner, outer, total) if isfinite(total) else Rates(u, y, inner, outer, None, _TOO_LARGE)
        which = "outer" if u is not None and inner is not None else "inner"
        expr, at, name = (self.outer_expr, u, "u") if which == "outer" else (self.inner_expr, x, "x")
        found = rate_report(expr, {name: at or 0.0}, wrt=name)
        missing = re.sub(r"^No (rate|value)", rf"The {which} function has no \1", found.message)
        return Rates(u, y, inner, outer, rate(self.whole_expr, {"x": x}, wrt="x"), missing)


@lru_cache(maxsize=4)
def pair(inner: str, outer: str, low: float, high: float) -> Pair:
    """Read the two functions and draw them for x in [low, high]. Raises `Unreadable`."""
    inner_expr, outer_expr = parse(inner, variables=("x",)), parse(outer, variables=("u",))
    whole_expr = substitute(outer_expr, {"u": inner_expr})
    g, f, whole = compiled(inner_expr, ("x",)), compiled(outer_expr, ("u",)), compiled(whole_expr, ("x",))
    inner_plot = Plot.over("inner", g, low, high, "x", "u")
    u_range = inner_plot.window.bottom, inner_plot.window.top
    plots = (
        inner_plot,
        Plot.of("outer", f, window(u_range, _heights(values(f, *u_range))), "u", "y"),
        Plot.over("total", whole, low, high),
    )
    standing = _titles(inner_expr, outer_expr) | _formulas(inner_expr, outer_expr, whole_expr)
    for plot in plots:
        standing |= plot.standing()
    return Pair(inner_expr, outer_expr, whole_expr, g, f, *plots, standing)


def _heights(values: list[float | None]) -> tuple[float, float]:
    """A range for the outer function, whose curve may leave through the top corners but not touch the top between."""
    bottom, top = fit_beyond(values, 40)  # the inner function reaches all but a tenth on each side
    inside = [y for y in values[20:-20] if y is not None]
    room = (top - bottom) / 10
    return bottom - room, top + room if inside and max(inside) > top - room else top


def _titles(inner: Expr, outer: Expr) -> dict[str, str]:
    nested = tex(outer, inner={"u": (inner, r"\inner")})
    return {
        "title": math(rf"\total{{f(g(x))}} = \outer{{{nested}}}"),
        "inner-title": _titled("inner", rf"\inner{{g(x) = {tex(inner)}}}"),
        "outer-title": _titled("outer", rf"\outer{{f(u) = {tex(outer)}}}"),
        "total-title": _titled("both", r"\total{(f \circ g)(x)}"),
    }


def _titled(word: str, formula: str) -> str:
    return f'<span class="word">{word}</span> {math(formula)}'


def _formulas(inner: Expr, outer: Expr, whole: Expr) -> dict[str, str]:
    """The three rates as formulas, worked out symbolically."""
    rates = (derivative(inner, "x"), derivative(outer, "u"), derivative(whole, "x"))
    return {
        f"{name}-rate": f"{written} = {math(tex(expr))}"
        for (name, written), expr in zip(NAMES.items(), rates, strict=True)
    }
