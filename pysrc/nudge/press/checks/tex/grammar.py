"""All that the reader can read, put together: what begins with a letter, with a command, and functions in pieces."""

from __future__ import annotations

from collections.abc import Sequence

from nudge.press.checks.tex.atoms import command, letter
from nudge.press.checks.tex.cases import cases
from nudge.press.checks.tex.lexer import Token
from nudge.press.checks.tex.names import Names
from nudge.press.checks.tex.reader import Reader
from nudge.press.checks.tex.tree import Node

_ATOMS = {"letter": letter, "command": command, "cases": cases}


def expression(tokens: Sequence[Token], names: Names) -> Node:
    """The expression that all these tokens make. Raises `Unclear`."""
    return Reader(tokens, names=names, atoms=_ATOMS).all()
