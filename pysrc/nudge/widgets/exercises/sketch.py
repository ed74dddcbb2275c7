"""A small plot of a function, such as an option of a choice may be."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from nudge.figures import Curve, Window, draw, sample
from nudge.figures.axes import axes
from nudge.figures.layout import Layout
from nudge.figures.scene import Scene
from nudge.rates import Expr, Spelling, Unreadable, compiled
from nudge.widgets.lines.description import Description, Line
from nudge.widgets.lines.reading import read
from nudge.widgets.lines.scope import Scope
from nudge.widgets.marks import panes
from nudge.widgets.spelling import Spelled
from nudge.widgets.values import Values

_SIZE = Layout(width=190.0, height=130.0)  # viewBox units: several stand side by side


@dataclass(frozen=True, slots=True)
class Sketch:
    """What small plots show: the letters of the axes, and the window."""

    x: str
    y: str
    window: Window

    def html(self, expr: Expr) -> str:
        """The plot of a function, as HTML."""
        return f'<span class="plot sketch">{_svg(self, expr)}</span>'


@lru_cache(maxsize=64)
def _svg(sketch: Sketch, expr: Expr) -> str:
    lines = sample(compiled(expr, (sketch.x,)), sketch.window)
    grid, labels = axes(sketch.window, sketch.x, sketch.y, lines)
    return _SIZE.canvas(grid + draw(Scene(sketch.window, (Curve(lines, "total"),))), labels)


def _sketch(text: str, spelling: Spelling) -> Sketch | None:
    """Read `x in [-2, 2]; y in [-1, 4]`. Raises `Unreadable`."""
    if not text.strip():
        return None
    pane = panes.axes(Description(Scope(read, spelling)), Line("pane", text, 0), None)
    if pane.y is None or pane.y.ends is None:
        raise Unreadable("A small plot has two axes with ends", 0, len(text), "such as x in [-2, 2]; y in [-1, 4]")
    window = pane.laid(_SIZE, None).window(Values({}, {}))
    if window.empty:
        raise Unreadable("This window is empty", 0, len(text), "such as x in [-2, 2]; y in [-1, 4]")
    return Sketch(pane.x.letter, pane.y.letter, window)


sketch = Spelled(_sketch)
"""Reads the pane of small plots."""
