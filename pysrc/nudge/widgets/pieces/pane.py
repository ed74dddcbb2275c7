"""A pane of a plot: axes, the marks that lines say, and points that can be pulled.

What stands still is drawn once. What moves are attributes of stable elements, so that nothing that has focus or holds
the pointer is ever replaced.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial

from nudge.figures import Label, Point, Window, element, shell
from nudge.figures.axes import axes, names, number_line
from nudge.figures.labels import PlacedText, beside_point, occupied, words_of
from nudge.figures.svg import group, uncovered
from nudge.rates import Expr, derivative
from nudge.rates.numbers import coordinate
from nudge.widgets.base import Part, Piece
from nudge.widgets.lines.description import Pull
from nudge.widgets.lines.expressions import Expression
from nudge.widgets.lines.names import shown
from nudge.widgets.marks import Axes, Drawn
from nudge.widgets.marks.drawn import Element
from nudge.widgets.markup import Put, attributes
from nudge.widgets.values import Values

WORD = 3
"""Letters from which the name of an axis is a word. It stands outside of the picture, so that no mark meets it."""

ABOVE, BELOW = 7.0, 29.0  # viewBox units from the edges of the picture to the baselines of these words

Placed = tuple[Label, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Pane(Piece):
    """The axes, what is drawn in them, what can be pulled. `start` is what controls say first: labels keep to it."""

    axes: Axes
    drawn: tuple[Drawn, ...]
    pulls: tuple[Pull, ...]
    start: Values
    _labels: list[Mapping[int, Placed]] = field(default_factory=list)

    def parts(self) -> Mapping[str, Part]:
        found: dict[str, Part] = {"grid": partial(self._frame, 0), "labels": partial(self._frame, 1)}
        for name, i, one in self._elements():
            found |= {part: partial(self._text, i, one, what) for what, part in _named(name, one).items()}
            found |= {f"{name}-been": partial(self._been, one.been)} if one.been else {}
        for i, pull in enumerate(self.pulls):
            found |= {f"pull-{i}": partial(self._pulled, pull), f"pull-{i}-scale": partial(self._scale, pull)}
        return found

    def moves(self) -> tuple[tuple[str, ...], ...]:
        return tuple(pull.moves for pull in self.pulls if len(pull.moves) > 1)

    def markup(self, put: Put) -> str:
        marks = "".join(self._markup(put, name, i, one) for name, i, one in self._elements())
        handles = "".join(self._handle(put, i, pull) for i, pull in enumerate(self.pulls))
        inside = put.part("grid", "g") + group("marks", marks) + handles
        area = attributes({"data-drag": self.name}) if self.pulls else ""
        kind = "plot pane" + (" line-pane" if self.axes.y is None else "")
        return f'<div class="{kind}">{self.axes.layout.canvas(inside, put.part("labels", "g"), area)}</div>'

    def _elements(self) -> Iterator[tuple[str, int, Element]]:
        """The elements of all marks in their order: the name of each, the number of its mark, and itself."""
        for i, one in enumerate(self.drawn):
            for j, part in enumerate(one.elements):
                yield (f"{i}" if j == 0 else f"{i}-{j}"), i, part

    def _markup(self, put: Put, name: str, i: int, one: Element) -> str:
        named = _named(name, one)
        mark = {"data_mark": self.drawn[i].line.key} if one is self.drawn[i].elements[0] else {}
        if "content" in named:
            return put.part(named["content"], "g", class_="labels", **mark)
        if not one.been:
            return shell(one.shape, put.bound(named, **mark))
        clip, whole = f"{put.id}-{self.name}-{name}", self.axes.layout
        size = {"width": coordinate(whole.width), "height": coordinate(whole.height)}
        window = put.bound({"data-been": f"{name}-been"}, data_trace=one.been, **size)
        path = shell(one.shape, put.bound(named, clip_path=f"url(#{clip})", **mark))
        return uncovered(clip, window, path)

    def _handle(self, put: Put, i: int, pull: Pull) -> str:
        named = {"translate": f"pull-{i}", "data-scale": f"pull-{i}-scale"}
        return shell(Point(look="pulled"), put.bound(named, data_handle=" ".join(pull.moves)))

    # parts

    def _frame(self, which: int, at: Values) -> str:
        return at.once(self._axes)[which]

    def _axes(self, at: Values) -> tuple[str, str]:
        window, pane = self.axes.window(at), self.axes
        if pane.y is None:
            return number_line(window, shown(pane.letter))
        across, up = shown(pane.letter), shown(pane.y.letter)
        short = [name if len(name) < WORD else "" for name in (across, up)]
        grid, labels = axes(window, short[0], short[1], self._lines())
        if len(across) >= WORD and not window.empty:
            labels += PlacedText(across, window.width, window.height + BELOW, "axis-name", "end").svg()
        if len(up) >= WORD and not window.empty:
            labels += PlacedText(up, 0.0, -ABOVE, "axis-name", "start").svg()
        return grid, labels

    def _lines(self) -> list[tuple[tuple[float, float], ...]]:
        """The lines of all marks as they are first: words keep away from them."""
        window = self.axes.window(self.start)
        return [line for one in self.drawn for line in one.outlines(self.start, window)]

    def _text(self, i: int, one: Element, what: str, at: Values) -> str:
        window = self.axes.window(at)
        if isinstance(one.shape, Label):
            return self._labelled(i, one, at, window)
        return at.once(_texts, one, window)[what]

    def _been(self, control: str, at: Values) -> str:
        """Where the slider of a trace stands in the picture."""
        window = self.axes.window(at)
        seen = None if window.empty else window.seen((at.number(control), window.top))
        return coordinate(seen[0]) if seen else ""

    def _pulled(self, pull: Pull, at: Values) -> str:
        return Point(pull.place.numbers(at)).geometry(self.axes.window(at))["translate"]

    def _scale(self, pull: Pull, at: Values) -> str:
        """For each control, where it is at the left or upper edge, and how much it grows with each viewBox unit.

        "" where it follows no line: the page then takes the place of it that brings the handle nearest to the pointer.
        """
        window = self.axes.window(at)
        if window.empty or window.log_x or window.log_y:
            return ""
        if len(pull.moves) > 1:
            return f"{window.left:.9g} {1 / window.x_scale:.9g} {window.top:.9g} {-1 / window.y_scale:.9g}"
        line = _linear(pull.place.x, pull.moves[0], at)
        if line is None:
            return ""
        first, factor = line
        return f"{(window.left - first) / factor:.9g} {1 / (window.x_scale * factor):.9g}"

    # labels

    def _labelled(self, i: int, one: Element, at: Values, window: Window) -> str:
        if not self._labels:
            self._labels.append(self._placed())
        kept = self._labels[0].get(i, ())
        found = []
        for k, mark in enumerate(one.marks(at, window)):
            assert isinstance(mark, Label)
            like = kept[min(k, len(kept) - 1)] if kept else mark
            found.append(replace(mark, anchor=like.anchor, shift=like.shift))
        return "".join(element(mark, mark.geometry(window)) for mark in found)

    def _placed(self) -> Mapping[int, Placed]:
        """Where the labels of each mark stand first, beside their points."""
        window = self.axes.window(self.start)
        taken = occupied(self._lines(), window)
        others: list[PlacedText] = []
        if self.axes.y is not None:
            across, up = (one if len(one) < WORD else "" for one in (self.axes.letter, self.axes.y.letter))
            others += names(window, across, up, self._lines())
        found: dict[int, Placed] = {}
        for _, i, one in self._elements():
            if isinstance(one.shape, Label) and not window.empty:
                placed = []
                for mark in one.marks(self.start, window):
                    assert isinstance(mark, Label)
                    placed.append(beside_point(mark, window, taken, others))
                    said = words_of(placed[-1], window)
                    others += [said] if said else []
                found[i] = tuple(placed)
        return found


def _texts(at: Values, one: Element, window: Window) -> Mapping[str, str]:
    return one.texts(at, window)


def _named(name: str, one: Element) -> dict[str, str]:
    """The parts of an element by what they set; one that moves in one way gives that its own name."""
    moves = one.moves
    return {what: name if len(moves) == 1 else f"{name}-{what}" for what in moves}


def _linear(x: Expression, control: str, at: Values) -> tuple[float, float] | None:
    """`first` and `factor` if a coordinate is first + factor × control; found without asking where the control is."""
    tree = x.tree(at)
    if not _is_linear(tree, control) or any(x.scope.depends(name, (control,)) for name in tree.names):
        return None
    run = x.bound(at, (control,))
    first, there = run(0.0), run(1.0)
    return None if first is None or there is None or there == first else (first, there - first)


@lru_cache(maxsize=128)
def _is_linear(tree: Expr, control: str) -> bool:
    return control in tree.names and control not in derivative(tree, control).names
