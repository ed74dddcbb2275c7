"""Functions that a display shows to be functions though nobody said so: by f'(x), by dy/dx.

They are taken for arbitrary ones. A rule that holds for all of them is true whatever they are; of anything else nothing
is said, since they may be some that are meant.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from nudge.press.checks.tex import statements
from nudge.press.checks.tex.lexer import tokens
from nudge.press.checks.tex.scope import Claim, Definition, LessonScope, Said
from nudge.press.checks.tex.token import TexToken
from nudge.press.checks.tex.tree import TexNode, Unclear

_FUNCTIONS = frozenset("fghFG")
"""Letters that are functions where something is differentiated."""


def read(tex: str, scope: LessonScope, line: int, tied: Collection[str]) -> tuple[Said, tuple[str, ...]]:
    """What a display says, and the functions that are arbitrary in it. `tied` letters are those of a curve."""
    try:
        said, trouble = statements.read(tex, scope, line), None
        known = said.scope
    except Unclear as problem:
        said, trouble, known = None, problem, scope
    names = _shown(tokens(tex), known, tied)
    if said is not None and any(_assumed(one) for follow in said.follows for one in follow.given[0]):
        names = {}
    if not names:
        if said is None:
            raise trouble or Unclear("this is not understood", 0, len(tex))
        return said, ()
    try:
        again = statements.read(tex, with_free(scope, names), line)
    except Unclear:
        if said is None:
            raise trouble or Unclear("this is not understood", 0, len(tex)) from None
        return said, ()
    return again, tuple(f"{name}({by})" if by else name for name, by in names.items())


def turned(tex: str, here: LessonScope, scope: LessonScope) -> tuple[LessonScope, tuple[Claim, ...]]:
    """A scope in which x = sin y, said for this display alone, is a curve where y is differentiated by x."""
    by = {other for _, other in _rates(tokens(tex))}
    new = [one for name, one in here.variables.items() if name in by and scope.variables.get(name) is not one]
    gone = {one.name for one in new if not one.free and one.body.kind != "number"}
    variables = {name: one for name, one in here.variables.items() if name not in gone}
    curves = tuple(Claim(TexNode("symbol", one.name), "=", one.body) for one in new if one.name in gone)
    return replace(here, variables=variables), curves


def _assumed(claim: Claim) -> bool:
    """Whether a curve is assumed: then letters move as it says."""
    names = claim.left.names() | claim.right.names()
    return claim.relation == "=" and len(names - {"e", "π"}) > 1


def with_free(scope: LessonScope, names: dict[str, str]) -> LessonScope:
    """A scope with arbitrary functions: by their name and what they depend on, "" if they are called with it."""
    for name, by in names.items():
        own = Definition(name if not by else f"{name}°", ("t",), TexNode("symbol", "t"), free=True)
        scope = scope.with_(own)
        if by:
            body = TexNode("apply", f"{name}°", (TexNode("symbol", by),))
            scope = scope.with_(Definition(name, (), body))
    return replace(scope)


def _shown(found: Sequence[TexToken], scope: LessonScope, tied: Collection[str]) -> dict[str, str]:
    """The letters that are shown to be functions, and what each of them depends on."""
    known = {*scope.functions, *scope.variables, *scope.numbers, *tied}
    rates = [one for one in _rates(found) if one[0] not in known]
    names: dict[str, str] = {}
    for name, by in rates:
        inner = {other for other, _ in rates}
        if name not in names or by in inner:
            names[name] = by
    primed = _primed(found)
    letters = {one.text for one in found if one.kind == "letter"}
    for name, called in primed:
        if name not in known and name not in names:
            by = "x" if "x" in letters or "t" not in letters else "t"
            names[name] = "" if called or name in _FUNCTIONS else by
    if primed or any(one.text == "frac" and _is_d(found[i + 2 : i + 3]) for i, one in enumerate(found)):
        for i, one in enumerate(found):
            follows = [each.text for each in found[i + 1 : i + 2]] == ["("]
            if one.kind == "letter" and one.text in _FUNCTIONS and one.text not in {*known, *names} and follows:
                names[one.text] = ""
        if any(not by for by in names.values()):
            names |= {one.text: "" for one in found if one.text in _FUNCTIONS and one.text not in {*known, *names}}
    circular = any(names.get(by) == name for name, by in names.items() if by)
    return {} if circular else names


def _is_d(some: Sequence[TexToken]) -> bool:
    return [one.text for one in some] == ["d"]


def _rates(found: Sequence[TexToken]) -> list[tuple[str, str]]:
    """The letters above and below in dy/dx, d²y/dx²."""
    made = []
    for i, one in enumerate(found):
        texts = [each.text for each in found[i + 1 : i + 16]]
        if one.text != "frac" or texts[:2] != ["{", "d"]:
            continue
        rest = texts[2:]
        if rest[:1] == ["^"]:
            rest = rest[2:] if rest[1] != "{" else rest[4:]
        if len(rest) > 4 and rest[1:4] == ["}", "{", "d"] and found[i + 1 + texts.index(rest[0])].kind == "letter":
            made.append((rest[0], rest[4]))
    return made


def _primed(found: Sequence[TexToken]) -> list[tuple[str, bool]]:
    """The letters with primes, and whether they are called with something."""
    made = []
    for i, one in enumerate(found):
        after = i + 1
        while after < len(found) and found[after].text == "'":
            after += 1
        if one.kind == "letter" and after > i + 1:
            made.append((one.text, [each.text for each in found[after : after + 1]] == ["("]))
    return made
