"""Pictures as data: windows, marks, sampled curves, readable ticks, SVG.

Purity boundary: the standard library and `nudge.rates` only; no files, no pixels of a real screen, no HTML. A figure is
computed in mathematical coordinates and written as SVG text in viewBox units, the same text in CPython and in the
browser. All SVG of the house is written here.
"""

from nudge.figures.fit import fit, fit_beyond, heights
from nudge.figures.marks import (
    Arrow,
    Curve,
    Dots,
    Label,
    Path,
    Point,
    Rectangle,
    Segment,
    StraightLine,
    tangent,
    translate,
)
from nudge.figures.sampling import Function, Polyline, sample
from nudge.figures.scene import Mark, Scene
from nudge.figures.svg import draw, element, shell
from nudge.figures.ticks import Tick, ticks
from nudge.figures.windows import Place, Window

__all__ = [
    "Arrow",
    "Curve",
    "Dots",
    "Function",
    "Label",
    "Mark",
    "Path",
    "Place",
    "Point",
    "Polyline",
    "Rectangle",
    "Scene",
    "Segment",
    "StraightLine",
    "Tick",
    "Window",
    "draw",
    "element",
    "fit",
    "fit_beyond",
    "heights",
    "sample",
    "shell",
    "tangent",
    "ticks",
    "translate",
]
