"""Where everything of a course will be in the site, and what would be in the same place as something else.

Two names are the same place if some file system, or some host, takes them for one: capital letters count for nothing
there, nor does it matter how an accent is composed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from nudge.press.diagnostics import Diagnostic
from nudge.press.page.pages import ASSETS
from nudge.press.page.render import PlacedLesson
from nudge.press.read.lesson import Link
from nudge.press.read.outline import Outline

KEPT = (
    *(
        ASSETS,
        "_serve",
        "index.html",
        "404.html",
        "licenses.txt",
        "sitemap.xml",
        "robots.txt",
        "feed.xml",
        "search.json",
    ),
    *("sw.js", "cname", "manifest.webmanifest"),
)
"""What the site has at its root, in small letters: no file of a course may be there."""


def clashes(placed: Iterable[PlacedLesson]) -> list[Diagnostic]:
    """Everything that would be published where something else is."""
    taken = dict.fromkeys(KEPT, "a file that every site has")
    spelled: dict[str, str] = {}
    folders: dict[str, str] = {}
    found: list[Diagnostic] = []
    for place, lesson, link in _outputs(list(placed)):
        name = _folded(place)
        parents = [parent for parent in place.parents if parent.parts]
        other = next((taken[_folded(one)] for one in (place, *parents) if _folded(one) in taken), folders.get(name, ""))
        twin = next((spelled[_folded(one)] for one in parents if spelled.get(_folded(one), str(one)) != str(one)), "")
        what = lesson.source.file if link is None else f"{place}, a file that {lesson.source.file} links to"
        if (other or twin) and other != what:
            found.append(_problem(lesson, link, place, other or f"the folder {twin}"))
            continue
        taken[name] = what
        for parent in parents:
            spelled[_folded(parent)] = str(parent)
            folders.setdefault(_folded(parent), what)
    return found


def _outputs(placed: list[PlacedLesson]) -> Iterator[tuple[PurePosixPath, Outline, Link | None]]:
    """Every page and every copied file once, the pages first, each with who asks for it."""
    for one in placed:
        if one.outline.folder != ASSETS:  # which is reported where modules are
            yield PurePosixPath(one.outline.address, "index.html"), one.outline, None
    seen: set[PurePosixPath] = set()
    for one in placed:
        for place, links in one.resolved.files.items():
            if place not in seen:
                seen.add(place)
                yield place, one.outline, links[0]


def _folded(place: PurePosixPath) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", str(place)).casefold())


def _problem(lesson: Outline, link: Link | None, place: PurePosixPath, other: str) -> Diagnostic:
    hint = "give one of them another name; small and capital letters, and how accents are composed, make no difference"
    if link is None:
        message = f"this page would be where there is already {other}"
        return lesson.source.problem("same-address", message, 1, 1, 3, hint)
    message = f"“{place}” would be where there is already {other}"
    return lesson.source.problem("same-address", message, link.line, link.col, link.length, hint)
