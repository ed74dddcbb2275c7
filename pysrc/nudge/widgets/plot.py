"""One plot inside a widget: what stands still is computed once for a function, what moves is a few short texts."""

from __future__ import annotations

from dataclasses import dataclass

from nudge.figures import Curve, Function, Scene, Window, draw, fit, sample, tangent, translate
from nudge.figures.axes import BOTTOM, LEFT, RIGHT, TOP, axes
from nudge.figures.scene import Place
from nudge.figures.svg import polyline
from nudge.rates.numbers import coordinate
from nudge.widgets.base import View
from nudge.widgets.markup import attributes, bound, part

WIDTH, HEIGHT = 290.0, 206.0
"""The whole plot, labels included, in viewBox units."""


def window(across: tuple[float, float], up: tuple[float, float]) -> Window:
    """The plot's window over the given ranges of x and y."""
    return Window(*across, *up, WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM)


def values(f: Function, low: float, high: float) -> list[float | None]:
    """The values of `f`, close enough to one another to see how high it goes."""
    return [f(low + (high - low) * k / 400) for k in range(401)]


@dataclass(frozen=True, slots=True)
class Plot:
    """The standing part of a plot, named `name`; its parts are called `name-…`."""

    name: str
    window: Window
    grid: str
    labels: str
    curve: str

    @classmethod
    def of(cls, name: str, f: Function, seen: Window, x_name: str, y_name: str) -> Plot:
        """Sample `f` over the window and draw axes around it."""
        grid, labels = axes(seen, x_name, y_name)
        curve = draw(Scene(seen, (Curve(sample(f, seen), name),)))
        return cls(name, seen, grid, labels, curve)

    @classmethod
    def over(cls, name: str, f: Function, low: float, high: float, x_name: str = "x", y_name: str = "y") -> Plot:
        """The plot of `f` from `low` to `high`, with a little room around it, as high as its values ask."""
        margin = (high - low) / 15
        seen = window((low - margin, high + margin), fit(values(f, low, high)))
        return cls.of(name, f, seen, x_name, y_name)

    def standing(self) -> dict[str, str]:
        """The parts that change only with the function."""
        return {f"{self.name}-grid": self.grid, f"{self.name}-labels": self.labels, f"{self.name}-curve": self.curve}

    def moving(self, at: Place | None, slope: float | None) -> dict[str, str]:
        """The parts that follow the point: the point, its tangent, its guides and its mark on the upright axis."""
        seen = self.window
        guide = ""
        if at:
            upright = (seen.left, at[1]), at, (at[0], seen.bottom)
            guide = polyline([seen.place(*p) for p in upright])
        return {
            f"{self.name}-point": translate(at, seen),
            f"{self.name}-tangent": tangent(at, slope, seen),
            f"{self.name}-guide": guide,
        }


def plot_svg(view: View, name: str, handle: str, scale: Window | None = None, marks: str = "") -> str:
    """The plot as a stable `<svg>` whose parts the page fills.

    The point moves the control `handle`: linearly along x when a window is given as `scale`, otherwise to whichever
    state brings the point nearest to the pointer. `marks` is more SVG inside the clipped area.
    """
    inside = {
        "class": "area",
        "x": coordinate(LEFT),
        "y": coordinate(TOP),
        "width": coordinate(WIDTH - LEFT - RIGHT),
        "height": coordinate(HEIGHT - TOP - BOTTOM),
        "data-drag": name,
    }
    grip = {"class": f"point {name}", "data-handle": handle}
    if scale:
        grip["data-scale"] = f"{scale.left!r} {1 / scale.x_scale!r}"
    shift = f"translate({coordinate(LEFT)} {coordinate(TOP)})"
    point = attributes(grip | bound(view, {"translate": f"{name}-point"}))
    lines = "".join(
        f"<path{attributes({'class': f'{role} {name}'} | bound(view, {'d': f'{name}-{role}'}))}/>"
        for role in ("guide", "tangent")
    )
    whole = f'viewBox="0 0 {coordinate(WIDTH)} {coordinate(HEIGHT)}"'
    return (
        f'<svg class="plot-svg" {whole} aria-hidden="true" focusable="false">'
        + f"<svg{attributes(inside)}>"
        + f'<rect class="paper" width="{coordinate(WIDTH)}" height="{coordinate(HEIGHT)}"/>'
        + part(view, f"{name}-grid", "g")
        + part(view, f"{name}-curve", "g")
        + lines
        + marks
        + f'<g{point}><circle class="reach" r="14"/><circle class="halo" r="11"/><circle class="dot" r="4.5"/></g>'
        + "</svg>"
        + part(view, f"{name}-labels", "g", transform=shift)
        + "</svg>"
    )
