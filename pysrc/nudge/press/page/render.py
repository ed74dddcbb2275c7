"""Lessons to pages. All that is slow was worked out before; a page is then a function of its lesson."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from nudge.press.draw import katex
from nudge.press.draw.katex import Typeset
from nudge.press.page import answer_key, markdown
from nudge.press.page.blocks import BlockRenderer
from nudge.press.page.links import relative
from nudge.press.page.pages import Assets, Head, LessonEntry, Page, PreparedLesson
from nudge.press.page.reading_time import minutes
from nudge.press.page.sheets import sheet
from nudge.press.read import gallery
from nudge.press.read.course import Course, Module
from nudge.press.read.lesson import Lesson
from nudge.press.read.variants import version
from nudge.widgets import start
from nudge.widgets.base import RESERVED, own

POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; "
    "style-src 'self'; style-src-attr 'unsafe-inline'; font-src 'self'; img-src 'self' data:; "
    "manifest-src 'self'; base-uri 'none'; form-action 'none'"
)
"""The content security policy of every page. KaTeX sizes its boxes with style attributes, hence
style-src-attr.
"""


class Renderer:
    """Writes the pages of one course. `base` is the path the site will be served under."""

    def __init__(
        self, templates: Path, course: Course, assets: Assets, base: str, colour: Callable[[str, str], str]
    ) -> None:
        self._course, self._assets, self._base = course, assets, base
        self._templates = Environment(
            loader=FileSystemLoader(templates),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self._blocks = BlockRenderer(self._templates.get_template("blocks.html.j2").module, colour)

    def lesson(
        self,
        prepared: PreparedLesson,
        typeset: Typeset,
        frames: Page | None,
        around: tuple[Lesson | None, Lesson | None],
    ) -> Page:
        """A lesson's page. `around` are the lessons before and after it."""
        lesson = prepared.lesson
        context = self._blocks.context(typeset, prepared)
        root = self._root(lesson.address)
        before, after = (self._entry(one, lesson.address) if one else None for one in around)
        opening = self._blocks.body(lesson.opening, prepared, context)
        steps = [self._blocks.section(step, prepared, context) for step in lesson.steps]
        first = _fonts(opening + (steps[0].body if steps else ""))
        canonical = self._course.canonical(lesson.address)
        return self._page(
            "lesson.html.j2",
            lesson.address,
            Head(root, self._title(lesson), lesson.front.summary, canonical, "article", first, self._sheets(lesson)),
            lesson=self._entry(lesson, lesson.address),
            module=_module(lesson, self._course),
            opening=opening,
            steps=steps,
            ending=self._blocks.section(lesson.ending, prepared, context) if lesson.ending else None,
            notes=Markup(markdown.html(lesson.notes.tokens, context)) if lesson.notes else "",
            data=self._data(lesson, root, frames),
            described=self._described(lesson),
            previous=before,
            next=after,
        )

    def glossary(self, prepared: PreparedLesson, typeset: Typeset) -> Page:
        """What the course's words mean."""
        lesson = prepared.lesson
        context = self._blocks.context(typeset, prepared)
        head = Head(
            self._root(lesson.address),
            self._title(lesson),
            lesson.front.summary,
            self._course.canonical(lesson.address),
        )
        body = self._blocks.body(lesson.opening, prepared, context)
        return self._page("glossary.html.j2", lesson.address, head, title=lesson.front.title, body=body)

    def gallery(self, prepared: PreparedLesson, typeset: Typeset, frames: Page | None) -> Page:
        """A page of the gallery: nothing in it is locked."""
        lesson, context = prepared.lesson, self._blocks.context(typeset, prepared)
        root = self._root(lesson.address)
        canonical = self._course.canonical(lesson.address)
        return self._page(
            "gallery.html.j2",
            lesson.address,
            Head(root, self._title(lesson), lesson.front.summary, canonical, sheets=self._sheets(lesson)),
            lesson=self._entry(lesson, lesson.address),
            gallery=relative(f"{gallery.FOLDER}/", lesson.address) if lesson.folder else "",
            opening=self._blocks.body(lesson.opening, prepared, context),
            sections=[self._blocks.section(step, prepared, context) for step in lesson.steps],
            data=self._data(lesson, root, frames),
        )

    def answer_key(self, prepared_lessons: Sequence[PreparedLesson], typeset: Typeset) -> str:
        """The key to all exercises, as a page to print. Its formulas are MathML, so it needs no other file."""
        lessons = []
        for prepared in prepared_lessons:
            context = self._blocks.context(typeset, prepared)
            exercises = [
                (
                    one,
                    Markup(markdown.inline(one.block.title, context)),
                    self._blocks.body(one.block.blocks, prepared, context),
                )
                for one in answer_key.keyed(prepared.lesson)
            ]
            lessons += [(prepared.lesson.front.title, exercises)] if exercises else []
        return self._templates.get_template("answers.html.j2").render(course=self._course, lessons=lessons)

    def index(self, lessons: Sequence[Lesson]) -> Page:
        """The course's front page: its modules and their lessons, in order."""
        modules = [
            (module.name, [self._entry(one, "") for one in lessons if one.folder == module.folder])
            for module in self._course.modules
        ]
        about = self._course.description or "Lessons: " + ", ".join(one.front.title for one in lessons)
        head = Head(self._root(""), self._course.title, about, self._course.canonical(""))
        return self._page("index.html.j2", "", head, modules=[m for m in modules if m[1]])

    def not_found(self) -> Page:
        """The page for addresses that do not exist. It is shown at any depth, so its links begin at the base."""
        about = f"There is no page at this address; {self._course.title} begins on the front page."
        head = Head(self._base, f"Not here · {self._course.title}", about, "")
        text = self._templates.get_template("404.html.j2").render(**self._shared(head))
        return Page(PurePosixPath("404.html"), text)

    def _page(self, template: str, address: str, head: Head, **more: Any) -> Page:
        text = self._templates.get_template(template).render(**self._shared(head), **more)
        return Page(PurePosixPath(address) / "index.html", text)

    def _shared(self, head: Head) -> dict[str, Any]:
        return {"head": head, "course": self._course, "assets": self._assets, "policy": POLICY}

    def _title(self, lesson: Lesson) -> str:
        return f"{lesson.front.title} · {self._course.title}"

    def _root(self, address: str) -> str:
        return "../" * address.count("/") or "./"

    def _entry(self, lesson: Lesson, from_: str) -> LessonEntry:
        return LessonEntry(relative(lesson.address, from_), lesson.front.title, lesson.front.summary, minutes(lesson))

    def sheet(self, lesson: Lesson) -> Page | None:
        """The style sheet of the widgets of a lesson, if they have one of their own."""
        return sheet(lesson, self._assets.looks)

    def _sheets(self, lesson: Lesson) -> tuple[PurePosixPath, ...]:
        found = self.sheet(lesson)
        return (found.path,) if found else ()

    def _described(self, lesson: Lesson) -> Markup:
        """What the lesson is, for search engines, in the words of schema.org."""
        course = self._course
        said = {
            "@context": "https://schema.org",
            "@type": "LearningResource",
            "name": lesson.front.title,
            "description": lesson.front.summary,
            "inLanguage": course.language,
            "timeRequired": f"PT{minutes(lesson)}M",
            "learningResourceType": "lesson",
            "isAccessibleForFree": True,
            "url": course.canonical(lesson.address),
            "license": course.licence,
            "author": {"@type": "Person", "name": course.author} if course.author else "",
            "isPartOf": {"@type": "Course", "name": course.title},
        }
        return _json({key: value for key, value in said.items() if value})

    def _data(self, lesson: Lesson, root: str, frames: Page | None) -> Markup:
        """What the page's scripts need to know, as JSON that is safe inside of a script element."""
        data = {
            "widgets": {
                block.id: {
                    "widget": block.kind,
                    "fields": [one for one in block.fields if one[0] != "alt"],  # the page has these words already
                    "state": start(block.widget),
                    **{
                        word: [part for part in block.widget.assembly().parts if own(part) == word] for word in RESERVED
                    },
                    **({"version": version(block)} if block.is_exercise else {}),
                }
                for block in lesson.widgets()
            },
            "frames": f"{root}{frames.path}" if frames else None,
            "math": katex.options(self._course.macros),
            "runtime": {name: root + path for name, path in self._assets.runtime.items()},
        }
        return _json(data)


def _json(data: Any) -> Markup:
    """JSON that is safe inside of a script element."""
    return Markup(json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"))


def _fonts(html: str) -> tuple[str, ...]:
    """Those of KaTeX's fonts, out of the two that nearly every formula has, that this text needs."""
    marks = {"Main-Regular": '<span class="mord">', "Math-Italic": "mathnormal"}
    return tuple(f"KaTeX_{name}.woff2" for name, mark in marks.items() if mark in html)


def _module(lesson: Lesson, course: Course) -> Module:
    return next((m for m in course.modules if m.folder == lesson.folder), Module(lesson.folder, lesson.folder))
