"""Fitting a window: from the values of functions to a range in which they are well seen.

What a reader wants to see is where a function turns and where it mostly is, and not how far it gets beside a pole. So:

- **Turning points** that are wide enough to be seen are always shown (a peak is part of a function; a pole is not one).
- **Tails**: where the whole range is far longer than the middle 80 % of the values, the range ends one such length
  beyond them. This is what happens at poles, and at ends where a function runs off.
- **Shoulders**: where what runs off would make the turning points a small ripple, and most of the curve is near them,
  the range ends one and a half times their span beyond them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from nudge.figures.sampling import Function

_TAIL = 6.0  # lengths of the middle 80 %: with fewer, a parabola or x³ over its whole range would be cut
_SHOULDER, _BEYOND = 6.0, 1.5  # spans of the turning points: if the range is longer, it ends so far beyond them
_MOST = 0.45  # of the values that must be near the turning points: a ripple on a slope is no reason to zoom in
_SEEN = 0.01  # of the interval that a peak must last, at half its height, to be seen as one: about a line's width
_SAME = 1e-12  # of their size, by which values differ when they are one: what rounding does to a constant
_MARGINS = 0.55  # of the height, at least, is for what lies between the margins
_NOISE = 1e-9, 0.3  # values that differ by so little, relatively, and turn at so many of their places, are one too
_PLACES = 400  # places at which `heights` looks, less than a viewBox unit from one another


def heights(f: Function, low: float, high: float, places: int = _PLACES) -> list[float | None]:
    """The values of a function, evenly from `low` to `high`, close enough to one another to see how high it goes."""
    return [f(low + (high - low) * k / places) for k in range(places + 1)]


def fit(*series: Iterable[float | None], pad: float = 0.125) -> tuple[float, float]:
    """A range (low, high) in which all the series of values are well seen, each in the order of its places.

    `pad` widens the range on both sides, as a fraction of it. Undefined values (None) are ignored; without any value
    the range is (−1, 1). A constant lies in the middle of its range.
    """
    ranges = [found for values in series if (found := span(values))]
    if not ranges:
        return -1.0, 1.0
    low, high = min(r[0] for r in ranges), max(r[1] for r in ranges)
    if high - low <= _SAME * max(abs(high), abs(low)):
        reach = max(1.0, abs(low)) / 2
        return _finite(low - reach - 2 * pad * reach), _finite(high + reach + 2 * pad * reach)
    margin = pad * (high - low)
    return _finite(low - margin), _finite(high + margin)


def fit_beyond(values: Sequence[float | None], beyond: int) -> tuple[float, float]:
    """A range for a function that is looked at between margins, whose curve goes on through them.

    The first and last `beyond` values are those of the margins. What the curve does there is shown too, as long as it
    takes less height than what is looked at; or else it leaves the picture.
    """
    inside, whole = span(values[beyond : len(values) - beyond]), span(values)
    if inside is None or whole is None:
        return fit(values, pad=0.0)
    shown = whole if _MARGINS * (whole[1] - whole[0]) <= inside[1] - inside[0] else inside
    return fit(shown, pad=0.0)


def span(values: Iterable[float | None]) -> tuple[float, float] | None:
    """The range in which one series of values is well seen, without room around it; None if there are no values."""
    ordered = list(values)
    known = [v for v in ordered if v is not None]
    if not known:
        return None
    low, high = min(known), max(known)
    turns = _turns(ordered)
    if _is_noise(low, high, len(turns), len(known)):
        return (low + high) / 2, (low + high) / 2
    by_size = sorted(known)
    near, far = _quantile(by_size, 0.1), _quantile(by_size, 0.9)
    peaks = _wide(ordered, turns, near, far)
    if far > near and high - low > _TAIL * (far - near):
        low = max(low, min(near - (far - near), *peaks, near))
        high = min(high, max(far + (far - near), *peaks, far))
    if peaks and max(peaks) > min(peaks) and high - low > _SHOULDER * (max(peaks) - min(peaks)):
        beyond = _BEYOND * (max(peaks) - min(peaks))
        bottom, top = max(low, min(peaks) - beyond), min(high, max(peaks) + beyond)
        if sum(bottom <= v <= top for v in known) >= _MOST * len(known):
            low, high = bottom, top
    return low, high


def _is_noise(low: float, high: float, turns: int, places: int) -> bool:
    """Whether values differ by no more than rounding: sin² + cos², or (x² − 1)/(x − 1) − x."""
    little, often = _NOISE
    return high - low <= little * max(1.0, abs(low), abs(high)) and turns > often * places


def _turns(values: Sequence[float | None]) -> list[int]:
    """The places at which a series turns from rising to falling or back, all three values being defined."""
    found, rising = [], 0
    for i in range(1, len(values)):
        a, b = values[i - 1], values[i]
        if a is None or b is None:
            rising = 0
        elif a != b:
            now = 1 if b > a else -1
            if rising and now != rising:
                found.append(i - 1)
            rising = now
    return found


def _wide(values: Sequence[float | None], turns: Sequence[int], near: float, far: float) -> list[float]:
    """The values of the turning points that can be seen: at half their height above all else they are wide enough."""
    least = max(2, round(_SEEN * len(values)))
    found = []
    for i in turns:
        peak = values[i]
        assert peak is not None
        base = far if peak > far else near if peak < near else None
        if base is None or _lasts(values, i, (peak + base) / 2, peak > base) >= least:
            found.append(peak)
    return found


def _lasts(values: Sequence[float | None], at: int, half: float, above: bool) -> int:
    """How many neighbours of a peak are beyond half its height, itself included. It ends where the curve is broken:

    on both sides of a pole of one sign the values rise alike, so that they look like a peak of their own.
    """
    count = 1
    for step in (-1, 1):
        i = at + step
        while 0 <= i < len(values):
            v = values[i]
            if v is None or (v <= half if above else v >= half):
                break
            count, i = count + 1, i + step
    return count


def _quantile(ordered: Sequence[float], share: float) -> float:
    return ordered[round(share * (len(ordered) - 1))]


def _finite(value: float) -> float:
    """A bound within what windows can show."""
    return min(max(value, -1e300), 1e300)
