"""What a reader can search for, as one file of the site: the words of every section, named formulas and terms.

The file's name never changes, so that no page depends on what others say. A page fetches it when its search is opened.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from markdown_it.token import Token

from nudge.press.page.pages import Page
from nudge.press.read.lesson import Block, Callout, Details, Lesson, Prose, WidgetBlock
from nudge.press.read.outline import Outline
from nudge.press.read.tokens import flat, meaning

PLACE = PurePosixPath("search.json")

SearchEntry = tuple[int, str, str, str, str]
"""The number of its page, its place there, its heading, its words, and words that lead to it and are not shown."""

_COMMAND = re.compile(r"\\([A-Za-z]{2,})")
_KIND = re.compile(r"^(eq|equation|fig|figure)-")
_SHORT = 24  # signs of a formula that can be read as it is written; a longer one is left out of the words


def page(lessons: Iterable[tuple[Outline | Lesson, str]]) -> Page:
    """The index of these pages, each with what can be found in it: `pages` are [address, title], `entries` as
    `SearchEntry` has them.
    """
    lessons = list(lessons)
    entries = [[number, *entry] for number, (_, found) in enumerate(lessons) for entry in json.loads(found)]
    made = {"pages": [[one.address, one.front.title] for one, _ in lessons], "entries": entries}
    return Page(PLACE, json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n")


def found_in(lesson: Lesson) -> str:
    """The entries of a lesson without the number of its page, as JSON."""
    return json.dumps([entry[1:] for entry in _entries(0, lesson)], ensure_ascii=False)


def _entries(number: int, lesson: Lesson) -> Iterator[SearchEntry]:
    """What can be found in a lesson: itself, its sections, its named formulas and pictures, the terms it explains."""
    words, more = _texts(lesson.opening)
    yield number, "", lesson.front.title, f"{lesson.front.summary} {words}".strip(), more
    for section in lesson.sections():
        words, more = _texts(section.blocks)
        yield number, section.id, section.name, words, more
    if lesson.notes:
        words, more = _texts((lesson.notes,))
        yield number, "", lesson.front.title, words, more
    for anchor in lesson.anchors.values():
        if anchor.kind in ("equation", "figure"):
            around = next((one.name for one in reversed(lesson.sections()) if one.line <= anchor.line), "")
            name = _KIND.sub("", anchor.id).replace("-", " ")
            yield number, anchor.id, f"{anchor.kind.capitalize()}: {name}", around, ""
    yield from _terms(number, lesson)


def _terms(number: int, lesson: Lesson) -> Iterator[SearchEntry]:
    """Each term of a list of definitions, with what is said of it."""
    found: list[tuple[str, str, list[str]]] = []
    inside = ""
    for token in lesson.tokens():
        if token.type in ("dt_open", "dd_open", "dt_close", "dd_close"):
            inside = token.type if token.nesting > 0 else ""
            if token.type == "dt_open":
                found.append((str(token.attrs.get("id", "")), "", []))
        elif token.type == "inline" and inside and found:
            name, term, said = found[-1]
            text = _words(token.children or [])
            if inside == "dt_open":
                found[-1] = name, text, said
            else:
                said.append(text)
    for name, term, said in found:
        yield number, name, term, " ".join(said), "term"


def _texts(blocks: Iterable[Block]) -> tuple[str, str]:
    """The words of these blocks, and the names of what their formulas use."""
    words: list[str] = []
    names: dict[str, None] = {}
    for tokens in _tokens(blocks):
        for token in flat(tuple(tokens)):
            if one := meaning(token).formula:
                names |= dict.fromkeys(_COMMAND.findall(one.tex))
        words += [_words(one.children or []) if one.type == "inline" else one.content for one in _spoken(tokens)]
    return " ".join(" ".join(words).split()), " ".join(names)


def _spoken(tokens: Iterable[Token]) -> Iterator[Token]:
    """What stands in these tokens to be read, without definitions, which are entries of their own."""
    inside = 0
    for token in tokens:
        if token.type in ("dl_open", "dl_close"):
            inside += token.nesting
        elif not inside and token.type in ("inline", "fence", "code_block"):
            yield token


def _tokens(blocks: Iterable[Block]) -> Iterator[Iterable[Token]]:
    """The tokens of these blocks and those inside them, a row for each text."""
    for block in blocks:
        match block:
            case Prose(tokens=tokens):
                yield tokens
            case WidgetBlock(title=title, caption=caption, blocks=inside):
                yield from (_row(title), _row(caption))
                yield from _tokens(inside)
            case Details(summary=summary, blocks=inside):
                yield _row(summary)
                yield from _tokens(inside)
            case Callout(blocks=inside):
                yield from _tokens(inside)


def _row(children: tuple[Token, ...]) -> tuple[Token, ...]:
    return (Token("inline", "", 0, children=list(children)),) if children else ()


def _words(children: Iterable[Token]) -> str:
    """The words of a paragraph. A formula stands as it is written if that can be read."""
    pieces = []
    before = ""
    for token in children:
        if (before, token.type) == ("link_open", "link_close"):
            pieces.append("…")  # its text is a number or a title, which the page gives it
        before = token.type
        match token.type:
            case "softbreak" | "hardbreak":
                pieces.append(" ")
            case "image":
                pieces.append(_words(token.children or []))
            case "math_inline":
                readable = len(token.content) <= _SHORT and "\\" not in token.content
                pieces.append(token.content if readable else "…")
            case _:
                pieces.append(token.content)
    return "".join(pieces)
