"""`:::{name} Title` … `:::`: a block of markdown with a name."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from nudge.press.read.rules import nested
from nudge.press.read.tokens import Seen

_COLONS = re.compile(r":{3,}")
_OPENING = re.compile(r":{3,}[ \t]*\{?(?P<name>[\w-]+)\}?[ \t]*(?P<title>.*)$")


def colon_blocks(md: MarkdownIt) -> None:
    """Add colon blocks. They may interrupt a paragraph, a list or a quotation."""
    alt = ["paragraph", "reference", "blockquote", "list"]
    md.block.ruler.before("fence", "colon_block", _rule, {"alt": alt})


def _rule(state: StateBlock, start: int, last: int, silent: bool) -> bool:
    text = nested.line(state, start)
    if state.is_code_block(start) or not text.startswith(":::"):
        return False
    if silent:
        return True
    opening = _OPENING.match(text)
    if not opening:
        nested.push(state, "stray_colons", 0, (start, start + 1))
        state.line = start + 1
        return True
    until, closed = nested.end(state, start, last, _depth)
    nested.push(state, "colon_block_open", 1, (start, until), Seen(closed=closed, name=opening["name"]))
    if opening["title"]:
        nested.inline(state, "colon_title", start, opening["title"])
    nested.tokenize(state, start + 1, until)
    nested.push(state, "colon_block_close", -1, (start, until))
    state.line = until + closed
    return True


def _depth(text: str) -> int:
    if not text.startswith(":::"):
        return 0
    return -1 if _COLONS.fullmatch(text) else 1
