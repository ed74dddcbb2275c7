"""Remember where inline things stand: markdown-it keeps a line for blocks, and nothing for what is inside
them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from markdown_it import MarkdownIt, rules_inline
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.footnote.index import footnote_ref

from nudge.press.read.tokens import note, seen

InlineRule = Callable[[StateInline, bool], bool]


def places(md: MarkdownIt) -> None:
    """Give links, images, code, HTML and footnote marks a a place: their offset in the inline text."""
    md.inline.ruler.at("link", _located(rules_inline.link))
    md.inline.ruler.at("autolink", _located(rules_inline.autolink))
    md.inline.ruler.at("image", _located(rules_inline.image))
    md.inline.ruler.at("backticks", _located(rules_inline.backtick))
    md.inline.ruler.at("html_inline", _located(rules_inline.html_inline))
    md.inline.ruler.at("footnote_ref", _located(footnote_ref))


def _located(rule: InlineRule) -> InlineRule:
    def located(state: StateInline, silent: bool) -> bool:
        at, before = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        for token in state.tokens[before:]:
            if token.type != "text" and seen(token).at is None:
                note(token, replace(seen(token), at=at))
                break
        return True

    return located
