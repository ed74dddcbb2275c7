"""Bars that open and close alike: which of them belong together, and where that can be told in two ways."""

from __future__ import annotations

from collections.abc import Callable

from nudge.rates.expr import Expr
from nudge.rates.reader import Reader
from nudge.rates.unreadable import Unreadable

_MOST = 24  # bars that might as well open as close; each is tried

_CAREFUL = (r"\left", r"\lvert", r"\operatorname", r"\begin")
"""Commands of those who set TeX with care, as `tex` does: there a bar around bars says which side it is."""

Attempt = Callable[[frozenset[int]], Reader]
"""A reader of the text that takes the bars at some places for opening ones."""


def paired(attempt: Attempt) -> tuple[Reader, Expr]:
    """The reading that a text has, where a bar behind a factor closes if it can.

    If the text cannot be read so, other pairs are tried: `|2|x||`. Raises `Unreadable`, also where two readings are as
    good as each other: `|2|x|-3|`.
    """
    reader = attempt(frozenset())
    try:
        first = reader.whole()
    except Unreadable as error:
        found = [one for bar in (*reader.bars, *reader.unlikely)[:_MOST] if (one := _read(attempt, bar))]
        if not found:
            raise
        if len({expr for _, expr in found}) > 1:
            raise _unclear(reader) from error
        return found[0]
    careful = any(command in reader.text for command in _CAREFUL)
    if not careful and (len(reader.bars) > _MOST or any(_read(attempt, bar) for bar in reader.bars)):
        raise _unclear(reader)
    return reader, first


def _read(attempt: Attempt, bar: int) -> tuple[Reader, Expr] | None:
    """The reading in which one bar opens, if there is one."""
    reader = attempt(frozenset((bar,)))
    try:
        return reader, reader.whole()
    except Unreadable:
        return None


def _unclear(reader: Reader) -> Unreadable:
    first = next(token for token in reader.tokens if token.kind == "|")
    last = [token for token in reader.tokens if token.kind == "|"][-1]
    length = last.offset + last.length - first.offset
    hint = "write abs(…) for the bars outside, or * between the factors"
    return Unreadable("These bars can be read in more than one way", first.offset, length, hint)
