"""Marks of a pane as lines say them: `curve: f(x)`, `segment: A to B`, `rect: … for k from 0 to n - 1`.

`panes` reads what a pane shows and `drawn` says what a mark is to it; `functions` and `shapes` have the marks.
`READERS` finds the reader of a key.
"""

from nudge.widgets.marks.drawn import Drawn
from nudge.widgets.marks.functions import area, curve, secant, tangent, trace
from nudge.widgets.marks.panes import Axes
from nudge.widgets.marks.shapes import arrow, label, path, point, rect, segment

READERS = {
    "curve": curve,
    "trace": trace,
    "area": area,
    "tangent": tangent,
    "secant": secant,
    "point": point,
    "segment": segment,
    "arrow": arrow,
    "rect": rect,
    "path": path,
    "label": label,
}
"""A key -> what makes a mark of its line."""

__all__ = ["READERS", "Axes", "Drawn"]
