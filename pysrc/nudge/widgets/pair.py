"""Two functions in a row: their composition, the windows they are seen through, and their rates at a place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from math import isfinite

from nudge.figures import Window, fit_beyond
from nudge.rates import Expr, derivative, rate, rate_report, substitute, tex, value
from nudge.widgets.markup import math
from nudge.widgets.pieces.plot import fitting, values, window

NAMES = {"inner": "g′(x)", "outer": "f′(u)", "total": "(f ∘ g)′(x)"}
"""The three rates, as they are written in plain text."""

_TOO_LARGE = "The numbers here are too large to show."


@dataclass(frozen=True, slots=True)
class ChainRates:
    """The numbers at one x: what the functions come to, and their rates. None where a number does not exist.

    `missing` then says which function lacks it, and why.
    """

    x: float
    u: float | None
    y: float | None
    inner: float | None
    outer: float | None
    total: float | None
    missing: str = ""


@dataclass(frozen=True, slots=True)
class FunctionPair:
    """An inner function g of x and an outer function f of u, for x from `low` to `high`."""

    inner: Expr
    outer: Expr
    low: float
    high: float

    @property
    def total(self) -> Expr:
        """The composition, as a function of x."""
        return substitute(self.outer, {"u": self.inner})

    def curve(self, name: str) -> tuple[Expr, str]:
        """One of the three functions, inner, outer or total, and the name of its variable."""
        return {"inner": (self.inner, "x"), "outer": (self.outer, "u"), "total": (self.total, "x")}[name]

    def window(self, name: str) -> Window:
        """The window of one of the three. The second is as wide as the first is high."""
        if name != "outer":
            return fitting(*self.curve(name), self.low, self.high)
        return _outer(self.outer, self.window("inner"))

    def rates(self, x: float) -> ChainRates:
        """Values and rates at x. Where both rates exist the total is their product, by the chain rule."""
        u = value(self.inner, {"x": x})
        y = None if u is None else value(self.outer, {"u": u})
        inner = rate(self.inner, {"x": x}, wrt="x")
        outer = None if u is None else rate(self.outer, {"u": u}, wrt="u")
        if inner is None or outer is None:
            total = rate(self.total, {"x": x}, wrt="x")
            return ChainRates(x, u, y, inner, outer, total, self._missing(x, u if inner is not None else None))
        total = inner * outer
        return ChainRates(x, u, y, inner, outer, *((total,) if isfinite(total) else (None, _TOO_LARGE)))

    def _missing(self, x: float, u: float | None) -> str:
        """Why there is no rate: of the outer function at u, or of the inner one at x where there is no u."""
        which, expr, name, at = ("inner", self.inner, "x", x) if u is None else ("outer", self.outer, "u", u)
        found = rate_report(expr, {name: at}, wrt=name)
        return re.sub(r"^No (rate|value)", rf"The {which} function has no \1", found.message)

    def title(self) -> str:
        """The composition as TeX, in the colours of its functions."""
        nested = tex(self.outer, inner={"u": (self.inner, r"\inner")})
        return rf"\total{{f(g(x))}} = \outer{{{nested}}}"

    def titles(self, name: str) -> str:
        """What stands above the plot of one of the three, as HTML."""
        word, formula = {
            "inner": ("inner", rf"\inner{{g(x) = {tex(self.inner)}}}"),
            "outer": ("outer", rf"\outer{{f(u) = {tex(self.outer)}}}"),
            "total": ("both", r"\total{(f \circ g)(x)}"),
        }[name]
        return f'<span class="word">{word}</span> {math(formula)}'

    def formula(self, name: str) -> str:
        """The rate of one of the three, worked out symbolically, as HTML."""
        return f"{NAMES[name]} = {math(tex(derivative(*self.curve(name))))}"


@lru_cache(maxsize=16)
def _outer(outer: Expr, inner: Window) -> Window:
    """The window of the outer function, whose curve may leave through the top corners but not touch the top between."""
    ys = values(outer, "u", inner.bottom, inner.top)
    bottom, top = fit_beyond(list(ys), 40)  # the inner function reaches all but a tenth on each side
    inside = [y for y in ys[20:-20] if y is not None]  # 5 % at each side are corners
    room = (top - bottom) / 10
    return window(
        (inner.bottom, inner.top), (bottom - room, top + room if inside and max(inside) > top - room else top)
    )
