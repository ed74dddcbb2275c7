"""From a content folder to a site: the stages in order, with everything that touches the world in one place."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from nudge.press.cache import Cache
from nudge.press.checks import lessons as checks
from nudge.press.checks.judge.workers import Workers
from nudge.press.diagnostics import Diagnostic, errors
from nudge.press.draw import budget, pictures
from nudge.press.draw.highlight import highlight
from nudge.press.draw.katex import Tex, TexError, Typeset, Typesetter
from nudge.press.page import images, links, outputs, reading_time, search, sitemap
from nudge.press.page.frames import frames_page
from nudge.press.page.pages import ASSETS, NO_ASSETS, Page, PreparedLesson
from nudge.press.page.render import Renderer
from nudge.press.read import course, gallery, source
from nudge.press.read.content import UNREADABLE, survey
from nudge.press.read.course import Course
from nudge.press.read.lesson import Lesson
from nudge.press.read.parse import parse
from nudge.press.read.source import FrontMatter, Source
from nudge.press.read.tokens import meaning
from nudge.press.ship import write
from nudge.press.ship.bundle import Bundle

GLOSSARY = PurePosixPath("glossary.md")
"""The one file beside the modules: what the course's words mean, as a list of definitions."""


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
    """A course as it was read: its lessons in order, what was worked out for each, and all that is wrong."""

    course: Course
    prepared_lessons: tuple[PreparedLesson, ...]
    glossary: PreparedLesson | None
    gallery: tuple[PreparedLesson, ...]
    typeset: Typeset
    found: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What a build did. `written` is False when there were errors; the old site then stands as it was."""

    found: tuple[Diagnostic, ...]
    written: bool
    lessons: int
    seconds: float


class Press:
    """Builds one course, again and again if need be. A lesson with the same text is not parsed a second time."""

    def __init__(self, plan: Plan, typesetter: Typesetter, cache: Cache, workers: Workers | None = None) -> None:
        self._plan, self._typesetter, self._cache = plan, typesetter, cache
        self._workers = workers or Workers()
        self._parsed: dict[PurePosixPath, tuple[tuple[bytes, str, str], Lesson, tuple[Diagnostic, ...]]] = {}

    def build(self) -> Result:
        """Read the course and, unless something is wrong with it, write the site. Raises `write.NotOurs`."""
        began = time.perf_counter()
        write.check(self._plan.out, self._plan.content)
        write.recover(self._plan.out)
        reading = self.read()
        sound = not errors(reading.found)
        more = self._write(reading) if sound else []
        return Result(
            tuple(sorted((*reading.found, *more))), sound, len(reading.prepared_lessons), time.perf_counter() - began
        )

    def answer_key(self, reading: CourseReading) -> str:
        """The key to the exercises of a course that was read, as a page to print that needs nothing else."""
        about = reading.course
        renderer = Renderer(self._plan.templates, about, NO_ASSETS, "/", self._colour)
        typeset = self._typesetter.typeset(_formulas(reading.prepared_lessons), about.macros, output="mathml")
        return renderer.answer_key(reading.prepared_lessons, typeset)

    def base(self) -> str:
        """The path the site will be served under."""
        return self._plan.base or self._about("")[0].base_path()

    def read(self) -> CourseReading:
        """Read and check the whole course; nothing is written but the cache."""
        content, shown = self._plan.content, _shown(self._plan.content)
        holds = survey(content, shown)
        about, found = self._about(shown, holds.lessons)
        found += [*holds.found, *_nothing(holds.lessons, shown, errors(found + list(holds.found)))]
        lessons: list[Lesson] = []
        for place in holds.lessons:
            lesson, wrong = self._lesson(place, f"{shown}/{place}", about)
            found += [*wrong, *_misplaced(lesson, about)]
            lessons.append(lesson)
        glossary = next((one for one in lessons if one.source.place == GLOSSARY), None)
        lessons = _ordered([one for one in lessons if one is not glossary], about)
        there = links.Map({one.source.place: one for one in lessons}, holds.files, glossary, holds.refused, content)
        prepared_lessons = []
        shelf, more = self._gallery(about)
        found += more
        gallery_ = links.Map({one.source.place: one for one in shelf}, frozenset(), glossary)
        for lesson in [*lessons, *([glossary] if glossary else []), *shelf]:
            resolved, more = links.resolve(lesson, gallery_ if lesson in shelf else there)
            found += more
            drawn = {block.id: pictures.picture(block, self._cache) for block in lesson.widgets()}
            prepared_lessons.append(PreparedLesson(lesson, resolved, drawn, images.sizes(resolved, content)))
        checked, more = checks.check([one.lesson for one in prepared_lessons], about, self._workers, self._cache)
        found += more
        prepared_lessons = [replace(one, checked=known) for one, known in zip(prepared_lessons, checked, strict=True)]
        typeset = self._typesetter.typeset(_formulas(prepared_lessons), about.macros)
        found += outputs.clashes(prepared_lessons)
        for prepared in prepared_lessons:
            found += _tex_problems(prepared, typeset)
            found += reading_time.problems(prepared.lesson)
        count = len(lessons) + bool(glossary)
        explained, alive = prepared_lessons[len(lessons)] if glossary else None, tuple(prepared_lessons[count:])
        return CourseReading(
            about, tuple(prepared_lessons[: len(lessons)]), explained, alive, typeset, tuple(sorted(found))
        )

    def _about(self, shown: str, places: Iterable[PurePosixPath] | None = None) -> tuple[Course, list[Diagnostic]]:
        about, found = course.read(self._plan.content, shown, places)
        return replace(about, url=self._plan.url or about.url), found

    def _gallery(self, about: Course) -> tuple[list[Lesson], list[Diagnostic]]:
        """The pages of the gallery, as lessons, if the course wants them."""
        if not about.gallery or self._plan.docs is None:
            return [], []
        lessons, found = [], []
        for place, markdown in gallery.pages(self._plan.docs).items():
            text, front, wrong = source.read(markdown.encode(), f"docs/ (as {place} shows it)", place)
            lesson, more = parse(text, front)
            lessons.append(lesson)
            found += [*wrong, *more]
        return lessons, found

    def _lesson(self, place: PurePosixPath, file: str, about: Course) -> tuple[Lesson, tuple[Diagnostic, ...]]:
        path = self._plan.content / place
        try:
            raw = path.read_bytes()
        except OSError:  # its mode forbids it, or it has just gone
            code, message, hint = UNREADABLE
            lost = Source(file, place, (), "")
            return parse(lost, FrontMatter(place.stem, ""))[0], (Diagnostic(file, 1, 1, code, message, hint),)
        kept, made_of = self._parsed.get(place), (raw, about.slips, about.log)
        if kept is None or kept[0] != made_of:
            text, front, found = source.read(raw, file, place)
            lesson, more = parse(text, replace(front, slips=front.slips or about.slips, log=about.log))
            kept = made_of, lesson, (*found, *more)
            self._parsed[place] = kept
        return kept[1], kept[2]

    def _write(self, reading: CourseReading) -> list[Diagnostic]:
        """Write the site; what is said of frames that are too large."""
        bundle = self._plan.bundle()
        base = self._plan.base or reading.course.base_path()
        renderer = Renderer(self._plan.templates, reading.course, bundle.assets, base, self._colour)
        found: list[Diagnostic] = []
        pages = [*self._pages(renderer, reading, found), *sitemap.pages(reading.course, _addresses(reading))]
        texts = {**dict(bundle.texts), **{page.path: page.text for page in pages}}
        copied = {file for prepared in reading.prepared_lessons for file in prepared.resolved.files}
        files = [*bundle.files, *((file, self._plan.content / file) for file in sorted(copied))]
        write.site(self._plan.out, texts, files)
        return found

    def _pages(self, renderer: Renderer, reading: CourseReading, found: list[Diagnostic]) -> Iterable[Page]:
        lessons = [prepared.lesson for prepared in reading.prepared_lessons]
        for i, prepared in enumerate(reading.prepared_lessons):
            frames = self._frames(prepared.lesson, found)
            around = lessons[i - 1] if i else None, lessons[i + 1] if i + 1 < len(lessons) else None
            yield renderer.lesson(prepared, reading.typeset, frames, around)
            yield from (page for page in (frames, renderer.sheet(prepared.lesson)) if page)
        if reading.glossary:
            yield renderer.glossary(reading.glossary, reading.typeset)
        for shown in reading.gallery:
            frames = self._frames(shown.lesson, found)
            yield renderer.gallery(shown, reading.typeset, frames)
            yield from (page for page in (frames, renderer.sheet(shown.lesson)) if page)
        yield renderer.index(lessons)
        yield renderer.not_found()
        explained = [reading.glossary.lesson] if reading.glossary else []
        yield search.page([*lessons, *explained, *(shown.lesson for shown in reading.gallery)])

    def _frames(self, lesson: Lesson, found: list[Diagnostic]) -> Page | None:
        tables = {block.id: pictures.table(block, self._cache) for block in lesson.widgets()}
        found += budget.problems(lesson, tables)
        return frames_page(lesson, tables)

    def _colour(self, text: str, language: str) -> str:
        return highlight(text, language, self._cache)


def _shown(content: Path) -> str:
    """How the content folder is named in diagnostics: seen from here if it is below, so that editors find it."""
    content = content.resolve()
    here = Path.cwd()
    return content.relative_to(here).as_posix() if content.is_relative_to(here) else content.as_posix()


def _nothing(places: Sequence[PurePosixPath], shown: str, wrong: int) -> list[Diagnostic]:
    """A complaint about a course without lessons, which would put an empty site in the place of a good one."""
    if wrong or any(len(place.parts) > 1 for place in places):
        return []
    message, hint = "there is no lesson here", "write one: a folder for the module, and in it a file that ends in .md"
    return [Diagnostic(f"{shown}/", 1, 1, "no-lessons", message, hint)]


def _ordered(lessons: Sequence[Lesson], about: Course) -> list[Lesson]:
    """Lessons by module, then by their `order`, then by the name of their file."""
    modules = [module.folder for module in about.modules]

    def key(lesson: Lesson) -> tuple[int, float, PurePosixPath]:
        rank = modules.index(lesson.folder) if lesson.folder in modules else len(modules)
        return rank, lesson.front.order or float("inf"), lesson.source.place

    return sorted(lessons, key=key)


def _misplaced(lesson: Lesson, about: Course) -> list[Diagnostic]:
    if not lesson.folder and lesson.source.place != GLOSSARY:
        message, hint = "this lesson is in no module", "move it into a folder, such as derivatives/"
        return [lesson.source.problem("missing-module", message, 1, 1, 3, hint)]
    if lesson.folder in (ASSETS, *([gallery.FOLDER] if about.gallery else [])):
        message, hint = f"“{lesson.folder}” is where the site keeps pages of its own", "give the folder another name"
        return [lesson.source.problem("missing-module", message, 1, 1, 3, hint)]
    return []


def _addresses(reading: CourseReading) -> list[str]:
    """The addresses that search engines should know, the front page first."""
    more = [*([reading.glossary] if reading.glossary else []), *reading.gallery]
    return ["", *(prepared.lesson.address for prepared in (*reading.prepared_lessons, *more))]


def _formulas(prepared_lessons: Iterable[PreparedLesson]) -> Iterable[Tex]:
    for prepared in prepared_lessons:
        yield from ((one.tex, one.display) for one in prepared.lesson.formulas())
        yield from ((one.part.tex, False) for one in prepared.lesson.formulas() if one.part)
        yield from ((one.shown, False) for one in prepared.checked.numbers.values())
        quotes = (found.quoted for one in prepared.lesson.tokens() if (found := meaning(one).computed))
        yield from ((one, False) for one in quotes if one)
        for drawn in prepared.pictures.values():
            yield from ((tex, False) for tex in drawn.formulas)


def _tex_problems(prepared: PreparedLesson, typeset: Typeset) -> Iterable[Diagnostic]:
    where = prepared.lesson.source
    for one in prepared.lesson.formulas():
        made = typeset[one.tex, one.display]
        if isinstance(made, TexError):
            at = min(made.at, max(0, len(one.tex.rstrip()) - 1))
            line, col = one.spot.place(at)
            hint = _tex_hint(made)
            yield where.problem("bad-tex", made.message, line, col, made.length, hint)
    for block in prepared.lesson.widgets():
        for tex in prepared.pictures[block.id].formulas:
            made = typeset[tex, False]
            if isinstance(made, TexError):
                yield where.whole_line("bad-tex", f"{made.message}, in {tex}", block.line, _tex_hint(made))


def _tex_hint(error: TexError) -> str:
    if error.message.startswith("Undefined"):
        return "katex.org/docs/supported lists what there is"
    if error.message.endswith("room for"):
        return "a page is 40em wide; nothing is moved back, up or down by more than 10em"
    if error.message.endswith("not used in lessons"):
        return r"links, pictures and classes are markdown's; colours are \inner, \outer and \total"
    return "this is where KaTeX stopped; the cause may stand just before"
