"""A lesson as it was understood: steps made of blocks. Frozen, and unable to render itself.

Prose stays a row of markdown tokens; what is ours in them is a `Meaning` (tokens.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markdown_it.token import Token

from nudge.press.read.source import FrontMatter, Source
from nudge.press.read.tokens import Formula, flat, meaning
from nudge.widgets import Widget
from nudge.widgets.exercises.base import Exercise


@dataclass(frozen=True, slots=True)
class Prose:
    """Paragraphs, lists, tables, code, formulas and headings below the step's own."""

    line: int
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class WidgetBlock:
    """A widget and the texts it was made from. `caption` and `title` are inline markdown.

    `blocks` is the markdown inside of it, if it was written as a block: what an exercise asks.
    """

    line: int
    id: str
    kind: str
    fields: tuple[tuple[str, str], ...]
    widget: Widget
    caption: tuple[Token, ...] = ()
    title: tuple[Token, ...] = ()
    blocks: tuple[Block, ...] = ()

    @property
    def is_exercise(self) -> bool:
        """Whether it asks for an answer and marks it."""
        return isinstance(self.widget, Exercise)


@dataclass(frozen=True, slots=True)
class Callout:
    """A remark set apart. `kind` is one of note, tip, important, warning, caution."""

    line: int
    kind: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Details:
    """Something the reader opens. `summary` is inline markdown."""

    line: int
    summary: tuple[Token, ...]
    blocks: tuple[Block, ...]


Block = Prose | WidgetBlock | Callout | Details


@dataclass(frozen=True, slots=True)
class Step:
    """A level-two heading and what follows it. `title` is inline markdown, `name` the same as plain text."""

    line: int
    id: str
    name: str
    title: tuple[Token, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A link or an image as written, and where. `bare` means that it has no text of its own."""

    href: str
    line: int
    col: int
    length: int
    image: bool = False
    bare: bool = False


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """Something on the page that can be linked to. `kind` is step, heading, widget, equation or figure."""

    id: str
    kind: str
    line: int


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson. `ending` is the section after the steps that counts for nothing; `notes` are the footnotes."""

    source: Source
    front: FrontMatter
    opening: tuple[Block, ...]
    steps: tuple[Step, ...]
    ending: Step | None
    notes: Prose | None
    anchors: Mapping[str, LinkTarget]
    links: tuple[Link, ...]
    words: int

    @property
    def folder(self) -> str:
        """The lesson's module."""
        return self.source.place.parts[0] if len(self.source.place.parts) > 1 else ""

    @property
    def address(self) -> str:
        """Where the lesson is in the site, with a slash at the end: `derivatives/the-chain-rule/`."""
        return f"{self.source.place.with_suffix('')}/"

    def sections(self) -> tuple[Step, ...]:
        """The steps, and the ending if there is one."""
        return self.steps + ((self.ending,) if self.ending else ())

    def blocks(self) -> Iterator[Block]:
        """Every block, outer ones before those inside them, in reading order."""
        yield from _within(self.opening)
        for section in self.sections():
            yield from _within(section.blocks)
        if self.notes:
            yield self.notes

    def widgets(self) -> tuple[WidgetBlock, ...]:
        """The widgets, in reading order."""
        return tuple(block for block in self.blocks() if isinstance(block, WidgetBlock))

    def tokens(self) -> Iterator[Token]:
        """Every markdown token, inline ones included, in reading order."""
        yield from tokens_of(self.opening)
        for section in self.sections():
            yield from section.title
            yield from tokens_of(section.blocks)
        if self.notes:
            yield from tokens_of((self.notes,))

    def formulas(self) -> Iterator[Formula]:
        """Every formula of the text (those of the widgets are in their pictures)."""
        return (formula for token in self.tokens() if (formula := meaning(token).formula))


def tokens_of(blocks: tuple[Block, ...]) -> Iterator[Token]:
    """The tokens of these blocks and of those inside them."""
    for block in _within(blocks):
        match block:
            case Prose(tokens=tokens):
                yield from flat(tokens)
            case WidgetBlock(title=title, caption=caption):
                yield from (*title, *caption)
            case Details(summary=summary):
                yield from summary
            case Callout():
                pass


def _within(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if isinstance(block, Callout | Details | WidgetBlock):
            yield from _within(block.blocks)
