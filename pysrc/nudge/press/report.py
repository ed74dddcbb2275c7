"""`build.py check --report`: each lesson with its time, its exercises and their key, its displays and its numbers."""

from __future__ import annotations

from collections.abc import Iterable

from nudge.press import answers
from nudge.press.checks import report as checks
from nudge.press.pages import Material
from nudge.press.render import estimate


def text(materials: Iterable[Material]) -> str:
    """The report on a course."""
    parts: list[str] = []
    for one in materials:
        file, exercises = one.lesson.source.file, tuple(answers.keyed(one.lesson))
        parts += [
            f"{file}: {one.lesson.front.title}",
            f"    {_minutes(one)}; {len(one.lesson.steps)} steps",
            f"    {answers.summary(exercises)}",
            f"    {checks.summary([one.checked])}",
            "",
            *answers.text(exercises, file),
            *checks.lines_of(file, one.checked),
        ]
    return "\n".join(parts).rstrip()


def _minutes(one: Material) -> str:
    said, taken = one.lesson.front.minutes, estimate(one.lesson)
    return f"{said} min announced, about {taken} by its text and widgets" if said else f"about {taken} min"
