"""What blocks with an opening and a closing line have in common."""

from __future__ import annotations

from collections.abc import Callable

from markdown_it.rules_block import StateBlock

from nudge.press.read.tokens import Seen, note


def line(state: StateBlock, number: int) -> str:
    """The text of a line inside its containers, without the indentation before it."""
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]].rstrip()


def end(state: StateBlock, start: int, last: int, depth: Callable[[str], int]) -> tuple[int, bool]:
    """The closing line of the block opened on `start`, and whether there is one.

    `depth` says of a line whether it opens (1) or closes (-1) a block of this kind. Fenced code is passed
    over. A level-two heading begins a step, which is never inside of a block: so a block that is not closed
    does not swallow the rest of the lesson.
    """
    level, fence = 1, ""
    for number in range(start + 1, last):
        text = line(state, number)
        if text and state.sCount[number] < state.blkIndent:
            return number, False
        mark = text[:3]
        if fence:
            fence = "" if text.startswith(fence) and not text.strip(fence[0]) else fence
        elif mark in ("```", "~~~"):
            fence = text[: len(text) - len(text.lstrip(mark[0]))]
        else:
            level += depth(text)
            if level == 0:
                return number, True
            if text.startswith("## "):
                return number, False
    return last, False


def tokenize(state: StateBlock, first: int, last: int) -> None:
    """Read the lines from `first` up to `last` as blocks. Nothing in them can reach beyond."""
    line_max, parent = state.lineMax, state.parentType
    state.lineMax, state.parentType = last, "container"
    state.md.block.tokenize(state, first, last)
    state.lineMax, state.parentType = line_max, parent


def push(state: StateBlock, kind: str, nesting: int, lines: tuple[int, int], what: Seen | None = None) -> None:
    """A block token of this kind."""
    token = state.push(kind, "", nesting)  # type: ignore[arg-type]
    token.block, token.map = True, list(lines)
    if what:
        note(token, what)


def inline(state: StateBlock, kind: str, number: int, text: str) -> None:
    """Text on one line, to be read as the inside of a paragraph, between an opening and a closing token."""
    push(state, f"{kind}_open", 1, (number, number + 1))
    push(state, "inline", 0, (number, number + 1))
    state.tokens[-1].content, state.tokens[-1].children = text, []
    push(state, f"{kind}_close", -1, (number, number + 1))
