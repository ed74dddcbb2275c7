"""Pages, each a function of what is handed to it: an outline, a body, where its links lead, and the templates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from nudge.press.draw import katex
from nudge.press.page.body import LessonBody
from nudge.press.page.holes import filled
from nudge.press.page.links import ResolvedLinks, relative
from nudge.press.page.pages import Assets, Head, LessonEntry, Page, Section
from nudge.press.page.sheets import sheet
from nudge.press.page.widgets import compact
from nudge.press.read import gallery
from nudge.press.read.course import Course, Module
from nudge.press.read.outline import Outline

POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; "
    "style-src 'self'; style-src-attr 'unsafe-inline'; font-src 'self'; img-src 'self' data:; "
    "manifest-src 'self'; base-uri 'none'; form-action 'none'"
)
"""The content security policy of every page. KaTeX sizes its boxes with style attributes, hence
style-src-attr.
"""

Around = tuple[Outline | None, Outline | None]
"""The lessons before and after one."""


@dataclass(frozen=True, slots=True)
class PlacedLesson:
    """A lesson in its course: its outline, where its links lead, and the sizes of its pictures by their addresses."""

    outline: Outline
    resolved: ResolvedLinks
    sizes: Mapping[str, tuple[int, int]]


class Renderer:
    """Writes the pages of one course. `base` is the path the site will be served under."""

    def __init__(self, templates: Environment, course: Course, assets: Assets, base: str) -> None:
        self._templates, self._course, self._assets, self._base = templates, course, assets, base

    def lesson(self, placed: PlacedLesson, body: LessonBody, around: Around) -> Page:
        """A lesson's page. `around` are the lessons before and after it."""
        lesson = placed.outline
        before, after = (self._entry(one, lesson.address) if one else None for one in around)
        return self._page(
            "lesson.html.j2",
            lesson.address,
            self._head(lesson, "article", body.fonts),
            lesson=self._entry(lesson, lesson.address),
            module=_module(lesson, self._course),
            described=self._described(lesson),
            opening=_html(body.opening, placed),
            steps=[_section(step, placed) for step in body.steps],
            ending=_section(body.ending, placed) if body.ending else None,
            notes=_html(body.notes, placed),
            data=self._data(lesson, body),
            previous=before,
            next=after,
        )

    def glossary(self, placed: PlacedLesson, body: LessonBody) -> Page:
        """What the course's words mean."""
        lesson = placed.outline
        shown, head = _html(body.opening, placed), self._head(lesson, sheets=False)
        return self._page("glossary.html.j2", lesson.address, head, title=lesson.front.title, body=shown)

    def gallery(self, placed: PlacedLesson, body: LessonBody) -> Page:
        """A page of the gallery: nothing in it is locked."""
        lesson = placed.outline
        return self._page(
            "gallery.html.j2",
            lesson.address,
            self._head(lesson),
            lesson=self._entry(lesson, lesson.address),
            gallery=relative(f"{gallery.FOLDER}/", lesson.address) if lesson.folder else "",
            opening=_html(body.opening, placed),
            sections=[_section(step, placed) for step in body.steps],
            data=self._data(lesson, body),
        )

    def index(self, lessons: Sequence[Outline]) -> Page:
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

    def sheet(self, lesson: Outline) -> Page | None:
        """The style sheet of the widgets of a lesson, if they have one of their own."""
        return sheet(lesson.looks, self._assets.looks)

    def _head(self, lesson: Outline, kind: str = "website", fonts: tuple[str, ...] = (), sheets: bool = True) -> Head:
        root, canonical = self._root(lesson.address), self._course.canonical(lesson.address)
        found = self.sheet(lesson) if sheets else None
        title = f"{lesson.front.title} · {self._course.title}"
        return Head(root, title, lesson.front.summary, canonical, kind, fonts, (found.path,) if found else ())

    def _page(self, template: str, address: str, head: Head, **more: Any) -> Page:
        text = self._templates.get_template(template).render(**self._shared(head), **more)
        return Page(PurePosixPath(address) / "index.html", text)

    def _shared(self, head: Head) -> dict[str, Any]:
        return {"head": head, "course": self._course, "assets": self._assets, "policy": POLICY}

    def _root(self, address: str) -> str:
        return "../" * address.count("/") or "./"

    def _entry(self, lesson: Outline, from_: str) -> LessonEntry:
        return LessonEntry(relative(lesson.address, from_), lesson.front.title, lesson.front.summary, lesson.minutes)

    def _data(self, lesson: Outline, body: LessonBody) -> Markup:
        """What the page's scripts need to know, as JSON that is safe inside of a script element."""
        root = self._root(lesson.address)
        frames = compact(f"{root}{lesson.frames}" if lesson.frames else None)
        math = compact(katex.options(self._course.macros))
        runtime = compact({name: root + path for name, path in self._assets.runtime.items()})
        written = f'{{"widgets":{body.widgets},"frames":{frames},"math":{math},"runtime":{runtime}}}'
        return _safe(written)

    def _described(self, lesson: Outline) -> Markup:
        """What the lesson is, for search engines, in the words of schema.org."""
        course = self._course
        said = {
            "@context": "https://schema.org",
            "@type": "LearningResource",
            "name": lesson.front.title,
            "description": lesson.front.summary,
            "inLanguage": course.language,
            "timeRequired": f"PT{lesson.minutes}M",
            "learningResourceType": "lesson",
            "isAccessibleForFree": True,
            "url": course.canonical(lesson.address),
            "license": course.licence,
            "author": {"@type": "Person", "name": course.author} if course.author else "",
            "isPartOf": {"@type": "Course", "name": course.title},
        }
        return _safe(compact({key: value for key, value in said.items() if value}))


def _safe(written: str) -> Markup:
    """JSON that is safe inside of a script element."""
    return Markup(written.replace("<", "\\u003c"))


def _html(text: str, placed: PlacedLesson) -> Markup:
    return Markup(filled(text, placed.resolved, placed.sizes))


def _section(one: Section, placed: PlacedLesson) -> Section:
    return Section(one.id, _html(one.title, placed), _html(one.body, placed))


def _module(lesson: Outline, course: Course) -> Module:
    return next((m for m in course.modules if m.folder == lesson.folder), Module(lesson.folder, lesson.folder))
