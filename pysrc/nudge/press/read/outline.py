"""What the rest of a course needs to know of a lesson: how it is called, where it is, what it links to and can be
linked to. All of it comes from the lesson alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from nudge.press.read.lesson import Lesson, Link, LinkTarget
from nudge.press.read.source import FrontMatter, Source


@dataclass(frozen=True, slots=True)
class Outline:
    """A lesson without its text. `source` has those lines only that a mistake in a link would show.

    `minutes` is how long it takes, `looks` are the kinds of its widgets, and those these are made of, that may have
    style sheets; `frames` is the place of its frames in the site, None where it has none, and `headings`
    are those of its sections, by their ids.
    """

    source: Source
    front: FrontMatter
    anchors: Mapping[str, LinkTarget]
    links: tuple[Link, ...]
    minutes: int
    looks: tuple[str, ...] = ()
    frames: PurePosixPath | None = None
    headings: Mapping[str, str] = field(default_factory=dict)

    @property
    def folder(self) -> str:
        """The lesson's module."""
        return self.source.place.parts[0] if len(self.source.place.parts) > 1 else ""

    @property
    def address(self) -> str:
        """Where the lesson is in the site, with a slash at the end."""
        return f"{self.source.place.with_suffix('')}/"


def outline(lesson: Lesson, minutes: int, frames: PurePosixPath | None = None) -> Outline:
    """The outline of a lesson."""
    shown = {1, *(link.line for link in lesson.links)}
    lines = tuple(line if number in shown else "" for number, line in enumerate(lesson.source.lines, 1))
    source = replace(lesson.source, lines=lines, body="")
    looks = tuple(sorted({kind for block in lesson.widgets() for kind in block.widget.looks()}))
    headings = {one.id: one.name for one in lesson.sections()}
    return Outline(source, lesson.front, lesson.anchors, lesson.links, minutes, looks, frames, headings)
