"""Functions that come along with a text: `f` in `f(g(x))`, and words such as `diff` that make something of expressions."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from nudge.rates.expr import Expr, substitute
from nudge.rates.unreadable import Unreadable

Operator = Callable[[tuple[Expr, ...]], Expr]
"""What an author's word makes of its arguments. It raises `Unreadable` without a place."""

Functions = Mapping[str, tuple[str, Expr] | Operator]
"""By name: a function with the name of its variable, `("u", u^2)`, or an operator. A name may end in primes."""


def apply_given(name: str, known: tuple[str, Expr] | Operator, args: tuple[Expr, ...]) -> Expr:
    """A given function or operator applied. Raises `Unreadable` without a place."""
    if callable(known):
        return known(args)
    if len(args) != 1:
        raise Unreadable(f"{name} takes one argument", 0, 0)
    variable, body = known
    return substitute(body, {variable: args[0]})
