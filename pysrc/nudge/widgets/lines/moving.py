"""Lines about what a reader moves: sliders, choices, places to jump to, points to pull, functions to type."""

from __future__ import annotations

import re
from dataclasses import replace

from nudge.rates import Expr, Unreadable, parse
from nudge.widgets.controls import Choice, Slider, Text, number
from nudge.widgets.fields import span
from nudge.widgets.lines.cut import split
from nudge.widgets.lines.description import Description, Line, Pull, Typed
from nudge.widgets.lines.names import NAME, checked, shown
from nudge.widgets.lines.pairs import has_places
from nudge.widgets.lines.places import PairExpression, is_pair

NAMED = re.compile(rf"\s*(?P<name>{NAME})\s*=(?!=)\s*(?P<text>\S.*?)\s*$", re.DOTALL)
"""`name = text`."""

_CHOSEN = re.compile(
    rf"\s*(?P<name>{NAME})\s*(?:\(\s*(?P<letter>{NAME})\s*\))?\s*(?:=\s*(?P<start>[^{{}}]*\S)\s+)?in\s*"
    r"\{(?P<items>[^{}]*)\}\s*$"
)
_POINT = re.compile(
    rf"\s*(?P<name>{NAME})\s*=\s*\((?P<start>[^()]*)\)\s*in\s*(?P<x>\[[^\[\]]*\])(?:\s*by\s*(?P<y>\[[^\[\]]*\]))?"
    r"\s*step\s+(?P<step>\S+)\s*$"
)
VARIED = re.compile(rf"(?P<name>{NAME})\s+in\b\s*(?P<text>.*)$", re.DOTALL)
"""`c in {{2, 5}}` among definitions: a number that varies from one variant of an exercise to the next."""

_BRACES = re.compile(r"\{(?P<items>[^{}]*)\}\s*$")
_MOVES = re.compile(rf"\s+moves\s+(?P<name>{NAME})\s*$")
_MOST_OPTIONS = 12  # buttons that a reader still overlooks


def slider(made: Description, line: Line) -> None:
    """`h = 1 in [-1, 1] step 0.05`."""
    found = NAMED.match(line.text)
    if not found:
        raise Unreadable("This is not a slider", 0, len(line.text), "write it like: h = 1 in [-1, 1] step 0.05")
    made.scope.claim(found["name"], found.start("name"), line.index)
    _slide(made, line, found["name"], shown(found["name"]), found["text"], found.start("text"))


def _slide(made: Description, line: Line, name: str, label: str, text: str, at: int) -> None:
    made.scope.numbers.add(name)
    made.owners[name] = line
    try:
        made.controls[name] = span(text).slider(name, label)
        made.controls[name].read(made.controls[name].start)
    except Unreadable as error:
        raise Unreadable(error.message, at + error.offset, error.length, error.hint) from None
    made.start[name] = parse(made.controls[name].start, ())


def choose(made: Description, line: Line) -> None:
    """`b = 2 in {2, e, 3}`, `f(x) in {x^2, sin x}`: the name. The options are read when all names are known."""
    found = _CHOSEN.match(line.text)
    if not found:
        hint = "write it like: b in {2, e, 3}, or f(x) in {x^2, sin x}"
        raise Unreadable("This is not a choice", 0, len(line.text), hint)
    made.scope.claim(found["name"], found.start("name"), line.index)
    if found["letter"]:
        made.scope.choices[found["name"]] = checked(found["letter"], found.start("letter"))
    else:
        made.scope.numbers.add(found["name"])


def options(made: Description, line: Line) -> None:
    """The options of a choice."""
    found = _CHOSEN.match(line.text)
    if not found:
        return
    name, letter = found["name"], found["letter"]
    pieces = list(split(found["items"], ",", found.start("items")))
    texts = tuple(text for text, _ in pieces)
    if not 2 <= len(texts) <= _MOST_OPTIONS or len(set(texts)) < len(texts):
        message, hint = "A choice is between different things", f"two to {_MOST_OPTIONS} of them"
        raise Unreadable(message, found.start("items"), len(found["items"]), hint)
    first = found["start"] or texts[0]
    if first not in texts:
        hint = f"it begins with one of {', '.join(texts)}"
        raise Unreadable(f"{first} is none of these", found.start("start"), len(first), hint)
    read = {}
    for text, at in pieces:
        try:
            read[text] = Typed(made.scope, letter)(text) if letter else parse(text, ())
            if not letter:
                number(text)
        except Unreadable as error:
            raise Unreadable(error.message, at + error.offset, error.length, error.hint) from None
    made.scope.options[name], made.start[name] = read, read[first]
    made.controls[name] = Choice(name, f"{name}({letter})" if letter else shown(name), first, texts)
    made.owners[name] = line


def vary(made: Description, line: Line, found: re.Match[str], at: int) -> None:
    """`c in {2, 5}`: what was found of it, at its place in the line."""
    name, start = found["name"], at + found.start("text")
    made.scope.claim(name, at, line.index)
    items = _BRACES.match(found["text"])
    if not items:
        raise Unreadable("These are no numbers to vary", start, len(found["text"]), "write it like: c in {2, 5}")
    read: dict[float, Expr] = {}
    for text, where in split(items["items"], ",", start + items.start("items")):
        try:
            read.setdefault(number(text), parse(text, (), spelling=made.scope.spelling))
        except Unreadable as error:
            raise Unreadable(error.message, where + error.offset, error.length, error.hint) from None
    if len(read) < 2 or len(read) < items["items"].count(",") + 1:
        raise Unreadable("These are not different numbers", start, len(found["text"]), "such as c in {2, 5}")
    made.scope.numbers.add(name)
    made.scope.varied[name] = tuple(read.values())
    made.owners[name] = line
    made.start[name] = made.scope.varied[name][0]


def point(made: Description, line: Line) -> None:
    """`P = (2, 1) in [-3, 3] by [0, 5] step 0.25`: two sliders; any other `drag` line takes no name."""
    found = _POINT.match(line.text)
    if not found:
        return
    name, across, up = found["name"], found["x"], found["y"] or found["x"]
    made.scope.claim(name, found.start("name"), line.index)
    starts = list(split(found["start"], ",", found.start("start")))
    if len(starts) != 2:
        raise Unreadable("A point is two numbers", found.start("start"), len(found["start"]), "such as (2, 1)")
    made.scope.pairs.add(name)
    for which, (text, at), bounds in zip("xy", starts, (across, up), strict=True):
        try:
            _slide(made, line, f"{name}.{which}", f"{name}.{which}", f"{text} in {bounds} step {found['step']}", at)
        except Unreadable as error:
            raise Unreadable(error.message, found.start("start"), len(line.text) - found.start("start")) from None


def pull(made: Description, line: Line) -> None:
    """What is pulled by which place: a point by itself, or `(x, f(x)) moves x`."""
    if found := _POINT.match(line.text):
        name = found["name"]
        if f"{name}.y" in made.controls:
            made.pulls.append(Pull(line, made.place(name, 0, shown=False), (f"{name}.x", f"{name}.y")))
        return
    moves = _MOVES.search(line.text)
    if not moves:
        hint = "write it like: (x, f(x)) moves x, or P = (2, 1) in [-3, 3] step 0.25"
        raise Unreadable("This does not say what is pulled", 0, len(line.text), hint)
    if not isinstance(made.controls.get(moves["name"]), Slider):
        raise _no_slider(made, moves["name"], moves.start("name"))
    made.pulls.append(Pull(line, _held(made, line.text[: moves.start()]), (moves["name"],)))


def _held(made: Description, text: str) -> PairExpression:
    """A place that is pulled; a number is one on the level axis, as on a number line."""
    found = made.scope.read(made.scope, text, bodies=made.start).expr if not is_pair(text) else None
    if found is None or has_places(made.scope, found):
        return made.place(text, 0, shown=False)
    return PairExpression(made.expression(text, 0, shown=False), made.expression("0", 0, shown=False))


def jump(made: Description, line: Line) -> None:
    """`h = 1, 0.1, pi/4`: buttons of a slider."""
    found = NAMED.match(line.text)
    if not found:
        raise Unreadable("This names no places", 0, len(line.text), "write it like: h = 1, 0.1, 0")
    name = found["name"]
    slider = made.controls.get(name)
    if not isinstance(slider, Slider):
        raise _no_slider(made, name, found.start("name"))
    points = []
    for text, at in split(found["text"], ",", found.start("text")):
        try:
            place = number(text)
            beyond = float(slider.step)  # π is a place of a slider that ends at 3.14
            if not float(slider.low) - beyond < place < float(slider.high) + beyond:
                hint = f"{name} goes from {slider.low} to {slider.high}"
                raise Unreadable(f"{text} is not on this slider", 0, len(text), hint)
        except Unreadable as error:
            raise Unreadable(error.message, at + error.offset, error.length, error.hint) from None
        near = slider.on_grid(place)
        points.append(near if number(near) == place else text)
    made.controls[name] = replace(slider, points=tuple(dict.fromkeys((*slider.points, *points))))


def _no_slider(made: Description, name: str, at: int) -> Unreadable:
    known = [one for one, control in made.controls.items() if isinstance(control, Slider)]
    hint = f"the sliders are {', '.join(known)}" if known else f"write one: {name} = 1 in [0, 2] step 0.1"
    return Unreadable(f"There is no slider {name}", at, len(name), hint)


def edit(made: Description, line: Line) -> None:
    """`f, g`: defined functions become texts that a reader can change."""
    for name, at in split(line.text, ","):
        one = made.scope.functions.get(name)
        if one is None or len(one.letters) != 1:
            known = ", ".join(other.name for other in made.scope.functions.values() if len(other.letters) == 1)
            hint = f"name one of {known}" if known else "define one: let: f(x) = x^2"
            raise Unreadable(f"There is no function {name} of one letter", at, len(name), hint)
        made.scope.choices[name] = one.letters[0]
        made.edited = (*made.edited, name)


def typed(made: Description, line: Line) -> None:
    """The controls of these functions. What is wrong with their texts is told where they are defined."""
    for name, _ in split(line.text, ","):
        one = made.scope.functions.get(name)
        if one is None or name not in made.edited:
            continue
        letter = one.letters[0]
        reader = Typed(made.scope, letter)
        del made.scope.functions[name]
        try:
            made.start[name] = reader(one.text)
        except Unreadable as error:
            made.scope.choices.pop(name)
            made.scope.functions[name] = one
            if error.length:
                continue  # `settle` reads it again, and tells
            raise
        made.controls[name] = Text(name, f"{name}({letter})", one.text, reader)
        made.owners[name] = line
