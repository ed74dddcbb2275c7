"""The whole course from the outlines of its lessons: their order, and where each of their links leads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from nudge.press.diagnostics import Diagnostic
from nudge.press.page import images, links, outputs
from nudge.press.page.body import Known
from nudge.press.page.pages import ASSETS
from nudge.press.page.render import PlacedLesson
from nudge.press.read import gallery
from nudge.press.read.content import Content
from nudge.press.read.course import Course
from nudge.press.read.outline import Outline

GLOSSARY = PurePosixPath("glossary.md")
"""The one file beside the modules: what the course's words mean, as a list of definitions."""


@dataclass(frozen=True, slots=True)
class Shelved:
    """A lesson that is known, in its place in the course."""

    known: Known
    placed: PlacedLesson


@dataclass(frozen=True, slots=True)
class Index:
    """A course: its lessons in order, the glossary, the gallery, and all that is wrong in any of them."""

    lessons: tuple[Shelved, ...]
    glossary: Shelved | None
    gallery: tuple[Shelved, ...]
    found: tuple[Diagnostic, ...]

    def addresses(self) -> list[str]:
        """The addresses that search engines should know, the front page first."""
        more = [*([self.glossary] if self.glossary else []), *self.gallery]
        return ["", *(one.known.outline.address for one in (*self.lessons, *more))]

    def files(self) -> list[PurePosixPath]:
        """The files beside the lessons that lessons link to."""
        return sorted({file for one in self.lessons for file in one.placed.resolved.files})


def index(known: Sequence[Known], shelf: Sequence[Known], about: Course, holds: Content, content: Path) -> Index:
    """Put lessons in order and resolve their links; `shelf` are the pages of the gallery."""
    glossary = next((one for one in known if one.outline.source.place == GLOSSARY), None)
    lessons = _ordered([one for one in known if one is not glossary], about)
    explained = glossary.outline if glossary else None
    there = links.Map(
        {one.outline.source.place: one.outline for one in lessons}, holds.files, explained, holds.refused, content
    )
    shown = links.Map({one.outline.source.place: one.outline for one in shelf}, frozenset(), explained)
    found: list[Diagnostic] = []

    def placed(one: Known, among: links.Map) -> Shelved:
        resolved, wrong = links.resolve(one.outline, among)
        found.extend([*one.found, *wrong, *_misplaced(one.outline, about)] if among is there else [*one.found, *wrong])
        return Shelved(one, PlacedLesson(one.outline, resolved, images.sizes(resolved, content)))

    course, extra = tuple(placed(one, there) for one in lessons), tuple(placed(one, shown) for one in shelf)
    words = placed(glossary, there) if glossary else None
    found += outputs.clashes(one.placed for one in (*course, *([words] if words else []), *extra))
    return Index(course, words, extra, tuple(sorted(found)))


def _ordered(lessons: Sequence[Known], about: Course) -> list[Known]:
    """Lessons by module, then by their `order`, then by the name of their file."""
    modules = [module.folder for module in about.modules]

    def key(one: Known) -> tuple[int, float, PurePosixPath]:
        lesson = one.outline
        rank = modules.index(lesson.folder) if lesson.folder in modules else len(modules)
        return rank, lesson.front.order or float("inf"), lesson.source.place

    return sorted(lessons, key=key)


def _misplaced(lesson: Outline, about: Course) -> list[Diagnostic]:
    if not lesson.folder and lesson.source.place != GLOSSARY:
        message, hint = "this lesson is in no module", "move it into a folder, such as derivatives/"
        return [lesson.source.problem("missing-module", message, 1, 1, 3, hint)]
    if lesson.folder in (ASSETS, *([gallery.FOLDER] if about.gallery else [])):
        message, hint = f"“{lesson.folder}” is where the site keeps pages of its own", "give the folder another name"
        return [lesson.source.problem("missing-module", message, 1, 1, 3, hint)]
    return []
