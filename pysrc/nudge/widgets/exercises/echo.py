"""How an answer was read, for the reader to see: as a formula, with a word where custom allows another reading."""

from __future__ import annotations

from html import escape

from nudge.widgets.exercises.answers import Marked
from nudge.widgets.markup import math


def echo(mark: Marked, text: str) -> str:
    """The reading of an answer and the notes on it, as HTML; nothing where it was read as it is written."""
    if not mark.notes and mark.reading in ("", text):
        return ""
    read = f"Read as {math(mark.reading)}" if mark.reading else ""
    return f'<span class="reading">{read}{noted(mark)}</span>'


def noted(mark: Marked) -> str:
    """The notes on a reading, each a line, as HTML."""
    return "".join(f'<span class="as-read">{escape(_sentence(one))}</span>' for one in mark.notes)


def _sentence(words: str) -> str:
    return f"Note: {words}."
