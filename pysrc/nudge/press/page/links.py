"""Where links lead: to a lesson, to a place on a page, to a file beside the lessons, or out."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote, urlsplit

from nudge.press.diagnostics import Diagnostic, did_you_mean
from nudge.press.read.content import HIDDEN, Refusal, is_hidden
from nudge.press.read.lesson import Lesson, Link
from nudge.press.read.outline import Outline
from nudge.press.read.published import refusal

SCHEMES = ("https", "http", "mailto", "tel")
"""How an address out of the course may begin. Nothing that a browser would run is among them."""

_SCHEME = re.compile(r"[\s\x00-\x20]*([A-Za-z][A-Za-z0-9+.-]*):")

NUMBERED = {"equation": "equation", "figure": "figure", "widget": "figure"}
"""The kinds of anchor that can have a number, and the word before it."""


@dataclass(frozen=True, slots=True)
class Map:
    """Everything there is to link to: lessons by their place in the content folder, and the other files.

    `refused` are files that nothing may link to. The others are looked into, in the folder `content`.
    """

    lessons: Mapping[PurePosixPath, Outline]
    files: frozenset[PurePosixPath]
    glossary: Outline | None = None
    refused: Mapping[PurePosixPath, Refusal] = field(default_factory=dict)
    content: Path | None = None


@dataclass(frozen=True, slots=True)
class ResolvedLinks:
    """The links of one lesson, resolved.

    `urls` and `labels` go from a link's address as written to the one on the page, and to the words for a
    link without words; `numbers` from the id of an equation or figure that is referred to to its number;
    `files` are to be copied, each with the links to it. A link that leads nowhere is in none of them.
    """

    urls: Mapping[str, str]
    labels: Mapping[str, str]
    numbers: Mapping[str, int]
    files: Mapping[PurePosixPath, tuple[Link, ...]]


def relative(address: str, from_: str) -> str:
    """An address in the site (`a/b/`, `a/b.png`) as seen from the page at `from_` (`a/c/`; "" is the front page)."""
    if not from_:
        return quote(address) or "./"
    path = posixpath.relpath("/" + address, "/" + from_)
    return quote(path + "/" if address.endswith("/") or not address else path)


def resolve(lesson: Outline, there: Map) -> tuple[ResolvedLinks, list[Diagnostic]]:
    """Follow every link of a lesson."""
    numbers = numbered(lesson)
    urls: dict[str, str] = {}
    labels: dict[str, str] = {}
    files: dict[PurePosixPath, tuple[Link, ...]] = {}
    found: list[Diagnostic] = []
    for link in lesson.links:
        try:
            end = _follow(link, lesson, there)
        except _Dead as dead:
            found.append(_problem(lesson, link, dead.code, dead.message, dead.hint))
            continue
        urls[link.href] = end.url
        if end.file:
            files[end.file] = (*files.get(end.file, ()), link)
        if link.bare:
            label = _label(link, end, numbers)
            if label:
                labels[link.href] = label
            else:
                message, hint = "this has no number to show", "write some words between the brackets"
                found.append(_problem(lesson, link, "unknown-reference", message, hint))
    return ResolvedLinks(urls, labels, numbers, files), found


class _Dead(Exception):
    """A link that leads nowhere; never leaves this file."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        self.code, self.message, self.hint = code, message, hint


@dataclass(frozen=True, slots=True)
class _End:
    url: str
    file: PurePosixPath | None = None
    lesson: Outline | None = None
    anchor: str = ""


def _follow(link: Link, lesson: Outline, there: Map) -> _End:
    outward = _SCHEME.match(link.href)
    if outward and outward[1].lower() == "term":
        return _term(unquote(link.href[outward.end() :]), lesson, there.glossary)
    if outward or link.href.lstrip().startswith("//"):
        _check_outward(link.href, outward[1].lower() if outward else "https")
        if link.image:
            raise _Dead("foreign-image", "a page shows no image from another host", "put the file beside the lesson")
        return _End(link.href)
    href, _, fragment = link.href.partition("#")
    path, anchor = unquote(href.partition("?")[0]), unquote(fragment)
    if not path:
        _anchored(lesson, anchor)
        return _End(f"#{quote(anchor)}", None, lesson, anchor)
    place = PurePosixPath(posixpath.normpath((lesson.source.place.parent / path).as_posix()))
    if path.startswith("/") or place.parts[:1] == ("..",):
        raise _Dead(
            "dead-link",
            "this leads out of the course",
            "give the path from this file, such as ../limits/what.md",
        )
    if place in there.lessons:
        other = there.lessons[place]
        if anchor:
            _anchored(other, anchor)
        url = relative(other.address, lesson.address) + (f"#{quote(anchor)}" if anchor else "")
        return _End(url, None, other, anchor)
    reason = there.refused.get(place) or (HIDDEN if is_hidden(place) else None)
    if not reason and place in there.files and there.content:
        reason = refusal(there.content, place, link.image)
    if reason:
        raise _Dead(*reason)
    if place in there.files:
        return _End(relative(place.as_posix(), lesson.address), place)
    kind = there.lessons if place.suffix == ".md" else there.files
    close = [posixpath.relpath(p.as_posix(), lesson.source.place.parent.as_posix()) for p in kind]
    what = "lesson" if place.suffix == ".md" else "file"
    raise _Dead("dead-link", f"there is no {what} “{path}”", did_you_mean(path, close, "paths start from this file"))


def _check_outward(href: str, scheme: str) -> None:
    """Raise `_Dead` for an address out of the course that no browser should be given."""
    if scheme not in SCHEMES:
        close = get_close_matches(scheme, SCHEMES, 1)
        hint = (
            f"did you mean {close[0]}:?" if close else f"links lead to files here, or begin with {', '.join(SCHEMES)}"
        )
        raise _Dead("bad-address", f"no link begins with “{scheme}:”", hint)
    try:
        whole = scheme not in ("https", "http") or bool(urlsplit(href).hostname)
    except ValueError:
        whole = False
    if not whole:
        raise _Dead("bad-address", "this address names no host", "write it whole, such as https://example.org/page")


def _term(name: str, lesson: Outline, glossary: Outline | None) -> _End:
    terms = [a.id for a in glossary.anchors.values() if a.kind == "term"] if glossary else []
    if glossary is None or name not in terms:
        hint = did_you_mean(name, terms, "terms are explained in glossary.md, beside course.toml")
        raise _Dead("unknown-term", f"the glossary does not explain “{name}”", hint)
    return _End(f"{relative(glossary.address, lesson.address)}#{quote(name)}", None, glossary, name)


def _anchored(lesson: Outline, anchor: str) -> None:
    if anchor in lesson.anchors or anchor == "":
        return
    where = f"“{lesson.front.title}” has no place"
    raise _Dead(
        "dead-anchor",
        f"{where} “{anchor}”",
        did_you_mean(anchor, lesson.anchors, "places are headings, and what has an id"),
    )


def numbered(lesson: Lesson | Outline) -> dict[str, int]:
    """Numbers for what a bare link on the same page refers to, in reading order, equations and figures apart."""
    wanted = {unquote(link.href[1:]) for link in lesson.links if link.bare and link.href.startswith("#")}
    counts: dict[str, int] = {}
    numbers = {}
    for anchor in sorted(lesson.anchors.values(), key=lambda a: a.line):
        word = NUMBERED.get(anchor.kind)
        if word and anchor.id in wanted:
            counts[word] = numbers[anchor.id] = counts.get(word, 0) + 1
    return numbers


def _label(link: Link, end: _End, numbers: Mapping[str, int]) -> str:
    """The words for a link without words: what it leads to, by its number or its heading, and the lesson it is in."""
    other = end.lesson
    if other is None or not end.anchor:
        return other.front.title if other else ""
    here = link.href.startswith("#")
    number = (numbers if here else numbered(other)).get(end.anchor)
    section = other.headings.get(end.anchor, "")
    if number:
        word = NUMBERED[other.anchors[end.anchor].kind]
        name = f"{word} ({number})" if word == "equation" else f"{word} {number}"
        return name if here else f"{name} in {other.front.title}"
    return section if here or not section else f"{other.front.title}: {section}"


def _problem(lesson: Outline, link: Link, code: str, message: str, hint: str) -> Diagnostic:
    return lesson.source.problem(code, message, link.line, link.col, link.length, hint)
