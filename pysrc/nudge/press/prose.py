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

from nudge.press.lesson import Computed, Formula
from nudge.press.links import Ends
from nudge.press.mathtex import Typeset
from nudge.press.remarks import is_figure
from nudge.press.rules import parser

_PUNCTUATION = re.compile(r"[.,;:!?)\]’”…]+")
_LONG = 3
"""A formula with so many places to break a line must be free to break there."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What is at hand while a page's prose is written."""

    typeset: Typeset
    ends: Ends
    colour: Callable[[str, str], str]
    sizes: Mapping[str, tuple[int, int]]
    marks: Mapping[Formula, str] = field(default_factory=dict)
    numbers: Mapping[Computed, str] = field(default_factory=dict)


def html(tokens: Sequence[Token], desk: Desk) -> str:
    """Blocks as HTML."""
    return _WRITER.render(list(tokens), _MARKDOWN.options, {"desk": desk})


def inline(tokens: Sequence[Token], desk: Desk) -> str:
    """The inside of a paragraph as HTML."""
    return _WRITER.renderInline(list(tokens), _MARKDOWN.options, {"desk": desk})


def formula(one: Formula, desk: Desk) -> str:
    """A formula as KaTeX's HTML, or as its TeX where KaTeX could not set it."""
    tex = one.part.tex if one.part else one.tex
    made = desk.typeset[tex, one.display]
    shown = made if isinstance(made, str) else escape(tex)
    if one.part is None:
        return shown
    return f'<span data-part="{one.part.name}"><span data-tex="{escape(tex)}">{shown}</span></span>'


class _Writer(RendererHTML):
    """One method for each kind of token that is not written as CommonMark has it."""

    def math_inline(self, tokens: Sequence[Token], i: int, options: OptionsDict, env: Any) -> str:
        return _tied(formula(tokens[i].meta["formula"], env["desk"]), _tail(tokens, i, env["desk"]))

    def text(self, tokens: Sequence[Token], i: int, options: OptionsDict, env: Any) -> str:
        tail = _tail(tokens, i - 1, env["desk"]) if i else ""
        return escape(tokens[i].content[len(tail) :])

    def code_inline(self, tokens: Sequence[Token], i: int, options: OptionsDict, env: Any) -> str:
        desk: Desk = env["desk"]
        made = _number(tokens[i], desk)
        return super().code_inline(tokens, i, options, env) if made is None else _tied(made, _tail(tokens, i, desk))

    def math_block(self, tokens: Sequence[Token], i: int, options: OptionsDict, env: Any) -> str:
        desk: Desk = env["desk"]
        equation = tokens[i].meta.get("equation")
        name = equation.id if equation else ""
        number = desk.ends.numbers.get(name)
        mark = f'<span class="number">({number})</span>' if number else ""
        at = f' id="{name}"' if name else ""
        one: Formula = tokens[i].meta["formula"]
        return f'<div class="display"{at}>{formula(one, desk)}{mark}</div>{desk.marks.get(one, "")}\n'

    def fence(self, tokens: Sequence[Token], i: int, options: OptionsDict, env: Any) -> str:
        language = (tokens[i].info.split() or [""])[0]
        return _code(tokens[i].content, language, env["desk"])

    def code_block(self, tokens: Sequence[Token], i: int, options: OptionsDict, env: Any) -> str:
        return _code(tokens[i].content, "", env["desk"])

    def link_open(self, tokens: Sequence[Token], i: int, options: OptionsDict, env: Any) -> str:
        ends: Ends = env["desk"].ends
        href = str(tokens[i].attrs["href"])
        title = tokens[i].attrs.get("title")
        more = f' title="{escape(str(title))}"' if title else ""
        bare = tokens[i + 1].type == "link_close"
        return f'<a href="{escape(ends.urls.get(href, href))}"{more}>' + (
            escape(ends.labels.get(href, "")) if bare else ""
        )

    def image(self, tokens: Sequence[Token], i: int, options: OptionsDict, env: Any) -> str:
        desk: Desk = env["desk"]
        src = str(tokens[i].attrs["src"])
        alt = escape(self.renderInlineAsText(tokens[i].children or [], options, env))
        size = desk.sizes.get(src)
        room = f' width="{size[0]}" height="{size[1]}"' if size else ""
        return f'<img src="{escape(desk.ends.urls.get(src, src))}" alt="{alt}"{room} loading="lazy">'

    def paragraph_open(self, tokens: Sequence[Token], i: int, options: OptionsDict, env: Any) -> str:
        if not is_figure(tokens[i + 1]):
            return self.renderToken(tokens, i, options, env)
        name = tokens[i].meta.get("figure")
        at = f' id="{name}"' if name else ""
        return f'<figure class="image"{at}>'

    def paragraph_close(self, tokens: Sequence[Token], i: int, options: OptionsDict, env: Any) -> str:
        inline = tokens[i - 1]
        if not is_figure(inline):
            return self.renderToken(tokens, i, options, env)
        number = env["desk"].ends.numbers.get(tokens[i - 2].meta.get("figure"))
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


def _number(token: Token, desk: Desk) -> str | None:
    """A number that the text asked for, as KaTeX's HTML."""
    asked: Computed | None = token.meta.get("computed")
    return None if asked is None or asked not in desk.numbers else str(desk.typeset[desk.numbers[asked], False])


def _tied(made: str, tail: str) -> str:
    return f'<span class="tied">{made}{escape(tail)}</span>' if tail else made


def _tail(tokens: Sequence[Token], i: int, desk: Desk) -> str:
    """The punctuation right after a formula. Browsers would break the line before it; it is tied to a short formula."""
    if i + 1 == len(tokens) or tokens[i + 1].type != "text":
        return ""
    made = formula(tokens[i].meta["formula"], desk) if tokens[i].type == "math_inline" else _number(tokens[i], desk)
    found = _PUNCTUATION.match(tokens[i + 1].content)
    return found[0] if found and made and made.count('class="katex-base"') - 1 < _LONG else ""


def _code(text: str, language: str, desk: Desk) -> str:
    kind = f' class="language-{escape(language)}"' if language else ""
    return f"<pre><code{kind}>{desk.colour(text, language)}</code></pre>\n"


def _notes_open(self: Any, tokens: Sequence[Token], i: int, options: OptionsDict, env: Any) -> str:
    return '<section class="footnotes" aria-label="Notes">\n<ol>\n'


_MARKDOWN = parser(_Writer)
_MARKDOWN.add_render_rule("footnote_block_open", _notes_open)
assert isinstance(_MARKDOWN.renderer, RendererHTML)
_WRITER = _MARKDOWN.renderer
