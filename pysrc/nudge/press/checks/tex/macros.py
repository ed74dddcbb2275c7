"""Macros of the course written out, as KaTeX does it, with the place that each sign came from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from nudge.press.checks.tex.tree import Unclear

_NAME = re.compile(r"\\(?:[A-Za-z]+|.)", re.DOTALL)
_PARAMETER = re.compile(r"#([1-9])")
_DEEPEST = 40
"""So many macros one in another are taken for one that calls itself."""
_LONGEST = 20_000
"""Signs that a display may come to when it is written out; the longest of a book have some thousands."""


@dataclass(frozen=True, slots=True)
class MacroFree:
    """A text without macros. `origin[i]` is where in the given text its sign `i` came from; one more for its end."""

    text: str
    origin: tuple[int, ...]


def written_out(tex: str, macros: Mapping[str, str]) -> MacroFree:
    """A formula with the macros of the course written out. Raises `Unclear`."""
    text, origin = _out(tex, list(range(len(tex))), macros, 0)
    return MacroFree(text, (*origin, len(tex)))


def _out(tex: str, origin: list[int], macros: Mapping[str, str], depth: int) -> tuple[str, list[int]]:
    made, places, at = list[str](), list[int](), 0
    for match in _NAME.finditer(tex):
        body = macros.get(match[0])
        if body is None or match.start() < at:
            continue
        made.append(tex[at : match.start()])
        places += origin[at : match.start()]
        start, at = match.start(), match.end()
        count = max(map(int, _PARAMETER.findall(body)), default=0)
        arguments = list[tuple[int, int]]()
        for _ in range(count):
            first, last, at = _argument(tex, at, origin[start])
            arguments.append((first, last))
        if depth >= _DEEPEST:
            raise Unclear(f"the macro {match[0]} calls itself", origin[start], origin[start] + len(match[0]))
        text, where = _filled(body, tex, origin, arguments, origin[start])
        text, where = _out(text, where, macros, depth + 1)
        made.append(text)
        places += where
        # a name at the end of a body would go on with the letter behind it
        if re.search(r"\\[A-Za-z]+$", text) and tex[at : at + 1].isalpha():
            made.append(" ")
            places.append(origin[start])
        if len(places) > _LONGEST:
            raise Unclear("written out, this is too long", origin[start], origin[start] + len(match[0]))
    return "".join(made) + tex[at:], [*places, *origin[at:]]


def _filled(
    body: str, tex: str, origin: list[int], arguments: list[tuple[int, int]], start: int
) -> tuple[str, list[int]]:
    """The body of a macro with what it is called with, which keeps the places where it was written."""
    made, places = list[str](), list[int]()
    for i, part in enumerate(_PARAMETER.split(body)):
        if i % 2:
            first, last = arguments[int(part) - 1]
            made.append(tex[first:last])
            places += origin[first:last]
        else:
            made.append(part)
            places += [start] * len(part)
    return "".join(made), places


def _argument(tex: str, at: int, start: int) -> tuple[int, int, int]:
    """Where the next argument begins and ends, and where what follows it begins."""
    while at < len(tex) and tex[at].isspace():
        at += 1
    if at >= len(tex):
        raise Unclear("a macro of the course has too few arguments here", start, start + 1)
    if tex[at] != "{":
        match = _NAME.match(tex, at)
        end = match.end() if match else at + 1
        return at, end, end
    depth = 0
    for i in range(at, len(tex)):
        escaped = tex[i - 1] == "\\" and i > at
        depth += 0 if escaped else (tex[i] == "{") - (tex[i] == "}")
        if depth == 0:
            return at + 1, i, i + 1
    raise Unclear("this brace is never closed", start, start + 1)
