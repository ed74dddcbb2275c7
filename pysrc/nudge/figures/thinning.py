"""Polylines without the points that are not needed."""

from __future__ import annotations

import math
from collections.abc import Iterator

from nudge.figures.windows import Place, Window

_SPARE = 0.1  # viewBox units that a point may lie off the line without it, to be left out


def thinned(run: list[Place], window: Window) -> Iterator[Place]:
    """The points that are needed: the others lie on the lines between these.

    A line may go on as long as some direction from its start passes near all points, and they do not turn back.
    """
    places = [window.place(*point) for point in run]
    at = 0
    yield run[0]
    while at < len(run) - 1:
        at = _farthest(places, at)
        yield run[at]


def _farthest(places: list[Place], start: int) -> int:
    """The last place that one line from `start` may reach."""
    x, y = places[start]
    least, most, reached = -math.pi, math.pi, 0.0
    for k in range(start + 1, len(places)):
        dx, dy = places[k][0] - x, places[k][1] - y
        distance, direction = math.hypot(dx, dy), math.atan2(dy, dx)
        if not least <= direction <= most or distance < reached - _SPARE:
            return k - 1
        reached = max(reached, distance)
        if distance > _SPARE:
            slack = math.asin(_SPARE / distance)
            least, most = max(least, direction - slack), min(most, direction + slack)
    return len(places) - 1
