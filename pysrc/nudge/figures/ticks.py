"""Readable ticks: steps of 1, 2 or 5 times a power of ten, as dense as the labels allow."""

from __future__ import annotations

import math
from dataclasses import dataclass

from nudge.rates.numbers import short


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis and its label. `minor` ticks lose their labels first when there is little room."""

    value: float
    label: str
    minor: bool


def ticks(low: float, high: float, length: float, spacing: float) -> tuple[Tick, ...]:
    """The ticks strictly inside (low, high) for an axis `length` viewBox units long, at least `spacing` units apart."""
    step = _nice(spacing * (high - low) / length)
    digits = max(0, -math.floor(math.log10(step) + 1e-9))
    places = [(k, round(k * step, digits + 2)) for k in range(math.floor(low / step), math.ceil(high / step) + 1)]
    return tuple(Tick(x, _label(x, digits), k % 2 != 0) for k, x in places if low < x < high)


def _nice(least: float) -> float:
    """The smallest 1, 2 or 5 times a power of ten that is at least `least`."""
    power = 10.0 ** math.floor(math.log10(least))
    return next(m * power for m in (1, 2, 5, 10) if m * power >= least * (1 - 1e-9))


def _label(value: float, digits: int) -> str:
    return short(value, digits) if abs(value) < 1e6 else short(value, 0)
