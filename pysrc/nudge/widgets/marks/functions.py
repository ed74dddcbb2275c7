"""Marks of functions: curves, traces, areas, tangents, secants."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from nudge.figures import Curve, Dots, Place, Polyline, StraightLine, Window, heights, sample
from nudge.figures.area import Area
from nudge.figures.ends import Ends, ends
from nudge.figures.sampling import visible
from nudge.figures.special import special_places
from nudge.rates import Expr, Unreadable, rate, settled
from nudge.widgets.lines.answers import NoValue
from nudge.widgets.lines.cut import words
from nudge.widgets.lines.description import Description, Line
from nudge.widgets.lines.expressions import Expression
from nudge.widgets.marks.drawn import Drawn, Element, Reaches, Turn, Turns, reading
from nudge.widgets.marks.panes import Axes
from nudge.widgets.values import Values

_REACH = 90.0  # viewBox units of a tangent to both sides: long enough to compare it, too short to seem a curve


@dataclass(frozen=True, slots=True, eq=False)
class PaneFunction:
    """A function of the pane's letter, and perhaps of letters of a loop, in a state."""

    text: Expression
    letter: str
    turns: tuple[str, ...] = ()

    def at(self, at: Values) -> Callable[..., float | None]:
        """A quick function of its letter and of the turn."""
        return self.text.bound(at, (self.letter, *self.turns))

    def lines(self, at: Values, window: Window, turn: Turn = ()) -> tuple[Polyline, ...]:
        """Its whole curve, drawn once for a function however many marks have it."""
        try:
            tree, given = self.text.function(at)
        except NoValue:
            run = self.at(at)
            return sample(lambda x: run(x, *turn), window, whole=True)
        numbers = (*given.items(), *zip(self.turns, turn, strict=True))
        return at.once(_sampled, tree, self.letter, numbers, window)

    def ends(self, at: Values, window: Window, turn: Turn = ()) -> Ends:
        """The dots of its curve."""
        return at.once(self._ends, window, turn)

    def _ends(self, at: Values, window: Window, turn: Turn) -> Ends:
        try:
            tree, given = self.text.function(at)
        except NoValue:
            return Ends()
        return ends(tree, self.letter, window, given | dict(zip(self.turns, turn, strict=True)))

    def place(self, at: Values, x: float | None, turn: Turn = ()) -> Place | None:
        """Its point over x."""
        y = None if x is None else self.at(at)(x, *turn)
        return None if x is None or y is None else (x, y)

    def slope(self, at: Values, x: float | None, turn: Turn = ()) -> float | None:
        """Its rate at x."""
        if x is None:
            return None
        try:
            tree, given = self.text.function(at)
        except NoValue:
            return None
        return rate(tree, given | dict(zip(self.turns, turn, strict=True)) | {self.letter: x}, self.letter)


def _sampled(
    at: Values, tree: Expr, letter: str, numbers: tuple[tuple[str, float], ...], window: Window
) -> tuple[Polyline, ...]:
    return sample(settled(tree, (letter,), dict(numbers)), window, whole=True)


def function(made: Description, text: str, at: int, pane: Axes, loop: Turns) -> PaneFunction:
    """Read a function of the pane's letter, or the name of one: `f`, `f'`. Raises `Unreadable`."""
    lead = len(text) - len(text.lstrip())
    name = text.strip()
    plain = name.rstrip("'")
    known = made.scope.functions.get(plain)
    if plain in made.scope.choices or (known and len(known.letters) == 1):
        one = made.expression(f"{name}({pane.letter})", at + lead, (pane.letter,), loop.known)
        return PaneFunction(one, pane.letter, loop.letters)
    return PaneFunction(made.expression(name, at + lead, (pane.letter,), loop.known), pane.letter, loop.letters)


def curve(made: Description, line: Line, pane: Axes) -> Drawn:
    """`curve: f(x) as inner`: the graph, and dots where it is broken."""
    end, loop = reading(made, line)
    _two_axes(line, pane)
    f = function(made, end.text, 0, pane, loop)

    def lines(at: Values, window: Window) -> list[Polyline]:
        return [one for turn in loop.each(at) for one in visible(f.lines(at, window, turn), window)]

    def curves(at: Values, window: Window) -> list[Curve]:
        return [Curve(tuple(lines(at, window)), end.colour)]

    def hollow(at: Values, window: Window) -> list[Dots]:
        return [Dots(f.ends(at, window, turn).hollow, "hollow") for turn in loop.each(at)]

    def filled(at: Values, window: Window) -> list[Dots]:
        return [Dots(f.ends(at, window, turn).filled) for turn in loop.each(at)]

    elements = [Element(Curve(role=end.colour), curves)]
    if _may_break(made, f):
        role = end.colour
        elements += [Element(Dots(role=f"hollow {role}".strip()), hollow), Element(Dots(role=role), filled)]
    return Drawn(line, tuple(elements), _along(f, loop.each), lines)


def _may_break(made: Description, f: PaneFunction) -> bool:
    """Whether there can be holes or jumps: what a reader may type, or an operation that has some."""
    if any(name in made.scope.choices for name in f.text.uses):
        return True
    tree = f.text.start(made.start)
    given = {name: 1.0 for name in tree.names if name != f.letter}
    numbers = [given, dict.fromkeys(given, 0.5), dict.fromkeys(given, -1.3)]
    return any(special_places(tree, f.letter, one, -1e3, 1e3, 400.0) for one in (numbers if given else numbers[:1]))


def trace(made: Description, line: Line, pane: Axes) -> Drawn:
    """`trace: f'(x)`: a curve that the page uncovers where the slider of the pane's letter has been."""
    if pane.letter not in made.controls:
        hint = f"write one: slider: {pane.letter} = 0 in [-3, 3] step 0.1"
        raise Unreadable(f"A trace follows a slider, and none is called {pane.letter}", 0, len(line.text), hint)
    drawn = curve(made, line, pane)
    made.expression(pane.letter, 0)
    return replace(drawn, elements=tuple(replace(one, been=pane.letter) for one in drawn.elements))


def area(made: Description, line: Line, pane: Axes) -> Drawn:
    """`area: f from a to b`: what lies between the curve and the axis; what counts as negative is another element."""
    end, loop = reading(made, line)
    _two_axes(line, pane)
    text, start, stop = _parts(end.text, "from", "to", "write it like: f from 0 to 2")
    f = function(made, *text, pane, loop)
    low, high = (made.expression(*one, turns=loop.known) for one in (start, stop))

    def areas(sign: int) -> Callable[[Values, Window], list[Area]]:
        role = f"{end.colour} below".strip() if sign < 0 else end.colour

        def marks(at: Values, window: Window) -> list[Area]:
            a, b = low.bound(at, loop.letters), high.bound(at, loop.letters)
            turns = loop.each(at)
            return [Area(f.lines(at, window, t), 0.0, a(*t), b(*t), role, sign) for t in turns]

        return marks

    above = Element(Area(role=end.colour), areas(1))
    below = Element(Area(role=f"{end.colour} below".strip()), areas(-1))
    return Drawn(line, (above, below), _along(f, loop.each))


def tangent(made: Description, line: Line, pane: Axes) -> Drawn:
    """`tangent: f at x`."""
    end, loop = reading(made, line)
    _two_axes(line, pane)
    text, where = _parts(end.text, "at", "", "write it like: f at x")
    f, x = function(made, *text, pane, loop), made.expression(*where, turns=loop.known)

    def lines(at: Values, window: Window) -> list[StraightLine]:
        here = x.bound(at, loop.letters)
        places = [(here(*turn), turn) for turn in loop.each(at)]
        return [StraightLine(f.place(at, x, t), f.slope(at, x, t), reach=_REACH) for x, t in places]

    def touched(at: Values, window: Window) -> list[list[Place | None]]:
        here = x.bound(at, loop.letters)
        return [[f.place(at, here(*turn), turn) for turn in loop.each(at)]]

    return Drawn(line, (Element(StraightLine(role=f"tangent {end.colour}".strip()), lines),), touched)


def secant(made: Description, line: Line, pane: Axes) -> Drawn:
    """`secant: f from a to b`: the line through two points of a curve."""
    end, loop = reading(made, line)
    _two_axes(line, pane)
    text, start, stop = _parts(end.text, "from", "to", "write it like: f from 1 to 1 + h")
    f = function(made, *text, pane, loop)
    low, high = (made.expression(*one, turns=loop.known) for one in (start, stop))

    def points(at: Values, window: Window) -> list[list[Place | None]]:
        a, b = low.bound(at, loop.letters), high.bound(at, loop.letters)
        return [[f.place(at, a(*turn), turn), f.place(at, b(*turn), turn)] for turn in loop.each(at)]

    def lines(at: Values, window: Window) -> list[StraightLine]:
        return [StraightLine.through(a, b) for a, b in points(at, window)]

    return Drawn(line, (Element(StraightLine(role=f"secant {end.colour}".strip()), lines),), points)


def _along(f: PaneFunction, turns: Callable[[Values], list[Turn]]) -> Reaches:
    """Places of a function, evenly over a window."""

    def reaches(at: Values, window: Window) -> list[list[Place | None]]:
        if window.empty:
            return []
        run = f.at(at)
        found = []
        for turn in turns(at):
            ys = heights(lambda px, turn=turn: run(window.x_at(px), *turn), 0.0, window.width)  # type: ignore[misc]
            step = window.width / max(len(ys) - 1, 1)
            found.append([None if y is None else (window.x_at(i * step), y) for i, y in enumerate(ys)])
        return found

    return reaches


def _parts(text: str, first: str, second: str, hint: str) -> list[tuple[str, int]]:
    """The pieces of a text between small words, each with its place. Raises `Unreadable`."""
    cuts = words(text, first)
    rest = words(text, second) if second else [(len(text), len(text))]
    rest = [at for at in rest if cuts and at[0] >= cuts[-1][1] - 1]
    if not cuts or not rest or not text[: cuts[-1][0]].strip():
        raise Unreadable("This mark cannot be read", 0, len(text), hint)
    (start, end), (stop, go) = cuts[-1], rest[-1]
    return [(text[:start], 0), (text[end:stop], end)] + ([(text[go:], go)] if second else [])


def _two_axes(line: Line, pane: Axes) -> None:
    if pane.y is None:
        message, hint = "A number line has no room for a function", "give the pane a second axis: x in [0, 6]; y fits"
        raise Unreadable(message, 0, len(line.text), hint)
