"""The inside of paragraphs: formulas get their places, links are gathered, what went wrong is reported."""

from __future__ import annotations

import re

from markdown_it.token import Token

from nudge.press.diagnostics import Diagnostic
from nudge.press.read.lesson import Link
from nudge.press.read.locate import Locator, Spot
from nudge.press.read.source import Source
from nudge.press.read.tokens import Computed, Formula, Meaning, mean, seen

_STRAY = {
    "display": (
        "display-glued",
        "a display formula needs lines of its own",
        "put an empty line before the opening $$ and after the closing $$",
    ),
    "open display": (
        "unclosed-math",
        "this $$ is never closed",
        "a display ends with $$, and no line of it is empty",
    ),
    "unclosed": (
        "unclosed-math",
        "this $ opens a formula that is never closed",
        r"close it, or write \$ for a dollar",
    ),
    "spaced": (
        "spaced-math",
        "a formula has no space just inside its dollar signs",
        r"write $x$, or \$ for a dollar",
    ),
}


_LEFT = {
    "reference": (
        "unknown-link",
        "no line says where “[{}]” leads",
        "write [text](address), or a line [name]: address; code is written between backticks",
    ),
    "note": ("unknown-note", "there is no note “[^{}]”", "write it on lines of its own: [^name]: What it says."),
}

_COMPUTED = re.compile(r"\{=(?P<decimals>\d?)\}\s*(?P<asked>.*?)\s*", re.DOTALL)
"""Code that asks for a number: `{=} f'(2)`, or `{=4} f'(2)` for four decimals."""

DECIMALS = 2
"""How many decimals a computed number has where its author does not say."""


def understand(
    inline: Token, source: Source, locator: Locator, cell: bool = False
) -> tuple[list[Link], list[Diagnostic]]:
    """Read one inline token: every formula's token gets its `Formula`, code that asks for a number its `Computed`,
    and what cannot be used is taken out.
    """
    spot = locator.inline(inline, cell)
    links: list[Link] = []
    found: list[Diagnostic] = []
    kept: list[Token] = []
    children = inline.children or []
    for i, token in enumerate(children):
        at = seen(token).at or 0
        line, col = spot.place(at)
        match token.type:
            case "math_inline":
                end = at + 1 + len(token.content)
                mean(token, Meaning(formula=Formula(False, Spot(token.content, spot.part(at + 1, end)))))
            case "code_inline" if asked := _COMPUTED.fullmatch(token.content):
                mean(token, Meaning(computed=_computed(spot, token, asked)))
            case "stray_math":
                code, message, hint = _STRAY[token.content]
                found.append(source.problem(code, message, line, col, seen(token).length, hint))
                continue
            case "html_inline":
                found.append(raw_html(source, token.content, line, col))
                continue
            case "stray_link":
                code, message, hint = _LEFT[seen(token).why]
                text = message.format(seen(token).name)
                found.append(source.problem(code, text, line, col, seen(token).length, hint))
                continue
            case "link_open":
                bare = children[i + 1].type == "link_close"
                links.append(_link(spot, at, str(token.attrs.get("href", "")), False, bare))
            case "image":
                links.append(_link(spot, at, str(token.attrs.get("src", "")), True))
                if not token.content.strip():
                    hint = "write ![what the picture shows](file.png)"
                    found.append(source.problem("missing-alt", "this image has no description", line, col, 2, hint))
        kept.append(token)
    inline.children = kept
    return links, found


def _computed(spot: Spot, token: Token, asked: re.Match[str]) -> Computed:
    """What code asks for. A space just inside both its backticks is not part of it."""
    behind = (seen(token).at or 0) + len(token.markup)
    start = spot.text.index("{", behind) + asked.start("asked")
    end = start + len(asked["asked"])
    where, decimals = Spot(spot.text[start:end], spot.part(start, end)), asked["decimals"]
    return Computed(where, int(decimals or DECIMALS), bool(decimals))


def raw_html(source: Source, html: str, line: int, col: int) -> Diagnostic:
    """The diagnostic for a piece of HTML."""
    first = html.strip().split("\n")[0]
    hint = "markdown, our comments, and <details> with <summary> on lines of their own are what there is"
    return source.problem("raw-html", "HTML is not used in lessons", line, col, len(first), hint)


def display(token: Token, locator: Locator) -> Formula:
    """The formula of a `$$ … $$` block."""
    first = (token.map or [0, 0])[0] + 1
    rows = token.content.split("\n")
    places = []
    for row, text in enumerate(rows):
        line = locator.lines[first + row - 1]
        places.append((first + row, 1 + (line.find(text, line.find("$$") + 2) if row == 0 else line.find(text))))
    return Formula(True, Spot(token.content, tuple(places)))


def plain(tokens: list[Token]) -> str:
    """The words of inline tokens, without markup; a formula stands as its TeX."""
    pieces = []
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            pieces.append(" ")
        elif token.type == "image":
            pieces.append(plain(token.children or []))
        else:
            pieces.append(token.content)
    return "".join(pieces)


def _link(spot: Spot, at: int, href: str, image: bool, bare: bool = False) -> Link:
    """A link at `at`; the place is that of its address when it is written out, else that of its text."""
    target = spot.text.find("](", at) + 2
    if target > 1 and spot.text[target : target + len(href)] == href:
        return Link(href, *spot.place(target), max(1, len(href)), image, bare)
    return Link(href, *spot.place(at), 1, image, bare)
