"""`<!-- … -->` on lines of its own: how a lesson says what GitHub need not show."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from nudge.press.read.rules import nested
from nudge.press.read.tokens import Seen


def comments(md: MarkdownIt) -> None:
    """Add comments, ahead of raw HTML. They may stand directly under a heading, a formula or a paragraph."""
    alt = ["paragraph", "reference", "blockquote", "list"]
    md.block.ruler.before("html_block", "comment", _rule, {"alt": alt})


def _rule(state: StateBlock, start: int, last: int, silent: bool) -> bool:
    if state.is_code_block(start) or not nested.line(state, start).startswith("<!--"):
        return False
    texts: list[str] = []
    for number in range(start, last):
        texts.append(nested.line(state, number))
        if "-->" in texts[-1]:
            break
    closed = "-->" in texts[-1]
    if closed and not texts[-1].endswith("-->"):
        return False  # text follows on the same line: raw HTML, and reported as such
    if not silent:
        lines = len(texts) if closed else 1
        content = "\n".join(texts[:lines])[4:]
        nested.push(state, "comment", 0, (start, start + lines), Seen(closed=closed))
        state.tokens[-1].content = content[:-3] if closed else content
        state.line = start + lines
    return True
