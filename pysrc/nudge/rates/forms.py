"""Whether an answer of the right value is also written in the form that was asked for.

Each form is a test of the tree as typed; it answers None, or a sentence that says what is still to be done.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import gcd, isqrt

from nudge.rates.exact import exact
from nudge.rates.expr import Apply, Constant, Expr, Number, Variable, leaves, postorder, variables
from nudge.rates.polynomials import content, irreducible, polynomial
from nudge.rates.simplify import simplify, sum_of

_SUMS = ("add", "sub")


def shortfall(expr: Expr, form: str) -> str | None:
    """What an expression lacks of a form, as a sentence; None if it has it. Raises ValueError for an unknown form."""
    test = FORMS.get(form)
    if test is None:
        raise ValueError(f"{form} is not a form; the forms are {', '.join(FORMS)}")
    return test(expr)


def _unsigned(expr: Expr) -> Expr:
    while isinstance(expr, Apply) and expr.op == "neg":
        expr = expr.args[0]
    return expr


def _quotient(expr: Expr) -> tuple[int, int] | None:
    """A fraction of two whole numbers as written, signs aside."""
    body = _unsigned(expr)
    if not isinstance(body, Apply) or body.op != "div":
        return None
    above, below = (_unsigned(arg) for arg in body.args)
    if isinstance(above, Number) and isinstance(below, Number):
        p, q = above.value, below.value
        return (int(p), int(q)) if p.denominator == q.denominator == 1 else None
    return None


def _decimal(expr: Expr) -> str | None:
    return None if isinstance(_unsigned(expr), Number) else "The value is right; write it as a decimal."


def _fraction(expr: Expr) -> str | None:
    body = _unsigned(expr)
    whole = isinstance(body, Number) and body.value.denominator == 1
    return None if whole or _quotient(expr) else "The value is right; write it as a fraction."


def _lowest_terms(expr: Expr) -> str | None:
    parts = _quotient(expr)
    if parts and (gcd(*parts) != 1 or parts[1] == 1):
        return "The value is right; the fraction can still be cancelled."
    return _fraction(expr)


def _exact(expr: Expr) -> str | None:
    if any(isinstance(node, Number) and node.value.denominator != 1 for node in postorder(expr)):
        return "The value is right; write it exactly, without decimals."
    return None


def _surd(expr: Expr) -> str | None:
    for node in postorder(expr):
        if isinstance(node, Apply) and node.op == "sqrt":
            inside = exact(node.args[0])
            if inside is not None and (inside.denominator != 1 or _square_in(int(inside))):
                return "The value is right; a square can still be taken out of the root."
        if isinstance(node, Apply) and node.op == "div" and _has_root(node.args[1]):
            return "The value is right; there is still a root in the denominator."
    return _leftover(expr)


def _has_root(expr: Expr) -> bool:
    return any(isinstance(node, Apply) and node.op == "sqrt" for node in postorder(expr))


def _square_in(number: int) -> bool:
    return any(number % (k * k) == 0 for k in range(2, isqrt(max(number, 0)) + 1)) or number in (0, 1)


def _simplified(expr: Expr) -> str | None:
    return _leftover(expr) or _common_factor(expr)


def _leftover(expr: Expr) -> str | None:
    if leaves(expr) > leaves(simplify(expr)):
        return "The value is right; it can still be simplified."
    if any(isinstance(node, Apply) and node.op == "mul" and _repeats(node) for node in postorder(expr)):
        return "The value is right; equal factors can still be written as a power."
    return None


def _common_factor(expr: Expr) -> str | None:
    """A number that could be cancelled between a sum and what it is divided by."""
    for node in postorder(expr):
        if isinstance(node, Apply) and node.op == "div":
            names = sorted(variables(node))
            above, below = (polynomial(arg, names[0] if names else "x") for arg in node.args)
            if above and below and gcd(*(int(content(p)) for p in (above, below))) > 1:
                return "The value is right; a common factor can still be cancelled."
    return None


def factors(expr: Expr) -> list[Expr]:
    """The factors a product is written with; a power counts once, by its base."""
    found: list[Expr] = []
    todo = [expr]
    while todo:
        node = todo.pop()
        if isinstance(node, Apply) and node.op in ("mul", "neg"):
            todo.extend(reversed(node.args))
        elif isinstance(node, Apply) and node.op == "pow" and (exact(node.args[1]) or 0) > 0:
            todo.append(node.args[0])
        else:
            found.append(node)
    return found


def _repeats(node: Apply) -> bool:
    bases = [base for base in factors(node) if isinstance(base, Variable | Constant | Apply)]
    return len(set(bases)) < len(bases)


def _factored(expr: Expr) -> str | None:
    names = sorted(variables(expr))
    for factor in factors(expr):
        if exact(factor) is not None or isinstance(factor, Variable | Constant):
            continue
        p = polynomial(factor, names[0]) if len(names) == 1 else None
        if p is None:
            if isinstance(factor, Apply) and factor.op in _SUMS and factor is expr:
                return "The value is right; write it as a product."
            continue
        if len(p) > 1 and content(p) != 1:
            return "The value is right; a number can still be taken out of a bracket."
        if len(p) > 1 and not irreducible(p):
            return "The value is right; it can still be factored."
    return None


def _expanded(expr: Expr) -> str | None:
    for node in postorder(expr):
        if not isinstance(node, Apply) or node.op not in ("mul", "pow", "div", "neg"):
            continue
        power = exact(node.args[1]) if node.op == "pow" else None
        inside = node.args if node.op == "mul" else node.args[:1]
        open_power = node.op != "pow" or (power is not None and power > 0 and power.denominator == 1)
        if open_power and any(isinstance(arg, Apply) and arg.op in _SUMS for arg in inside):
            return "The value is right; a bracket can still be multiplied out."
    return "The value is right; like terms can still be put together." if _terms(expr) > len(sum_of(expr)) else None


def _terms(expr: Expr) -> int:
    count, todo = 0, [expr]
    while todo:
        node = todo.pop()
        if isinstance(node, Apply) and node.op in _SUMS:
            todo.extend(node.args)
        else:
            count += 1
    return count


FORMS: Mapping[str, Callable[[Expr], str | None]] = {
    "decimal": _decimal,
    "fraction": _fraction,
    "lowest_terms": _lowest_terms,
    "exact": _exact,
    "simplified_surd": _surd,
    "simplified": _simplified,
    "factored": _factored,
    "expanded": _expanded,
}
