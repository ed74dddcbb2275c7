"""Sums: `k^2 for k from 1 to n`, the text between the brackets of `sum(…)`."""

from __future__ import annotations

import re

from nudge.rates import Expr, Unreadable, substitute
from nudge.rates.expr import Apply, rational
from nudge.widgets.lines.cut import words
from nudge.widgets.lines.names import NAME, checked

MOST_TERMS = 100
"""Terms of a sum that is written out since it stands in a function. More make a tree that is slow to work with."""

_LOOP = re.compile(rf"\sfor\s+(?P<letter>{NAME})\s+from\s")


def cut(text: str) -> tuple[tuple[str, str], tuple[str, int], tuple[str, int]]:
    """The term and its letter; the lower and the upper bound, each with its place. Raises `Unreadable`."""
    at = words(text, "for")
    loop = _LOOP.match(text, at[0][0]) if at else None
    to = words(text[loop.end() :], "to") if loop else []
    if not loop or not to:
        raise Unreadable("This is not a sum", 0, len(text), "write it like: sum(k^2 for k from 1 to n)")
    start, (stop, go) = loop.end(), to[-1]
    letter = checked(loop["letter"], loop.start("letter"))
    return (text[: loop.start()], letter), (text[start : start + stop], start), (text[start + go :], start + go)


def written_out(body: Expr, letter: str, first: int, last: int) -> Expr:
    """A sum as a tree; 0 where it has no terms."""
    total: Expr = rational(0)
    for k in range(first, last + 1):
        term = substitute(body, {letter: rational(k)})
        total = term if k == first else Apply("add", (total, term))
    return total
