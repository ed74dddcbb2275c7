"""Names that an author may give: letters, then perhaps digits, and not the name of something known."""

from __future__ import annotations

import re

from nudge.rates import Unreadable
from nudge.rates.calls import LOGARITHMS
from nudge.rates.primitives import CONSTANTS, FUNCTIONS

KNOWN = frozenset((*FUNCTIONS, *LOGARITHMS, *CONSTANTS))
"""What the engine reads by itself."""

WORDS = frozenset(("sum", "diff", "dot", "grad", "turn", "for", "from", "to", "in", "as", "at", "by", "then", "times"))
"""Words of the lines themselves."""

NAME = r"[A-Za-z]+[0-9]*"
SUBSCRIPT = r"(?:[0-9]+|[A-Za-z](?![A-Za-z]))"
"""What may follow the underscore of a member of a sequence without brackets: a number or one letter."""


def checked(name: str, at: int) -> str:
    """The name, if it may be given; `at` is where it stands. Raises `Unreadable`."""
    if not re.fullmatch(NAME, name):
        message, hint = f"{name} cannot be a name", "a name is letters, then perhaps digits: x, eta, w1"
        raise Unreadable(message, at, len(name), hint)
    if name in KNOWN:
        kind = "number" if name in CONSTANTS else "function"
        raise Unreadable(f"{name} is a {kind} already", at, len(name), "choose another name")
    if name in WORDS:
        raise Unreadable(f"{name} is a word of these lines", at, len(name), "choose another name")
    return name


_LATIN = ("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu")
_GREEK = dict(zip((*_LATIN, "xi", "omicron"), "αβγδεζηθικλμνξο", strict=True))
_GREEK |= dict(zip(("rho", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega"), "ρστυφχψω", strict=True))
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def shown(name: str) -> str:
    """A name as it is shown to a reader: η for eta, w₁ for w1."""
    letters = name.rstrip("0123456789")
    return _GREEK.get(letters, letters) + name[len(letters) :].translate(_LOWERED)
