"""From a source to a lesson: the tokens of markdown become steps made of blocks.

The passes are: inline text, comments, widgets, then the blocks. Everything an author named is known before
anything is named for them, so a derived id never takes one away.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from nudge.press.diagnostics import Diagnostic, did_you_mean
from nudge.press.read import comments, embed, quotes, variants
from nudge.press.read.ids import Ids, slug
from nudge.press.read.inline import plain
from nudge.press.read.lesson import Block, Callout, Details, Lesson, Link, Prose, Step, WidgetBlock
from nudge.press.read.locate import Locator
from nudge.press.read.rules import parser
from nudge.press.read.source import FrontMatter, Source
from nudge.press.read.survey import survey
from nudge.press.read.tokens import meaning, seen
from nudge.widgets import REGISTRY

CALLOUTS = ("note", "tip", "important", "warning", "caution")
"""The kinds of callout, those of GitHub."""


def parse(source: Source, front: FrontMatter) -> tuple[Lesson, list[Diagnostic]]:
    """Read a lesson. What cannot be understood is left out of it, and reported."""
    md = parser()
    tokens = md.parse(source.body, {})
    return _Reader(source, front, md).lesson(tokens)


class _Reader:
    """The state of reading one lesson: what has been named, linked to and found wrong so far."""

    def __init__(self, source: Source, front: FrontMatter, md: MarkdownIt) -> None:
        self.source, self.front, self.md = source, front, md
        self.locator, self.ids = Locator(source.lines), Ids(source)
        self.links: list[Link] = []
        self.found: list[Diagnostic] = []
        self.widgets: dict[int, WidgetBlock] = {}  # by the identity of the token that opens each

    def lesson(self, tokens: list[Token]) -> tuple[Lesson, list[Diagnostic]]:
        self.links, self.found = survey(tokens, self.source, self.locator)
        tokens, more = comments.attach(tokens, self.source, self.locator, self.ids)
        self.found += more
        tokens = self._embed(tokens)
        body, notes = _part(tokens, "footnote_block_open")
        heads = [i for i, t in enumerate(body) if t.type == "heading_open" and t.tag == "h2" and t.level == 0]
        opening = self._blocks(body[: heads[0]] if heads else body)
        sections = [self._section(body[i:j]) for i, j in pairwise([*heads, len(body)])]
        steps = tuple(step for step, ending in sections if not ending)
        ending = next((step for step, ending in sections if ending), None)
        if not tokens and self.source.lines:
            self.found.append(
                self.source.whole_line("empty-lesson", "there is no text in this lesson", 1, "write some")
            )
        prose = Prose(_line(notes[0]), tuple(notes)) if notes else None
        words = sum(len(plain(t.children or []).split()) for t in tokens if t.type == "inline")
        links, anchors = tuple(self.links), self.ids.anchors
        lesson = Lesson(self.source, self.front, opening, steps, ending, prose, anchors, links, words)
        self.found += [*quotes.fill(lesson, self.source), *quotes.waiting(lesson, self.source)]
        return lesson, self.found

    def _embed(self, tokens: list[Token]) -> list[Token]:
        """Make the widgets, then name those that have no name. Bullets that were fields are taken out."""
        made: list[tuple[Token, WidgetBlock]] = []
        taken: set[int] = set()
        for i, token in enumerate(tokens):
            if embed.is_widget(token):
                token.type = "widget"
                what, found = embed.fenced(token, self.source, self.locator, self.ids)
                self.found += found
            elif token.type == "colon_block_open" and seen(token).name in REGISTRY:
                what, fields = self._described(tokens, i)
                taken |= fields
            else:
                continue
            if what:
                block, links, found = embed.widget(what, self.front, self.md, self.source, self.locator, self.ids)
                self.links += links
                self.found += found
                made += [(token, block)] if block else []
        for token, block in made:
            if not block.id:
                block = replace(block, id=self.ids.derive(block.kind, "widget", block.line))
            self.widgets[id(token)] = block
        return [token for i, token in enumerate(tokens) if i not in taken]

    def _described(self, tokens: list[Token], start: int) -> tuple[embed.Described, set[int]]:
        """A widget written as a block: its description, and where in `tokens` its fields were."""
        opening = tokens[start]
        line, name = _line(opening), seen(opening).name
        closing = (t.type == "colon_block_close" and t.level == opening.level for t in tokens[start:])
        end = start + list(closing).index(True)
        given, count, found = embed.bullets(tokens[start + 1 : end], name, self.source, self.locator)
        self.found += found
        what = embed.Described(name, "", line, self.source.lines[line - 1].find(name) + 1, given)
        return what, set(range(start + 1 + count, end))

    def _section(self, tokens: list[Token]) -> tuple[Step, bool]:
        """A step, or the ending, from its heading on."""
        heading, inline = tokens[0], tokens[1]
        line, name = _line(heading), plain(inline.children or [])
        known = meaning(heading)
        ending = known.ending
        key = known.step or self.ids.derive(slug(name), "heading" if ending else "step", line)
        if not ending and known.step is None:
            hint = f"add <!-- step id={key} --> under it, so that saved progress outlives a new heading"
            message = "this step has no id of its own"
            self.found.append(
                self.source.problem("derived-id", message, line, 1, len(self.source.lines[line - 1]), hint, "warning")
            )
        return Step(line, key, name, tuple(inline.children or ()), self._blocks(tokens[3:])), ending

    def _blocks(self, tokens: list[Token]) -> tuple[Block, ...]:
        """Blocks from a row of tokens; what lies between two blocks of ours is prose."""
        blocks: list[Block] = []
        prose: list[Token] = []
        for group in _groups(tokens):
            block = self._block(group)
            if block is None:
                self._check_prose(group)
                prose += group
                continue
            if prose:
                blocks.append(Prose(_line(prose[0]), tuple(prose)))
                prose = []
            blocks += block
        if prose:
            blocks.append(Prose(_line(prose[0]), tuple(prose)))
        return tuple(blocks)

    def _block(self, group: list[Token]) -> list[Block] | None:
        """The blocks a group of tokens makes: none where it was no good, None where it is prose."""
        first, line = group[0], _line(group[0])
        match first.type:
            case "widget":
                return self._numbered(self.widgets[id(first)]) if id(first) in self.widgets else []
            case "callout_open":
                return self._callout(seen(first).name, line, group[1:-1])
            case "details_open":
                return self._details(first, line, group[1:-1])
            case "colon_block_open":
                return self._colons(first, line, group[1:-1])
            case "stray_colons" | "html_block":
                return []
        return None

    def _numbered(self, block: WidgetBlock) -> list[Block]:
        """A widget with the formulas around it that belong to it."""
        block, found = variants.numbered(block, self.source)
        self.found += found
        return [block]

    def _callout(self, kind: str, line: int, tokens: list[Token]) -> list[Block]:
        if kind.lower() not in CALLOUTS:
            col = self.source.lines[line - 1].find("[!") + 3
            hint = did_you_mean(kind.upper(), [word.upper() for word in CALLOUTS])
            message = f"there is no callout “{kind}”"
            self.found.append(self.source.problem("unknown-callout", message, line, col, len(kind), hint))
        return [Callout(line, kind.lower(), self._blocks(tokens))]

    def _details(self, opening: Token, line: int, tokens: list[Token]) -> list[Block]:
        if not seen(opening).closed:
            message, hint = "this <details> is never closed", "close it with a line </details>"
            self.found.append(self.source.whole_line("unclosed-details", message, line, hint))
        summary: tuple[Token, ...] = ()
        if tokens and tokens[0].type == "summary_open":
            summary, tokens = tuple(tokens[1].children or ()), tokens[3:]
        if not summary:
            message, hint = (
                "this <details> has no summary",
                "put <summary>What it hides</summary> on the next line",
            )
            self.found.append(self.source.whole_line("missing-key", message, line, hint))
        return [Details(line, summary, self._blocks(tokens))]

    def _colons(self, opening: Token, line: int, tokens: list[Token]) -> list[Block]:
        name = seen(opening).name
        if not seen(opening).closed:
            message, hint = f"this block of {name} is never closed", "close it with a line :::"
            self.found.append(self.source.whole_line("unclosed-colons", message, line, hint))
        title: tuple[Token, ...] = ()
        if tokens and tokens[0].type == "colon_title_open":
            title, tokens = tuple(tokens[1].children or ()), tokens[3:]
        inside = self._blocks(tokens)
        if id(opening) in self.widgets:
            return self._numbered(replace(self.widgets[id(opening)], title=title, blocks=inside))
        if name not in REGISTRY:
            col = self.source.lines[line - 1].find(name) + 1
            hint = did_you_mean(name, REGISTRY, "a remark is written > [!NOTE], its text below it behind >")
            message = f"there is no block “{name}”"
            self.found.append(self.source.problem("unknown-block", message, line, col, len(name), hint))
        return [*([Prose(line, title)] if title else []), *inside]  # so that what is wrong in them is found too

    def _check_prose(self, group: list[Token]) -> None:
        """Name the headings of some prose, and report what may not stand inside of it."""
        for i, token in enumerate(group):
            line = _line(token)
            if token.type == "heading_open":
                if token.tag == "h1":
                    message, hint = "a lesson's title is in its front matter", "begin headings with ##"
                    self.found.append(self.source.whole_line("title-heading", message, line, hint))
                name = slug(plain(group[i + 1].children or []))
                token.attrs["id"] = self.ids.derive(name, "heading", line)
            elif token.type == "dt_open":
                name = slug(plain(group[i + 1].children or []))
                token.attrs["id"] = self.ids.derive(name, "term", line)
            elif token.type in ("widget", "colon_block_open", "callout_open", "details_open"):
                message = "this has to stand on its own, not inside a list or a quotation"
                hint = "take it out, with empty lines around it"
                self.found.append(self.source.whole_line("misplaced-block", message, line, hint))


def _line(token: Token) -> int:
    return (token.map or [0, 0])[0] + 1


def _groups(tokens: Iterable[Token]) -> Iterable[list[Token]]:
    """Tokens up to where each opening one is closed again."""
    group: list[Token] = []
    depth = 0
    for token in tokens:
        group.append(token)
        depth += token.nesting
        if depth == 0:
            yield group
            group = []


def _part(tokens: list[Token], kind: str) -> tuple[list[Token], list[Token]]:
    """The tokens before the first of a kind, and from it on."""
    at = next((i for i, token in enumerate(tokens) if token.type == kind), len(tokens))
    return tokens[:at], tokens[at:]
