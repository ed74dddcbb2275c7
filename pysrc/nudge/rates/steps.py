r"""Worked steps: a derivative found one rule at a time, as a textbook writes it out.

A line of the working is an expression in which some parts still wait to be differentiated; each step takes the first of
them and applies one rule. Whatever waits, every line has the same value as the one before it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from nudge.rates.calculus import ONE, ZERO, derivative, local_rate, ruled, times
from nudge.rates.exact import exact
from nudge.rates.expr import Apply, Expr, Variable, postorder, rational, size, substitute, variables
from nudge.rates.polynomials import polynomial
from nudge.rates.primitives import PRIMITIVES
from nudge.rates.simplify import product_of, simplify
from nudge.rates.tex import tex

MAX_STEPS = 40
MAX_LINE = 1_000  # nodes: about a page
MAX_SIZE = 200  # nodes of a function: a larger one takes more steps, or is a long sum that is seen at once

TITLES: Mapping[str, str] = {
    "constant": "A constant does not change",
    "power": "Power rule",
    "terms": "Power rule, term by term",
    "rewrite": "Write it as a power",
    "sum": "Sum rule",
    "multiple": "A constant factor stays",
    "product": "Product rule",
    "quotient": "Quotient rule",
    "chain": "Chain rule",
    "table": "A rate known by heart",
    "logarithmic": "Logarithmic differentiation",
    "pieces": "Each piece by itself",
    "simplify": "Tidy up",
}


@dataclass(frozen=True, slots=True)
class WorkingStep:
    """One step of the working, for display in TeX and for checking.

    `rule` is a key of `TITLES`. The rule was applied to `of` and gave `gave`, in TeX; `line` is the whole derivative as
    it stands after the step, and `value` the same with all that still waits worked out.
    """

    rule: str
    title: str
    of: Expr
    gave: str
    line: str
    value: Expr


@dataclass(frozen=True, slots=True)
class _Result:
    """What a rule makes of a derivative: a form in which some variables stand for derivatives that wait."""

    rule: str
    form: Expr
    waiting: Mapping[str, Expr]


def steps(expr: Expr, wrt: str = "x") -> tuple[WorkingStep, ...]:
    """The working for the derivative of `expr`, ending in the form that `derivative` gives.

    Nobody reads a working of more than `MAX_STEPS` steps, or with a line longer than a page: of such a one only the
    last step is given, and nothing at all where even that is longer than a page.
    """
    tidy = derivative(expr, wrt)
    if size(tidy) > MAX_LINE:
        return ()
    made = _worked(expr, wrt) if size(expr) <= MAX_SIZE else []
    if not made or made[-1].value is not tidy:
        made.append(_step("simplify", expr, tex(tidy), tidy, {}, wrt))
    return tuple(made)


def _worked(expr: Expr, wrt: str) -> list[WorkingStep]:
    """All steps but the tidying; none where there are too many, or they are too long."""
    line: Expr = Variable("#0")
    waiting: dict[str, Expr] = {"#0": expr}
    found: list[tuple[Expr, _Result, Expr, dict[str, Expr]]] = []
    while waiting:
        name = next(iter(waiting))
        of = waiting.pop(name)
        result = _rule(of, wrt, len(found) + 1)
        line = _neat(substitute(line, {name: result.form}))
        waiting = {**result.waiting, **waiting}
        if len(found) == MAX_STEPS or size(line) + sum(map(size, waiting.values())) > MAX_LINE:
            return []
        found.append((of, result, line, dict(waiting)))
    return [
        _step(result.rule, of, _tex(_neat(result.form), result.waiting, wrt), line, waits, wrt)
        for of, result, line, waits in found
    ]


def _step(rule: str, of: Expr, gave: str, line: Expr, waiting: Mapping[str, Expr], wrt: str) -> WorkingStep:
    value = substitute(line, {name: derivative(part, wrt) for name, part in waiting.items()})
    return WorkingStep(rule, TITLES[rule], of, gave, _tex(line, waiting, wrt), value)


def _neat(expr: Expr) -> Expr:
    """The expression without factors of 1."""
    done: dict[Expr, Expr] = {}
    for node in postorder(expr):
        args = tuple(done[arg] for arg in node.args) if isinstance(node, Apply) else ()
        done[node] = times(*args) if isinstance(node, Apply) and node.op == "mul" else node
        if isinstance(node, Apply) and node.op != "mul":
            done[node] = Apply(node.op, args)
    return done[expr]


def _tex(form: Expr, waiting: Mapping[str, Expr], wrt: str) -> str:
    names = {name: rf"\frac{{d}}{{d{wrt}}}\left[{tex(part)}\right]" for name, part in waiting.items()}
    return tex(form, names)


def _rule(expr: Expr, wrt: str, number: int) -> _Result:
    """Apply the rule that fits to one derivative."""
    if wrt not in variables(expr):
        return _Result("constant", rational(0), {})
    basic = _basic(expr, wrt)
    if basic:
        return basic
    assert isinstance(expr, Apply)
    moving = [i for i, arg in enumerate(expr.args) if wrt in variables(arg)]
    rates = [Variable(f"#{number}.{i}") if i in moving else ZERO for i in range(len(expr.args))]
    rates = [ONE if arg is Variable(wrt) else rate for arg, rate in zip(expr.args, rates, strict=True)]
    waits = {rate.name: expr.args[i] for i, rate in enumerate(rates) if i in moving and isinstance(rate, Variable)}
    if expr.op in ("add", "sub", "neg"):
        return _sum(expr, wrt, number)
    if expr.op in ("mul", "div") and len(moving) == 1 and moving[0] == 0:
        return _Result("multiple", Apply(expr.op, (rates[0], *expr.args[1:])), waits)
    if expr.op == "mul" and len(moving) == 1:
        return _Result("multiple", Apply("mul", (expr.args[0], rates[1])), waits)
    if expr.op == "div" and len(moving) == 1:
        power = Apply("pow", (expr.args[1], rational(-1)))
        return _Result("rewrite", Variable("#r"), {"#r": times(expr.args[0], power)})
    if len(moving) > 1:
        return _both(expr, rates, waits)
    outer, inner = simplify(local_rate(expr, moving[0])), rates[moving[0]]
    if isinstance(outer, Apply) and outer.op == "neg":
        return _Result("chain", Apply("neg", (times(outer.args[0], inner),)), waits)
    return _Result("chain", times(outer, inner), waits)


def _basic(expr: Expr, wrt: str) -> _Result | None:
    """What is differentiated at sight: powers of the variable, sums of them, and functions of the variable itself."""
    form = _power_of(expr, wrt)
    if form is not None:
        coefficient, exponent = form
        written = _monomial(coefficient, exponent, wrt)
        plain = exponent.denominator == 1 and exponent > 0
        if not plain and tex(written) != tex(expr):
            return _Result("rewrite", Variable("#r"), {"#r": written})
        if plain:
            return _Result("power", derivative(expr, wrt), {})
        return _Result("power", _monomial(coefficient * exponent, exponent - 1, wrt), {})
    if _is_polynomial(expr, wrt):
        return _Result("terms", derivative(expr, wrt), {})
    if isinstance(expr, Apply) and PRIMITIVES[expr.op].names and expr.args == (Variable(wrt),):
        return _Result("table", simplify(local_rate(expr, 0)), {})
    if isinstance(expr, Apply) and expr.op in ("log", "pow") and wrt not in variables(expr.args[0]):
        return _Result("table", simplify(local_rate(expr, 1)), {}) if expr.args[1] is Variable(wrt) else None
    return None


def _monomial(coefficient: Fraction, exponent: Fraction, name: str) -> Expr:
    """A multiple of a power, with the exponent as it is: 4x^(-1)."""
    size = times(rational(abs(coefficient)), Apply("pow", (Variable(name), rational(exponent))))
    return size if coefficient > 0 else Apply("neg", (size,))


def _power_of(expr: Expr, wrt: str) -> tuple[Fraction, Fraction] | None:
    """(c, n) if the expression is c·xⁿ, written without brackets."""
    coefficient, powers = product_of(expr)
    if list(powers) != [Variable(wrt)] or not _plain(expr):
        return None
    return coefficient, powers[Variable(wrt)]


def _plain(expr: Expr) -> bool:
    """Whether a monomial is written out, so that the power rule can be used at sight: 3x^2, not (3x)^2."""
    if isinstance(expr, Apply) and expr.op in ("pow", "sqrt", "cbrt"):
        return isinstance(expr.args[0], Variable)
    if isinstance(expr, Apply) and expr.op in ("mul", "div"):
        left, right = expr.args
        return (exact(left) is not None and _plain(right)) or (exact(right) is not None and _plain(left))
    return isinstance(expr, Variable) or (isinstance(expr, Apply) and expr.op == "neg" and _plain(expr.args[0]))


def _is_polynomial(expr: Expr, wrt: str) -> bool:
    """Whether this is a sum of multiples of whole powers, written out."""
    if polynomial(expr, wrt) is None:
        return False
    todo, plain = [expr], True
    while todo and plain:
        node = todo.pop()
        if isinstance(node, Apply) and node.op in ("add", "sub"):
            todo.extend(node.args)
        else:
            plain = exact(node) is not None or _plain(node)
    return plain


def _sum(expr: Apply, wrt: str, number: int) -> _Result:
    """All terms of a sum at once; terms that do not change are left out."""
    waiting: dict[str, Expr] = {}
    terms: list[tuple[bool, Expr]] = []
    todo: list[tuple[bool, Expr]] = [(True, expr)]
    while todo:
        positive, node = todo.pop()
        if isinstance(node, Apply) and node.op in ("add", "sub"):
            todo.append((positive == (node.op == "add"), node.args[1]))
            todo.append((positive, node.args[0]))
        elif isinstance(node, Apply) and node.op == "neg":
            todo.append((not positive, node.args[0]))
        elif wrt in variables(node):
            terms.append((positive, node))
    form: Expr | None = None
    for positive, node in terms:
        rate: Expr = ONE if node is Variable(wrt) else Variable(f"#{number}.{len(waiting)}")
        if isinstance(rate, Variable):
            waiting[rate.name] = node
        if form is None:
            form = rate if positive else Apply("neg", (rate,))
        else:
            form = Apply("add" if positive else "sub", (form, rate))
    return _Result("multiple" if expr.op == "neg" else "sum", form or rational(0), waiting)


def _both(expr: Apply, rates: list[Expr], waits: Mapping[str, Expr]) -> _Result:
    """A primitive of which more than one argument changes."""
    rule = PRIMITIVES[expr.op].rule
    if rule:
        titles = {"mul": "product", "div": "quotient", "pow": "logarithmic"}
        return _Result(titles.get(expr.op, "pieces"), ruled(rule, expr.args, tuple(rates)), waits)
    terms = [times(local_rate(expr, i), rate) for i, rate in enumerate(rates)]
    return _Result("chain", Apply("add", (terms[0], terms[1])), waits)
