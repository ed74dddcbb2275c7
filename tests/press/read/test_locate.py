"""Offsets in inline text lead back to the file, through containers and tables."""

from pathlib import PurePosixPath

import pytest

from nudge.press.read.parse import parse
from nudge.press.read.source import split
from nudge.press.read.tokens import Formula

FRONT = "---\ntitle: T\nsummary: S\n---\n"


def formulas(body: str) -> tuple[list[Formula], list[str]]:
    text = FRONT + body
    source, front, _ = split(text, "one.md", PurePosixPath("a/one.md"))
    lesson, _ = parse(source, front)
    return list(lesson.formulas()), text.split("\n")


@pytest.mark.parametrize(
    "body",
    [
        "Some $abc$ text and $abd$.\nThen $x$ and\n  $y$ again.\n",
        "> - quoted $abc$\n>   next $abd$\n>\n>   > deep $x$\n",
        "1. $abc$\n   - $abd$\n\n     $x$ is 1.\n",
        "| a | $abc$ | $abc$ |\n|---|---|---|\n| $x$ | $x$ | b |\n|$y$|$x$|$y$|\n",
        "> [!NOTE]\n> $abc$ and $abd$\n>\n> $$ x + y $$\n",
        "<details>\n<summary>Why $abc$?</summary>\n\n$abd$\n\n</details>\n",
        "### Heading $abc$ ###\n\nTerm $x$\n: Means $y$.\n\nNote[^1] *and **deep $z$***.\n\n[^1]: With $w$.\n",
        "$$\na +\n  b\n$$\n\n- $$\n  c\n  + d\n  $$\n",
        "Over $a +\nb$ lines.\n",
    ],
)
def test_a_formula_is_found_where_it_stands(body: str) -> None:
    found, lines = formulas(body)
    assert found
    seen = set()
    for one in found:
        for row, (line, col) in zip(one.tex.split("\n"), one.spot.places, strict=True):
            assert lines[line - 1][col - 1 :].startswith(row)
            if row.strip():
                assert (line, col) not in seen
                seen.add((line, col))


def test_an_offset_is_found_too() -> None:
    (one,), lines = formulas("> $$\n> ab +\n> cd\n> $$\n")
    line, col = one.spot.place(one.tex.index("d"))
    assert lines[line - 1][col - 1] == "d"
