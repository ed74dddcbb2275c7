"""What follows from what: of each thing that is given, one of the chains that are said to follow has to hold."""

from __future__ import annotations

from collections.abc import Sequence

from nudge.press.checks.judge import points
from nudge.press.checks.judge.compare import plain
from nudge.press.checks.judge.curves import conditions_of
from nudge.press.checks.judge.meaning import SymPyMeaning
from nudge.press.checks.judge.solving import Equation
from nudge.press.checks.judge.verdicts import verdicts
from nudge.press.checks.judge.wire import ClaimCheck, Following, Judgement
from nudge.press.checks.tex.scope import Claim
from nudge.press.checks.tex.tree import TexNode, Unclear

Chains = tuple[tuple[Claim, ...], ...]


def followed(asked: Following) -> Judgement:
    """Whether it follows, and with ⇔ the other way as well. Never raises."""
    follow = asked.follow
    try:
        found = _follows(asked, follow.given, follow.then)
        if follow.both and found.status in ("held", "proved"):
            back = _follows(asked, follow.then, follow.given)
            found = back if back.status != "proved" else found
        return found
    except Unclear as problem:
        return Judgement("unclear", why=problem.message, hint=problem.hint)
    except Exception as problem:  # SymPy raises almost anything, and no text may end the process
        return Judgement("unclear", why=f"SymPy could not work with this ({type(problem).__name__})")


def _follows(asked: Following, given: Chains, then: Chains) -> Judgement:
    status, count = "proved", 0
    for chain in given:
        found = _from(asked, chain, then)
        if found.status not in ("held", "proved"):
            return found
        status, count = ("held" if "held" in (status, found.status) else status), count + found.points
    return Judgement(status, count)


def _from(asked: Following, chain: Sequence[Claim], then: Chains) -> Judgement:
    """Whether one of `then` holds wherever a chain does."""
    false = next((one for one in chain if _verdict(asked, one, ()).status == "false"), None)
    if false:
        return _verdict(asked, false, ())
    equations = [one for one in chain if one.relation == "="]
    if len(then) == 1:
        rest = [one for one in then[0] if _verdict(asked, one, ()).status not in ("held", "proved")]
        if not rest:
            return Judgement("proved" if all(_verdict(asked, c, ()).status == "proved" for c in then[0]) else "held", 1)
        if not equations or len(_letters(asked, equations[0])) > 1:
            return _worst([_verdict(asked, one, chain) for one in rest])
    if not equations:
        raise Unclear("that one of several things follows from an inequality is not checked", *_span(then))
    names = _letters(asked, equations[0])
    if len(names) == 1:
        return _at_roots(asked, chain, equations[0], names[0], then)
    if any(len(each) > 1 or each[0].relation != "=" for each in then):
        raise Unclear("that one of several such things follows is not checked", *_span(then))
    return _verdict(asked, _product([each[0] for each in then]), chain)


def _span(then: Chains) -> tuple[int, int]:
    return then[0][0].left.start, then[-1][-1].right.end


def _letters(asked: Following, claim: Claim) -> list[str]:
    meaning = SymPyMeaning(list(asked.definitions), {})
    made = meaning.value(claim.left) - meaning.value(claim.right)
    return sorted(map(str, made.free_symbols))


def _verdict(asked: Following, claim: Claim, chain: Sequence[Claim]) -> Judgement:
    """What is known of a claim where a chain holds."""
    *_, last = verdicts(ClaimCheck(claim, asked.definitions, (*asked.conditions, *chain), strict=bool(chain)))
    return last


def _worst(found: Sequence[Judgement]) -> Judgement:
    order = ("false", "unclear", "open", "held", "proved")
    return min(found, key=lambda one: order.index(one.status))


def _product(claims: Sequence[Claim]) -> Claim:
    """That one of several equations holds, as one: the product of their differences is zero."""
    factors = tuple(TexNode("add", "", (one.left, TexNode("neg", "", (one.right,)))) for one in claims)
    first, last = claims[0].left, claims[-1].right
    return Claim(
        TexNode("mul", "", factors, first.start, last.end), "=", TexNode("number", "0", (), first.start, last.end)
    )


def _at_roots(asked: Following, chain: Sequence[Claim], first: Claim, name: str, then: Chains) -> Judgement:
    """Whether at every solution of an equation in one letter, one of `then` holds."""
    others = tuple(one for one in (*chain, *asked.conditions) if one is not first and one.relation != "=")
    inside, _ = conditions_of(ClaimCheck(first, asked.definitions, others), SymPyMeaning(list(asked.definitions), {}))
    equation = Equation(first, asked.definitions, name, inside)
    roots = equation.exact()
    if not roots:
        raise Unclear("no real solution was found", first.left.start, first.right.end)
    for root in roots:
        if not any(all(_holds(asked, one, name, root) for one in each) for each in then):
            where = plain(root) if equation.is_polynomial else points.shown(root)
            return Judgement("false", why=f"at {name} = {where} this does not hold")
    return Judgement("proved" if equation.is_polynomial else "held", len(roots))


def _holds(asked: Following, claim: Claim, name: str, root: object) -> bool:
    """Whether a claim holds at a solution."""
    meaning = SymPyMeaning(list(asked.definitions), {})
    left, right = meaning.value(claim.left), meaning.value(claim.right)
    known = {one: root for one in (left - right).free_symbols if str(one) == name}
    a, b = (points.evaluate(side.subs(known), {}) for side in (left, right))
    if (left - right).free_symbols - known.keys():
        raise Unclear("what the other letters are is not known here", claim.left.start, claim.right.end)
    if a is None or b is None:
        return False
    near = abs(a - b) <= 1e-12 * max(1, abs(a), abs(b))
    return bool(
        {"=": near, "≠": not near, "≤": a < b or near, "≥": a > b or near}.get(claim.relation, _less(claim, a, b, near))
    )


def _less(claim: Claim, a: float, b: float, near: bool) -> bool:
    return not near and (a < b if claim.relation == "<" else a > b)
