"""Numbers that the text quotes from a widget of its page: `{=} #ball average speed at h = 0.1`.

The same in a formula: `{{#ball average speed at h = 0.1}}`. The number is the one that the widget shows there, so that
text and picture cannot disagree.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from nudge.press.diagnostics import Diagnostic, did_you_mean
from nudge.press.read.lesson import Lesson
from nudge.press.read.locate import Spot
from nudge.press.read.source import Source
from nudge.press.read.tokens import Computed, Formula, mean, meaning
from nudge.rates import Unreadable
from nudge.rates.numbers import fixed, short
from nudge.widgets import Widget
from nudge.widgets.controls import Choice, Control, Slider, number
from nudge.widgets.exercises.reach import Moved
from nudge.widgets.kit import Composed, values
from nudge.widgets.lines.cut import split
from nudge.widgets.lines.numbers import slug
from nudge.widgets.pieces.cells import Cells

_QUOTE = re.compile(r"\s*#(?P<id>[\w-]*)\s*(?P<name>.*?)(?:\s+at\s+(?P<at>.*?))?\s*$", re.DOTALL)
_INSIDE = re.compile(r"\{\{\s*(?P<text>#[^{}]*)\}\}")
_FAILED = "?"  # stands where a number would; the build stops with what is wrong


@dataclass(frozen=True, slots=True)
class _Quoted:
    """A number as the widget shows it, and its worth; or a text, why there is none."""

    shown: str
    worth: float | str


def fill(lesson: Lesson, source: Source) -> list[Diagnostic]:
    """Put the numbers that a lesson quotes into its tokens; what is wrong with quotes."""
    widgets = {block.id: block.widget for block in lesson.widgets()}
    broken = {name for name, one in lesson.anchors.items() if one.kind == "widget" and name not in widgets}
    found: list[Diagnostic] = []
    for token in lesson.tokens():
        known = meaning(token)
        if known.computed and known.computed.spot.text.startswith("#"):
            asked = known.computed
            mean(token, replace(known, computed=replace(asked, quoted=_tried(asked, widgets, broken, source, found))))
        elif known.formula and "{{" in known.formula.tex:
            mean(token, replace(known, formula=_filled(known.formula, widgets, broken, source, found)))
    return found


def _filled(
    formula: Formula, widgets: Mapping[str, Widget], broken: Collection[str], source: Source, found: list[Diagnostic]
) -> Formula:
    """A formula with its quotes in braces replaced by their numbers."""

    def put(one: re.Match[str]) -> str:
        spot = Spot(one["text"], formula.spot.part(one.start("text"), one.end("text")))
        return f"{{{_tried(Computed(spot, 0), widgets, broken, source, found)}}}"

    text = _INSIDE.sub(put, formula.tex)
    return replace(formula, spot=Spot(text, formula.spot.places))


def _tried(
    asked: Computed, widgets: Mapping[str, Widget], broken: Collection[str], source: Source, found: list[Diagnostic]
) -> str:
    one = _QUOTE.match(asked.spot.text)
    if one and one["id"] in broken:
        return _FAILED  # what is wrong with the widget is told there
    try:
        return _tex(quoted(asked.spot.text, widgets), asked)
    except Unreadable as error:
        line, col = asked.spot.place(error.offset)
        found.append(source.problem("unclear-number", error.message, line, col, max(1, error.length), error.hint))
        return _FAILED


def _tex(one: _Quoted, asked: Computed) -> str:
    if isinstance(one.worth, str):
        raise Unreadable(f"There is no number there. {one.worth}", 0, len(asked.spot.text), "quote another place")
    text = fixed(one.worth, asked.decimals) if asked.said else one.shown
    plain = text.replace("−", "-")
    return plain if re.fullmatch(r"-?[\d.]+", plain) else rf"\text{{{text}}}"


def quoted(text: str, widgets: Mapping[str, Widget]) -> _Quoted:
    """What a quote stands for, among the widgets of a page by their ids. Raises `Unreadable`."""
    found = _QUOTE.match(text)
    assert found  # every text matches
    name = found["id"]
    if name not in widgets:
        hint = did_you_mean(name, widgets, "give the widget an id: ```widget plot id=ball")
        raise Unreadable(f"There is no widget #{name} on this page", found.start("id") - 1, len(name) + 1, hint)
    one = widgets[name]
    stage = one.widget if isinstance(one, Moved) else one
    if not isinstance(stage, Composed):
        raise Unreadable(f"#{name} has no numbers to quote", 0, len(text), "a plot or a table has")
    table = next((piece for piece in stage.body if isinstance(piece, Cells)), None)
    names = {readout.slug: readout.name for readout in stage.numbers}
    names |= {column.slug: column.name for column in table.columns} if table else {}
    word = slug(found["name"])
    if word not in names:
        hint = did_you_mean(found["name"], names.values(), "its line begins with number:")
        wanted = f"#{name} has no number “{found['name']}”" if found["name"] else f"This names no number of #{name}"
        raise Unreadable(wanted, found.start("name"), max(1, len(found["name"])), hint)
    state, row = _state(found["at"] or "", found.start("at"), stage, table)
    at = values(stage.controls(), state)
    for readout in stage.numbers:
        if readout.slug == word:
            return _Quoted(readout.shown(at), readout.said(at))
    assert table
    column = next(one for one in table.columns if one.slug == word)
    if row is None:
        hint = f"such as: at {table.letter} = {table.rows[0].text}"
        raise Unreadable("This does not say which row", 0, len(text), hint)
    worth = column.expression.said(at, {table.letter: table.rows[row].number})
    return _Quoted(worth if isinstance(worth, str) else short(worth, column.decimals), worth)


def _state(text: str, start: int, stage: Composed, table: Cells | None) -> tuple[dict[str, str], int | None]:
    """The state that `h = 0.1, n = 3` says, and the row of a table. Raises `Unreadable`."""
    controls = {one.name: one for one in stage.controls()}
    known = [*controls, *([table.letter] if table else [])]
    state: dict[str, str] = {}
    row: int | None = None
    for piece, at in split(text, ",", start) if text else ():
        name, equals, rest = piece.partition("=")
        name, place = name.strip(), at + len(name) + 1 + len(rest) - len(rest.lstrip())
        if not equals or name not in known:
            hint = f"write it like: at {known[0]} = …; there is {', '.join(known)}" if known else "nothing moves here"
            raise Unreadable(f"“{name}” is nothing that is moved here", at, max(1, len(name)), hint)
        if table and name == table.letter:
            texts = [one.text for one in table.rows]
            if rest.strip() not in texts:
                hint = f"the rows are {', '.join(texts)}"
                raise Unreadable(f"There is no row {rest.strip()}", place, max(1, len(rest.strip())), hint)
            row = texts.index(rest.strip())
        else:
            state[name] = _place(controls[name], rest.strip(), place)
    return state, row


def _place(control: Control, text: str, at: int) -> str:
    """The text of a control for a place, which it can take. Raises `Unreadable`."""
    if isinstance(control, Choice):
        if text in control.options:
            return text
        hint = f"one of {', '.join(control.options)}"
        raise Unreadable(f"{control.label} is never {text}", at, max(1, len(text)), hint)
    if not isinstance(control, Slider):
        raise Unreadable(f"{control.label} is typed, and has no places", at, max(1, len(text)), "leave it out")
    try:
        control.read(text)
    except Unreadable as error:
        hint = error.hint or f"a place of the control, such as {control.name} = {control.start}"
        raise Unreadable(error.message, at + error.offset, max(1, error.length), hint) from None
    if text in control.points:
        return text
    near = control.on_grid(number(text))
    if abs(number(near) - number(text)) > 1e-9 * float(control.step):  # 1/4 is 0.25 but for its last bits
        hint = f"it steps to {near}; write jump: {control.name} = {text} to have that place too"
        raise Unreadable(f"{control.label} never stands at {text}", at, len(text), hint)
    return near


def waiting(lesson: Lesson, source: Source) -> Iterator[Diagnostic]:
    """What waits for something that this page does not have: `hide … until #id`, and `after: #id` of a prediction."""
    kinds = {block.id: block for block in lesson.widgets()}
    asked = [name for name, block in kinds.items() if block.kind == "predict" or block.is_exercise]
    for block in kinds.values():
        for key, text in block.fields:
            found = re.search(r"(?:until\s+|^\s*)#(?P<id>[\w-]+)\s*$", text) if key in ("hide", "after") else None
            if not found:
                continue
            target = lesson.anchors.get(found["id"])
            if target and target.kind == "widget" and target.id not in kinds:
                continue  # what is wrong with that widget is told there
            known = asked if key == "hide" else [name for name in kinds if name != block.id]
            if found["id"] in known:
                continue
            line, col = _where(source, block.line, key, found["id"])
            what = "prediction or exercise" if key == "hide" else "other widget"
            hint = did_you_mean(found["id"], known, "give one an id: id=top behind the kind, or - id: top")
            message = f"there is no {what} #{found['id']} on this page"
            yield source.problem("dead-anchor", message, line, col, len(found["id"]) + 1, hint)


def _where(source: Source, first: int, key: str, name: str) -> tuple[int, int]:
    """Where a field of a widget that begins in line `first` names an id."""
    for line in range(first, len(source.lines) + 1):
        text = source.lines[line - 1]
        if re.match(rf"\s*(?:[-*+]\s+)?{key}\s*:", text) and f"#{name}" in text:
            return line, text.rindex(f"#{name}") + 1
    return first, 1
