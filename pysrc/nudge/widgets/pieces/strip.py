"""The nudge strip: a small step dx, stretched by the inner rate into du, stretched again by the outer rate into dy.

Three number lines under one another, each with its bar starting at the middle; the ribbons between them show the two
stretches.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import isfinite

from nudge.figures.stretch import Stretch
from nudge.rates.equations import told
from nudge.rates.numbers import signed
from nudge.widgets.base import Part, Piece
from nudge.widgets.markup import Put
from nudge.widgets.values import Values

STEP = 0.1
"""The step dx, in units of x."""

_DRAWN = Stretch(lines=3, unit=STEP)
_DX, _DU, _DY = range(3)


@dataclass(frozen=True, slots=True, eq=False)
class Strip(Piece):
    """The strip of two rates, given as a function; a rate that does not exist has no bar."""

    rates: Callable[[Values], tuple[float | None, float | None]]

    def parts(self) -> Mapping[str, Part]:
        return {
            "du": lambda at: _DRAWN.bar(_DU, self._du(at)),
            "dy": lambda at: _DRAWN.bar(_DY, self._dy(at)),
            "inner": lambda at: _DRAWN.ribbon(_DX, STEP, self._du(at)),
            "outer": lambda at: _DRAWN.ribbon(_DU, self._du(at), self._dy(at)),
            "du-text": lambda at: _number(self._du(at)),
            "dy-text": lambda at: _number(self._dy(at)),
        }

    def markup(self, put: Put) -> str:
        looks = {"inner": "ribbon inner", "outer": "ribbon outer", "du": "length inner", "dy": "length total"}
        shapes = "".join(_DRAWN.shape(look, put.bound({"d": name})) for name, look in looks.items())
        step = _DRAWN.shape("length", d=_DRAWN.bar(_DX, STEP))
        words = (
            '<span class="what">a nudge of x</span><span class="what inner">stretched by g′(x)</span>'
            '<span class="what outer">stretched by f′(u)</span>'
        )
        numbers = f'<span>dx = {signed(STEP, 3)}</span><span class="inner">du {put.part("du-text", "b")}</span>'
        last = f'<span class="total">dy {put.part("dy-text", "b")}</span>'
        return (
            f'<div class="strip"><div class="words">{words}</div>{_DRAWN.canvas(shapes + step)}'
            f'<div class="sizes">{numbers}{last}</div></div>'
        )

    def _du(self, at: Values) -> float | None:
        """How long dx is after the inner stretch."""
        inner = self.rates(at)[0]
        return None if inner is None else inner * STEP

    def _dy(self, at: Values) -> float | None:
        """How long it is after both."""
        du, outer = self._du(at), self.rates(at)[1]
        return None if du is None or outer is None or not isfinite(du * outer) else du * outer


def _number(length: float | None) -> str:
    """What a length is said to be: `= +0.200`, `≈ +0.054`."""
    return "= —" if length is None else told(length, signed(length, 3))
