"""From a content folder to a site: the stages in order, with everything that touches the world in one place.

Each lesson is prepared by itself (page/prepare.py), the whole course is indexed from outlines (page/index.py), and a
page is made of a body and of what the index says of it (page/site.py). Each is a function of what is handed to it, so
what did not change comes from the cache, or from the site as it stands.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from pathlib import Path, PurePosixPath

from jinja2 import Environment

from nudge.press.cache import Cache, key
from nudge.press.checks.judge.workers import Workers
from nudge.press.codehash import code_hash
from nudge.press.diagnostics import Diagnostic, errors
from nudge.press.draw.highlight import highlight
from nudge.press.draw.katex import Typesetter
from nudge.press.page import prepare
from nudge.press.page.answer_page import answer_page
from nudge.press.page.body import Known
from nudge.press.page.index import Index, index
from nudge.press.page.pages import PreparedLesson
from nudge.press.page.prepare import Manuscript, Preparer
from nudge.press.page.reading_time import minutes
from nudge.press.page.render import Renderer
from nudge.press.page.site import planned, written
from nudge.press.page.templates import BLOCKS, block_renderer, environment
from nudge.press.read import course, gallery
from nudge.press.read.content import UNREADABLE, Content, survey
from nudge.press.read.course import Course
from nudge.press.read.outline import outline
from nudge.press.ship import write
from nudge.press.ship.bundle import Bundle


@dataclass(frozen=True, slots=True)
class Plan:
    """What to build, and with what. `base` is the path it is served under, None for the path of its address.

    `url` is its whole address, None for what course.toml says; `docs` has the guides that the gallery is made from.
    """

    content: Path
    out: Path
    base: str | None
    templates: Path
    bundle: Callable[[], Bundle]
    url: str | None = None
    docs: Path | None = None


@dataclass(frozen=True, slots=True)
class CourseReading:
    """A course as it was read: its lessons in order with what was worked out for each, and all that is wrong."""

    course: Course
    prepared_lessons: tuple[PreparedLesson, ...]
    index: Index
    found: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What a build did. `written` is False when there were errors; the old site then stands as it was."""

    found: tuple[Diagnostic, ...]
    written: bool
    lessons: int
    seconds: float


class Press:
    """Builds one course, again and again if need be."""

    def __init__(self, plan: Plan, typesetter: Typesetter, cache: Cache, workers: Workers | None = None) -> None:
        self._plan, self._typesetter, self._cache = plan, typesetter, cache
        self._workers = workers or Workers()

    def build(self) -> Result:
        """Read the course and, unless something is wrong with it, write the site. Raises `write.NotOurs`."""
        began = time.perf_counter()
        plan = self._plan
        write.check(plan.out, plan.content)
        write.recover(plan.out)
        about, found, holds, manuscripts = self._opened()
        preparer, code = self._preparer(about), prepare.code(plan.templates / BLOCKS)
        known = preparer.known(manuscripts, code)
        shelf = preparer.known(self._gallery(about), code)
        indexed = index(known, shelf, about, holds, plan.content)
        found += indexed.found
        sound = not errors(found)
        if sound:
            self._write(indexed, about, preparer, code)
            found += [problem for one in (*known, *shelf) for problem in one.heavy]
        return Result(tuple(sorted(found)), sound, len(indexed.lessons), time.perf_counter() - began)

    def read(self) -> CourseReading:
        """Read and check the whole course; nothing is written but the cache."""
        about, found, holds, manuscripts = self._opened()
        preparer = self._preparer(about)
        lessons, shelf = preparer.lessons(manuscripts), preparer.lessons(self._gallery(about))
        known, shown = ([_known(one) for one in some] for some in (lessons, shelf))
        indexed = index(known, shown, about, holds, self._plan.content)
        by_place = {one.lesson.source.place: one for one in lessons}
        ordered = tuple(by_place[one.known.outline.source.place] for one in indexed.lessons)
        return CourseReading(about, ordered, indexed, tuple(sorted([*found, *indexed.found])))

    def answer_key(self, reading: CourseReading) -> str:
        """The key to the exercises of a course that was read, as a page to print that needs nothing else."""
        about, lessons = reading.course, reading.prepared_lessons
        placed = [(one, shelved.placed) for one, shelved in zip(lessons, reading.index.lessons, strict=True)]
        every = (tex for one in lessons for tex in prepare.formulas(one))
        typeset = self._typesetter.typeset(every, about.macros, output="mathml")
        blocks = block_renderer(self._templates, self._colour)
        return answer_page(self._templates, blocks, about, placed, typeset)

    def base(self) -> str:
        """The path the site will be served under."""
        return self._plan.base or self._about(None)[0].base_path()

    @cached_property
    def _templates(self) -> Environment:
        return environment(self._plan.templates)

    def _preparer(self, about: Course) -> Preparer:
        blocks = block_renderer(self._templates, self._colour)
        return Preparer(about, self._typesetter, self._cache, self._workers, blocks)

    def _opened(self) -> tuple[Course, list[Diagnostic], Content, list[Manuscript]]:
        """What the content folder holds: the course, its lessons, and what is wrong before any is read."""
        content, shown = self._plan.content, _shown(self._plan.content)
        holds = survey(content, shown)
        about, found = self._about(holds.lessons)
        found += [*holds.found, *_nothing(holds.lessons, shown, errors(found + list(holds.found)))]
        manuscripts: list[Manuscript] = []
        for place in holds.lessons:
            try:
                manuscripts.append(Manuscript(place, f"{shown}/{place}", (content / place).read_bytes()))
            except OSError:  # its mode forbids it, or it has just gone
                code, message, hint = UNREADABLE
                found.append(Diagnostic(f"{shown}/{place}", 1, 1, code, message, hint))
        return about, found, holds, manuscripts

    def _about(self, places: Iterable[PurePosixPath] | None) -> tuple[Course, list[Diagnostic]]:
        about, found = course.read(self._plan.content, _shown(self._plan.content), places)
        return replace(about, url=self._plan.url or about.url), found

    def _gallery(self, about: Course) -> list[Manuscript]:
        """The pages of the gallery, as lessons, if the course wants them."""
        if not about.gallery or self._plan.docs is None:
            return []
        made = gallery.pages(self._plan.docs).items()
        return [Manuscript(place, f"docs/ (as {place} shows it)", markdown.encode()) for place, markdown in made]

    def _write(self, indexed: Index, about: Course, preparer: Preparer, code: str) -> None:
        bundle = self._plan.bundle()
        base = self._plan.base or about.base_path()
        renderer = Renderer(self._templates, about, bundle.assets, base)
        templates = sorted(self._plan.templates.glob("*.j2"))
        texts = [path.read_text("utf-8") for path in templates]
        told = json.dumps([asdict(about), asdict(bundle.assets), base, texts], sort_keys=True)
        made_of = key(code, code_hash("nudge.press.page.site"), told)
        files = planned(indexed, renderer, about, preparer, made_of)
        shared = [written(path, text) for path, text in bundle.texts]
        beside = [(file, self._plan.content / file) for file in indexed.files()]
        write.site(self._plan.out, [*shared, *files], [*bundle.files, *beside], self._cache)

    def _colour(self, text: str, language: str) -> str:
        return highlight(text, language, self._cache)


def _nothing(places: Sequence[PurePosixPath], shown: str, wrong: int) -> list[Diagnostic]:
    """A complaint about a course without lessons, which would put an empty site in the place of a good one."""
    if wrong or any(len(place.parts) > 1 for place in places):
        return []
    message, hint = "there is no lesson here", "write one: a folder for the module, and in it a file that ends in .md"
    return [Diagnostic(f"{shown}/", 1, 1, "no-lessons", message, hint)]


def _known(one: PreparedLesson) -> Known:
    return Known("", outline(one.lesson, minutes(one.lesson)), one.found, ())


def _shown(content: Path) -> str:
    """How the content folder is named in diagnostics: seen from here if it is below, so that editors find it."""
    content = content.resolve()
    here = Path.cwd()
    return content.relative_to(here).as_posix() if content.is_relative_to(here) else content.as_posix()
