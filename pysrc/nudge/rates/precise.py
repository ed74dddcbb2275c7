"""Values to as many digits as a question needs, each with a bound on its error.

An expression is computed on balls: again with more digits until the radius is small, and two expressions are called
equal only when their difference is zero to hundreds of digits.

Functions are reduced, by the definitions in the table of primitives, to arithmetic, powers, roots, exp, ln, sin, cos,
atan and erf. Undefined raises ValueError.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, DecimalException, localcontext
from functools import lru_cache

from nudge.rates import balls, decimals
from nudge.rates.balls import CORE, JUMPING, ONE, ZERO, Ball, Unsure, Untold, context
from nudge.rates.decimals import Beyond
from nudge.rates.exact import exact
from nudge.rates.expr import Apply, Constant, Expr, Number, Variable, postorder, substitute
from nudge.rates.parse import parse
from nudge.rates.primitives import ARGUMENTS, PRIMITIVES

__all__ = ["MOST", "PRECISIONS", "Beyond", "Untold", "constant", "context", "defined", "place", "precise", "to_float"]

MOST = 240
PRECISIONS = (30, 60, 120, MOST)


def place(env: Mapping[str, float]) -> dict[str, Decimal]:
    """The numbers of a place: a float stands for the shortest decimal that names it."""
    return {name: Decimal(repr(float(x))) for name, x in env.items()}


def precise(expr: Expr, env: Mapping[str, Decimal], digits: int = 20, most: int = MOST) -> Ball:
    """The value with a relative error below 10^-digits, or the smallest ball about zero that `most` digits give.

    Raises ValueError where the expression is undefined, `Untold` where it seems so, and `Beyond` where it cannot be
    computed, or where 240 digits do not tell it from zero because they all stand before the point.
    """
    form = defined(expr)
    ball = Ball(ZERO)
    for precision in (p for p in PRECISIONS if p <= most):
        with localcontext(context(precision)):
            try:
                ball = _walk(form, env, last=precision * 2 > most)
            except DecimalException as error:
                raise Beyond("beyond what can be computed") from error
            except Unsure:
                if precision * 2 > most:
                    raise Untold("a division by zero, as far as can be told") from None
                continue
            if ball.radius <= abs(ball.middle).scaleb(-digits):
                return ball
    if ball.vague and most == MOST:
        raise Beyond("too large for the digits there are")
    return ball


def to_float(number: Ball | Decimal) -> float:
    """The nearest float, ±infinity where the number is too large for one."""
    return float(number.number if isinstance(number, Ball) else number)


@lru_cache(maxsize=256)
def defined(expr: Expr) -> Expr:
    """The expression with every function written by its definition in the table."""
    done: dict[Expr, Expr] = {}
    for node in postorder(expr):
        done[node] = node
        if isinstance(node, Apply):
            args = tuple(done[arg] for arg in node.args)
            form = _definition(node.op)
            done[node] = substitute(form, dict(zip(ARGUMENTS, args, strict=False))) if form else Apply(node.op, args)
    return done[expr]


@lru_cache(maxsize=64)
def _definition(op: str) -> Expr | None:
    text = PRIMITIVES[op].definition
    return defined(parse(text, ARGUMENTS)) if text else None


def constant(node: Number | Constant) -> Ball:
    """The ball about a number or a constant."""
    if isinstance(node, Number):
        return balls.rational(node.value)
    return balls.computed(decimals.pi() if node.name == "pi" else ONE.exp())


def _walk(expr: Expr, env: Mapping[str, Decimal], last: bool) -> Ball:
    """The value with the digits of the context; `last` if more cannot be had."""
    done: dict[Expr, Ball] = {}
    for node in postorder(expr):
        if isinstance(node, Number | Constant):
            done[node] = constant(node)
        elif isinstance(node, Variable):
            done[node] = Ball(env[node.name])
        elif isinstance(node, Apply):
            args = [done[arg] for arg in node.args]
            exponent = exact(node.args[1]) if node.op == "pow" else None
            if node.op == "sqrt" or (exponent is not None and exponent.denominator % 2 == 0):
                _at_end(args[0], last)
            if node.op in JUMPING:
                done[node] = JUMPING[node.op](*args, last)
            else:
                done[node] = CORE[node.op](*args) if exponent is None else balls.power(args[0], exponent)
    return done[expr]


def _at_end(a: Ball, last: bool) -> None:
    """Ask for more digits where an even root is taken of what may be negative; near zero, the last digits say zero."""
    if a.zero and a.radius and (not last or a.vague):
        raise Unsure
