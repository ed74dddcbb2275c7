"""What has a name of its own, and what a formula may know of its letters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

_OWN = "abs sin cos tan sec csc cot sinh cosh tanh exp ln relu sign min max asin acos atan"
_OTHER = "arcsin:asin arccos:acos arctan:atan log:ln arsinh:asinh arcosh:acosh artanh:atanh ReLU:relu sgn:sign"
CALLS = dict((pair.split(":") * 2)[:2] for pair in f"{_OWN} {_OTHER}".split())
"""Functions that have a name of their own."""

WORDS = frozenset([*CALLS, "pi", "sqrt"])
"""What can be typed without a backslash, outside of TeX."""

INVERSES = {"sin": "asin", "cos": "acos", "tan": "atan", "sinh": "asinh", "cosh": "acosh", "tanh": "atanh"}


@dataclass(frozen=True, slots=True)
class Names:
    """What a formula may use: functions with their parameters, variables that stand for something, and the letters
    that are known to be numbers, so that one of them before a bracket is a factor.
    """

    functions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    variables: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
