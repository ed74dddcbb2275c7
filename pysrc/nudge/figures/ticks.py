"""Readable ticks, as dense as their labels allow: round numbers, parts of π, powers of ten."""

from __future__ import annotations

import math
from dataclasses import dataclass

from nudge.rates.numbers import MINUS, short, superscript

LETTER = 6.7
"""The width of a digit of a label, in viewBox units: 0.64 em of 10.5, as in DejaVu Sans, the widest of our faces."""

_APART = 8.0  # viewBox units between labels that stand side by side
_EDGE = 0.5  # viewBox units that a tick may lie outside, when an end was rounded: 3.14 for π
_PI_STEPS = (1 / 12, 1 / 6, 1 / 4, 1 / 2, 1, 2, 4, 8, 16)
_LARGE, _LONG = 6, 4  # powers of ten from which labels are written with them; decimals that a label has at most
_FAR = 5  # powers of ten between the numbers and their steps, from which a label has too many digits to be read


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis and its label. `minor` ticks lose their labels first when there is little room.

    A tick with an empty label is a line only.
    """

    value: float
    label: str
    minor: bool


def ticks(
    low: float, high: float, length: float, spacing: float, log: bool = False, beside: bool = False
) -> tuple[Tick, ...]:
    """The ticks in [low, high] for an axis `length` viewBox units long, at least `spacing` units apart.

    `beside` says that labels stand side by side, so that long ones must be farther apart. Where both ends are parts
    of π, as they are or rounded to decimals, the ticks are parts of π.
    """
    if log:
        found = _powers(low, high, length, spacing)
        if sum(bool(t.label) for t in found) >= 2:
            return found
    if _of_pi(low) and _of_pi(high) and (low or high):
        return _parts_of_pi(low, high, length, max(spacing, 5 * LETTER + _APART if beside else 0.0))
    step = _nice(spacing * (high - low) / length)
    while True:
        found = _multiples(low, high, step)
        widest = max((len(t.label) for t in found), default=0) * LETTER + _APART
        if not beside or widest <= step * length / (high - low) or len(found) <= 2:
            return found
        step = _nice(step * 1.01)


def _multiples(low: float, high: float, step: float) -> tuple[Tick, ...]:
    """The multiples of a step in an interval, whose ends may be off by their last bits."""
    slack = 1e-9 * (high - low)
    order = math.floor(math.log10(step) + 1e-9)
    digits = max(0, -order)
    places = range(math.ceil((low - slack) / step), math.floor((high + slack) / step) + 1)
    values = [round(k * step, digits + 2) for k in places]
    labels = _labels(values, math.floor(math.log10(max(abs(low), abs(high)))), order)
    return tuple(Tick(x, label, k % 2 != 0) for k, x, label in zip(places, values, labels, strict=True))


def _labels(values: list[float], power: int, order: int) -> list[str]:
    """Numbers as they are, or with a power of ten; those far from 0 and near each other from the first on.

    `power` and `order` are the powers of ten of the largest number and of the step between them.
    """
    digits = max(0, -order)
    if power - order > _FAR:
        return [short(x, digits) if i == 0 else "+" + short(x - values[0], digits) for i, x in enumerate(values)]
    if power >= _LARGE or digits > _LONG:
        return [_scientific(x, power, max(0, power - order)) for x in values]
    return [short(x, digits) for x in values]


def _nice(least: float) -> float:
    """The smallest 1, 2 or 5 times a power of ten that is at least `least`."""
    power = 10.0 ** math.floor(math.log10(least))
    return next(m * power for m in (1, 2, 5, 10) if m * power >= least * (1 - 1e-9))


def _scientific(value: float, power: int, digits: int) -> str:
    """A multiple of a power of ten: `2·10⁶`."""
    if value == 0:
        return "0"
    return f"{short(value / 10.0**power, digits)}·{_ten(power)}"


def _ten(power: int) -> str:
    return f"10{superscript(power)}"


# parts of π


def _of_pi(end: float) -> bool:
    """Whether an end of an axis is a multiple of π/2: exactly, or written with two decimals or more, up to 4π."""
    times = round(end / (math.pi / 2))
    near = times * math.pi / 2
    if abs(end - near) <= 1e-9:
        return abs(times) <= 400  # of larger numbers too many are near one by chance
    # 11 is near 7π/2 by chance; 3.14, 6.28 and 12.56 are meant to be parts of π.
    return 0 < abs(times) <= 8 and abs(end - near) < 0.01 and end * 10 % 1 != 0


def _parts_of_pi(low: float, high: float, length: float, spacing: float) -> tuple[Tick, ...]:
    least = spacing * (high - low) / length / math.pi
    share = next((s for s in _PI_STEPS if s >= least), None)
    if share is None:
        share = 2.0 ** math.ceil(math.log2(least))
    step, slack = share * math.pi, _EDGE * (high - low) / length
    places = range(math.ceil((low - slack) / step), math.floor((high + slack) / step) + 1)
    return tuple(Tick(k * step, _pi_label(k, share), k % 2 != 0) for k in places)


def _pi_label(times: int, share: float) -> str:
    """`times` · `share` · π, cancelled: −3π/2."""
    below = max(1, round(1 / share))
    above = times * max(1, round(share))
    common = math.gcd(above, below)
    above, below = above // common, below // common
    if above == 0:
        return "0"
    size = "" if abs(above) == 1 else str(abs(above))
    return f"{MINUS if above < 0 else ''}{size}π{f'/{below}' if below > 1 else ''}"


# powers of ten


def _powers(low: float, high: float, length: float, spacing: float) -> tuple[Tick, ...]:
    """Ticks of a logarithmic axis: at 1, 2, 5 where there is room, else at powers of ten, with lines between."""
    start, end = math.log10(low), math.log10(high)
    decade = length / (end - start)
    every = max(1, math.ceil(spacing / decade))  # powers of ten from one label to the next
    # From 1 to 2 and from 5 to 10 are 0.30 of a decade.
    labelled = (1, 2, 5) if 0.3 * decade >= spacing else (1,)
    lines = range(1, 10) if decade >= 60 else (1, 2, 5) if decade >= 24 else (1,)
    found = []
    for power in range(math.floor(start + 1e-9), math.ceil(end - 1e-9) + 1):
        for times in lines:
            value = times * 10.0**power
            if not low * (1 - 1e-9) <= value <= high * (1 + 1e-9):
                continue
            shown = times in labelled and power % every == 0
            found.append(Tick(value, _power_label(times, power) if shown else "", times != 1))
    return tuple(found)


def _power_label(times: int, power: int) -> str:
    if -3 <= power <= 4:
        return short(times * 10.0**power, max(0, -power))
    return _ten(power) if times == 1 else f"{times}·{_ten(power)}"
