"""The left sides of definitions: g, x_0, f(x, y), and whether what stands on the right defines them."""

from __future__ import annotations

from collections.abc import Sequence

from nudge.press.checks.tex.letters import name_at
from nudge.press.checks.tex.names import CALLS
from nudge.press.checks.tex.token import TexToken
from nudge.press.checks.tex.tree import TexNode

_FIXED = frozenset(["e", "π", "d", *CALLS])
"""What has a meaning everywhere: sin(x) = x is a claim, and a false one."""

_ORDERS = ("O", "o")
"""f(h) = O(h) names no function."""

_USUAL = frozenset("xyzuvwst")
"""The parameters of a function that is the same everywhere: f(x) = 5."""


def called(name: str, side: Sequence[TexToken]) -> TexToken | None:
    """Where a function's name stands before a bracket."""
    for i, one in enumerate(side):
        own, after = name_at(side, i) if one.kind in ("letter", "command") else ("", i)
        if own == name and [each.text for each in side[after : after + 1]] == ["("]:
            return one
    return None


def everywhere(name: str, params: Sequence[str], body: TexNode) -> bool:
    """Whether f(x) = … says what f is at every place. P(A) = 0.3, f(a) = b and f(x) = 0 are about some places."""
    if name in _ORDERS or any(one[0].isupper() for one in params):
        return False
    constant = not set(params) & body.names()
    return not constant or (set(params) <= _USUAL and not (body.kind == "number" and not body.text.strip("0.")))


def head(side: Sequence[TexToken]) -> tuple[str, tuple[str, ...]] | None:
    """The name and parameters of a side such as g, x_0, f(x) or \\operatorname{cost}(x, y), if it is one."""
    texts = [one.text for one in side]
    if texts[0] == "Δ" and side[1:] and side[1].kind == "letter":
        inner = head(side[1:])
        return (f"Δ{inner[0]}", ()) if inner and not inner[1] else None
    name, rest = (
        (f"{texts[0]}_{texts[2]}", texts[3:]) if texts[1:2] == ["_"] and len(texts) > 2 else (texts[0], texts[1:])
    )
    if name in _FIXED or side[0].kind not in ("letter", "command") or (side[0].kind == "command" and not rest):
        return None
    params = side[len(texts) - len(rest) + 1 : -1 : 2]
    takes = rest[:1] == ["("] and rest[-1] == ")" and len(rest) % 2 and all(one.kind == "letter" for one in params)
    if rest and not (takes and set(rest[2:-1:2]) <= {","}):
        return None
    return name, tuple(one.text for one in params)
