"""Marks between places: points, segments, arrows, rectangles, paths of sequences, labels."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nudge.figures import Arrow, Dots, Label, Mark, Path, Place, Point, Polyline, Rectangle, Segment, Window
from nudge.rates import Unreadable
from nudge.widgets.lines.cut import words
from nudge.widgets.lines.description import Description, Line
from nudge.widgets.lines.places import PairExpression, is_pair
from nudge.widgets.lines.sequences import Recurrence
from nudge.widgets.marks.drawn import Drawn, Element, Turn, Turns, reading
from nudge.widgets.marks.panes import Axes
from nudge.widgets.values import Values

_STEP_DOT = 2.6  # the radius of the dots of a path, in viewBox units: they are many


def where(made: Description, text: str, at: int, pane: Axes, loop: Turns, more: tuple[str, ...] = ()) -> PairExpression:
    """Read a place of a pane; on a number line it may be a number. Raises `Unreadable`."""
    if pane.y is None and not is_pair(text):
        return PairExpression(made.expression(text, at, turns=(*loop.known, *more)), made.expression("0", at))
    return made.place(text, at, turns=(*loop.known, *more))


def point(made: Description, line: Line, pane: Axes) -> Drawn:
    """`point: (1, s(1))`; in a loop, a dot for each turn."""
    end, loop = reading(made, line)
    place = where(made, end.text, 0, pane, loop)

    def places(at: Values) -> list[Place | None]:
        find = place.bound(at, loop.letters)
        return [find(*turn) for turn in loop.each(at)]

    shape: Mark = Dots(role=end.colour) if loop.letters else Point(role=end.colour)

    def marks(at: Values, window: Window) -> list[Mark]:
        return [Dots(tuple(places(at)))] if loop.letters else [Point(places(at)[0])]

    return Drawn(line, (Element(shape, marks),), lambda at, window: [places(at)])


def segment(made: Description, line: Line, pane: Axes) -> Drawn:
    """`segment: A to B`."""
    return _between(made, line, pane, Segment, "write it like: (0, 0) to (1, f(1))")


def rect(made: Description, line: Line, pane: Axes) -> Drawn:
    """`rect: A to B`: with its sides along the axes."""
    return _between(made, line, pane, Rectangle, "write it like: (0, 0) to (1, f(1))")


def arrow(made: Description, line: Line, pane: Axes) -> Drawn:
    """`arrow: A to B`, or `arrow: A by v` from a place along a vector; either may begin with `from`."""
    return _between(made, line, pane, Arrow, "write it like: (0, 0) to (1, f(1)), or from P by (2, 1)")


def _between(
    made: Description, line: Line, pane: Axes, kind: type[Segment] | type[Rectangle] | type[Arrow], hint: str
) -> Drawn:
    end, loop = reading(made, line)
    lead = re.match(r"\s*from\s+", end.text) if kind is Arrow else None
    skip = lead.end() if lead else 0
    text = end.text[skip:]
    cut = words(text, "to")
    by = words(text, "by") if kind is Arrow and not cut else []
    if len(cut or by) != 1:
        raise Unreadable("This mark goes from a place to a place", 0, len(end.text), hint)
    (start, stop) = (cut or by)[0]
    a = where(made, text[:start], skip, pane, loop)
    b = where(made, text[stop:], skip + stop, pane, loop)

    def ends(at: Values) -> list[tuple[Place | None, Place | None]]:
        first, second = a.bound(at, loop.letters), b.bound(at, loop.letters)
        found = [(first(*turn), second(*turn)) for turn in loop.each(at)]
        if not by:
            return found
        return [(p, (p[0] + v[0], p[1] + v[1]) if p and v else None) for p, v in found]

    def marks(at: Values, window: Window) -> list[Mark]:
        return [kind(*both) for both in ends(at)]

    def outlines(at: Values, window: Window) -> list[Polyline]:
        known = [(a, b) for a, b in ends(at) if a and b]
        return [_corners(a, b) if kind is Rectangle else (a, b) for a, b in known]

    element = Element(kind(role=end.colour), marks)
    return Drawn(line, (element,), lambda at, window: [list(both) for both in ends(at)], outlines)


def _corners(a: Place, b: Place) -> Polyline:
    return (a, (a[0], b[1]), b, (b[0], a[1]), a)


def path(made: Description, line: Line, pane: Axes) -> Drawn:
    """`path: P`, `path: w, L(w)`, `path: (w, L(w))`: lines and dots through the members of a sequence."""
    end, loop = reading(made, line)
    sequence = next((one for one in made.sequences.values() if _mentions(end.text, one)), None)
    if sequence is None:
        known = ", ".join(made.sequences)
        hint = f"the sequences are {known}" if known else "write one: steps: w = 1 then w/2, 5 times"
        raise Unreadable("A path goes through the members of a sequence", 0, len(end.text), hint)
    text, at = (end.text, 0) if "," not in end.text or is_pair(end.text) else (f"({end.text})", -1)
    names = (*sequence.letters, *((sequence.name,) if len(sequence.letters) > 1 else ()))
    place = where(made, text, at, pane, loop, names)
    members = _Path(sequence, place, loop.letters)
    made.expression(sequence.name if len(sequence.letters) == 1 else f"{sequence.name}.x", 0)

    def lines(at: Values, window: Window) -> list[Path]:
        return [Path(tuple(members.places(at, turn))) for turn in loop.each(at)]

    def dots(at: Values, window: Window) -> list[Dots]:
        return [Dots(tuple(members.places(at, turn)), radius=_STEP_DOT) for turn in loop.each(at)]

    elements = (Element(Path(role=end.colour), lines), Element(Dots(role=end.colour), dots))
    return Drawn(line, elements, lambda at, window: [members.places(at, turn) for turn in loop.each(at)])


def _mentions(text: str, sequence: Recurrence) -> bool:
    return bool(re.search(rf"(?<![A-Za-z]){sequence.name}(?![A-Za-z0-9_])", text))


@dataclass(frozen=True, slots=True, eq=False)
class _Path:
    sequence: Recurrence
    place: PairExpression
    turns: tuple[str, ...]

    def places(self, at: Values, turn: Turn) -> list[Place | None]:
        """A place for each member that has a value."""
        return at.once(self._places, turn)

    def _places(self, at: Values, turn: Turn) -> list[Place | None]:
        letters = self.sequence.letters
        find = self.place.bound(at, (*letters, *self.turns))
        return [find(*member[: len(letters)], *turn) for member in self.sequence.known(at)]


_ITEM = re.compile(r"\s*(?:[^\s()]*\([^()]*(?:\([^()]*\)[^()]*)*\)|[^\s()]+)")
_SIGN = re.compile(r"\s*[-+*/^]\s*")


def _place_end(text: str) -> int:
    """Where the place ends that a label begins with: terms with signs between them; words have none."""
    at = 0
    while found := _ITEM.match(text, at):
        at = found.end()
        sign = _SIGN.match(text, at)
        if not sign:
            break
        at = sign.end()
    return at


def label(made: Description, line: Line, pane: Axes) -> Drawn:
    """`label: (x, y) words`: placed beside its point where it covers least, by the pane."""
    end, loop = reading(made, line)
    text = end.text
    stop = _place_end(text)
    said = text[stop:].strip()
    if not said:
        raise Unreadable("This label says nothing", 0, len(text), "write it like: (1, 2) the words")
    place = where(made, text[:stop], 0, pane, loop)

    def places(at: Values) -> list[Place | None]:
        find = place.bound(at, loop.letters)
        return [find(*turn) for turn in loop.each(at)]

    def labels(at: Values, window: Window) -> list[Label]:
        return [Label(one, said, end.colour) for one in places(at)]

    return Drawn(line, (Element(Label(text=said, role=end.colour), labels),), lambda at, window: [places(at)])
