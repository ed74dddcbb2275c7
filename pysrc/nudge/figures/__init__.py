"""Pictures as data: windows, sampled curves, readable ticks, SVG.

Purity boundary: the standard library and `nudge.rates` only; no files, no pixels of a real screen, no HTML. A figure is
computed in mathematical coordinates and written as SVG text in viewBox units, the same text in CPython and in the
browser.
"""

from nudge.figures.sampling import Function, Polyline, sample
from nudge.figures.scene import Curve, Dot, Label, Mark, Scene, Segment, Window, fit
from nudge.figures.svg import draw, path, tangent, translate
from nudge.figures.ticks import Tick, ticks

__all__ = [
    "Curve",
    "Dot",
    "Function",
    "Label",
    "Mark",
    "Polyline",
    "Scene",
    "Segment",
    "Tick",
    "Window",
    "draw",
    "fit",
    "path",
    "sample",
    "tangent",
    "ticks",
    "translate",
]
