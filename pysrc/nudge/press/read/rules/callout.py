"""`> [!NOTE]` at the head of a quotation makes it a callout, as on GitHub."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

from nudge.press.read.tokens import Seen, note

_MARK = re.compile(r"\[!(?P<kind>[\w-]+)\][ \t]*(?:\n|$)")


def callouts(md: MarkdownIt) -> None:
    """Add callouts: their quotation's tokens become `callout_open` and `callout_close`."""
    md.core.ruler.after("block", "callout", _rule)


def _rule(state: StateCore) -> None:
    tokens, kept = state.tokens, []
    closing: list[tuple[int, bool]] = []
    skip = -1
    for i, token in enumerate(tokens):
        if i <= skip:
            continue
        if token.type == "blockquote_open":
            found = _MARK.match(tokens[i + 2].content) if tokens[i + 1].type == "paragraph_open" else None
            closing.append((token.level, bool(found)))
            if found:
                inline = tokens[i + 2]
                token.type = "callout_open"
                note(token, Seen(name=found["kind"]))
                inline.content = inline.content[found.end() :]
                inline.map = [(inline.map or [0, 0])[0] + 1, (inline.map or [0, 0])[1]]
                tokens[i + 1].map = inline.map
                skip = -1 if inline.content else i + 3
        elif token.type == "blockquote_close":
            _, is_callout = closing.pop()
            token.type = "callout_close" if is_callout else token.type
        kept.append(token)
    state.tokens = kept
