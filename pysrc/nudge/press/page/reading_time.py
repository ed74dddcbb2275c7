"""How long a lesson takes to read and do."""

from __future__ import annotations

from nudge.press.diagnostics import Diagnostic
from nudge.press.read.lesson import Lesson

_NEAR = 5
"""Minutes that an announced time may be off: readers differ by more."""

_SECONDS = {"predict": 15, "choice": 30, "exercise": 60, "fill": 60}
"""How long one of a kind takes: a prediction is one press, a choice a few lines and a press or two."""

_PICTURE = 45
"""Seconds for a picture, moved to and fro, with or without a goal."""


def minutes(lesson: Lesson) -> int:
    """How long a lesson takes: what its author says, else an estimate from its words, formulas and widgets."""
    return lesson.front.minutes or estimate(lesson)


def estimate(lesson: Lesson) -> int:
    """Minutes for a careful reader: 180 words a minute, 12 seconds a display, and what its widgets take."""
    displays = sum(one.display for one in lesson.formulas())
    seconds = sum(_SECONDS.get(one.kind, _PICTURE) for one in lesson.widgets())
    return max(1, round(lesson.words / 180 + displays / 5 + seconds / 60))


def problems(lesson: Lesson) -> list[Diagnostic]:
    """A warning where the time that is announced is far from the estimate."""
    said, taken = lesson.front.minutes, estimate(lesson)
    if said is None or abs(said - taken) < _NEAR or taken / 2 <= said <= taken * 2:
        return []
    message = f"{said} minutes are announced; the text and its widgets take about {taken}"
    hint = "leave minutes out to use the estimate"
    line = lesson.front.minutes_line
    return [lesson.source.problem("reading-time", message, line, 1, len("minutes"), hint, "warning")]
