"""`build.py check --report`: each lesson with its time, its exercises and their key, its displays and its numbers."""

from __future__ import annotations

from collections.abc import Iterable

from nudge.press.checks import report as checks
from nudge.press.page import answer_key
from nudge.press.page.pages import PreparedLesson
from nudge.press.page.reading_time import estimate


def text(prepared_lessons: Iterable[PreparedLesson]) -> str:
    """The report on a course."""
    parts: list[str] = []
    for one in prepared_lessons:
        file, exercises = one.lesson.source.file, tuple(answer_key.keyed(one.lesson))
        parts += [
            f"{file}: {one.lesson.front.title}",
            f"    {_minutes(one)}; {len(one.lesson.steps)} steps",
            f"    {answer_key.summary(exercises)}",
            f"    {checks.summary([one.checked])}",
            "",
            *answer_key.text(exercises, file),
            *checks.lines_of(file, one.checked),
        ]
    return "\n".join(parts).rstrip()


def _minutes(one: PreparedLesson) -> str:
    said, taken = one.lesson.front.minutes, estimate(one.lesson)
    return f"{said} min announced, about {taken} by its text and widgets" if said else f"about {taken} min"
