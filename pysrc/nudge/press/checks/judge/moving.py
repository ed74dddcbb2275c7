"""Letters that move with each other because an equation ties them: rates on a curve, by one of them or by time."""

from __future__ import annotations

from typing import Any

import sympy as sp  # type: ignore[import-untyped]

from nudge.press.checks.tex.tree import TexNode, Unclear

Condition = tuple[Any, str]
"""An expression and how it has to compare with zero: "> 0", "≥ 0", "≠ 0"."""


def symbol(name: str) -> Any:
    """A real variable."""
    return sp.Symbol(name, real=True)


class TiedLetters:
    """A curve, by what is zero on it."""

    def __init__(self, curve: Any) -> None:
        self._curve = curve
        self._letters = sorted(curve.free_symbols, key=str)

    def other(self, name: str) -> str:
        """What the rate of a letter is taken by where nothing is said: the other letter of a curve with two."""
        names = [str(one) for one in self._letters]
        rest = [one for one in names if one != name]
        return rest[0] if name in names and len(rest) == 1 else ""

    def rate(self, made: Any, by: str, order: int, conditions: list[Condition], node: TexNode) -> Any:
        """The rate of something by a letter, of this order. `conditions` gathers where it exists."""
        rates = self._rates(by, conditions, node)
        if order > 1 and symbol(by) not in self._letters:
            raise Unclear("higher rates by time are not known from a curve", node.start, node.end)
        for _ in range(order):
            made = sp.diff(made, symbol(by)) + sp.Add(*(sp.diff(made, one) * rate for one, rate in rates.items()))
        return made

    def _rates(self, by: str, conditions: list[Condition], node: TexNode) -> dict[Any, Any]:
        """How fast the letters move by one of them; by something else, all but one as they like."""
        free = [one for one in self._letters if str(one) != by]
        if not free:
            return {}
        *rest, last = free
        if symbol(by) in self._letters and rest:
            raise Unclear(f"how {rest[0]} depends on {by} is not known", node.start, node.end)
        rates = {one: symbol(f"d{one}/d{by}") for one in rest}
        steep = sp.diff(self._curve, last)
        conditions.append((steep, "≠ 0"))
        moved = sp.diff(self._curve, symbol(by)) + sp.Add(*(sp.diff(self._curve, one) * rates[one] for one in rest))
        return {**rates, last: -moved / steep}
