"""Words in displays: those that say when, those that join statements, and those that only give a reason."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from nudge.press.checks.tex.token import TexToken
from nudge.press.checks.tex.tree import Unclear

CONDITIONAL = frozenset(
    ["at", "for", "where", "when", "if", "with", "whenever", "provided", "near", "close", "suppose", "assume", "given"]
)
JOINING = frozenset(["and", "so", "hence", "thus", "therefore", "then", "also", "but", "that is", "i.e.", "let"])
ARROWS = ("⇒", "⇔")
NOTE = "(…)"
"""Stands for words that only give a reason."""

_TURNING_NAMES = (
    "not no never neither nor or unless except without otherwise else false wrong incorrect mistake only some most "
    "is are was does do equals equal to than about roughly nearly approximately instead versus vs between of"
)
_TURNING = frozenset(_TURNING_NAMES.split())
"""Words that may change what is said; what stands with one of them is not taken for a mere reason."""

_REASON_NAMES = "by using use from since because rule law step apply this note recall as via see"
_REASONS = frozenset(_REASON_NAMES.split())
"""Words that show a reason, whatever else is said in it."""


def role(
    token: TexToken, before: Sequence[TexToken], behind: Sequence[TexToken], joining: Collection[str] = JOINING
) -> str:
    """What words do between `before` and `behind`: how their statement begins, or NOTE. Raises `Unclear`."""
    first = token.text.lower().strip(",.;:() ")
    every = first.split()
    if not every or first in joining:
        return first
    if every[0] in CONDITIONAL or first == "or":
        return first
    beside = [*before[-1:], *behind[:1]]
    part = any(one.kind == "sign" and one.text in "+-*/^=<>≤≥≠≈" for one in beside)
    turning = not _REASONS & set(every) and (
        _TURNING & set(every) or any("n't" in one or "n’t" in one for one in every)
    )
    if part or turning:
        raise Unclear(f"the words “{token.text}” are not understood", token.start, token.end)
    return every[-1] if every[-1] in ("where", "with", "when", "at") and behind else NOTE
