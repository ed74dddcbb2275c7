"""Lessons to pages. All that is slow was worked out before; a page is then a function of its lesson."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from nudge.press import answers, mathtex, prose
from nudge.press.checks import report
from nudge.press.course import Course, Module
from nudge.press.lesson import Block, Callout, Details, Lesson, Prose, Step, WidgetBlock
from nudge.press.links import relative
from nudge.press.mathtex import Typeset
from nudge.press.pages import Assets, Entry, Head, Material, Page, Section
from nudge.press.prose import Desk
from nudge.press.variants import version
from nudge.widgets import start

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
        self._course, self._assets, self._base, self._colour = course, assets, base, colour
        self._templates = Environment(
            loader=FileSystemLoader(templates),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self._blocks: Any = self._templates.get_template("blocks.html.j2").module

    def lesson(
        self,
        material: Material,
        typeset: Typeset,
        frames: Page | None,
        around: tuple[Lesson | None, Lesson | None],
    ) -> Page:
        """A lesson's page. `around` are the lessons before and after it."""
        lesson = material.lesson
        desk = self._desk(typeset, material)
        root = self._root(lesson.address)
        before, after = (self._entry(one, lesson.address) if one else None for one in around)
        opening = self._body(lesson.opening, material, desk)
        steps = [self._section(step, material, desk) for step in lesson.steps]
        first = _fonts(opening + (steps[0].body if steps else ""))
        canonical = self._course.canonical(lesson.address)
        return self._page(
            "lesson.html.j2",
            lesson.address,
            Head(root, self._title(lesson), lesson.front.summary, canonical, "article", first),
            lesson=self._entry(lesson, lesson.address),
            module=_module(lesson, self._course),
            opening=opening,
            steps=steps,
            ending=self._section(lesson.ending, material, desk) if lesson.ending else None,
            notes=Markup(prose.html(lesson.notes.tokens, desk)) if lesson.notes else "",
            data=self._data(lesson, root, frames),
            previous=before,
            next=after,
        )

    def glossary(self, material: Material, typeset: Typeset) -> Page:
        """What the course's words mean."""
        lesson = material.lesson
        desk = self._desk(typeset, material)
        head = Head(
            self._root(lesson.address),
            self._title(lesson),
            lesson.front.summary,
            self._course.canonical(lesson.address),
        )
        body = self._body(lesson.opening, material, desk)
        return self._page("glossary.html.j2", lesson.address, head, title=lesson.front.title, body=body)

    def gallery(self, material: Material, typeset: Typeset, frames: Page | None) -> Page:
        """Everything a lesson can hold; its parts are not steps, and nothing in it is locked."""
        lesson, desk = material.lesson, self._desk(typeset, material)
        root = self._root(lesson.address)
        steps = [self._section(step, material, desk) for step in lesson.steps]
        canonical = self._course.canonical(lesson.address)
        return self._page(
            "gallery.html.j2",
            lesson.address,
            Head(root, self._title(lesson), lesson.front.summary, canonical),
            lesson=self._entry(lesson, lesson.address),
            steps=steps,
            data=self._data(lesson, root, frames),
        )

    def answer_key(self, materials: Sequence[Material], typeset: Typeset) -> str:
        """The key to all exercises, as a page to print. Its formulas are MathML, so it needs no other file."""
        lessons = []
        for material in materials:
            desk = self._desk(typeset, material)
            exercises = [
                (one, Markup(prose.inline(one.block.title, desk)), self._body(one.block.blocks, material, desk))
                for one in answers.keyed(material.lesson)
            ]
            lessons += [(material.lesson.front.title, exercises)] if exercises else []
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

    def _entry(self, lesson: Lesson, from_: str) -> Entry:
        return Entry(relative(lesson.address, from_), lesson.front.title, lesson.front.summary, minutes(lesson))

    def _desk(self, typeset: Typeset, material: Material) -> Desk:
        marks = {
            formula: str(self._blocks.mark(one, report.lines(one))).rstrip()
            for formula, one in material.checked.displays.items()
            if one.status in report.MARKED
        }
        numbers = {computed: one.shown for computed, one in material.checked.numbers.items()}
        return Desk(typeset, material.ends, self._colour, material.sizes, marks, numbers)

    def _section(self, step: Step, material: Material, desk: Desk) -> Section:
        return Section(step.id, Markup(prose.inline(step.title, desk)), self._body(step.blocks, material, desk))

    def _body(self, blocks: Sequence[Block], material: Material, desk: Desk) -> Markup:
        return Markup("").join(self._block(block, material, desk) for block in blocks)

    def _block(self, block: Block, material: Material, desk: Desk) -> Markup:
        match block:
            case Prose(tokens=tokens):
                return Markup(prose.html(tokens, desk))
            case Callout(kind=kind, blocks=blocks):
                return Markup(self._blocks.callout(kind, self._body(blocks, material, desk)))
            case Details(summary=summary, blocks=blocks):
                shown = Markup(prose.inline(summary, desk))
                return Markup(self._blocks.details(shown, self._body(blocks, material, desk)))
            case WidgetBlock(id=name, blocks=blocks):
                body = Markup(mathtex.fill(material.pictures[name], desk.typeset))
                title, caption = (Markup(prose.inline(one, desk)) for one in (block.title, block.caption))
                inside, number = self._body(blocks, material, desk), desk.ends.numbers.get(name)
                return Markup(self._blocks.widget(block, body, caption, number, title, inside))

    def _data(self, lesson: Lesson, root: str, frames: Page | None) -> Markup:
        """What the page's scripts need to know, as JSON that is safe inside of a script element."""
        data = {
            "widgets": {
                block.id: {
                    "widget": block.kind,
                    "fields": dict(block.fields),
                    "state": start(block.widget),
                    **({"version": version(block)} if block.is_exercise else {}),
                }
                for block in lesson.widgets()
            },
            "frames": f"{root}{frames.path}" if frames else None,
            "math": mathtex.options(self._course.macros),
            "runtime": {name: root + path for name, path in self._assets.runtime.items()},
        }
        return Markup(json.dumps(data, ensure_ascii=False, indent=1).replace("<", "\\u003c"))


def _fonts(html: str) -> tuple[str, ...]:
    """Those of KaTeX's fonts, out of the two that nearly every formula has, that this text needs."""
    marks = {"Main-Regular": '<span class="mord">', "Math-Italic": "mathnormal"}
    return tuple(f"KaTeX_{name}.woff2" for name, mark in marks.items() if mark in html)


def minutes(lesson: Lesson) -> int:
    """How long a lesson takes: what its author says, else an estimate from its words, formulas and widgets."""
    return lesson.front.minutes or estimate(lesson)


def estimate(lesson: Lesson) -> int:
    """Minutes for a careful reader: 180 words a minute, 12 seconds a display, 90 seconds a widget."""
    displays = sum(one.display for one in lesson.formulas())
    return max(1, round(lesson.words / 180 + displays / 5 + len(lesson.widgets()) * 1.5))


def _module(lesson: Lesson, course: Course) -> Module:
    return next((m for m in course.modules if m.folder == lesson.folder), Module(lesson.folder, lesson.folder))


def frames_page(lesson: Lesson, tables: Mapping[str, str]) -> Page | None:
    """All frames of a lesson in one file, named after its content. `tables` is JSON by a widget's id."""
    if not tables:
        return None
    text = "{" + ",\n".join(f"{json.dumps(name)}:{table}" for name, table in tables.items()) + "}\n"
    name = lesson.address.strip("/").replace("/", "-")
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    return Page(PurePosixPath("assets") / f"frames-{name}-{digest}.json", text)
