"""What a teacher has of the exercises of a course: how many there are, what they ask, and the key to all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from nudge.press.read.lesson import Lesson, WidgetBlock
from nudge.rates.slips import MESSAGES
from nudge.widgets.exercises.ask import AnswerKeyLine
from nudge.widgets.exercises.base import Exercise


@dataclass(frozen=True, slots=True)
class KeyedExercise:
    """An exercise with its key: for each variant, by its name, what is asked and answered."""

    block: WidgetBlock
    widget: Exercise
    variants: Mapping[str, tuple[AnswerKeyLine, ...]]

    def slips(self) -> set[str]:
        """The ids of the slips that it can name."""
        keys = (key for lines in self.variants.values() for key in lines)
        return {name for key in keys for names in key.slips.values() for name in names if name in MESSAGES}


def keyed(lesson: Lesson) -> Iterator[KeyedExercise]:
    """The exercises of a lesson, in reading order."""
    for block in lesson.widgets():
        if isinstance(block.widget, Exercise):
            widget = block.widget
            yield KeyedExercise(block, widget, {one.key: widget.ask.key(one) for one in widget.given.variants()})


def text(exercises: Sequence[KeyedExercise], file: str) -> list[str]:
    """The exercises of a lesson for a terminal: what each asks, its answers, and what its slips come to."""
    lines: list[str] = []
    for one in exercises:
        count = len(one.variants)
        how_many = f", {count} variants" if count > 1 else ""
        lines.append(f"{file}:{one.block.line}: {one.block.kind} “{one.block.id}”{how_many}")
        lines += [f"    {line}" for variant, keys in one.variants.items() for line in _key(variant, keys)]
        if one.widget.allow_collision:
            lines.append(f"    answers may coincide: {one.widget.allow_collision}")
        lines += [f"    {line}" for line in _coincidences(one.widget)]
        lines.append("")
    return lines


def _coincidences(widget: Exercise) -> Iterator[str]:
    """What cannot be told from what, and which numbers would help."""
    met, better = widget.ask.coincidences()
    yield from met
    if met:
        yield better or "no other numbers that were tried would tell these apart; readers are asked which it was"


def _key(variant: str, keys: Sequence[AnswerKeyLine]) -> Iterator[str]:
    for key in keys:
        where = ", ".join(filter(None, (variant, key.asked)))
        answer = key.answer if key.computed else f"{key.answer} (as the author wrote it, not computed)"
        yield f"{where}: {answer}" if where else answer
        for value, names in key.slips.items():
            yield f"    {value}  {', '.join(names)}".rstrip()


def summary(exercises: Sequence[KeyedExercise]) -> str:
    """One line on the exercises of a lesson."""
    variants = sum(len(one.variants) for one in exercises)
    covered = set().union(*(one.slips() for one in exercises))
    if not exercises:
        return "no exercises"
    kinds = ", ".join(dict.fromkeys(one.block.kind for one in exercises))
    can = set().union(*(one.widget.slips for one in exercises))
    missing = [name for name in MESSAGES if name in can - covered]
    left = f" (not {', '.join(missing)})" if 0 < len(missing) <= 6 else ""
    named = f"{len(covered & can)} of {len(can)} slips covered{left}"
    early = [name for name in MESSAGES if name not in can]
    named += f", {_listed(early)} cannot be made yet" if early else ""
    return f"{_counted(len(exercises), 'exercise')} ({kinds}), {_counted(variants, 'variant')}, {named}"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names) if len(names) <= 6 else f"{len(names)} others"


def _counted(count: int, word: str) -> str:
    return f"{count} {word}{'s' * (count != 1)}"
