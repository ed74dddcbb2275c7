"""Straight lines cut to what is shown, in viewBox units, so that no coordinate is astronomically long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from nudge.figures.windows import Place

Box = tuple[float, float, float, float]
"""left, top, right, bottom."""


def box(width: float, height: float) -> Box:
    """A picture with room of its own size on every side: lines end far enough outside not to be seen to end."""
    return -width, -height, 2 * width, 2 * height


def segment(a: Place, b: Place, inside: Box) -> tuple[Place, Place] | None:
    """The part of a segment within a box, or None (Liang and Barsky 1984)."""
    left, top, right, bottom = inside
    dx, dy = b[0] - a[0], b[1] - a[1]
    start, end = 0.0, 1.0
    for step, room in ((-dx, a[0] - left), (dx, right - a[0]), (-dy, a[1] - top), (dy, bottom - a[1])):
        if step == 0:
            if room < 0:
                return None
        elif step < 0:
            start = max(start, room / step)
        else:
            end = min(end, room / step)
    if start > end:
        return None
    first = a if start == 0 else (a[0] + start * dx, a[1] + start * dy)
    last = b if end == 1 else (a[0] + end * dx, a[1] + end * dy)
    return first, last


def polyline(places: Iterable[Place], inside: Box) -> Iterator[list[Place]]:
    """The runs of a polyline within a box."""
    run: list[Place] = []
    before: Place | None = None
    for place in places:
        kept = segment(before, place, inside) if before else None
        if kept is not None:
            if run and run[-1] != kept[0]:
                yield run
                run = []
            if not run:
                run.append(kept[0])
            run.append(kept[1])
        before = place
    if run:
        yield run
