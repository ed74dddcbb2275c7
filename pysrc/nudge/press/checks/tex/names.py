"""What has a name of its own, and what a formula may know of its letters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from nudge.rates.lexer import PLAIN

_OWN = (
    "abs sin cos tan sec csc cot asin acos atan asec acsc acot sinh cosh tanh sech csch coth asinh acosh atanh asech "
    "acsch acoth factorial exp ln relu sigmoid softplus erf sign floor ceil min max"
)
_OTHER = (
    "arcsin:asin arccos:acos arctan:atan arcsec:asec arccsc:acsc arccot:acot arsinh:asinh arcosh:acosh artanh:atanh "
    "arsech:asech arcsch:acsch arcoth:acoth arcsinh:asinh arccosh:acosh arctanh:atanh log:ln ReLU:relu sgn:sign"
)
CALLS = dict((pair.split(":") * 2)[:2] for pair in f"{_OWN} {_OTHER}".split())
"""Functions that have a name of their own."""

WORDS = frozenset([*CALLS, "pi", "sqrt"])
"""What can be typed without a backslash, outside of TeX."""

INVERSES = {name: f"a{name}" for name in CALLS.values() if f"a{name}" in CALLS}
"""The functions that a power of −1 on a name means."""

PAIRS = {"lvert": ("rvert", "abs"), "lfloor": ("rfloor", "floor"), "lceil": ("rceil", "ceil")}
"""Signs that open, each with the one that closes and the function of what stands between them."""


@dataclass(frozen=True, slots=True)
class Names:
    """What a formula may use: functions with their parameters, variables that stand for something, and the letters
    that are known to be numbers, so that one of them before a bracket is a factor. `log` is the base of a logarithm
    that is written without one.
    """

    functions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    variables: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    log: str = PLAIN.log

    def index(self, letter: str, subscript: str) -> str:
        """The n of a sequence a_n that is known, if a letter with this subscript, as a_3, is a member of it."""
        if f"{letter}_{subscript}" in self.variables or not (subscript.isdigit() or set(subscript) & _INDEXES):
            return ""
        return next((n for n in sorted(_INDEXES) if f"{letter}_{n}" in self.variables), "")


_INDEXES = frozenset("ijklmn")
"""What counts the members of a sequence: v_x and v_y are no members of one."""
