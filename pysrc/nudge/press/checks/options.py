"""What an author says behind `check`: `free: f g; where: x > 0; numbers: P r`, `solve: x`, `curve`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from nudge.press.checks.tex import statements
from nudge.press.checks.tex.lexer import tokens
from nudge.press.checks.tex.scope import Claim, Definition, LessonScope
from nudge.press.checks.tex.tree import TexNode, Unclear

USAGE = "such as <!-- check free: f g; where: x > 0 -->, numbers: P r, solve: x, or curve: circle"
_WORDS = ("free", "where", "numbers", "solve", "curve")
_ALONE = ("curve",)
_FREE = re.compile(r"\\?([A-Za-z]+)(?:\(\\?([A-Za-z]+)\))?")
_LETTER = re.compile(r"\\?[A-Za-z]+(?:_\w)?")
_NAME = re.compile(r"[a-z][a-z0-9-]+")


class BadOption(Exception):
    """An option of a check comment that cannot be used."""


@dataclass(frozen=True, slots=True)
class DisplayOptions:
    """The options of a display. `curve` is the name of the curve, None where it is none."""

    free: str = ""
    where: str = ""
    numbers: str = ""
    solve: str = ""
    curve: str | None = None


def options(text: str) -> DisplayOptions:
    """The options in a comment. Raises `BadOption`."""
    found: dict[str, str] = {}
    for part in filter(None, (one.strip() for one in text.split(";"))):
        word, colon, value = (one.strip() for one in part.partition(":"))
        if word not in _WORDS or bool(colon) != bool(value) or not (value or word in _ALONE):
            raise BadOption(f"“{part}” is not an option of “check”")
        found[word] = value
    made = DisplayOptions(**found)
    if made.solve and made.curve is not None:
        raise BadOption("an equation is solved, or it is a curve")
    if made.curve and not _NAME.fullmatch(made.curve):
        raise BadOption(f"“{made.curve}” is no name for a curve: small letters, two at least")
    return made


def unknown(chosen: DisplayOptions) -> str:
    """The letter that an equation is solved for."""
    found = tokens(chosen.solve)
    if not _LETTER.fullmatch(chosen.solve) or found[0].kind != "letter":
        raise BadOption(f"“{chosen.solve}” is not a letter to solve for")
    return "_".join(one.text for one in found if one.text != "_")


def scope_with(scope: LessonScope, chosen: DisplayOptions) -> tuple[LessonScope, tuple[str, ...]]:
    """The scope with what the options say of letters, and the names that are free."""
    for name in chosen.numbers.replace(",", " ").split():
        found = tokens(name)
        if not _LETTER.fullmatch(name) or found[0].kind != "letter":
            raise BadOption(f"“{name}” is not a letter that can be a number")
        letter = "_".join(one.text for one in found if one.text != "_")
        functions = {known: one for known, one in scope.functions.items() if known != letter}
        scope = replace(scope, functions=functions, numbers=scope.numbers | {letter})
    return _with_free(scope, chosen.free.replace(",", " ").split())


def _with_free(scope: LessonScope, names: list[str]) -> tuple[LessonScope, tuple[str, ...]]:
    """The scope with arbitrary functions: `f`, or `y(u)` for a quantity that depends on another."""
    for name in names:
        match = _FREE.fullmatch(name)
        if not match:
            raise BadOption(f"“{name}” is not a function that can be free")
        if match[2]:
            hidden = f"{match[1]}°"
            scope = scope.with_(Definition(hidden, ("t",), TexNode("symbol", "t"), free=True))
            scope = scope.with_(Definition(match[1], (), TexNode("apply", hidden, (TexNode("symbol", match[2]),))))
        else:
            scope = scope.with_(Definition(match[1], ("t",), TexNode("symbol", "t"), free=True))
    return scope, tuple(names)


def given(scope: LessonScope, chosen: DisplayOptions, line: int) -> tuple[LessonScope, tuple[Claim, ...]]:
    """What `where` says: definitions, and conditions, among them the curves that it names."""
    parts = [one.strip() for one in chosen.where.split(",")]
    named = tuple(scope.curves[one] for one in parts if one in scope.curves)
    rest = ", ".join(one for one in parts if one not in scope.curves)
    if not rest:
        return scope, named
    try:
        said = statements.read(rest, scope, line, renew=True)
    except Unclear as problem:
        raise BadOption(f"“{chosen.where}” is not understood: {problem.message}") from problem
    return said.scope, (*named, *said.claims, *said.conditions)
