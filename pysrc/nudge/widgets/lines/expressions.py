"""What a text of a line is worth in a state: a number, a function of letters, or no value, for a reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from nudge.rates import Expr, Number, Unreadable, compiled, parse, substitute, value
from nudge.rates.expr import Apply
from nudge.widgets.lines.answers import NONE, Local, NoValue, exactly, number, varied
from nudge.widgets.lines.pairs import component, has_places
from nudge.widgets.lines.reasons import mended, reason
from nudge.widgets.lines.scope import Bodies, Broken, Scope
from nudge.widgets.values import Values

Bound = Callable[..., float | None]
"""A function of the letters of an expression, with everything else in its place."""

_KEPT = 64  # trees of one text: as many as a reader types, or as a slider by which a sum is written out has places


@dataclass(frozen=True, slots=True, eq=False)
class Expression:
    """A text that was read.

    `letters` are free in it, `turns` are free too, but those of a loop. `uses` are the controls that decide its tree: a
    function that is typed or chosen, a number by which a sum is written out. `part`, "x" or "y", says that the text is
    a place, and this one of its numbers.
    """

    scope: Scope
    text: str
    at: int
    letters: frozenset[str]
    turns: frozenset[str]
    uses: tuple[str, ...]
    part: str = ""
    _trees: dict[tuple[Expr, ...], Expr] = field(default_factory=dict, repr=False)

    @classmethod
    def read(
        cls,
        scope: Scope,
        text: str,
        at: int,
        start: Bodies,
        letters: frozenset[str] = frozenset(),
        turns: frozenset[str] = frozenset(),
        part: str = "",
    ) -> Expression:
        """Read a text that begins at `at` in its line; `start` is what controls start with. Raises `Unreadable`."""
        try:
            uses = tuple(sorted(scope.read(scope, text, letters, start, turns).uses))
            made = cls(scope, text, at, letters, turns, uses, part)
            tree = made.start(start)
            if has_places(scope, tree):
                raise Unreadable("This is a place, and a number is wanted", 0, len(text), "such as P.x")
        except Broken:
            raise
        except Unreadable as error:
            length = error.length or len(text)
            raise Unreadable(error.message, at + error.offset, length, error.hint) from None
        return made

    def start(self, bodies: Bodies) -> Expr:
        """The tree with what controls start with. Raises `Unreadable`."""
        return self._tree(tuple(bodies[name] for name in self.uses))

    def tree(self, values: Values) -> Expr:
        """The tree, with what controls decide as they are now."""
        return self._tree(tuple(_decided(self.scope, values, name) for name in self.uses))

    def _tree(self, bodies: tuple[Expr, ...]) -> Expr:
        found = self._trees.get(bodies)
        if found is None:
            known = dict(zip(self.uses, bodies, strict=True))
            found = self.scope.read(self.scope, self.text, self.letters, known, self.turns).expr
            if self.part:
                found = component(self.scope, found, self.part)
            if len(self._trees) >= _KEPT:
                self._trees.clear()
            self._trees[bodies] = found
        return found

    def bound(self, values: Values, letters: tuple[str, ...] = ()) -> Bound:
        """A quick function of these letters; None everywhere if something else in it has no value."""
        tree = self.tree(values)
        names = tuple(sorted(tree.names.difference(letters)))
        run = compiled(tree, (*letters, *names))
        moving = [self.scope.depends(name, letters) for name in names] if letters else []
        if any(moving):
            return self._turning(values, letters, names, run)
        try:
            fixed = [number(self.scope, name, values) for name in names]
        except NoValue:
            return _nothing
        return run if not fixed else lambda *args: run(*args, *fixed)

    def _turning(self, values: Values, letters: tuple[str, ...], names: tuple[str, ...], run: Bound) -> Bound:
        def turn(*args: float) -> float | None:
            local = dict(zip(letters, args, strict=True))
            try:
                return run(*args, *(number(self.scope, name, values, local) for name in names))
            except NoValue:
                return None

        return turn

    def number(self, values: Values, local: Local = NONE) -> float | None:
        """The number in this state, as it is drawn; None where there is none."""
        return self.bound(values, tuple(local))(*local.values())

    def function(self, values: Values) -> tuple[Expr, dict[str, float]]:
        """The tree, and the numbers of all names in it but the letters. Raises `NoValue`."""
        tree = self.tree(values)
        names = sorted(tree.names - self.letters - self.turns)
        if any(self.scope.depends(name, self.letters | self.turns) for name in names):
            raise NoValue("This is no formula of its letters.")
        return tree, {name: number(self.scope, name, values) for name in names}

    def needed(self, values: Values, local: Mapping[str, float | Expr] = NONE) -> float:
        """The number in this state, as exactly as it can be had. Raises `NoValue`, with the reason.

        Rounding that has eaten digits is noticed, and where a rate has no formula, as x|x| at 0, it is looked for.
        """
        tree = self.tree(values)
        env: dict[str, float] = {}
        exact: dict[str, Expr] = {}
        for name in sorted(tree.names):
            found = exactly(self.scope, name, values, local)
            as_float = _float(found)
            if as_float is None:
                exact[name] = found
            else:
                env[name] = as_float
        made = substitute(tree, exact) if exact else tree
        found_number = value(made, env)
        if found_number is not None:
            return found_number
        every = env | {name: value(one, {}) or 0.0 for name, one in exact.items()}
        found_number = mended(self.scope, tree, every)
        if found_number is None:
            raise NoValue(reason(self.scope, tree, every))
        return found_number

    def said(self, values: Values, local: Mapping[str, float | Expr] = NONE) -> float | str:
        """The number as `needed`, or the reason why there is none."""
        try:
            return self.needed(values, local)
        except NoValue as none:
            return str(none)


def _nothing(*args: float) -> None:
    return None


def _float(expr: Expr) -> float | None:
    """The float that stands for a decimal, if the decimal is what the float is written as."""
    sign = 1.0
    if isinstance(expr, Apply) and expr.op == "neg":
        expr, sign = expr.args[0], -1.0
    if not isinstance(expr, Number):
        return None
    found = float(expr.value)
    return sign * found if Fraction(repr(found)) == expr.value else None


def _decided(scope: Scope, values: Values, name: str) -> Expr:
    """What a control decides about a text: a function, or a number by which a sum is written out."""
    if name in scope.varied:
        return varied(scope, name, values)
    if name not in scope.choices:
        return parse(values.text(name), ())
    found: Any = values[name]
    return found if isinstance(found, Expr) else scope.options[name][found]
