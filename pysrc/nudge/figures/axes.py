"""Axes in the manner of a book: a faint grid, thin lines through the origin, small labels along the edges."""

from __future__ import annotations

from nudge.figures.scene import Label, Mark, Scene, Segment, Window
from nudge.figures.svg import draw
from nudge.figures.ticks import Tick, ticks

LEFT, RIGHT, TOP, BOTTOM = 30.0, 8.0, 6.0, 18.0
"""The margins around a plot, in viewBox units, where labels stand."""

X_SPACING, Y_SPACING = 32.0, 20.0
"""The least distance between ticks, in viewBox units."""


def axes(window: Window, x_name: str, y_name: str) -> tuple[str, str]:
    """The grid and axes of a window, and the labels around it, as SVG text in the window's own coordinates.

    They come apart because the grid is clipped with the plot and the labels are not.
    """
    across = ticks(window.left, window.right, window.width, X_SPACING)
    up = ticks(window.bottom, window.top, window.height, Y_SPACING)
    lines = [_upright(window, t.value, "grid") for t in across] + [_level(window, t.value, "grid") for t in up]
    if window.bottom <= 0 <= window.top:
        lines.append(_level(window, 0.0, "axis"))
    if window.left <= 0 <= window.right:
        lines.append(_upright(window, 0.0, "axis"))
    return draw(Scene(window, tuple(lines))), draw(Scene(window, _labels(window, across, up, x_name, y_name)))


def _upright(window: Window, x: float, role: str) -> Segment:
    return Segment((x, window.bottom), (x, window.top), role)


def _level(window: Window, y: float, role: str) -> Segment:
    return Segment((window.left, y), (window.right, y), role)


def _labels(
    window: Window, across: tuple[Tick, ...], up: tuple[Tick, ...], x_name: str, y_name: str
) -> tuple[Mark, ...]:
    below, beside = window.bottom, window.left
    marks: list[Mark] = [Label((t.value, below), t.label, _role(t), shift=(0.0, 14.0)) for t in across]
    marks += [Label((beside, t.value), t.label, _role(t), "end", (-6.0, 4.0)) for t in up if t.value]
    level = 0.0 if window.bottom < 0 < window.top else window.bottom
    upright = 0.0 if window.left < 0 < window.right else window.left
    marks.append(Label((window.right, level), x_name, "axis-name", "end", (-2.0, -6.0)))
    marks.append(Label((upright, window.top), y_name, "axis-name", "start", (6.0, 11.0)))
    return tuple(marks)


def _role(tick: Tick) -> str:
    return "tick minor" if tick.minor else "tick"
