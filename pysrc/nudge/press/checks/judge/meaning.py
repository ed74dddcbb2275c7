"""Trees to SymPy. Objects are built one by one: no text of a lesson is ever handed to a parser of SymPy's."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import sympy as sp  # type: ignore[import-untyped]

from nudge.press.checks.judge.dependence import is_constant, refuse_indexed, refuse_moved
from nudge.press.checks.judge.functions import MADE
from nudge.press.checks.judge.limits import at_once, summed
from nudge.press.checks.judge.moving import Condition, TiedLetters, symbol
from nudge.press.checks.judge.search import corners
from nudge.press.checks.tex.scope import Definition
from nudge.press.checks.tex.tree import TexNode, Unclear

SymPyExpr = Any
_FIXED = {"e": sp.E, "π": sp.pi, "∞": sp.oo}


_SIGNS = {"<": sp.Lt, "≤": sp.Le, ">": sp.Gt, "≥": sp.Ge, "=": sp.Eq, ":=": sp.Eq, "≠": sp.Ne}


class Arbitrary(sp.Function):  # type: ignore[misc]
    """A function about which nothing is known but that it has rates of every order."""

    base = ""
    order = 0

    def fdiff(self, argindex: int = 1) -> SymPyExpr:
        """The rate: the next function of the row f, f', f''."""
        return arbitrary(self.base, self.order + 1)(self.args[0])


def arbitrary(name: str, order: int) -> Any:
    """The class of f, f' and so on; SymPy takes two classes of one name and module for the same."""
    kind = type(f"{name}{order}", (Arbitrary,), {"base": name, "order": order})
    return _KINDS.setdefault((name, order), kind)


_KINDS: dict[tuple[str, int], Any] = {}


class SymPyMeaning:
    """Gives expressions their values. `chosen` are concrete functions to take for the arbitrary ones.

    `conditions` gathers what has to hold for everything so far to have a real value. On a `curve`, what is zero there,
    letters move with each other.
    """

    def __init__(
        self, definitions: list[Definition], chosen: Mapping[str, Any], curve: SymPyExpr | None = None
    ) -> None:
        self._curve = None if curve is None else TiedLetters(curve)
        self._functions = {one.name: one for one in definitions if one.params}
        self._variables = {one.name: one for one in definitions if not one.params}
        self._chosen = chosen
        self._known: dict[str, SymPyExpr] = {}
        self._busy: set[str] = set()
        self._dummy: SymPyExpr = symbol("x")
        self.conditions: list[Condition] = []

    def value(self, node: TexNode) -> SymPyExpr:
        """The SymPy expression of a tree. Raises `Unclear`."""
        method = getattr(self, f"_{node.kind}", None)
        if method is None:
            raise Unclear(f"“{node.kind}” is not understood", node.start, node.end)
        return method(node)

    def _number(self, node: TexNode) -> SymPyExpr:
        whole, _, rest = node.text.partition(".")
        return sp.Rational(int(whole + rest or "0"), 10 ** len(rest))

    def _symbol(self, node: TexNode) -> SymPyExpr:
        name = node.text
        if name in self._known:
            return self._known[name]
        one = self._variables.get(name)
        if one is None:
            return _FIXED.get(name) or symbol(name)
        if name in self._busy:
            raise Unclear(f"{name} is defined by itself", node.start, node.end)
        self._busy.add(name)
        made = self.value(one.body)
        self._busy.discard(name)
        return made

    def _add(self, node: TexNode) -> SymPyExpr:
        return sp.Add(*(self.value(part) for part in node.parts))

    def _mul(self, node: TexNode) -> SymPyExpr:
        return sp.Mul(*(self.value(part) for part in node.parts))

    def _neg(self, node: TexNode) -> SymPyExpr:
        return -self.value(node.parts[0])

    def _div(self, node: TexNode) -> SymPyExpr:
        top, below = (self.value(part) for part in node.parts)
        self.conditions.append((below, "≠ 0"))
        if below == 0:
            raise Unclear("this divides by zero", node.start, node.end)
        return top / below

    def _pow(self, node: TexNode) -> SymPyExpr:
        base, exponent = (self.value(part) for part in node.parts)
        if not exponent.is_integer:
            self.conditions.append((base, "≥ 0" if exponent.is_positive else "> 0"))
        elif exponent.is_negative:
            self.conditions.append((base, "≠ 0"))
        return sp.Pow(base, exponent)

    def _root(self, node: TexNode) -> SymPyExpr:
        base, degree = (self.value(part) for part in node.parts)
        if degree.is_odd and base.is_negative:
            return -sp.Pow(-base, 1 / degree)
        self.conditions.append((base, "≥ 0"))
        return sp.Pow(base, 1 / degree)

    def _call(self, node: TexNode) -> SymPyExpr:
        inner = [self.value(part) for part in node.parts]
        if node.text == "ln":
            self.conditions.append((inner[0], "> 0"))
            return sp.log(inner[0])
        if node.text == "relu":
            return sp.Piecewise((inner[0], inner[0] > 0), (0, True))
        return MADE[node.text](*inner)

    def _bare(self, node: TexNode) -> SymPyExpr:
        name, order = _primes(node.text)
        one = self._functions[name]
        own = [TexNode("symbol", param) for param in one.params]
        return self._applied(name, order, [self._symbol(each) for each in own] if own[1:] else [self._dummy], node)

    def _apply(self, node: TexNode) -> SymPyExpr:
        name, order = _primes(node.text)
        return self._applied(name, order, [self.value(part) for part in node.parts], node)

    def _applied(self, name: str, order: int, arguments: list[SymPyExpr], node: TexNode) -> SymPyExpr:
        one = self._functions[name]
        if len(arguments) != len(one.params) or (order and len(arguments) != 1):
            raise Unclear(f"{name} takes {len(one.params)} numbers", node.start, node.end)
        inner = [sp.Dummy(param, real=True) for param in one.params]
        mark = len(self.conditions)
        made = self._body(one, inner, order)
        return self._put(made, dict(zip(inner, arguments, strict=True)), mark)

    def _body(self, one: Definition, inner: list[SymPyExpr], order: int) -> SymPyExpr:
        if one.free and one.name in self._chosen:
            made = self._chosen[one.name](inner[0])
        elif one.free:
            return arbitrary(one.name, order)(inner[0])
        else:
            known, self._known = self._known, dict(zip(one.params, inner, strict=True))
            made = self.value(one.body)
            self._known = known
        return self._rate(made, inner[0], order) if order else made

    def _rate(self, made: SymPyExpr, by: SymPyExpr, order: int) -> SymPyExpr:
        """A derivative. SymPy gives |x| the rate 0 at its corner, where it has none: corners are left out."""
        self.conditions += [(one, "≠ 0") for one in corners(made) if by in one.free_symbols]
        return sp.diff(made, by, order)

    def _put(self, made: SymPyExpr, values: Mapping[SymPyExpr, SymPyExpr], mark: int) -> SymPyExpr:
        """Values in the place of symbols, in the conditions since `mark` as well."""
        self.conditions[mark:] = [(one.subs(values, simultaneous=True), how) for one, how in self.conditions[mark:]]
        return made.subs(values, simultaneous=True)

    def _compose(self, node: TexNode) -> SymPyExpr:
        made = self._dummy
        for part in reversed(node.parts):
            name, order = _primes(part.text)
            made = self._applied(name, order, [made], part)
        return made

    def _lift(self, node: TexNode) -> SymPyExpr:
        argument, mark = self.value(node.parts[1]), len(self.conditions)
        outer, self._dummy = self._dummy, sp.Dummy("t", real=True)
        made, inner = self.value(node.parts[0]), self._dummy
        self._dummy = outer
        return self._put(made, {inner: argument}, mark)

    def _prime(self, node: TexNode) -> SymPyExpr:
        base = node.parts[0]
        if base.kind == "symbol" and base.text not in {**self._variables, **self._known}:
            by = self._curve and self._curve.other(base.text)
            if not (self._curve and by):
                hint = f"define {base.text}({'t' if base.text == 'x' else 'x'}) first"
                raise Unclear(f"what {base.text} depends on is not known", node.start, node.end, hint)
            return self._curve.rate(symbol(base.text), by, len(node.text), self.conditions, node)
        made = self.value(node.parts[0])
        free = made.free_symbols
        by = self._dummy if self._dummy in free or len(free) != 1 else next(iter(free))
        if free and by not in free:
            raise Unclear("by what this is differentiated is not clear", node.start, node.end, "write \\frac{d}{dx}")
        refuse_moved(map(str, free - {by}), "x" if by == self._dummy else str(by), node)
        return self._rate(made, by, len(node.text))

    def _diff(self, node: TexNode) -> SymPyExpr:
        name, order, *partial = node.text.split()
        of = node.parts[0]
        if self._curve and not partial and name not in {**self._variables, **self._known}:
            return self._curve.rate(self.value(of), name, int(order), self.conditions, node)
        unknown = of.kind == "symbol" and of.text != name and of.text not in {**self._variables, **self._known}
        if unknown and not is_constant(of.text):
            hint = f"define {of.text} first, or let it be free: {of.text}({name})"
            raise Unclear(f"how {of.text} depends on {name} is not known", node.start, node.end, hint)
        made, held, mark = self._held(name, node.parts[0])
        moving = {str(one) for one in made.free_symbols} & set("uvwxyz")
        if moving and held not in made.free_symbols:
            hint = f"let it be free: {min(moving)}({name})"
            raise Unclear(f"how {min(moving)} depends on {name} is not known", node.start, node.end, hint)
        if not partial:
            refuse_moved(map(str, made.free_symbols), name, node)
        return self._put(self._rate(made, held, int(order)), {held: self._symbol(TexNode("symbol", name))}, mark)

    def _held(self, name: str, node: TexNode) -> tuple[SymPyExpr, SymPyExpr, int]:
        """The value of something as a function of one variable, whatever that variable stands for."""
        mark, held = len(self.conditions), sp.Dummy(name, real=True)
        known, self._known = self._known, {**self._known, name: held}
        outer, self._dummy = self._dummy, held
        made = self.value(node)
        self._known, self._dummy = known, outer
        behind = self._symbol(TexNode("symbol", name)).free_symbols - {symbol(name)}
        if name in self._variables and behind & made.free_symbols:
            raise Unclear(f"what else {name} moves here is not clear", node.start, node.end)
        return made, held, mark

    def _moving(self, name: str, node: TexNode) -> tuple[SymPyExpr, SymPyExpr, int]:
        """The same for what a variable runs through: nothing in it may move unseen."""
        refuse_indexed(node.parts[0], name, {**self._variables, **self._known})
        made, held, mark = self._held(name, node.parts[0])
        refuse_moved(map(str, made.free_symbols), name, node)
        return made, held, mark

    def _at(self, node: TexNode) -> SymPyExpr:
        if self._curve and node.text not in self._variables:
            mark, made = len(self.conditions), self.value(node.parts[0])
            return self._put(made, {symbol(node.text): self.value(node.parts[1])}, mark)
        made, held, mark = self._held(node.text, node.parts[0])
        return self._put(made, {held: self.value(node.parts[1])}, mark)

    def _differential(self, node: TexNode) -> SymPyExpr:
        made = self._symbol(TexNode("symbol", node.text, (), node.start, node.end))
        if self._curve and (other := self._curve.other(node.text)) and node.text != "x" and made.is_Symbol:
            return self._curve.rate(made, other, 1, self.conditions, node) * symbol(f"d{other}")
        by = sorted(made.free_symbols, key=str)
        return sp.Add(*(self._rate(made, one, 1) * symbol(f"d{one}") for one in by))

    def _limit(self, node: TexNode) -> SymPyExpr:
        name, side = [*node.text.split(), ""][:2]
        place = self.value(node.parts[1])
        made, held, mark = self._moving(name, node)
        del self.conditions[mark:]
        plainly = None if side or not place.is_finite else at_once(made, held, place)
        if plainly is not None:
            return plainly
        try:
            found = sp.limit(made, held, place, side or ("-" if place == sp.oo else "+-" if place.is_finite else "+"))
        except (ValueError, NotImplementedError) as error:
            raise Unclear("this limit was not found", node.start, node.end) from error
        if found.has(sp.Limit) or found.has(sp.AccumBounds):
            raise Unclear("this limit was not found", node.start, node.end)
        return found

    def _integral(self, node: TexNode) -> SymPyExpr:
        if not node.parts[1:]:
            return self._antiderivative(node)
        low, high = (self.value(part) for part in node.parts[1:])
        made, held, mark = self._moving(node.text, node)
        del self.conditions[mark:]
        return sp.Integral(made, (held, low, high))

    def _antiderivative(self, node: TexNode) -> SymPyExpr:
        """Some integral up to where the letter is, from a place that is not said."""
        made, held, _ = self._moving(node.text, node)
        end = self._symbol(TexNode("symbol", node.text))
        return sp.Integral(made, (held, sp.Dummy("a", real=True), end))

    def _sum(self, node: TexNode) -> SymPyExpr:
        low, high = (self.value(part) for part in node.parts[1:])
        made, held, mark = self._moving(node.text, node)
        del self.conditions[mark:]
        found = summed(made, held, low, high)
        if found.has(sp.Sum):
            raise Unclear("what this sum is was not found", node.start, node.end)
        return found

    def _cases(self, node: TexNode) -> SymPyExpr:
        pieces = zip(node.parts[::2], node.parts[1::2], strict=True)
        return sp.Piecewise(*((self.value(value), self._holds(when)) for value, when in pieces))

    def _holds(self, node: TexNode) -> SymPyExpr:
        sides = [self.value(part) for part in node.parts]
        return sp.And(*(_SIGNS[sign](a, b) for sign, (a, b) in zip(node.text.split(), pairwise(sides), strict=True)))


def _primes(text: str) -> tuple[str, int]:
    return text.rstrip("'"), text.count("'")
