"""Trees whose value is a place of the plane: a sum of points and of multiples of points."""

from __future__ import annotations

from nudge.rates import Apply, Expr, Unreadable, Variable
from nudge.widgets.lines.scope import Scope


def has_places(scope: Scope, expr: Expr) -> bool:
    """Whether a place occurs in a tree."""
    return any(scope.is_place(name) for name in expr.names)


def component(scope: Scope, expr: Expr, which: str) -> Expr:
    """One component, x or y, of a tree whose value is a place. Raises `Unreadable` where numbers are mixed in."""
    if isinstance(expr, Variable) and scope.is_place(expr.name):
        if expr.name in scope.literals:
            return scope.literals[expr.name][which == "y"]
        return Variable(f"{expr.name}.{which}")
    if isinstance(expr, Apply):
        kinds = [has_places(scope, arg) for arg in expr.args]
        if expr.op in ("add", "sub", "neg") and all(kinds):
            return Apply(expr.op, tuple(component(scope, arg, which) for arg in expr.args))
        if (expr.op == "mul" and kinds.count(True) == 1) or (expr.op == "div" and kinds == [True, False]):
            parts = zip(expr.args, kinds, strict=True)
            return Apply(expr.op, tuple(component(scope, arg, which) if kind else arg for arg, kind in parts))
    message = "A point and a number do not go together here"
    raise Unreadable(message, 0, 0, "points add, subtract and take factors; P.x and P.y are numbers")


def coordinate(scope: Scope, expr: Expr, which: str, name: str, at: int) -> Expr:
    """The number x or y of a place with a name, which stands at `at`. Raises `Unreadable` if it is no place."""
    if not has_places(scope, expr):
        raise Unreadable(f"{name} is a number", at, len(name), f"only a place, such as {name} = (1, 2), has {name}.x")
    return component(scope, expr, which)
