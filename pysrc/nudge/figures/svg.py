"""Scenes as SVG text.

Everything is classes and geometry; colours, widths and fonts belong to the style sheet, so that dark mode, print and
forced colours can change them. Numbers are written by `nudge.rates.numbers.coordinate`, the same on every platform.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from html import escape

from nudge.figures.scene import Curve, Dot, Label, Mark, Place, Scene, Segment, Window
from nudge.rates.numbers import coordinate


def draw(scene: Scene) -> str:
    """The marks of a scene as SVG elements."""
    return "".join(_mark(mark, scene.window) for mark in scene.marks)


def path(lines: Iterable[Iterable[Place]], window: Window) -> str:
    """The `d` of a path through polylines given in mathematical coordinates."""
    return "".join(polyline([window.place(x, y) for x, y in line]) for line in lines)


def translate(at: Place | None, window: Window) -> str:
    """The text "px py" that moves a mark drawn around the origin to `at`; empty when there is no such place."""
    if at is None or not (math.isfinite(at[0]) and math.isfinite(at[1])):
        return ""
    px, py = window.place(*at)
    return f"{coordinate(px)} {coordinate(_near(py, window.height))}"


def tangent(at: Place | None, slope: float | None, window: Window, reach: float = 44.0) -> str:
    """The `d` of the tangent at a point, `reach` viewBox units to each side; empty where there is none."""
    if at is None or slope is None:
        return ""
    px, py = window.place(*at)
    angle = math.atan(-slope * window.y_scale / window.x_scale)  # an angle, since the quotient may be infinite
    dx, dy = reach * math.cos(angle), reach * math.sin(angle)
    return polyline([(px - dx, py - dy), (px + dx, py + dy)])


def _near(py: float, height: float) -> float:
    """Keep a place within a few heights, so that no coordinate is astronomically long."""
    return min(max(py, -3 * height), 4 * height)


def polyline(places: Iterable[Place]) -> str:
    """The `d` of one run of straight lines through places given in viewBox units."""
    numbers = [f"{coordinate(px)} {coordinate(py)}" for px, py in places]
    return "M" + "L".join(numbers) if numbers else ""


def _mark(mark: Mark, window: Window) -> str:
    match mark:
        case Curve(lines, role):
            return f'<path class="curve {role}" d="{path(lines, window)}"/>'
        case Segment(start, end, role):
            (x1, y1), (x2, y2) = (window.place(*p) for p in (start, end))
            ends = zip(("x1", "y1", "x2", "y2"), (x1, y1, x2, y2), strict=True)
            return f'<line class="{role}" ' + " ".join(f'{k}="{coordinate(v)}"' for k, v in ends) + "/>"
        case Dot(at, role):
            px, py = window.place(*at)
            return f'<circle class="dot {role}" cx="{coordinate(px)}" cy="{coordinate(py)}" r="4"/>'
        case Label(at, text, role, anchor, shift):
            px, py = window.place(*at)
            where = f'x="{coordinate(px + shift[0])}" y="{coordinate(py + shift[1])}"'
            return f'<text class="{role}" {where} text-anchor="{anchor}">{escape(text)}</text>'
