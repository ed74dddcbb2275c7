"""Axes in the manner of a book: a faint grid, thin lines through the origin, small labels along the edges."""

from __future__ import annotations

from collections.abc import Iterable

from nudge.figures.labels import PlacedText, free, occupied
from nudge.figures.svg import tag
from nudge.figures.ticks import Tick, ticks
from nudge.figures.windows import Place, Window
from nudge.rates.numbers import coordinate

LEFT, RIGHT, TOP, BOTTOM = 30.0, 8.0, 6.0, 18.0
"""The margins around a plot, in viewBox units, where labels stand."""

X_SPACING, Y_SPACING = 32.0, 20.0
"""The least distance between ticks, in viewBox units."""

_CLOSE = 24.0  # viewBox units between the ticks of a number line, at least
_TICK = 4.0  # viewBox units that a tick of a number line reaches to each side


def axes(window: Window, x_name: str, y_name: str, curves: Iterable[Iterable[Place]] = ()) -> tuple[str, str]:
    """The grid and axes of a window, and the labels around it, as SVG text in the window's own coordinates.

    They come apart because the grid is clipped with the plot and the labels are not. The names of the axes keep away
    from `curves`, given as polylines in mathematical coordinates. In an empty window both are empty.
    """
    if window.empty:
        return "", ""
    across = ticks(window.left, window.right, window.width, X_SPACING, window.log_x, beside=True)
    up = ticks(window.bottom, window.top, window.height, Y_SPACING, window.log_y)
    width, height = coordinate(window.width), coordinate(window.height)
    xs, ys = [_x(window, t.value) for t in across], [_y(window, t.value) for t in up]
    grid = "".join(f"M{coordinate(px)} 0V{height}" for px in xs) + "".join(f"M0 {coordinate(py)}H{width}" for py in ys)
    lines = tag("path", {"class": "grid", "d": grid})
    axis = ""
    if not window.log_y and window.bottom <= 0 <= window.top:
        axis += f"M0 {coordinate(_y(window, 0.0))}H{width}"
    if not window.log_x and window.left <= 0 <= window.right:
        axis += f"M{coordinate(_x(window, 0.0))} 0V{height}"
    if axis:
        lines += tag("path", {"class": "axis", "d": axis})
    words = [_below(window, px, t) for px, t in zip(xs, across, strict=True) if t.label]
    words += [_beside(py, t) for py, t in zip(ys, up, strict=True) if t.label and (t.value or window.bottom == 0)]
    return lines, "".join(one.svg() for one in (*words, *names(window, x_name, y_name, curves)))


def number_line(window: Window, name: str) -> tuple[str, str]:
    """One axis through the middle of the window, and its labels below it, as `axes` gives them."""
    if window.empty:
        return "", ""
    found = ticks(window.left, window.right, window.width, _CLOSE, window.log_x, beside=True)
    middle = window.height / 2
    places = [_x(window, t.value) for t in found]
    marks = "".join(f"M{coordinate(px)} {coordinate(middle - _TICK)}V{coordinate(middle + _TICK)}" for px in places)
    line = tag("path", {"class": "axis", "d": f"M0 {coordinate(middle)}H{coordinate(window.width)}{marks}"})
    words = [PlacedText(t.label, px, middle + 18.0, _role(t)) for px, t in zip(places, found, strict=True) if t.label]
    words.append(PlacedText(name, window.width, middle - 8.0, "axis-name", "end"))
    return line, "".join(one.svg() for one in words)


def _below(window: Window, px: float, tick: Tick) -> PlacedText:
    return PlacedText(tick.label, px, window.height + 14.0, _role(tick))


def _beside(py: float, tick: Tick) -> PlacedText:
    return PlacedText(tick.label, -6.0, py + 4.0, _role(tick), "end")


def names(window: Window, x_name: str, y_name: str, curves: Iterable[Iterable[Place]] = ()) -> tuple[PlacedText, ...]:
    """The names of both axes: at their ends where no curve passes, or else on the other side of the axis.

    `axes` draws them; other labels keep away from them. In an empty window there are none.
    """
    if window.empty:
        return ()
    level = _y(window, 0.0) if not window.log_y and window.bottom < 0 < window.top else window.height
    upright = _x(window, 0.0) if not window.log_x and window.left < 0 < window.right else 0.0
    taken = occupied(curves, window)
    right, above = window.width - 2.0, level - 6.0
    x_places = [PlacedText(x_name, right, above, "axis-name", "end")]
    if level < window.height - 20:
        x_places.append(PlacedText(x_name, right, level + 14.0, "axis-name", "end"))
    x_places += [PlacedText(x_name, right - k * 16, above, "axis-name", "end") for k in range(1, 8)]
    y_places = [PlacedText(y_name, upright + 6.0, 11.0, "axis-name", "start")]
    if upright > 20:
        y_places.append(PlacedText(y_name, upright - 6.0, 11.0, "axis-name", "end"))
    y_places += [PlacedText(y_name, upright + 6.0, 11.0 + k * 14, "axis-name", "start") for k in range(1, 8)]
    return free(x_places, taken), free(y_places, taken)


def _x(window: Window, x: float) -> float:
    return window.place(x, window.bottom)[0]


def _y(window: Window, y: float) -> float:
    return window.place(window.left, y)[1]


def _role(tick: Tick) -> str:
    return "tick minor" if tick.minor else "tick"
