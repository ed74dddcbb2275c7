"""A whole plot: the clipped area in which marks are drawn, and the labels in the margins around it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from nudge.figures.axes import BOTTOM, LEFT, RIGHT, TOP, Y_SPACING
from nudge.figures.svg import tag
from nudge.figures.ticks import LETTER, ticks
from nudge.figures.windows import Window
from nudge.rates.numbers import coordinate

_GAP = 8.0  # viewBox units between a label, the axis and the edge of the picture


@dataclass(frozen=True, slots=True)
class Layout:
    """The size of a plot with its margins, in viewBox units. Panes above each other share `width` and `left`."""

    width: float = 290.0
    height: float = 206.0
    left: float = LEFT
    right: float = RIGHT
    top: float = TOP
    bottom: float = BOTTOM

    def window(
        self, across: tuple[float, float], up: tuple[float, float], log_x: bool = False, log_y: bool = False
    ) -> Window:
        """The window over the given ranges of x and y that fills the area within the margins."""
        width, height = self.width - self.left - self.right, self.height - self.top - self.bottom
        return Window(*across, *up, width, height, log_x, log_y)

    def roomy(self, up: tuple[float, float], log_y: bool = False) -> Layout:
        """The layout with a left margin in which the labels of this range of y have room."""
        window = self.window((0.0, 1.0), up, log_y=log_y)
        if window.empty:
            return self
        longest = max((len(tick.label) for tick in ticks(*up, window.height, Y_SPACING, log_y)), default=0)
        return replace(self, left=max(self.left, longest * LETTER + _GAP))

    def canvas(self, inside: str, around: str = "", area: str = "") -> str:
        """The plot as an `<svg>`: `inside` is clipped to the area, `around` is not. Both in the window's units.

        `area` are more attributes of the clipped area, as text: the name by which it is dragged.
        """
        width, height = coordinate(self.width), coordinate(self.height)
        left, top = coordinate(self.left), coordinate(self.top)
        seen = self.window((0.0, 1.0), (0.0, 1.0))
        size = {"width": coordinate(seen.width), "height": coordinate(seen.height)}
        paper = tag("rect", {"class": "paper", "width": width, "height": height})
        clipped = tag("svg", {"class": "area", "x": left, "y": top, **size}, paper + inside, area)
        labels = around and f'<g transform="translate({left} {top})">{around}</g>'
        whole = {"class": "plot-svg", "viewBox": f"0 0 {width} {height}", "aria-hidden": "true", "focusable": "false"}
        return tag("svg", whole, clipped + labels)
