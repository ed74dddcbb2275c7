"""`<details>` with its `<summary>`: the only HTML elements an author may write."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from nudge.press.read.rules import nested
from nudge.press.read.tokens import Seen

_OPENING = re.compile(r"<details>[ \t]*(?P<rest>.*)$")
_SUMMARY = re.compile(r"<summary>(?P<text>.*)</summary>$")


def details(md: MarkdownIt) -> None:
    """Add details blocks, ahead of raw HTML."""
    alt = ["paragraph", "reference", "blockquote", "list"]
    md.block.ruler.before("html_block", "details", _rule, {"alt": alt})


def _rule(state: StateBlock, start: int, last: int, silent: bool) -> bool:
    opening = None if state.is_code_block(start) else _OPENING.match(nested.line(state, start))
    if not opening:
        return False
    if silent:
        return True
    until, closed = nested.end(state, start, last, _depth)
    nested.push(state, "details_open", 1, (start, until), Seen(closed=closed))
    first, at = start + 1, start
    summary = opening["rest"]
    if not summary and first < until:
        summary, at, first = nested.line(state, first), first, first + 1
    found = _SUMMARY.match(summary)
    if found:
        nested.inline(state, "summary", at, found["text"].strip())
    elif at > start:
        first = at
    nested.tokenize(state, first, until)
    nested.push(state, "details_close", -1, (start, until))
    state.line = until + closed
    return True


def _depth(text: str) -> int:
    return 1 if text.startswith("<details>") else -1 if text == "</details>" else 0
