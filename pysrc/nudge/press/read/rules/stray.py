"""Links and notes that lead to nothing: `[text][name]` without a line `[name]: …`, and `[^name]` without a note.

Markdown shows them as they are written. An index, as in `a[i][j]`, stands right behind a letter and is left alone.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from nudge.press.read.tokens import Seen, note

_NOTE = re.compile(r"\[\^([^\]\s\[]+)\]")
_REFERENCE = re.compile(r"!?\[(?P<text>(?:[^\[\]\\]|\\.)*)\]\[(?P<name>(?:[^\[\]\\]|\\.)*)\]", re.DOTALL)


def strays(md: MarkdownIt) -> None:
    """Leave a `stray_link` where a link or a note was meant. Comes after the rules for those."""
    md.inline.ruler.push("stray_link", _stray)


def _stray(state: StateInline, silent: bool) -> bool:
    text, at = state.src, state.pos
    if text[at] not in "[!":
        return False
    if footnote := _NOTE.match(text, at, state.posMax):
        return _push(state, silent, "note", footnote[1], footnote.end())
    before = text[at - 1] if at else ""
    found = None if before.isalnum() or before in ("]", "_") else _REFERENCE.match(text, at, state.posMax)
    if not found or not (found["text"] + found["name"]).strip():
        return False
    return _push(state, silent, "reference", found["name"] or found["text"], found.end())


def _push(state: StateInline, silent: bool, why: str, name: str, end: int) -> bool:
    if not silent:
        token = state.push("stray_link", "", 0)
        token.content = state.src[state.pos : end]
        note(token, Seen(at=state.pos, length=end - state.pos, name=name, why=why))
    state.pos = end
    return True
