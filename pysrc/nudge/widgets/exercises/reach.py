"""A goal of any widget that is made of lines: one of its readouts is to be what it should.

`goal: rate = 0` makes an exercise of it; `slip: height = 2 | That is how high it is.` says what is told at a place that
would be right if something else had been asked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from nudge.rates import Unreadable
from nudge.widgets.base import FieldProblem, Fields, Piece, Widget, read_state
from nudge.widgets.controls import Control, Slider, Text
from nudge.widgets.exercises.answers import Answer
from nudge.widgets.exercises.base import Exercise
from nudge.widgets.exercises.given import Given, Variant
from nudge.widgets.exercises.goal import Goal, placed, reached
from nudge.widgets.lines.answers import VARIANT
from nudge.widgets.lines.description import Description, Line
from nudge.widgets.lines.expressions import Expression
from nudge.widgets.lines.numbers import NamedNumber, slug, written
from nudge.widgets.values import Values


@dataclass(frozen=True, slots=True)
class Aim:
    """A readout and the number that it should be, or that a slip makes it; `words` are said of a slip."""

    line: Line
    readout: NamedNumber
    number: Expression
    words: str = ""

    def quantity(self, at: Values) -> float | None:
        """The number that is read off."""
        return self.readout.expression.number(at)

    def wanted(self, at: Values) -> float | None:
        """What it should be."""
        return self.number.number(at)

    def met(self, at: Values, moved: tuple[Control, ...]) -> bool:
        """Whether it is what it should be, as it is shown or between neighbouring places."""
        wanted = self.wanted(at)
        return wanted is not None and reached(self.quantity, wanted, at, moved, self.readout.decimals)


def aim(made: Description, numbers: Sequence[NamedNumber], line: Line, text: str) -> Aim:
    """Read `rate = 0`, perhaps with words behind a bar. Raises `Unreadable`."""
    asked, _, words = text.partition(" | ")
    name, equals, number = asked.partition("=")
    if not equals:
        raise Unreadable("This is not a goal", 0, len(asked), "write it like: rate = 0")
    found = next((one for one in numbers if one.slug == slug(name)), None)
    if found is None:
        known = ", ".join(one.name for one in numbers)
        hint = f"the numbers here are {known}" if known else "give it a readout: number: rate = V'(x)"
        raise Unreadable(f"There is no number “{name.strip()}” here", 0, len(name.rstrip()), hint)
    return Aim(line, found, made.expression(number, len(name) + 1), words.strip())


@dataclass(frozen=True, slots=True)
class ReachedState:
    """What a goal sees of a widget: the aim, what is said of slips, and what is moved."""

    aim: Aim
    slips: tuple[Aim, ...]
    controls: tuple[Control, ...]
    moved: tuple[Control, ...]

    def quantity(self, at: Values) -> float | None:
        """The number that is to be reached."""
        return self.aim.quantity(at)

    def wanted(self, at: Values) -> float | None:
        """What it should be."""
        return self.aim.wanted(at)

    def missed(self, at: Values) -> str:
        """The number that there is, the one that is wanted, and what an author says of the slip that leads here."""
        readout, wanted = self.aim.readout, self.wanted(at)
        places = ", ".join(f"{one.label} = {_shown(one, at.text(one.name))}" for one in self.moved)
        shown = readout.why(at) or f"is {readout.shown(at)}{_unit(readout)}"
        goal = "" if wanted is None else f", and it should be {written(wanted, readout.decimals)}{_unit(readout)}"
        said = escape(f"At {places} the {readout.name} {shown}{goal}.", quote=False)
        slip = next((one.words for one in self.slips if one.met(at, self.moved)), "")
        return f"{said} {escape(slip, quote=False)}".rstrip()

    def standing(self, variant: Variant) -> Values:
        """The start."""
        return _values(self.controls, {VARIANT: variant.key} if variant.key else {})


def _values(controls: Sequence[Control], state: Mapping[str, str]) -> Values:
    return read_state({one.name: one for one in controls}, state)[0]


def _unit(readout: NamedNumber) -> str:
    return f" {readout.unit}" if readout.unit else ""


def _shown(control: Control, text: str) -> str:
    return control.shown(text) if isinstance(control, Slider) else text


@dataclass(frozen=True, slots=True)
class Reached(Goal):
    """A goal that is a readout. No answer is worked out from what is given: places are tried."""

    picture: ReachedState

    def answers(self, variant: Variant) -> Mapping[str, Answer]:
        return {}

    def confusions(self, allowed: str) -> tuple[FieldProblem, ...]:
        """The slips that are met where the goal is: they would be told to be right."""
        found = []
        for variant in self.given.variants():
            standing = self.picture.standing(variant)
            for texts in self.places(variant):
                there = placed(standing, self.moved, texts)
                for one in self.picture.slips:
                    if one.met(there, self.moved) and one.words not in found:
                        found.append(one.words)
        return tuple(
            FieldProblem("colliding-slips", "slip", "This slip is met where the goal is reached", f"leave out: {words}")
            for words in found
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved(Exercise):
    """A widget of lines with a goal."""

    widget: Widget
    aim: Aim
    wrong: tuple[Aim, ...]

    def question(self) -> Reached:
        seen = ReachedState(self.aim, self.wrong, self.widget.controls(), _moving(self.widget, (self.aim, *self.wrong)))
        decimals = self.aim.readout.decimals
        return Reached(self.given, "goal", seen, seen.moved, self.told("right", self.right), decimals)

    def controls(self) -> tuple[Control, ...]:
        return (*self.widget.controls(), self.ask.controls()[-1])

    def picture(self) -> tuple[Piece, ...]:
        return self.widget.pieces()

    def layout(self, drawn: Mapping[str, str]) -> str:
        stage = {name: html for name, html in drawn.items() if name}
        return f'<div class="stage">{self.widget.layout(stage)}</div>{drawn[""]}'

    def looks(self) -> tuple[str, ...]:
        return (*self.widget.looks(), "exercise")

    def flaws(self) -> tuple[FieldProblem, ...]:
        return self.widget.flaws() or Exercise.flaws(self)


def _moving(stage: Widget, aims: tuple[Aim, ...]) -> tuple[Control, ...]:
    """The controls on which the numbers of a goal depend, as is seen at the start and at some places of each."""
    controls, read = stage.controls(), set[str]()
    states = [{}, *({one.name: text} for one in controls for text in (one.states()[0], one.states()[-1]))]
    for state in states:
        at = _values(controls, state)
        with at.noting() as names:
            for one in aims:
                one.quantity(at)
        read |= names
    return tuple(one for one in controls if one.name in read and one.name != VARIANT)


def exercise(
    stage: Widget, made: Description, numbers: Sequence[NamedNumber], fields: Fields
) -> tuple[Moved | None, tuple[FieldProblem, ...]]:
    """The exercise that the `goal` of a widget makes, with its lines and numbers; or what is wrong with it."""
    problems = []
    aims: list[Aim] = []
    for i, (key, text) in enumerate(fields):
        if key in ("goal", "slip"):
            line = Line(key, text, i)
            made.attempt(line, lambda line=line: aims.append(aim(made, numbers, line, line.text)))  # type: ignore[misc]
    for trouble in made.troubles:
        error = trouble.error
        place = error.offset, error.length, trouble.line.index
        problems.append(FieldProblem("unreadable-field", trouble.line.key, error.message, error.hint, *place))
    if any(isinstance(one, Text) for one in stage.controls()):
        message, hint = "Where functions can be typed there is no goal", "leave out edit"
        problems.append(FieldProblem("unreadable-field", "goal", message, hint))
    if any(one.name == "answer" for one in stage.controls()):
        message, hint = "A control of an exercise cannot be called answer", "call it otherwise"
        problems.append(FieldProblem("unreadable-field", "goal", message, hint))
    if problems:
        return None, tuple(problems)
    one = dict(fields)
    first = next(i for i, one in enumerate(aims) if one.line.key == "goal")
    hints = tuple(text for key, text in fields if key == "hint")
    return Moved(
        alt=stage.alt,
        spelling=stage.spelling,
        given=Given({}, made.scope.varied, spelling=made.scope.spelling),
        asked=tuple(one.get("asked", "").splitlines()),
        hint=hints,
        solution=one.get("solution", ""),
        right=one.get("right", ""),
        widget=stage,
        aim=aims[first],
        wrong=tuple(aims[:first] + aims[first + 1 :]),
    ), ()
