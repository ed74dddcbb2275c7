"""Formulas: `$x$` in a line of text, `$$ … $$` on lines of its own.

A dollar sign is money unless the text says otherwise: an opening one has no space after it and no digit
before it, a closing one no space before it and no digit after it. So "$5 and $6" is text. What looks like a
formula that went wrong becomes a `stray_math` token.
"""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.dollarmath.index import math_block_dollar

from nudge.press.read.tokens import Seen, note

_TEX = frozenset("\\^_=")


def formulas(md: MarkdownIt) -> None:
    """Add inline and display formulas."""
    md.inline.ruler.before("escape", "math_inline", _inline)
    block = math_block_dollar(allow_labels=False, allow_blank_lines=False)
    md.block.ruler.before("fence", "math_block", block)


def _inline(state: StateInline, silent: bool) -> bool:
    text, start = state.src, state.pos
    if text[start] != "$":
        return False
    if text.startswith("$$", start):
        end = text.find("$$", start + 2)
        return (
            _stray(state, silent, end + 2 - start, "display") if end > 0 else _stray(state, silent, 2, "open display")
        )
    end = _closing(text, start)
    before = text[start - 1] if start else ""
    if end > 0 and not before.isdigit() and not text[end + 1 : end + 2].isdigit():
        inside = text[start + 1 : end]
        if inside == inside.strip():
            return _push(state, silent, "math_inline", end + 1, inside)
        if _is_tex(inside.strip()) and inside[0].isspace() and inside[-1].isspace():
            return _stray(state, silent, end + 1 - start, "spaced")
    if end < 0 and text[start + 1 : start + 2].strip() and not text[start + 1].isdigit() and not before.isalnum():
        return _stray(state, silent, 1, "unclosed")
    return False


def _is_tex(text: str) -> bool:
    """Whether a text between dollar signs and spaces was meant as a formula: a letter, or signs no price has."""
    return bool(_TEX & set(text)) or (len(text) == 1 and text.isalpha())


def _closing(text: str, start: int) -> int:
    """The next dollar sign without a backslash before it; -1 without one, or when it follows at once."""
    at = start + 1
    while (at := text.find("$", at)) >= 0:
        escapes = len(text[:at]) - len(text[:at].rstrip("\\"))
        if escapes % 2 == 0:
            return at if at > start + 1 else -1
        at += 1
    return -1


def _stray(state: StateInline, silent: bool, length: int, why: str) -> bool:
    return _push(state, silent, "stray_math", state.pos + length, why)


def _push(state: StateInline, silent: bool, kind: str, end: int, content: str) -> bool:
    if not silent:
        token = state.push(kind, "", 0)
        token.content = content
        note(token, Seen(at=state.pos, length=end - state.pos))
    state.pos = end
    return True
