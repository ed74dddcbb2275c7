"""Lengths that are stretched: bars on number lines under one another, and ribbons from each bar to the next.

Every bar begins in the middle of its line. Bars keep one scale, so that lengths compare; a bar too long for the
picture ends in a tip at its edge.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from nudge.figures.svg import tag
from nudge.rates.numbers import coordinate as _at

_WIDTH, _MIDDLE = 300.0, 150.0  # viewBox units
_FIRST, _APART, _FOOT = 10.0, 30.0, 10.0  # the height of the first line, between lines, below the last
_THICK, _TIP, _STROKE = 4.0, 6.0, 7.0  # half the height of a bar, the length of a tip, half the stroke in the middle


@dataclass(frozen=True, slots=True)
class Stretch:
    """A picture of `lines` number lines; `unit` is the length that is drawn `scale` viewBox units long."""

    lines: int = 3
    unit: float = 1.0
    scale: float = 36.0

    def canvas(self, shapes: str) -> str:
        """The picture, as wide as there is room: the number lines, and shapes over them."""
        heights = [_FIRST + _APART * k for k in range(self.lines)]
        lines = "".join(
            tag(
                "path",
                {
                    "class": "line",
                    "d": f"M0 {_at(y)}H{_at(_WIDTH)}M{_at(_MIDDLE)} {_at(y - _STROKE)}V{_at(y + _STROKE)}",
                },
            )
            for y in heights
        )
        size = {"viewBox": f"0 0 {_at(_WIDTH)} {_at(heights[-1] + _FOOT)}", "preserveAspectRatio": "none"}
        return tag("svg", {**size, "aria-hidden": "true", "focusable": "false"}, lines + shapes)

    def shape(self, look: str, bound: str = "", d: str = "") -> str:
        """A bar or a ribbon: its class, and its `d`, which may be among attributes as text where it moves."""
        return tag("path", {"class": look, **({"d": d} if d else {})}, bound=bound)

    def bar(self, line: int, length: float | None) -> str:
        """The `d` of a bar on a line, counted from 0; empty where there is no length."""
        if length is None:
            return ""
        y, end = _FIRST + _APART * line, self._end(length)
        top, bottom, middle = _at(y - _THICK), _at(y + _THICK), _at(_MIDDLE)
        if 0 < end < _WIDTH:
            return f"M{middle} {top}H{_at(end)}V{bottom}H{middle}Z"
        neck = _at(end - math.copysign(_TIP, length))
        return f"M{middle} {top}H{neck}L{_at(end)} {_at(y)}L{neck} {bottom}H{middle}Z"

    def ribbon(self, line: int, length: float | None, becomes: float | None) -> str:
        """The `d` of the ribbon from a bar to the one on the next line; empty where one of them has no length."""
        if length is None or becomes is None:
            return ""
        y = _FIRST + _APART * line
        top, bottom, middle = _at(y + _THICK), _at(y + _APART - _THICK), _at(_MIDDLE)
        return f"M{middle} {top}H{_at(self._end(length))}L{_at(self._end(becomes))} {bottom}H{middle}Z"

    def _end(self, length: float) -> float:
        return max(0.0, min(_WIDTH, _MIDDLE + length / self.unit * self.scale))
