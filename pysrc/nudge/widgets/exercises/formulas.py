"""Expressions of what is given, read once: the functions in them are put in for each variant."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import partial

from nudge.rates import Expr, Unreadable, Variable, derivative, substitute
from nudge.widgets.exercises.given import VARIABLES, Given, Variant, part

_CALL = "\ue000"  # a private character, with which no name that is typed begins


@dataclass(frozen=True, slots=True)
class Call:
    """A given function at a place, or `diff` of an expression and a variable. `letter` stands for it in a formula."""

    letter: str
    name: str
    args: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """An expression in which the `calls` of given functions, the innermost first, are letters."""

    expr: Expr
    calls: tuple[Call, ...] = ()

    def worked(self, known: Variant) -> Expr:
        """The expression with the functions of a variant in it."""
        done: dict[str, Expr] = {}
        for call in self.calls:
            first, *rest = (substitute(arg, done) for arg in call.args)
            if call.name == "diff":
                (by,) = (one.name for one in rest if isinstance(one, Variable))
                done[call.letter] = derivative(first, by)
            else:
                done[call.letter] = known.applied(call.name, first)
        return substitute(self.expr, done)

    def top(self) -> Call | None:
        """The call that the whole formula is, if it is one."""
        last = self.calls[-1] if self.calls else None
        return last if last is not None and self.expr == Variable(last.letter) else None

    def inside(self, call: Call) -> Template:
        """What the call that the whole formula is acts on."""
        return Template(call.args[0], self.calls[:-1])


def formula(text: str, at: int, known: Given | Variant, more: Collection[str] = ()) -> Template:
    """Read an expression of what is given, and of `more` letters, in a text that begins at `at`.

    `f`, `f'` and `f''` are a given function and its rates, and `diff(f(x), x)` is a rate too. Raises `Unreadable`.
    """
    letters = {by for by, _ in known.functions.values()}.union(known.numbers, more, VARIABLES[:1])
    calls: list[Call] = []
    names = [name + primes for name in known.functions for primes in ("", "'", "''")]
    operators = {name: partial(_called, calls, name) for name in (*names, "diff")}
    expr = part(text, at, tuple(sorted(letters)), operators, known.spelling)
    return Template(expr, tuple(calls))


def _called(calls: list[Call], name: str, args: tuple[Expr, ...]) -> Expr:
    if name != "diff" and len(args) != 1:
        raise Unreadable(f"{name} takes one argument", 0, 0)
    if name == "diff" and not (len(args) == 2 and isinstance(args[1], Variable) and args[1].name[0] != _CALL):
        raise Unreadable("diff takes a function and a variable", 0, 0, "such as diff(f(x), x)")
    calls.append(Call(f"{_CALL}{len(calls)}", name, args))
    return Variable(calls[-1].letter)
