"""From a fenced block ```` ```widget KIND ```` to a widget, or to what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches

from markdown_it import MarkdownIt
from markdown_it.token import Token

from nudge.press import fields
from nudge.press.diagnostics import Diagnostic, did_you_mean
from nudge.press.ids import Ids
from nudge.press.inline import understand
from nudge.press.lesson import Link, WidgetBlock
from nudge.press.locate import Locator
from nudge.press.source import Source
from nudge.widgets import REGISTRY, FieldProblem, make

OURS = ("id", "caption")
"""The keys of every widget that the page uses itself; all others are the widget's own."""


def is_widget(token: Token) -> bool:
    """Whether a token is a fenced block that names a widget."""
    return token.type == "fence" and token.info.split()[:1] == ["widget"]


def is_nearly_widget(token: Token) -> bool:
    """Whether a fenced block looks as if it was meant to be one: its word is misspelt, or left out."""
    word = (token.info.split() or [""])[0] if token.type == "fence" else ""
    return word in REGISTRY or (word != "widget" and bool(get_close_matches(word, ["widget"], 1, 0.8)))


def widget(
    token: Token, md: MarkdownIt, source: Source, locator: Locator, ids: Ids
) -> tuple[WidgetBlock | None, list[Link], list[Diagnostic]]:
    """The widget a fence describes. Its id is claimed here if the author chose one, else it is "" for now."""
    line = (token.map or [0, 0])[0] + 1
    kind, name, found = _info(token, source, line, ids)
    texts, more = _fields(token, source, locator, line)
    found += more
    if "id" in texts:
        trouble = ids.claim(texts["id"].value, "widget", texts["id"].line, texts["id"].value_col)
        found += [trouble] if trouble else []
        name = texts["id"].value
    if kind is None:
        return None, [], found
    own = {key: field.value for key, field in texts.items() if key not in OURS}
    made, problems = make(REGISTRY[kind], own)
    found += [_located(problem, texts, source, line, kind) for problem in problems]
    caption, links, more = _caption(texts.get("caption"), md, source, locator)
    found += more
    if made is None:
        return None, links, found
    return WidgetBlock(line, name, kind, own, made, tuple(caption)), links, found


def _info(token: Token, source: Source, line: int, ids: Ids) -> tuple[str | None, str, list[Diagnostic]]:
    """The kind and the id in ```` ```widget KIND id=NAME ````."""
    text = source.lines[line - 1]
    words = [(m[0], m.start() + 1) for m in re.finditer(r"\S+", text[text.find("widget") :])]
    words = [(word, col + text.find("widget")) for word, col in words][1:]
    if not words:
        hint = "known kinds: " + ", ".join(REGISTRY)
        return (
            None,
            "",
            [source.whole_line("unknown-widget", "a widget has to say of which kind it is", line, hint)],
        )
    (kind, col), found, name = words[0], [], ""
    if kind not in REGISTRY:
        message, hint = f"there is no widget “{kind}”", did_you_mean(kind, REGISTRY)
        found.append(source.problem("unknown-widget", message, line, col, len(kind), hint))
    for word, at in words[1:]:
        if word.startswith("id="):
            name = word[3:]
            trouble = ids.claim(name, "widget", line, at + 3)
            found += [trouble] if trouble else []
        else:
            hint = "only id=a-name may follow the kind; the rest goes on lines of its own"
            found.append(source.problem("bad-option", f"“{word}” is not read here", line, at, len(word), hint))
    return (kind if kind in REGISTRY else None), name, found


def _fields(
    token: Token, source: Source, locator: Locator, line: int
) -> tuple[dict[str, fields.Field], list[Diagnostic]]:
    spot = locator.spot(token.content.rstrip("\n"), line + 1)
    rows = [(*place, text) for place, text in zip(spot.places, spot.text.split("\n"), strict=True)]
    texts: dict[str, fields.Field] = {}
    found: list[Diagnostic] = []
    for field in fields.read(rows):
        if isinstance(field, fields.NotAField):
            message, hint = "this is not `key: value`", "a widget is described by lines like inner: sin(x)"
            found.append(source.problem("bad-field", message, field.line, field.col, len(field.text), hint))
        elif field.key in texts:
            message, hint = f"“{field.key}” is given twice", f"first on line {texts[field.key].line}"
            found.append(source.problem("duplicate-key", message, field.line, field.key_col, len(field.key), hint))
        else:
            texts[field.key] = field
    return texts, found


def _located(
    problem: FieldProblem, texts: Mapping[str, fields.Field], source: Source, line: int, kind: str
) -> Diagnostic:
    """A widget's complaint about a field, at its place in the file."""
    field = texts.get(problem.key)
    if field is None:
        col = source.lines[line - 1].find(kind) + 1
        return source.problem(problem.code, problem.message, line, col, len(kind), problem.hint)
    if problem.code == "unknown-key":
        return source.problem(problem.code, problem.message, field.line, field.key_col, len(field.key), problem.hint)
    rest = len(field.value) - problem.offset
    length = max(1, problem.length or rest)
    col = field.value_col + problem.offset
    return source.problem(problem.code, problem.message, field.line, col, length, problem.hint)


def _caption(
    field: fields.Field | None, md: MarkdownIt, source: Source, locator: Locator
) -> tuple[list[Token], list[Link], list[Diagnostic]]:
    if field is None:
        return [], [], []
    inline = md.parseInline(field.value, {})[0]
    inline.map = [field.line - 1, field.line]
    links, found = understand(inline, source, locator)
    return inline.children or [], links, found
