"""What is worked out for a lesson by itself: read, checked, drawn, set, and written down as a body with holes.

Nothing in here sees another lesson, so what comes out is kept under a key of the lesson's bytes, of what the course
says that reaches it, and of the code.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from nudge.press.cache import Cache, key
from nudge.press.checks import lessons as checks
from nudge.press.checks.judge.workers import Workers
from nudge.press.codehash import SOURCES, code_hash
from nudge.press.diagnostics import Diagnostic
from nudge.press.draw import budget, pictures
from nudge.press.draw.katex import Tex, TexError, Typeset, Typesetter
from nudge.press.page import markdown, reading_time, search
from nudge.press.page.blocks import BlockRenderer
from nudge.press.page.body import Known, LessonBody
from nudge.press.page.frames import frames_page
from nudge.press.page.pages import PreparedLesson
from nudge.press.page.widgets import described
from nudge.press.read import source
from nudge.press.read.course import Course
from nudge.press.read.lesson import Lesson
from nudge.press.read.outline import outline
from nudge.press.read.parse import parse
from nudge.press.read.tokens import meaning

_AT_ONCE = 16
"""Lessons whose formulas are set and checked together: enough to keep other processes busy, few enough to hold."""


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A lesson as its author left it. `file` is the name shown to them, `place` its path inside the content folder."""

    place: PurePosixPath
    file: str
    raw: bytes


class Preparer:
    """Prepares lessons of one course."""

    def __init__(
        self, course: Course, typesetter: Typesetter, cache: Cache, workers: Workers, blocks: BlockRenderer
    ) -> None:
        self._course, self._typesetter, self._cache, self._workers = course, typesetter, cache, workers
        self._blocks = blocks
        self._manuscripts: dict[str, Manuscript] = {}  # by the key of what is known of each

    def key(self, one: Manuscript, code: str) -> str:
        """Stands for all that a lesson's outline and body are made from; `code` for that and what the tools are."""
        about = self._course
        said = json.dumps([str(one.place), one.file, about.slips, about.log, about.check, about.macros])
        return key("lesson", code, said, one.raw.decode("latin-1"))

    def known(
        self, manuscripts: Iterable[Manuscript], code: str, say: Callable[[int], None] = lambda count: None
    ) -> list[Known]:
        """What is known of each lesson, prepared now unless it is kept. `say` hears how many are done."""
        named = [(one, self.key(one, code)) for one in manuscripts]
        self._manuscripts |= {name: one for one, name in named}
        kept = {name: text for _, name in named if (text := self._cache.get(f"outline {name}")) is not None}
        done = {name: Known.of(name, text) for name, text in kept.items()}
        missing = [(one, name) for one, name in named if name not in done]
        for start in range(0, len(missing), _AT_ONCE):
            some = missing[start : start + _AT_ONCE]
            for (_, name), prepared in zip(some, self.lessons([one for one, _ in some]), strict=True):
                done[name] = self._keep(name, prepared)
            say(len(done))
        return [done[name] for _, name in named]

    def body(self, one: Known) -> LessonBody:
        """The body of a lesson that is known."""
        text = self._cache.get(f"body {one.key}")
        if text is not None:
            return LessonBody.of(text)
        (prepared,) = self.lessons([self._manuscripts[one.key]])  # another process has tidied the cache
        return self._written(prepared)[0]

    def search(self, one: Known) -> str:
        """What can be found in a lesson that is known, as JSON."""
        text = self._cache.get(f"search {one.key}")
        if text is None:
            (prepared,) = self.lessons([self._manuscripts[one.key]])
            text = search.found_in(prepared.lesson)
        return text

    def lessons(self, manuscripts: Sequence[Manuscript]) -> list[PreparedLesson]:
        """Lessons with all that is worked out for each by itself."""
        parsed = [self._read(one) for one in manuscripts]
        lessons = [lesson for lesson, _ in parsed]
        checked = checks.check(lessons, self._course, self._workers, self._cache)
        made: list[PreparedLesson] = []
        for (lesson, found), (known, wrong) in zip(parsed, checked, strict=True):
            drawn = {block.id: pictures.picture(block, self._cache) for block in lesson.widgets()}
            made.append(PreparedLesson(lesson, drawn, {}, known, (*found, *wrong)))
        typeset = self._typesetter.typeset((tex for one in made for tex in formulas(one)), self._course.macros)
        return [_finished(one, typeset) for one in made]

    def _read(self, one: Manuscript) -> tuple[Lesson, list[Diagnostic]]:
        text, front, found = source.read(one.raw, one.file, one.place)
        front = replace(front, slips=front.slips or self._course.slips, log=self._course.log)
        lesson, more = parse(text, front)
        return lesson, [*found, *more]

    def _keep(self, name: str, prepared: PreparedLesson) -> Known:
        """Write a lesson down, and keep it unless it may come out otherwise another time."""
        body, frames, heavy = self._written(prepared)
        seen = outline(prepared.lesson, reading_time.minutes(prepared.lesson), frames)
        known = Known(name, seen, prepared.found, heavy)
        kept = {f"body {name}": body.text(), f"search {name}": search.found_in(prepared.lesson)}
        if not prepared.checked.passing():
            kept[f"outline {name}"] = known.text()
        self._cache.put(kept)
        return known

    def _written(self, prepared: PreparedLesson) -> tuple[LessonBody, PurePosixPath | None, tuple[Diagnostic, ...]]:
        """The body of a lesson, where its frames are, and what is to be said of their size."""
        lesson = prepared.lesson
        tables = {block.id: pictures.table(block, self._cache) for block in lesson.widgets()}
        frames = frames_page(lesson, tables)
        context = self._blocks.context(prepared)

        opening = str(self._blocks.body(lesson.opening, prepared, context))
        steps = tuple(self._blocks.section(step, prepared, context) for step in lesson.steps)
        body = LessonBody(
            opening,
            steps,
            self._blocks.section(lesson.ending, prepared, context) if lesson.ending else None,
            markdown.html(lesson.notes.tokens, context) if lesson.notes else "",
            described(lesson),
            frames.text if frames else "",
            _fonts(opening + (steps[0].body if steps else "")),
        )
        return body, frames.path if frames else None, tuple(budget.problems(lesson, tables))


def code(blocks: Path) -> str:
    """A hash of all code that reads and draws, with the template of blocks. Kinds are found by name, not imported."""
    kinds = sorted((SOURCES / "nudge" / "widgets" / "kinds").glob("[!_]*.py"))
    names = (f"nudge.widgets.kinds.{path.stem}" for path in kinds)
    template = key(blocks.read_text("utf-8"))
    return key(code_hash(__name__, "nudge.press.checks.judge.worker", *names), template)


def formulas(prepared: PreparedLesson) -> Iterable[Tex]:
    """Every formula of a lesson that is to be set."""
    yield from ((one.tex, one.display) for one in prepared.lesson.formulas())
    yield from ((one.part.tex, False) for one in prepared.lesson.formulas() if one.part)
    yield from ((one.shown, False) for one in prepared.checked.numbers.values())
    quotes = (found.quoted for one in prepared.lesson.tokens() if (found := meaning(one).computed))
    yield from ((one, False) for one in quotes if one)
    for drawn in prepared.pictures.values():
        yield from ((tex, False) for tex in drawn.formulas)


def _finished(prepared: PreparedLesson, typeset: Typeset) -> PreparedLesson:
    own = {tex: typeset[tex] for tex in formulas(prepared)}
    found = (*prepared.found, *_tex_problems(prepared, own), *reading_time.problems(prepared.lesson))
    return replace(prepared, typeset=own, found=tuple(sorted(found)))


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


def _fonts(html: str) -> tuple[str, ...]:
    """Those of KaTeX's fonts, out of the two that nearly every formula has, that this text needs."""
    marks = {"Main-Regular": '<span class="mord">', "Math-Italic": "mathnormal"}
    return tuple(f"KaTeX_{name}.woff2" for name, mark in marks.items() if mark in html)
