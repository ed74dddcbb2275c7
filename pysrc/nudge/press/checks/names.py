"""What has a name of its own, and what a formula may know of its letters."""

from __future__ import annotations

from dataclasses import dataclass

_OWN = "abs sin cos tan sec csc cot sinh cosh tanh exp ln relu sign min max asin acos atan"
_OTHER = "arcsin:asin arccos:acos arctan:atan log:ln arsinh:asinh arcosh:acosh artanh:atanh ReLU:relu sgn:sign"
CALLS = dict((pair.split(":") * 2)[:2] for pair in f"{_OWN} {_OTHER}".split())
"""Functions that have a name of their own."""

WORDS = frozenset([*CALLS, "pi", "sqrt"])
"""What can be typed without a backslash, outside of TeX."""

INVERSES = {"sin": "asin", "cos": "acos", "tan": "atan", "sinh": "asinh", "cosh": "acosh", "tanh": "atanh"}


@dataclass(frozen=True, slots=True)
class Names:
    """The functions a formula may use, and the variables that something is known about."""

    functions: frozenset[str] = frozenset()
    variables: frozenset[str] = frozenset()
