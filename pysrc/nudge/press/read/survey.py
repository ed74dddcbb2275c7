"""The first look at a lesson's tokens: formulas get their places, links are gathered, and what can be seen to be wrong
without knowing what surrounds it is reported.
"""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token

from nudge.press.diagnostics import Diagnostic
from nudge.press.read import embed
from nudge.press.read.inline import display, raw_html, understand
from nudge.press.read.lesson import Link
from nudge.press.read.locate import Locator
from nudge.press.read.source import Source
from nudge.press.read.tokens import Meaning, mean


def survey(tokens: Sequence[Token], source: Source, locator: Locator) -> tuple[list[Link], list[Diagnostic]]:
    """Look at every token once, in the order of the file."""
    links: list[Link] = []
    found: list[Diagnostic] = []
    before = ""
    for token in tokens:
        if token.type == "inline":
            more, wrong = understand(token, source, locator, before in ("th_open", "td_open"))
            links += more
            found += wrong
        elif token.type == "math_block":
            mean(token, Meaning(formula=display(token, locator)))
        else:
            found += _wrong(token, source)
        before = token.type
    return links, found


def _wrong(token: Token, source: Source) -> list[Diagnostic]:
    line = (token.map or [0, 0])[0] + 1
    if token.type == "html_block":
        text = source.lines[line - 1]
        return [raw_html(source, token.content, line, len(text) - len(text.lstrip()) + 1)]
    if token.type == "stray_colons":
        hint = "a block begins with a line like :::{exercise} Your turn"
        return [source.whole_line("unclosed-colons", "this ::: closes nothing", line, hint)]
    if token.type == "fence" and not _closed(token, source):
        hint = f"close it with a line {token.markup}"
        return [source.whole_line("unclosed-fence", "this code block is never closed", line, hint)]
    if embed.is_nearly_widget(token):
        message = f"this is shown as code in the language “{token.info.split()[0]}”"
        return [source.whole_line("unknown-widget", message, line, "a widget begins with ```widget and its kind")]
    return []


def _closed(fence: Token, source: Source) -> bool:
    """Whether the last line of a fenced block closes it; markdown closes one silently at the end of what it is in."""
    start, end = fence.map or (0, 0)
    last = source.lines[end - 1].strip().lstrip("> ")
    return end - 1 > start and len(last) >= len(fence.markup) and not last.strip(fence.markup[0])
