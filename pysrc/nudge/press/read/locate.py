"""From an offset in the text of an inline token back to a line and a column of the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token


@dataclass(frozen=True, slots=True)
class Spot:
    """A piece of text whose line `k` begins at `places[k]`, a (line, column) of the file, both from 1."""

    text: str
    places: tuple[tuple[int, int], ...]

    def place(self, offset: int) -> tuple[int, int]:
        """The line and column of the character at `offset`."""
        before = self.text[:offset]
        line, col = self.places[min(before.count("\n"), len(self.places) - 1)]
        return line, col + len(before) - (before.rfind("\n") + 1)

    def part(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """Where each line of `text[start:end]` begins."""
        breaks = [i + 1 for i in range(start, end) if self.text[i] == "\n"]
        return tuple(self.place(offset) for offset in (start, *breaks))


@dataclass(slots=True)
class Locator:
    """Finds the text of tokens in the lines of a file. Tokens are to be asked about in the order of the file."""

    lines: Sequence[str]
    _cells: dict[int, int] = field(default_factory=dict)

    def spot(self, content: str, first: int, cell: bool = False) -> Spot:
        """The place of `content`, which begins on line `first` (from 1) inside whatever containers.

        A cell of a table shares its line with others; the search goes on where the last one ended.
        """
        places = []
        for row, text in enumerate(content.split("\n")):
            number = first + row
            line = self.lines[number - 1] if number <= len(self.lines) else ""
            places.append((number, 1 + (self._cell(number, line, text) if cell else _column(line, text))))
        return Spot(content, tuple(places))

    def inline(self, token: Token, cell: bool = False) -> Spot:
        """The place of an inline token's text."""
        return self.spot(token.content, (token.map or [0, 0])[0] + 1, cell)

    def _cell(self, number: int, line: str, text: str) -> int:
        at = line.find(text, self._cells.get(number, 0))
        if at < 0:
            return self._cells.get(number, 0)
        self._cells[number] = at + len(text)
        return at


def _column(line: str, text: str) -> int:
    """Where `text` begins in `line`: nearly always it is the line's end, behind its containers."""
    bare, end = text.rstrip(), line.rstrip()
    if end.endswith(bare):
        return len(end) - len(bare)
    return max(0, line.find(bare))
