"""All that the reader can read, put together: what begins with a letter, with a command, and functions in pieces."""

from __future__ import annotations

from collections.abc import Sequence

from nudge.press.checks.tex.atoms import command, letter
from nudge.press.checks.tex.cases import cases
from nudge.press.checks.tex.names import Names
from nudge.press.checks.tex.reader import TexReader
from nudge.press.checks.tex.token import TexToken
from nudge.press.checks.tex.tree import TexNode
from nudge.press.checks.tex.units import unit


def measure(self: TexReader) -> TexNode:
    """A unit of measure."""
    token = self.tokens[self.at]
    self.at += 1
    return unit(token.text, token.start, token.end)


_ATOMS = {"letter": letter, "command": command, "cases": cases, "unit": measure}


def expression(tokens: Sequence[TexToken], names: Names) -> TexNode:
    """The expression that all these tokens make. Raises `Unclear`."""
    return TexReader(tokens, names=names, atoms=_ATOMS).all()
