"""A product settled, when all of its factors are gathered: what belongs together is put together."""

from __future__ import annotations

from fractions import Fraction

from nudge.rates.book import PRODUCTS, Book, Product, even, is_op, is_sum, key, odd
from nudge.rates.cancelling import cancelled
from nudge.rates.exact import exact
from nudge.rates.expr import Apply, Number, rational
from nudge.rates.gathering import Gathered
from nudge.rates.written import E, write_sum

_WHOLE = Fraction(1)
_ROUNDS = 12  # what is settled may have to be gathered anew; it takes two or three rounds


def settle(product: Gathered, book: Book) -> None:
    """Put together what belongs together, until nothing changes."""
    for _ in range(_ROUNDS):
        if not product.coefficient:
            return
        product.powers = {base: e for base, e in product.powers.items() if e}
        before = dict(product.powers), product.coefficient
        _settle_exponents(product, book)
        _settle_bases(product, book)
        _settle_bars(product)
        _settle_quotients(product)
        cancelled(product, book)
        if before == (product.powers, product.coefficient) and not product.raised:
            break


def _settle_exponents(product: Gathered, book: Book) -> None:
    """Write the exponents that are sums; e^(c ln a) is a^c."""
    if not product.raised:
        return
    for node in [node for node in product.powers if is_op(node, "exp", "pow")]:
        assert isinstance(node, Apply)
        base = E if node.op == "exp" else node.args[0]
        if base in product.raised and product.powers[node].denominator == 1:
            n = product.powers.pop(node)
            product.raise_by(base, {name: (c * n, p) for name, (c, p) in product.terms(node.args[-1]).items()})
    raised, product.raised = product.raised, {}
    for base, terms in raised.items():
        beside = product.powers.get(base, Fraction(0))
        if base is E or (beside and beside.denominator == 1 and not isinstance(base, Number)):
            product.powers.pop(base, None)
            terms[key({})] = terms.get(key({}), (Fraction(0), {}))[0] + beside, {}
        rest = {name: part for name, part in terms.items() if part[0] and not (base is E and _log(part, product))}
        exponent = write_sum(rest, book)
        number = exact(exponent)
        if base is E and number != 0:
            product.bump(E if number == 1 else Apply("exp", (exponent,)), _WHOLE)
        elif number is not None:
            product.add(base, number)
        else:
            product.bump(Apply("pow", (base, exponent)), _WHOLE)


def _log(part: Product, product: Gathered) -> bool:
    """Whether a term of an exponent of e is c ln a; then the product has been multiplied by a^c."""
    c, powers = part
    for base, e in powers.items():
        if isinstance(base, Apply) and base.op == "ln" and e == 1:
            rest = {other: n for other, n in powers.items() if other is not base}
            if not rest:
                product.add(base.args[0], c)
                return True
            if isinstance(base.args[0], Number):
                product.raise_by(base.args[0], {key(rest): (c, rest)})
                return True
    return False


def _settle_bases(product: Gathered, book: Book) -> None:
    """Take apart what was kept whole under an even root, once the root is gone; unite a sum and its negative."""
    for base, e in list(product.powers.items()):
        number = exact(base)
        if number is not None and number < 0 and e.denominator % 2:
            del product.powers[base]
            product.coefficient *= -1 if odd(e) else 1
            product.bump(rational(-number), e)
        elif number is None and is_op(base, *PRODUCTS) and e.denominator % 2:
            del product.powers[base]
            product.add(base, e)
        elif is_sum(base):
            factor, stands = product.part(base)
            if stands is base:
                continue
            beside = product.powers.get(stands, Fraction(0))
            if e.denominator % 2:
                del product.powers[base]
                product.add(base, e)
            elif factor == -1 and beside and beside.denominator % 2:
                del product.powers[stands]
                product.coefficient *= -1 if odd(beside) else 1
                product.bump(base, beside)


def _settle_bars(product: Gathered) -> None:
    """A base and its absolute value: x |x|^-2 is 1/x, x^3/|x| is x |x|."""
    for node, j in list(product.powers.items()):
        if not isinstance(node, Apply) or node.op != "abs" or node not in product.powers:
            continue
        base = node.args[0]
        k = product.powers.get(base, Fraction(0))
        total = k + j
        if even(j) or k.denominator % 2 == 0:
            product.powers[base] = total
            del product.powers[node]
        elif even(k) and k:
            del product.powers[base]
            product.powers[node] = total
        elif k and not 0 < total < 1:
            bare = _outside(total)
            product.powers[base], product.powers[node] = bare, total - bare


_QUOTIENTS = {"sin": ("cos", "tan", "cot"), "sinh": ("cosh", "tanh", "coth")}
"""A function, the one that divides it, and what the quotient and its reciprocal are called."""


def _settle_quotients(product: Gathered) -> None:
    """sin u / cos u is tan u, cos u / sin u is cot u, and so for their powers where both are the same."""
    for base, e in list(product.powers.items()):
        if not isinstance(base, Apply) or base.op not in _QUOTIENTS or not e:
            continue
        below, tangent, cotangent = _QUOTIENTS[base.op]
        other = Apply(below, base.args)
        if product.powers.get(other) == -e:
            del product.powers[base], product.powers[other]
            product.bump(Apply(tangent if e > 0 else cotangent, base.args), abs(e))


def _outside(total: Fraction) -> Fraction:
    """How much of x |x|^(total - 1) is written as a power of x: it has the sign of x, and |x|^total without it."""
    if total.denominator == 1 and total:
        return total - 1 if total > 0 else total + 1
    return _WHOLE if total >= 0 else -_WHOLE
