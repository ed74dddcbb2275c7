"""Chains with integrals without bounds: their sides differ by constants, so it is their rates that are compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nudge.press.checks.tex.scope import Claim, LessonScope
from nudge.press.checks.tex.tree import TexNode, Unclear

_CONSTANTS = frozenset(["C", "c", "K", "k", "C_1", "C_2", "C_0"])


def modulo_constants(said: Sequence[Claim], scope: LessonScope) -> list[Claim]:
    """The links of a chain; of one with an integral without bounds, that the rates of the sides are equal."""
    every = [one for claim in said for one in (*claim.left.walk(), *claim.right.walk()) if _open(one)]
    if not every:
        return list(said)
    by = every[0].text
    strange = next((one for one in every if one.text != by and one.text not in scope.variables), None)
    if strange:
        hint = f"say it behind the formula: \\text{{where }} {strange.text} = …"
        raise Unclear(f"what {strange.text} is, is not known here", strange.start, strange.end, hint)
    if any(claim.relation != "=" for claim in said):
        raise Unclear("integrals without bounds are not compared so", said[0].left.start, said[-1].right.end)
    last = said[-1].right
    if not any(map(_open, last.walk())) and not _has_constant(last):
        raise Unclear("the constant is missing here", last.start, last.end, "write + C")
    return [replace(one, left=_rate(one.left, by), right=_rate(one.right, by)) for one in said]


def _open(node: TexNode) -> bool:
    return node.kind == "integral" and len(node.parts) == 1


def _has_constant(node: TexNode) -> bool:
    """Whether a constant is added."""
    if node.kind == "symbol":
        return node.text in _CONSTANTS
    return node.kind == "add" and any(map(_has_constant, node.parts))


def _rate(node: TexNode, by: str) -> TexNode:
    return TexNode("diff", f"{by} 1", (node,), node.start, node.end)
