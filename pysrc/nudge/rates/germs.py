"""Germs: the series with which a function begins to the left and to the right of a place.

A walk over the few functions that all others are reduced to. Where a function jumps or has a corner, the first terms of
its argument say on which side of it the argument is: so floor(cos x) is 0 to both sides of 0.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_EVEN, Decimal, DecimalException, localcontext
from fractions import Fraction
from typing import TypeVar

from nudge.rates import balls, decimals
from nudge.rates.balls import ONE, TWO, Ball, Unsure, context
from nudge.rates.decimals import Beyond
from nudge.rates.exact import exact
from nudge.rates.expr import Apply, Constant, Expr, Number, Variable, postorder
from nudge.rates.precise import PRECISIONS, defined
from nudge.rates.precise import constant as fixed
from nudge.rates.series import STILL, Algebra, Outside, Series, Term, Unknown, constant, negative, whole

_TERMS = (4, 16)  # enough for slopes and their rates nearly always, and where the first terms cancel
_WORK = 40_000  # multiplications that are worth a try: a tenth of a second

_FIRST = (1, 0)
_LOGARITHM = (0, -1)
T = TypeVar("T")


def germ(
    expr: Expr, place: Mapping[str, Decimal], wrt: str, side: int, read: Callable[[Series, bool], T]
) -> tuple[T, bool]:
    """What `read` makes of the series of expr to the right (`side` = 1) or left (-1) of a place.

    With it comes whether the function is analytic there, so that the other side goes on in the same way.

    The series is found with more digits where `read` raises Unsure, which it may not when it is told that these are the
    last ones, and with more terms where it raises Unknown. Raises Outside where the function is not defined on that
    side, Unknown where no series tells, and Beyond where nothing can be computed.
    """
    form = defined(expr)
    length = len(postorder(form))
    for keep in _TERMS:
        if keep > _TERMS[0] and length * keep**3 > _WORK:
            break
        for precision in PRECISIONS:
            last = precision == PRECISIONS[-1]
            with localcontext(context(precision)):
                try:
                    algebra = Algebra(keep, last)
                    return read(_walk(form, place, wrt, side, algebra), last), not algebra.forks
                except Unsure:
                    continue
                except Unknown:
                    break
                except DecimalException as error:
                    raise Beyond("beyond what can be computed") from error
    raise Unknown


def _walk(expr: Expr, place: Mapping[str, Decimal], wrt: str, side: int, on: Algebra) -> Series:
    done: dict[Expr, Series] = {}
    for node in postorder(expr):
        if isinstance(node, Number | Constant):
            done[node] = constant(fixed(node))
        elif isinstance(node, Variable):
            here = constant(Ball(place[node.name]))
            step = Series(((_FIRST, Ball(ONE.copy_sign(Decimal(side)))),)) if node.name == wrt else Series()
            done[node] = on.add(here, step)
        elif isinstance(node, Apply):
            done[node] = _applied(node, [done[arg] for arg in node.args], on)
    return done[expr]


def _applied(node: Apply, args: list[Series], on: Algebra) -> Series:
    if node.op == "pow":
        exponent = exact(node.args[1])
        return _pow(args[0], args[1], on) if exponent is None else on.power(args[0], exponent)
    if node.op in _ARITHMETIC:
        return _ARITHMETIC[node.op](on, *args)
    return _FUNCTIONS[node.op](args[0], on)


def _pow(a: Series, b: Series, on: Algebra) -> Series:
    """A power with an exponent that is not an exact number, as `balls.pow_` defines it."""
    first = on.lead(a)
    if first is None:
        lead = on.lead(b)
        if lead is None or lead[1].middle < 0:
            raise Outside
        return Series()
    if first[1].middle < 0:
        still = b.terms[0][1] if b.order is None and len(b.terms) == 1 and b.terms[0][0] == STILL else None
        if still is None or still.radius or still.middle != still.middle.to_integral_value():
            raise Outside
        return on.power(a, Fraction(int(still.middle)))
    return _exp(on.mul(b, _ln(a, on)), on)


def _exp(a: Series, on: Algebra) -> Series:
    """e^a; where a is a multiple of a logarithm, and other terms, a power comes of it: e^(pℓ) is h^-p."""
    front = Series(((STILL, Ball(ONE)),))
    if a.terms and a.terms[0][0] == _LOGARITHM:
        times = a.terms[0][1]
        if times.radius:
            raise Unknown
        front = Series((((whole(-Fraction(times.middle)), 0), Ball(ONE)),))
        a = Series(a.terms[1:], a.order)
    start, step = on.split(a)
    row = [balls.exp(start)]
    for k in range(1, on.keep):
        row.append(balls.div(row[-1], Ball(Decimal(k))))
    return on.mul(front, on.taylor(row, step))


def _ln(a: Series, on: Algebra) -> Series:
    """ln(c·h^p·(1 + w)) = ln c - pℓ + ln(1 + w)."""
    first = on.lead(a)
    if first is None or first[1].middle < 0:
        raise Outside
    (p, q), c = first
    if q:
        raise Unknown
    if p:
        on.forks.append("ln")
    row = [balls.ln(c), *(balls.rational(Fraction((-1) ** (k + 1), k)) for k in range(1, on.keep))]
    grown = on.taylor(row, on.rest(a, first))
    return on.sub(grown, Series(((_LOGARITHM, balls.rational(p)),))) if p else grown


def _circular(quarter: int) -> Callable[[Series, Algebra], Series]:
    def applied(a: Series, on: Algebra) -> Series:
        if a.terms and a.terms[0][0] < STILL:
            on.forks.append("wave")
            return Series((), 0)  # between -1 and 1
        start, step = on.split(a)
        s, c = balls.sin(start), balls.cos(start)
        turns = (s, c, balls.neg(s), balls.neg(c))
        row, below = [], Ball(ONE)
        for k in range(on.keep if step.begins is not None else 1):
            below = balls.mul(below, Ball(Decimal(k or 1)))
            row.append(balls.div(turns[(k + quarter) % 4], below))
        return on.taylor(row, step)

    return applied


def _atan(a: Series, on: Algebra) -> Series:
    if a.terms and a.terms[0][0] < STILL:
        first = on.lead(a)
        on.forks.append("atan")
        quarter = balls.computed(decimals.pi() / TWO)
        far = constant(quarter if first and first[1].middle > 0 else balls.neg(quarter))
        return on.sub(far, _atan(on.power(a, -1), on))
    start, step = on.split(a)
    below = balls.add(Ball(ONE), balls.mul(start, start))
    rates = [balls.div(Ball(ONE), below)]  # the series of 1/(1 + a²), whose integral this is
    for k in range(1, on.keep):
        grown = balls.mul(balls.mul(Ball(TWO), start), rates[-1])
        rates.append(balls.neg(balls.div(balls.add(grown, rates[k - 2]) if k > 1 else grown, below)))
    return on.taylor(_integral(balls.atan(start), rates), step)


def _erf(a: Series, on: Algebra) -> Series:
    start, step = on.split(a)
    front = balls.div(Ball(TWO), balls.sqrt(balls.computed(decimals.pi())))
    rates = [balls.mul(front, balls.exp(balls.neg(balls.mul(start, start))))]
    for k in range(1, on.keep):
        grown = balls.mul(start, rates[-1])
        grown = balls.add(grown, rates[k - 2]) if k > 1 else grown
        rates.append(balls.mul(balls.rational(Fraction(-2, k)), grown))
    return on.taylor(_integral(balls.erf(start), rates), step)


def _integral(start: Ball, rates: list[Ball]) -> list[Ball]:
    return [start, *(balls.div(rate, Ball(Decimal(k))) for k, rate in enumerate(rates[:-1], 1))]


def _forking(a: Series, on: Algebra) -> Term | None:
    """The first term of what decides the side of a corner."""
    first = on.lead(a)
    if first and first[0] != STILL:
        on.forks.append("corner")
    return first


def _abs(a: Series, on: Algebra) -> Series:
    if not a.terms:
        return a
    first = _forking(a, on)
    return negative(a) if first and first[1].middle < 0 else a


def _max(on: Algebra, a: Series, b: Series) -> Series:
    """The one that is larger next to the place; both are the same up to the rest where the terms do not tell."""
    change = on.sub(a, b)
    first = _forking(change, on) if change.terms else None
    if first:
        return a if first[1].middle > 0 else b
    return a if change.order is None else on.add(a, change)


def _sign(a: Series, on: Algebra) -> Series:
    first = _forking(a, on)
    return Series() if first is None else constant(balls.sign(first[1], on.last))


def _floor(a: Series, on: Algebra) -> Series:
    if a.begins is not None and a.begins < 0:
        on.forks.append("jumps")
        return Series(tuple(term for term in a.terms if term[0][0] < 0), min(a.order or 0, 0))
    start, step = on.split(a)
    near = start.middle.to_integral_value(ROUND_HALF_EVEN)
    off = balls.sub(start, Ball(near))
    if not balls.at_jump(off, on.last):
        return constant(balls.floor(start, on.last))
    first = _forking(step, on)
    return constant(Ball(near - 1 if first and first[1].middle < 0 else near))


def _pieces(on: Algebra, a: Series, below: Series, above: Series) -> Series:
    first = _forking(a, on)
    if first is None:
        raise Outside
    return below if first[1].middle < 0 else above


_ARITHMETIC: Mapping[str, Callable[..., Series]] = {
    "add": Algebra.add,
    "sub": Algebra.sub,
    "mul": Algebra.mul,
    "div": Algebra.div,
    "neg": lambda _, a: negative(a),
    "max": _max,
    "pieces": _pieces,
    "min": lambda on, a, b: negative(_max(on, negative(a), negative(b))),
}
_FUNCTIONS: Mapping[str, Callable[[Series, Algebra], Series]] = {
    "relu": lambda a, on: _max(on, a, Series()),
    "sqrt": lambda a, on: on.power(a, Fraction(1, 2)),
    "exp": _exp,
    "ln": _ln,
    "sin": _circular(0),
    "cos": _circular(1),
    "atan": _atan,
    "erf": _erf,
    "abs": _abs,
    "sign": _sign,
    "floor": _floor,
}
