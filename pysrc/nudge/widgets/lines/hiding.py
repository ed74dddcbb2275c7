"""What is shown only later: `hide: average until guess`, `average at h = 0.01 until guess`, `rate until #lift`."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from nudge.rates import Unreadable
from nudge.widgets.lines.cut import words
from nudge.widgets.lines.description import Description, Line
from nudge.widgets.lines.numbers import slug

_HINT = "write it like: average speed until guess, or: average speed until #the-id-of-a-predict"
_ID = re.compile(r"#[A-Za-z][\w-]*$")


@dataclass(frozen=True, slots=True)
class Hidden:
    """What is hidden, by its slug; in a table, of the row with this text. `until` is "guess" or a prediction's id."""

    line: Line
    name: str
    row: str
    until: str


def hidden(made: Description) -> tuple[Hidden, ...]:
    """All that is hidden. What is wrong is noted in the description."""
    found: list[Hidden] = []
    for line in made.rest:
        if line.key == "hide":
            made.attempt(line, lambda line=line: found.append(_read(line)))  # type: ignore[misc]
    return tuple(found)


def _read(line: Line) -> Hidden:
    cut = words(line.text, "until")
    if not cut:
        raise Unreadable("This does not say until when", 0, len(line.text), _HINT)
    start, end = cut[0]
    until = line.text[end:].strip()
    if until != "guess" and not _ID.match(until):
        raise Unreadable(f"“{until}” is nothing to wait for", end, len(line.text) - end, _HINT)
    name, row = line.text[:start], ""
    if at := words(name, "at"):
        name, row = name[: at[-1][0]], name[at[-1][1] :].partition("=")[2].strip()
        if not row:
            raise Unreadable("This names no row", at[-1][1], start - at[-1][1], "such as: average at h = 0.01")
    return Hidden(line, slug(name), row, until.removeprefix("#"))


def known(
    made: Description, all_hidden: Collection[Hidden], names: Collection[str], rows: Collection[str] = ()
) -> None:
    """Note what is hidden that is not there."""
    for one in all_hidden:
        if one.name not in names:
            hint = f"there are {', '.join(names)}" if names else "there is none"
            error = Unreadable("There is no number of this name", 0, len(one.line.text), hint)
        elif one.row and one.row not in rows:
            hint = f"the rows are {', '.join(rows)}" if rows else "only a table has rows"
            error = Unreadable(f"There is no row {one.row}", one.line.text.find(one.row), len(one.row), hint)
        else:
            continue
        made.attempt(one.line, lambda error=error: _raise(error))  # type: ignore[misc]


def _raise(error: Unreadable) -> None:
    raise error
