"""Markdown files and what is understood of them: each block with its line, and prose as HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path, PurePosixPath

import pytest

from nudge.press.cache import Memory
from nudge.press.draw.highlight import highlight
from nudge.press.draw.katex import Typesetter
from nudge.press.page import links, markdown
from nudge.press.page.holes import room
from nudge.press.page.markdown import RenderContext
from nudge.press.read import source
from nudge.press.read.lesson import Block, Callout, Details, Lesson, Prose, WidgetBlock
from nudge.press.read.outline import outline as outlined
from nudge.press.read.parse import parse
from nudge.press.read.tokens import meaning

GOLDEN = Path(__file__).parents[1] / "golden"


@pytest.mark.parametrize("case", sorted(GOLDEN.glob("*.md")), ids=lambda path: path.stem)
def test_is_understood(case: Path, typesetter: Typesetter, expect: Callable[[Path, str], None]) -> None:
    text, front, found = source.split(case.read_text("utf-8"), case.name, PurePosixPath("derivatives", case.name))
    lesson, more = parse(text, front)
    assert not [one for one in [*found, *more] if one.severity == "error"]
    files = frozenset({PurePosixPath("derivatives/dot.svg"), PurePosixPath("derivatives/data.csv")})
    known = outlined(lesson, 1)
    ends, dead = links.resolve(known, links.Map({known.source.place: known}, files))
    assert not dead
    typeset = typesetter.typeset(((one.tex, one.display) for one in lesson.formulas()), {})
    desk = RenderContext(typeset, ends, partial(highlight, cache=Memory()), {"dot.svg": room((8, 8))})
    expect(case.with_suffix(".txt"), "\n".join(outline(lesson, desk)) + "\n")


def outline(lesson: Lesson, desk: RenderContext) -> Iterable[str]:
    yield from _blocks(lesson.opening, desk, "")
    for step in lesson.sections():
        what = "ending" if step is lesson.ending else "step"
        yield f"{what} {step.id}, line {step.line}: {markdown.inline(step.title, desk)}"
        yield from _blocks(step.blocks, desk, "  ")
    if lesson.notes:
        yield from _blocks((lesson.notes,), desk, "")


def _blocks(blocks: Iterable[Block], desk: RenderContext, indent: str) -> Iterable[str]:
    for block in blocks:
        match block:
            case Prose(line=line, tokens=tokens):
                yield f"{indent}prose, line {line}"
                for token in tokens:
                    if equation := meaning(token).equation:
                        yield f"{indent}  {equation}"
                yield from (f"{indent}  {row}" for row in markdown.html(tokens, desk).rstrip().split("\n"))
            case Callout(line=line, kind=kind, blocks=inner):
                yield f"{indent}{kind}, line {line}"
                yield from _blocks(inner, desk, indent + "  ")
            case Details(line=line, summary=summary, blocks=inner):
                yield f"{indent}details, line {line}: {markdown.inline(summary, desk)}"
                yield from _blocks(inner, desk, indent + "  ")
            case WidgetBlock(line=line, id=name, blocks=inner):
                yield f"{indent}{block.kind} {name}, line {line}: {dict(block.fields)}"
                yield f"{indent}  title: {markdown.inline(block.title, desk)}"
                yield f"{indent}  caption: {markdown.inline(block.caption, desk)}"
                yield from _blocks(inner, desk, indent + "  ")
