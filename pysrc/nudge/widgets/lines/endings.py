"""The small words at the end of a line, in this order: `for k from 0 to n`, `to 4 decimals`, `in m/s`, `as inner`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from nudge.rates import Unreadable
from nudge.widgets.lines.cut import words
from nudge.widgets.lines.names import NAME, checked

COLOURS = ("inner", "outer", "total", "quiet")
"""The roles that a mark may have; they are the colours of formulas, and quiet is grey."""

MOST_DECIMALS = 8
"""Decimals of a number that is shown. A float has no more than some fifteen digits altogether."""

_ORDER = "in this order: for …, to 4 decimals, in m/s, as inner"
_DECIMALS = re.compile(r"\S+\s+decimals?\s*$")
_LETTER = re.compile(rf"\s*(?P<letter>{NAME})\s+(?P<word>from|in)\s")


@dataclass(frozen=True, slots=True)
class Loop:
    """`for letter from low to high`, each text with the offset where it begins; or `for letter in data`."""

    letter: str
    at: int
    low: tuple[str, int] = ("", 0)
    high: tuple[str, int] = ("", 0)
    data: str = ""


@dataclass(frozen=True, slots=True)
class Ended:
    """A line without its endings, and what they said. `decimals` is None where they did not say."""

    text: str
    loop: Loop | None = None
    decimals: int | None = None
    unit: str = ""
    colour: str = ""


def ended(text: str, *, decimals: bool = False, unit: bool = False, loop: bool = False, colour: bool = False) -> Ended:
    """Take the endings off a line; which of them it may have is said. Raises `Unreadable`."""
    made = Ended(text)
    if colour:
        made = _coloured(made)
    if unit:
        made = _with_unit(made)
    if decimals:
        made = _with_decimals(made)
    if loop:
        made = _looped(made)
    return made


def _coloured(made: Ended) -> Ended:
    for start, end in words(made.text, "as"):
        colour = made.text[end:].strip()
        if colour in COLOURS:
            return replace(made, text=made.text[:start], colour=colour)
        first = (colour.split() or [""])[0]
        if first in COLOURS:
            raise Unreadable("These endings are not in their order", start + 1, len(made.text) - start - 1, _ORDER)
        hint = f"one of {', '.join(COLOURS)}"
        raise Unreadable(f"“{colour}” is no role of a mark", end, len(made.text) - end, hint)
    return made


def _with_unit(made: Ended) -> Ended:
    for start, end in words(made.text, "in"):
        unit = made.text[end:].strip()
        if any(words(f"{unit} ", word) for word in ("for", "to")) or unit.endswith(("decimals", "decimal")):
            raise Unreadable("These endings are not in their order", start + 1, len(made.text) - start - 1, _ORDER)
        before = words(made.text[:start], "for")
        if not before or words(made.text[before[0][1] : start], "from"):  # `for P in cloud` is a loop
            return replace(made, text=made.text[:start], unit=unit)
    return made


def _with_decimals(made: Ended) -> Ended:
    for start, end in words(made.text, "to"):
        if not _DECIMALS.match(made.text, end):
            break
        count = made.text[end:].split()[0]
        if not (count.isascii() and count.isdecimal() and int(count[:4]) <= MOST_DECIMALS):
            message, hint = f"{count} decimals cannot be shown", f"write a number from 0 to {MOST_DECIMALS}"
            raise Unreadable(message, end, len(count), hint)
        return replace(made, text=made.text[:start], decimals=int(count))
    return made


def _looped(made: Ended) -> Ended:
    for start, end in words(made.text, "for"):
        found = _LETTER.match(made.text, end)
        to = words(made.text[found.end() :], "to") if found else []
        if not found or (found["word"] == "from" and not to):
            hint = "write it like: for k from 0 to n, or: for P in cloud"
            raise Unreadable("This is not a loop", start + 1, len(made.text) - start - 1, hint)
        letter, after = checked(found["letter"], found.start("letter")), found.end()
        if found["word"] == "in":
            data = made.text[after:].strip()
            loop = Loop(letter, found.start("letter"), (data, made.text.index(data, after)), data=data)
        else:
            (stop, go) = to[-1]
            low, high = (made.text[after : after + stop], after), (made.text[after + go :], after + go)
            loop = Loop(letter, found.start("letter"), low, high)
        return replace(made, text=made.text[:start], loop=loop)
    return made
