"""Statements that follow from each other: A ⇒ B ⇒ C, A ⇔ B, with ± and or."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from nudge.press.checks.tex.scope import Claim, Follow
from nudge.press.checks.tex.token import TexToken

_BOTH = ("pm", "±")


@dataclass(slots=True)
class StatedStep:
    """A statement with the arrow before it: one of several chains has to hold, as in x = 2 or x = 3."""

    sign: str
    either: list[list[Claim]]


def both(side: Sequence[TexToken]) -> list[list[TexToken]]:
    """What ± stands for: the side with + and with −."""
    if not any(one.text in _BOTH for one in side):
        return [list(side)]
    return [[replace(one, kind="sign", text=sign) if one.text in _BOTH else one for one in side] for sign in "+-"]


def concluded(steps: Sequence[StatedStep]) -> tuple[list[Claim], list[Follow]]:
    """What steps claim outright, and what they claim to follow.

    What stands before the first arrow is assumed, but for the links of a chain that lead to it; what stands alone is
    claimed. With ⇒ all follows from what was assumed first, with ⇔ from the step before, and that from it.
    """
    claims, follows = list[Claim](), list[Follow]()
    first = before = None
    for i, step in enumerate(steps):
        arrow = step.sign in ("⇒", "⇔")
        assumed = i + 1 < len(steps) and steps[i + 1].sign in ("⇒", "⇔")
        if arrow and before is not None and first is not None:
            given = before if step.sign == "⇔" else first
            follows.append(Follow(given, tuple(map(tuple, step.either)), step.sign == "⇔"))
        elif assumed and len(step.either) == 1:
            claims += _led(step.either[0])
        else:
            claims += [claim for each in step.either for claim in each]
        before = tuple(tuple(_stated(each)) for each in step.either)
        first = before if not arrow or first is None else first
    return claims, follows


def _bounds(chain: Sequence[Claim]) -> bool:
    return all(one.relation in ("<", ">", "≤", "≥", "≠") for one in chain)


def _stated(chain: Sequence[Claim]) -> Sequence[Claim]:
    """What a chain says in the end: f'(x) = 3x² − 12 = 0 that 3x² − 12 is 0; of bounds all."""
    return chain if _bounds(chain) else chain[-1:]


def _led(chain: Sequence[Claim]) -> Sequence[Claim]:
    return [] if _bounds(chain) else chain[:-1]
