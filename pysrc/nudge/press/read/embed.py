"""From an author's description of a widget to the widget, or to what is wrong with it.

There are two ways to write one: a fenced block ```` ```widget KIND ```` with a field a line, and a block
`:::{KIND} Title` of ordinary markdown with its fields as the bullets at its end. Both come down to texts with a place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from markdown_it import MarkdownIt
from markdown_it.token import Token

from nudge.press.diagnostics import Diagnostic, did_you_mean
from nudge.press.read import fields
from nudge.press.read.ids import Ids
from nudge.press.read.inline import understand
from nudge.press.read.lesson import Link, WidgetBlock
from nudge.press.read.locate import Locator, Spot
from nudge.press.read.source import FrontMatter, Source
from nudge.rates.lexer import PLAIN
from nudge.widgets import REGISTRY, FieldProblem, Widget, entries, make
from nudge.widgets.exercises.base import Exercise

OURS = ("id", "caption")
"""The keys of every widget that the page uses itself; all others are the widget's own."""

_WORD = re.compile(r"\S+")
_BULLET = re.compile(r"(?P<key>[A-Za-z][\w-]*)(?P<gap>:\s*)")


@dataclass(frozen=True, slots=True)
class FieldText:
    """What an author wrote for one key: where the key stands, and the text with its places."""

    key: str
    line: int
    col: int
    spot: Spot


@dataclass(frozen=True, slots=True)
class Described:
    """A widget as its author describes it. `name` is "" where no id was chosen; `line` and `col` are the kind's."""

    kind: str
    name: str
    line: int
    col: int
    given: tuple[FieldText, ...]

    def of(self, key: str) -> FieldText | None:
        """What was written for a key; where it was written several times, all of it, a line each."""
        found = [one for one in self.given if one.key == key]
        if len(found) < 2:
            return found[0] if found else None
        places = tuple(place for one in found for place in one.spot.places)
        return FieldText(key, found[0].line, found[0].col, Spot("\n".join(one.spot.text for one in found), places))


def is_widget(token: Token) -> bool:
    """Whether a token is a fenced block that names a widget."""
    return token.type == "fence" and token.info.split()[:1] == ["widget"]


def is_nearly_widget(token: Token) -> bool:
    """Whether a fenced block looks as if it was meant to be one: its word is misspelt, or left out."""
    word = (token.info.split() or [""])[0] if token.type == "fence" else ""
    return word in REGISTRY or (word != "widget" and bool(get_close_matches(word, ["widget"], 1, 0.8)))


def fenced(token: Token, source: Source, locator: Locator, ids: Ids) -> tuple[Described | None, list[Diagnostic]]:
    """The description in a fenced block. An id in its first line is claimed here."""
    line = (token.map or [0, 0])[0] + 1
    text = source.lines[line - 1]
    words = [(m[0], m.start() + 1) for m in _WORD.finditer(text, text.find("widget"))][1:]
    found: list[Diagnostic] = []
    if not words:
        hint = "write the kind behind it, such as widget composition"
        return None, [source.whole_line("unknown-widget", "a widget has to say of which kind it is", line, hint)]
    (kind, col), name = words[0], ""
    if kind not in REGISTRY:
        message, hint = f"there is no widget “{kind}”", did_you_mean(kind, REGISTRY)
        found.append(source.problem("unknown-widget", message, line, col, len(kind), hint))
    for word, at in words[1:]:
        if word.startswith("id=") and name:
            found.append(
                source.problem("duplicate-key", "“id” is given twice", line, at, len(word), f"first as {name}")
            )
        elif word.startswith("id="):
            name = word[3:]
            trouble = ids.claim(name, "widget", line, at + 3)
            found += [trouble] if trouble else []
        else:
            hint = "only id=a-name may follow the kind; the rest goes on lines of its own"
            found.append(source.problem("bad-option", f"“{word}” is not read here", line, at, len(word), hint))
    given, more = _lines(token, kind, source, locator)
    return (Described(kind, name, line, col, given) if kind in REGISTRY else None), found + more


def _lines(token: Token, kind: str, source: Source, locator: Locator) -> tuple[tuple[FieldText, ...], list[Diagnostic]]:
    """The fields in a fenced block, a line each."""
    spot = locator.spot(token.content.rstrip("\n"), (token.map or [0, 0])[0] + 2)
    rows = [(*place, text) for place, text in zip(spot.places, spot.text.split("\n"), strict=True)]
    written: list[FieldText] = []
    found: list[Diagnostic] = []
    for field in fields.read(rows):
        if isinstance(field, fields.NotAField):
            message, hint = "this is not `key: value`", "a widget is described by lines like inner: sin(x)"
            found.append(source.problem("bad-field", message, field.line, field.col, len(field.text), hint))
        else:
            value = Spot(field.value, ((field.line, field.value_col),))
            written.append(FieldText(field.key, field.line, field.key_col, value))
    given, more = _once(written, kind, source)
    return given, found + more


def bullets(
    tokens: Sequence[Token], kind: str, source: Source, locator: Locator
) -> tuple[tuple[FieldText, ...], int, list[Diagnostic]]:
    """The fields at the end of a block of markdown, and how many of its tokens come before them.

    They are the last list, if its first bullet begins with `key:`. Backticks around a whole value are taken off.
    """
    if not tokens or tokens[-1].type != "bullet_list_close":
        return (), len(tokens), []
    start = next(i for i in reversed(range(len(tokens))) if _opens(tokens[i], tokens[-1]))
    items = [token for token in tokens[start:] if token.type == "inline"]
    if not _BULLET.match(items[0].content if items else ""):
        return (), len(tokens), []
    written: list[FieldText] = []
    found: list[Diagnostic] = []
    for item in items:
        spot, head = locator.inline(item), _BULLET.match(item.content)
        if not head:
            line, col = spot.place(0)
            message, hint = "this is not `key: value`", "the bullets at the end are fields, like - answer: `42`"
            found.append(source.problem("bad-field", message, line, col, len(spot.text.split("\n")[0]), hint))
            continue
        written.append(FieldText(head["key"], *spot.place(0), _value(spot, head.end())))
    given, more = _once(written, kind, source)
    return given, start, found + more


def _once(written: Sequence[FieldText], kind: str, source: Source) -> tuple[tuple[FieldText, ...], list[Diagnostic]]:
    """What was written, in its order. Only keys that may be repeated are there more than once."""
    repeats = {entry.key for entry in entries(REGISTRY[kind]) if entry.repeats} if kind in REGISTRY else set()
    first: dict[str, FieldText] = {}
    given: list[FieldText] = []
    found: list[Diagnostic] = []
    for one in written:
        if first.setdefault(one.key, one) is one or one.key in repeats:
            given.append(one)
        else:
            message, hint = f"“{one.key}” is given twice", f"first on line {first[one.key].line}"
            found.append(source.problem("duplicate-key", message, one.line, one.col, len(one.key), hint))
    return tuple(given), found


def _opens(token: Token, closing: Token) -> bool:
    return token.type == "bullet_list_open" and token.level == closing.level


def _value(spot: Spot, start: int) -> Spot:
    """The text of a bullet behind its key, without backticks around all of it."""
    text = spot.text[start:]
    if len(text) > 1 and text[0] == text[-1] == "`" and "`" not in text[1:-1]:
        return Spot(text[1:-1], spot.part(start + 1, len(spot.text) - 1))
    return Spot(text, spot.part(start, len(spot.text)))


def widget(
    what: Described, front: FrontMatter, md: MarkdownIt, source: Source, locator: Locator, ids: Ids
) -> tuple[WidgetBlock | None, list[Link], list[Diagnostic]]:
    """The widget that is described. Its id is claimed here if the author chose one, else it is "" for now."""
    found: list[Diagnostic] = []
    name = what.name
    given = what.of("id")
    if given and name:
        message, hint = "“id” is given twice", f"first on line {what.line}, as {name}"
        found.append(source.problem("duplicate-key", message, given.line, given.col, len(given.key), hint))
    elif given:
        name = given.spot.text
        trouble = ids.claim(name, "widget", *given.spot.place(0))
        found += [trouble] if trouble else []
    ours = tuple(one for one in what.given if one.key not in OURS)
    own = tuple((one.key, one.spot.text) for one in ours)
    written = _written(REGISTRY[what.kind], front)
    made, problems = make(REGISTRY[what.kind], own, written)
    found += [_located(problem, what, ours, source) for problem in problems]
    caption, links, more = _caption(what.of("caption"), md, source, locator)
    if made is None:
        return None, links, found + more
    return WidgetBlock(what.line, name, what.kind, (*own, *written), made, tuple(caption)), links, found + more


def _written(kind: type[Widget], front: FrontMatter) -> tuple[tuple[str, str], ...]:
    """The fields of a widget that come from what the lesson says about itself."""
    some = issubclass(kind, Exercise) and front.slips not in ("", "all")
    slips = (("slips", front.slips),) if some else ()
    return slips if front.log == PLAIN.log else (*slips, ("spelling", front.log))


def _located(problem: FieldProblem, what: Described, ours: Sequence[FieldText], source: Source) -> Diagnostic:
    """A widget's complaint about one of its fields, at its place in the file."""
    given = what.of(problem.key) if problem.index is None else ours[problem.index]
    hint = problem.hint or next((e.doc for e in entries(REGISTRY[what.kind]) if e.key == problem.key), "")
    if given is None:
        return source.problem(problem.code, problem.message, what.line, what.col, len(what.kind), hint)
    if problem.code in ("unknown-key", "duplicate-key"):
        line, col, length = given.line, given.col, len(given.key)
    else:
        line, col = given.spot.place(problem.offset)
        rest = given.spot.text[problem.offset :].split("\n")[0]
        length = max(1, min(problem.length or len(rest), len(rest)))
    return source.problem(problem.code, problem.message, line, col, length, hint)


def _caption(
    given: FieldText | None, md: MarkdownIt, source: Source, locator: Locator
) -> tuple[list[Token], list[Link], list[Diagnostic]]:
    if given is None:
        return [], [], []
    inline = md.parseInline(given.spot.text, {})[0]
    line = given.spot.place(0)[0]
    inline.map = [line - 1, line]
    links, found = understand(inline, source, locator)
    return inline.children or [], links, found
