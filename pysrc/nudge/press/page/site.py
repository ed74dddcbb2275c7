"""Every file of the site that is written here, each with a key of all that it is made from.

Nothing is made before it is asked for, so whoever has a file with the same key need not ask.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import PurePosixPath

from nudge.press.cache import key
from nudge.press.page import search, sitemap
from nudge.press.page.body import Known, LessonBody
from nudge.press.page.index import Index, Shelved
from nudge.press.page.pages import Page
from nudge.press.page.prepare import Preparer
from nudge.press.page.render import Around, Renderer
from nudge.press.read.course import Course
from nudge.press.read.outline import Outline


@dataclass(frozen=True, slots=True)
class Planned:
    """A file that can be made. Two that have the same key are the same to the byte."""

    path: PurePosixPath
    key: str
    make: Callable[[], str]


def planned(index: Index, renderer: Renderer, course: Course, preparer: Preparer, made_of: str) -> list[Planned]:
    """The files of a course. `made_of` stands for what all pages share: course, templates, assets and code."""
    outlines = [one.known.outline for one in index.lessons]
    before, after = [None, *outlines[:-1]], [*outlines[1:], None]
    makers: list[tuple[str, Shelved, Around, Callable[[LessonBody], Page]]] = []
    for one, *around in zip(index.lessons, before, after, strict=True):
        beside = around[0], around[1]
        makers.append(("lesson", one, beside, partial(renderer.lesson, one.placed, around=beside)))
    alone = None, None
    if index.glossary:
        makers.append(("glossary", index.glossary, alone, partial(renderer.glossary, index.glossary.placed)))
    makers += [("gallery", one, alone, partial(renderer.gallery, one.placed)) for one in index.gallery]
    pages = [page for one in makers for page in _pages(*one, made_of, preparer.body)]
    sheets = [sheet for kind, one, *_ in makers if kind != "glossary" and (sheet := renderer.sheet(one.known.outline))]
    small = [*sheets, renderer.index(outlines), renderer.not_found(), *sitemap.pages(course, index.addresses())]
    files = {
        one.path: one for one in (*pages, _search(index, preparer), *(written(page.path, page.text) for page in small))
    }
    return list(files.values())


def _pages(
    kind: str,
    one: Shelved,
    around: Around,
    make: Callable[[LessonBody], Page],
    made_of: str,
    body: Callable[[Known], LessonBody],
) -> Iterator[Planned]:
    """The page of a lesson, and its frames: their name has a hash of what they hold."""
    outline = one.known.outline
    path = PurePosixPath(outline.address) / "index.html"
    yield Planned(path, _key(made_of, kind, one, around), lambda: make(body(one.known)).text)
    if outline.frames:
        yield Planned(outline.frames, outline.frames.name, lambda: body(one.known).frames)


def _search(index: Index, preparer: Preparer) -> Planned:
    """What readers search in."""
    every = [one.known for one in (*index.lessons, *([index.glossary] if index.glossary else []), *index.gallery)]
    name = key("search", *(f"{one.key} {one.outline.address} {one.outline.front.title}" for one in every))
    return Planned(search.PLACE, name, lambda: search.page((one.outline, preparer.search(one)) for one in every).text)


def written(path: PurePosixPath, text: str) -> Planned:
    """A file whose text is known."""
    return Planned(path, hashlib.sha256(text.encode()).hexdigest(), lambda: text)


def _key(made_of: str, kind: str, one: Shelved, around: Around) -> str:
    resolved = one.placed.resolved
    seen = [
        dict(resolved.urls),
        dict(resolved.labels),
        dict(resolved.numbers),
        dict(one.placed.sizes),
        [_entry(other) for other in around],
    ]
    return key("page", made_of, kind, one.known.key, json.dumps(seen, sort_keys=True))


def _entry(lesson: Outline | None) -> object:
    """What a page shows of a lesson beside it."""
    return [lesson.address, asdict(lesson.front), lesson.minutes] if lesson else None
