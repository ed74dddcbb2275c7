"""What pages are made of: lessons with all that was worked out for them, and the parts that templates put together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from nudge.press.checks.lessons import Checked
from nudge.press.diagnostics import Diagnostic
from nudge.press.draw.katex import Typeset, Unset
from nudge.press.read.lesson import Lesson

ASSETS = "assets"
"""The folder of the site that holds what is not a page; no module may have this name."""


@dataclass(frozen=True, slots=True)
class Assets:
    """The files all pages share, as addresses from the site's root.

    `static`, `fonts` and `scripts` are folders without a slash at the end; `runtime` names what the worker and the
    page fetch: "pyodide" (a folder, with its slash), "core", "katex" (the module). `looks` are the style sheets of the
    kinds of widgets that have one, as texts.
    """

    static: str
    style: str
    fonts: str
    scripts: str
    runtime: Mapping[str, str]
    looks: Mapping[str, str] = field(default_factory=dict)


NO_ASSETS = Assets("", "", "", "", {})
"""For a page that stands alone."""


@dataclass(frozen=True, slots=True)
class Page:
    """A file of the site that was written here: an HTML page, a style sheet, or a table of frames."""

    path: PurePosixPath
    text: str


@dataclass(frozen=True, slots=True)
class Head:
    """What every page has. `root` leads from the page to the site's root, with a slash at the end.

    `kind` is Open Graph's word for the page; `fonts` are those of KaTeX's that the first screen waits for, and
    `sheets` the style sheets besides the one of all pages, as addresses from the site's root.
    """

    root: str
    title: str
    description: str
    canonical: str
    kind: str = "website"
    fonts: tuple[str, ...] = ()
    sheets: tuple[PurePosixPath, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A step, or the ending, as HTML."""

    id: str
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class LessonEntry:
    """A lesson in a list of lessons; `url` is relative to the page the list is on."""

    url: str
    title: str
    summary: str
    minutes: int


@dataclass(frozen=True, slots=True)
class PreparedLesson:
    """What was worked out for one lesson by itself: pictures by a widget's id, and all that is wrong with it."""

    lesson: Lesson
    pictures: Mapping[str, Unset]
    typeset: Typeset
    checked: Checked = field(default_factory=Checked)
    found: tuple[Diagnostic, ...] = ()
