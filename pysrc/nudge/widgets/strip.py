"""The nudge strip: a small step dx, stretched by the inner rate into du, stretched again by the outer rate into dy.

Three number lines under one another, each with its bar starting at the middle; the ribbons between them show the two
stretches. Bars keep one scale, so that lengths compare; a bar too long for the strip ends in a tip at its edge.
"""

from __future__ import annotations

import math

from nudge.rates.equations import told
from nudge.rates.numbers import coordinate, signed
from nudge.widgets.base import View
from nudge.widgets.markup import attributes, bound, part

STEP = 0.1
"""The step dx, in units of x."""

_WIDTH, _MIDDLE, _UNIT = 300.0, 150.0, 36.0  # viewBox units; _UNIT is the length of dx
_LINES = {"dx": 10.0, "du": 40.0, "dy": 70.0}  # the heights of the three number lines
_THICK, _TIP = 4.0, 6.0


def parts(inner: float | None, outer: float | None) -> dict[str, str]:
    """The moving parts for the two rates: bars and ribbons as paths, numbers as text."""
    du = None if inner is None else inner * STEP
    dy = None if du is None or outer is None or not math.isfinite(du * outer) else du * outer
    return {
        "strip-du": _bar("du", du),
        "strip-dy": _bar("dy", dy),
        "strip-inner": _ribbon("dx", STEP, "du", du),
        "strip-outer": _ribbon("du", du, "dy", dy),
        "strip-du-text": _number(du),
        "strip-dy-text": _number(dy),
    }


def markup(view: View) -> str:
    """The strip with its parts in place."""
    lines = "".join(
        f'<path class="line" d="M0 {_at(y)}H{_at(_WIDTH)}M{_at(_MIDDLE)} {_at(y - 7)}V{_at(y + 7)}"/>'
        for y in _LINES.values()
    )
    shapes = "".join(
        f"<path{attributes({'class': f'{role} {colour}'} | bound(view, {'d': f'strip-{name}'}))}/>"
        for role, name, colour in (
            ("ribbon", "inner", "inner"),
            ("ribbon", "outer", "outer"),
            ("length", "du", "inner"),
            ("length", "dy", "total"),
        )
    )
    words = (
        '<span class="what">a nudge of x</span><span class="what inner">stretched by g′(x)</span>'
        '<span class="what outer">stretched by f′(u)</span>'
    )
    numbers = f'<span>dx = {signed(STEP, 3)}</span><span class="inner">du {part(view, "strip-du-text", "b")}</span>'
    last = f'<span class="total">dy {part(view, "strip-dy-text", "b")}</span>'
    return (
        f'<div class="strip"><div class="words">{words}</div>'
        f'<svg viewBox="0 0 {_at(_WIDTH)} 80" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        f'{lines}{shapes}<path class="length" d="{_bar("dx", STEP)}"/></svg>'
        f'<div class="numbers">{numbers}{last}</div></div>'
    )


def _at(length: float) -> str:
    return coordinate(length)


def _end(length: float) -> float:
    return max(0.0, min(_WIDTH, _MIDDLE + length / STEP * _UNIT))


def _bar(line: str, length: float | None) -> str:
    if length is None:
        return ""
    y, end = _LINES[line], _end(length)
    top, bottom, middle = _at(y - _THICK), _at(y + _THICK), _at(_MIDDLE)
    if 0 < end < _WIDTH:
        return f"M{middle} {top}H{_at(end)}V{bottom}H{middle}Z"
    neck = _at(end - math.copysign(_TIP, length))
    return f"M{middle} {top}H{neck}L{_at(end)} {_at(y)}L{neck} {bottom}H{middle}Z"


def _ribbon(above: str, long: float | None, below: str, becomes: float | None) -> str:
    if long is None or becomes is None:
        return ""
    top, bottom = _at(_LINES[above] + _THICK), _at(_LINES[below] - _THICK)
    middle = _at(_MIDDLE)
    return f"M{middle} {top}H{_at(_end(long))}L{_at(_end(becomes))} {bottom}H{middle}Z"


def _number(length: float | None) -> str:
    """What a length is said to be: `= +0.200`, `≈ +0.054`."""
    return "= —" if length is None else told(length, signed(length, 3))
