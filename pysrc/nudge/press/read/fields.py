"""`key: value` lines, the one small language of front matter, widgets and exercises.

A value is the text after the colon, to the end of the line; quotes around all of it are taken off. There are
no types, lists or nesting, so nothing is read as something else than what is written (a `no` stays a no), and
every character keeps its place in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_LINE = re.compile(r"(?P<lead>\s*)(?P<key>[A-Za-z][\w-]*)(?P<gap>\s*:[ \t]*)(?P<value>.*?)\s*$")


@dataclass(frozen=True, slots=True)
class Field:
    """One `key: value` line. Columns count from 1."""

    key: str
    value: str
    line: int
    key_col: int
    value_col: int


@dataclass(frozen=True, slots=True)
class NotAField:
    """A line that is something else."""

    line: int
    col: int
    text: str


def read(lines: Iterable[tuple[int, int, str]]) -> Iterator[Field | NotAField]:
    """The fields of some lines, each given with its number and the column at which its text begins.

    Empty lines and lines that begin with `#` are passed over.
    """
    for number, col, line in lines:
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        found = _LINE.match(line)
        if not found:
            lead = len(line) - len(line.lstrip())
            yield NotAField(number, col + lead, line.strip())
            continue
        value, value_col = found["value"], col + found.start("value")
        if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
            value, value_col = value[1:-1], value_col + 1
        yield Field(found["key"], value, number, col + found.start("key"), value_col)
