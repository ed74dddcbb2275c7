"""Reading text that people type: the front door. The work is done by `lexer.py` and `reader.py`."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from nudge.rates.bars import paired
from nudge.rates.cursor import Note
from nudge.rates.expr import Expr
from nudge.rates.given import Functions
from nudge.rates.lexer import PLAIN, Spelling
from nudge.rates.reader import Reader


@dataclass(frozen=True, slots=True)
class Reading:
    """An expression, and notes on how the text was understood. `forks` are places that can be read otherwise."""

    expr: Expr
    notes: tuple[Note, ...]
    forks: tuple[int, ...] = ()


def parse(
    text: str, variables: Collection[str] = ("x",), functions: Functions | None = None, spelling: Spelling = PLAIN
) -> Expr:
    """Read a text as an expression in the given variables. Raises `Unreadable` and nothing else.

    `functions` are further names to apply, each with the name of its variable and its expression, `{"f": ("u", u^2)}`,
    or with what makes an expression of its arguments. A name may end in primes.
    """
    return read(text, variables, functions, spelling).expr


def read(
    text: str,
    variables: Collection[str] = ("x",),
    functions: Functions | None = None,
    spelling: Spelling = PLAIN,
    otherwise: frozenset[int] = frozenset(),
) -> Reading:
    """As `parse`, with notes on the places that can be read in more than one way, and with a choice of spelling.

    At the places in `otherwise`, of the `forks` of a reading, the other way is taken.
    """
    reader, expr = paired(lambda bars: Reader(text, variables, functions or {}, spelling, otherwise | bars))
    return Reading(expr, tuple(reader.notes), tuple(dict.fromkeys(reader.forks)))
