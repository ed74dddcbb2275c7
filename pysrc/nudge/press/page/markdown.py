"""Markdown tokens to HTML. Formulas, code and links were worked out before; here they are only put in their
place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from nudge.press.draw.katex import Typeset
from nudge.press.page.links import ResolvedLinks
from nudge.press.read.comments import is_figure
from nudge.press.read.rules import parser
from nudge.press.read.tokens import Computed, Formula, meaning

_PUNCTUATION = re.compile(r"[.,;:!?)\]’”…]+")
_LONG = 3
"""A formula with so many places to break a line must be free to break there."""


@dataclass(frozen=True, slots=True)
class RenderContext:
    """What is at hand while a page's prose is written."""

    typeset: Typeset
    resolved: ResolvedLinks
    colour: Callable[[str, str], str]
    rooms: Mapping[str, str]
    marks: Mapping[Formula, str] = field(default_factory=dict)
    numbers: Mapping[Computed, str] = field(default_factory=dict)


def html(tokens: Sequence[Token], context: RenderContext) -> str:
    """Blocks as HTML."""
    return _WRITER.render(list(tokens), _MARKDOWN.options, {"context": context})


def inline(tokens: Sequence[Token], context: RenderContext) -> str:
    """The inside of a paragraph as HTML."""
    return _WRITER.renderInline(list(tokens), _MARKDOWN.options, {"context": context})


def formula(one: Formula, context: RenderContext) -> str:
    """A formula as KaTeX's HTML, or as its TeX where KaTeX could not set it."""
    tex = one.part.tex if one.part else one.tex
    made = context.typeset[tex, one.display]
    shown = made if isinstance(made, str) else escape(tex)
    if one.part is None:
        return shown
    return f'<span data-part="{one.part.name}"><span data-tex="{escape(tex)}">{shown}</span></span>'


def _formula(token: Token, context: RenderContext) -> str:
    one = meaning(token).formula
    assert one is not None
    return formula(one, context)


class _Writer(RendererHTML):
    """One method for each kind of token that is not written as CommonMark has it."""

    def math_inline(self, tokens: Sequence[Token], i: int, options: OptionsDict, env: Any) -> str:
        return _tied(_formula(tokens[i], env["context"]), _tail(tokens, i, env["context"]))

    def text(self, tokens: Sequence[Token], i: int, options: OptionsDict, env: Any) -> str:
        tail = _tail(tokens, i - 1, env["context"]) if i else ""
        return escape(tokens[i].content[len(tail) :])

    def code_inline(self, tokens: Sequence[Token], i: int, options: OptionsDict, env: Any) -> str:
        context: RenderContext = env["context"]
        made = _number(tokens[i], context)
        return super().code_inline(tokens, i, options, env) if made is None else _tied(made, _tail(tokens, i, context))

    def math_block(self, tokens: Sequence[Token], i: int, options: OptionsDict, env: Any) -> str:
        context: RenderContext = env["context"]
        known = meaning(tokens[i])
        name = known.equation.id if known.equation else ""
        number = context.resolved.numbers.get(name)
        mark = f'<span class="number">({number})</span>' if number else ""
        at = f' id="{name}"' if name else ""
        one = known.formula
        assert one is not None
        return f'<div class="display"{at}>{formula(one, context)}{mark}</div>{context.marks.get(one, "")}\n'

    def fence(self, tokens: Sequence[Token], i: int, options: OptionsDict, env: Any) -> str:
        language = (tokens[i].info.split() or [""])[0]
        return _code(tokens[i].content, language, env["context"])

    def code_block(self, tokens: Sequence[Token], i: int, options: OptionsDict, env: Any) -> str:
        return _code(tokens[i].content, "", env["context"])

    def link_open(self, tokens: Sequence[Token], i: int, options: OptionsDict, env: Any) -> str:
        resolved: ResolvedLinks = env["context"].resolved
        href = str(tokens[i].attrs["href"])
        title = tokens[i].attrs.get("title")
        more = f' title="{escape(str(title))}"' if title else ""
        bare = tokens[i + 1].type == "link_close"
        at = f' href="{escape(resolved.urls[href])}"' if href in resolved.urls else ""  # else it leads nowhere
        return f"<a{at}{more}>" + (escape(resolved.labels.get(href, "")) if bare else "")

    def image(self, tokens: Sequence[Token], i: int, options: OptionsDict, env: Any) -> str:
        context: RenderContext = env["context"]
        src = str(tokens[i].attrs["src"])
        alt = escape(self.renderInlineAsText(tokens[i].children or [], options, env))
        room = context.rooms.get(src, "")
        return f'<img src="{escape(context.resolved.urls.get(src, "data:,"))}" alt="{alt}"{room} loading="lazy">'

    def paragraph_open(self, tokens: Sequence[Token], i: int, options: OptionsDict, env: Any) -> str:
        if not is_figure(tokens[i + 1]):
            return self.renderToken(tokens, i, options, env)
        name = meaning(tokens[i]).figure
        at = f' id="{name}"' if name else ""
        return f'<figure class="image"{at}>'

    def paragraph_close(self, tokens: Sequence[Token], i: int, options: OptionsDict, env: Any) -> str:
        inline = tokens[i - 1]
        if not is_figure(inline):
            return self.renderToken(tokens, i, options, env)
        number = env["context"].resolved.numbers.get(meaning(tokens[i - 2]).figure)
        title = str((inline.children or [])[0].attrs.get("title", ""))
        lead = f'<span class="number">Figure {number}.</span> ' if number else ""
        caption = lead + escape(title)
        return (f"<figcaption>{caption}</figcaption>" if caption else "") + "</figure>\n"

    def table_open(self, tokens: Sequence[Token], i: int, options: OptionsDict, env: Any) -> str:
        return '<div class="table"><table>\n'

    def table_close(self, tokens: Sequence[Token], i: int, options: OptionsDict, env: Any) -> str:
        return "</table></div>\n"

    def html_block(self, tokens: Sequence[Token], i: int, options: OptionsDict, env: Any) -> str:
        return escape(tokens[i].content)

    def html_inline(self, tokens: Sequence[Token], i: int, options: OptionsDict, env: Any) -> str:
        return escape(tokens[i].content)


def _number(token: Token, context: RenderContext) -> str | None:
    """A number that the text asked for, as KaTeX's HTML."""
    asked = meaning(token).computed
    shown = None if asked is None else asked.quoted or context.numbers.get(asked)
    return None if shown is None else str(context.typeset[shown, False])


def _tied(made: str, tail: str) -> str:
    return f'<span class="tied">{made}{escape(tail)}</span>' if tail else made


def _tail(tokens: Sequence[Token], i: int, context: RenderContext) -> str:
    """The punctuation right after a formula. Browsers would break the line before it; it is tied to a short formula."""
    if i + 1 == len(tokens) or tokens[i + 1].type != "text":
        return ""
    made = _formula(tokens[i], context) if tokens[i].type == "math_inline" else _number(tokens[i], context)
    found = _PUNCTUATION.match(tokens[i + 1].content)
    return found[0] if found and made and made.count('class="katex-base"') - 1 < _LONG else ""


def _code(text: str, language: str, context: RenderContext) -> str:
    kind = f' class="language-{escape(language)}"' if language else ""
    return f"<pre><code{kind}>{context.colour(text, language)}</code></pre>\n"


def _notes_open(self: Any, tokens: Sequence[Token], i: int, options: OptionsDict, env: Any) -> str:
    return '<section class="footnotes" aria-label="Notes">\n<ol>\n'


_MARKDOWN = parser(_Writer)
_MARKDOWN.add_render_rule("footnote_block_open", _notes_open)
assert isinstance(_MARKDOWN.renderer, RendererHTML)
_WRITER = _MARKDOWN.renderer
