"""An answer that is typed: how it follows from what is given, and how a reader's text is marked against it.

There are two kinds, a number and a function. Derivatives are taken first; numbers are put in afterwards.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from nudge.rates import (
    Apply,
    Expr,
    ParsedQuestion,
    Spelling,
    Unreadable,
    Variable,
    derivative,
    read,
    simplify,
    substitute,
    tex,
    value,
    variables,
)
from nudge.rates.check import mark
from nudge.rates.domains import EVERYWHERE, Domain
from nudge.rates.exact import exact
from nudge.rates.framing import framed
from nudge.rates.lexer import PLAIN as SPELLING
from nudge.rates.slip_places import Chain
from nudge.rates.slips import ALL, Slip, alike
from nudge.widgets.exercises.formulas import Template, formula
from nudge.widgets.exercises.given import VARIABLES, Given, GivenFunction, Variant
from nudge.widgets.exercises.taken import missing_rate
from nudge.widgets.fields import explained


@dataclass(frozen=True, slots=True)
class Rules:
    """What an author asks of an answer besides its worth, and the slips that can be made; see `rates.Question`."""

    form: str = ""
    domain: Domain = EVERYWHERE
    tolerance: Decimal = Decimal(0)
    slips: frozenset[str] = ALL
    spelling: Spelling = SPELLING


PLAIN = Rules()
_INNER = ("u", "v")  # letters for an inner function: an answer on its way is shown too


@dataclass(frozen=True, slots=True)
class Nested:
    """A composition that was asked by the names of its two functions, such as f(g(x))."""

    outer: str
    inner: str
    chain: Chain


@dataclass(frozen=True, slots=True)
class Marked:
    """A mark. `outcome` is accepted, rejected, unfinished or unreadable; `slips` are ids; `reading` is TeX, or "".

    `message` says why something cannot be read, or what form the right value should have had. `notes` say how it was
    read where custom allows another reading; an unreadable answer is `ambiguous` if it would be right in that one.
    `given` is the answer as an expression.
    """

    outcome: str
    message: str = ""
    slips: tuple[str, ...] = ()
    reading: str = ""
    notes: tuple[str, ...] = ()
    ambiguous: bool = False
    given: Expr | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What is wanted. `of` is the function whose derivative with respect to `wrt` is asked, None if none is.

    `at` is the number at which it is asked, and `nested` the composition, if it was asked as one. `computed` is whether
    it follows from what is given: an author may write down a number, or the letter of one, and be wrong.
    """

    expected: Expr
    of: Expr | None
    wrt: str
    at: Expr | None
    nested: Nested | None
    rules: Rules
    own: tuple[Slip, ...] = ()
    computed: bool = True
    functions: tuple[tuple[str, GivenFunction], ...] = ()

    @property
    def kind(self) -> str:
        """ "number", marked by its worth, `42` or `6*7`; or "expression", a function, marked by its values."""
        return "expression" if variables(self.expected) else "number"

    @property
    def wanted(self) -> str:
        """What the reader is asked to type, in words."""
        letters = sorted(variables(self.expected))
        return f"a function of {', '.join(letters)}" if letters else "a number"

    @property
    def letters(self) -> tuple[str, ...]:
        """The variables that an answer may have."""
        return tuple(sorted(variables(self.expected) | ({self.wrt} if self.of is not None else set())))

    def question(self) -> ParsedQuestion:
        """The same for the engine."""
        return ParsedQuestion(
            variables=self.letters,
            of=self.of,
            wrt=self.wrt,
            at=self.at,
            chain=self.nested.chain if self.nested else None,
            form=self.rules.form,
            domain=self.rules.domain,
            absolute=self.rules.tolerance,
            slips=self.rules.slips,
            spelling=self.rules.spelling,
            functions=self.functions,
        )

    def preview(self, text: str) -> str:
        """A text as TeX while it is typed, "" where it cannot be read. Never raises."""
        try:
            frame = framed(text, self.letters, self.kind == "number", self.rules.spelling)
            letters = dict.fromkeys((*self.letters, self.wrt, *_INNER))
            return tex(read(frame.answer, letters, spelling=self.rules.spelling).expr)
        except Unreadable:
            return ""

    def mark(self, text: str) -> Marked:
        """Mark what a reader typed. Never raises."""
        try:
            verdict = mark(self.expected, text, self.question())
        except Unreadable as error:
            return Marked("unreadable", explained(error))
        given = verdict.given
        if verdict.outcome == "unfinished":
            return Marked("unfinished", verdict.message, (), verdict.reading, verdict.notes, given=given)
        if verdict.outcome == "error" or given is None:
            unclear = verdict.reason == "ambiguous"
            return Marked("unreadable", verdict.message, (), verdict.reading, verdict.notes, unclear, given)
        own = tuple(name for name, wrong in self.own if alike(wrong, given))
        lacking = verdict.message if verdict.outcome == "rejected" and verdict.reason != "different" else ""
        slips = (*own, *verdict.slips)
        return Marked(verdict.outcome, lacking, slips, verdict.reading, verdict.notes, given=given)


@dataclass(frozen=True, slots=True)
class Query:
    """What a text asks for, read once. `length` is that of the part before `=`, and `literal` what stands behind it."""

    formula: Template
    length: int
    literal: Template | None = None
    literal_length: int = 0

    def answer(self, known: Variant, rules: Rules = PLAIN, own: Mapping[str, Template] | None = None) -> Answer:
        """Work out the answer in a variant. `own` are the author's own slips, by name.

        Raises `Unreadable` where it does not exist, or is not what the author says it is; that is not asked where
        numbers were put in the place of the author's.
        """
        rate, of, wrt, at = self._asked(known)
        expected = simplify(substitute(rate, known.numbers))
        lacking = missing_rate(self.formula, known)
        if not lacking and not variables(expected) and value(expected, {}) is None:
            lacking = "The formula of the rate has no value here" if self.formula.calls else "This has no value"
        if lacking:
            raise Unreadable(lacking, 0, self.length, "the answer has to exist where it is asked for")
        if self.literal is not None and not known.tried:
            self._hold(expected, self.literal, known)
        slips = tuple((name, mistaken(wrong, known)) for name, wrong in (own or {}).items())
        nested = None if of is None else _nested(of, wrt, known)
        held = replace(rules, spelling=known.spelling)
        functions = tuple(known.functions.items())
        return Answer(expected, of, wrt, at, nested, held, slips, not self._bare(), functions)

    def _asked(self, known: Variant) -> tuple[Expr, Expr | None, str, Expr | None]:
        """What is asked; and if that is the rate of one function, that function, its variable, and the place."""
        top = self.formula.top()
        if top is not None and top.name == "diff":
            (wrt,) = (one.name for one in top.args[1:] if isinstance(one, Variable))
            numbers = {name: number for name, number in known.numbers.items() if name != wrt}
            of = substitute(self.formula.inside(top).worked(known), numbers)
            return derivative(of, wrt), of, wrt, known.numbers.get(wrt)
        rate = self.formula.worked(known)
        if top is not None and top.name.count("'") == 1:
            by, of = known.functions[top.name[:-1]]
            at = simplify(substitute(self.formula.inside(top).worked(known), known.numbers))
            if not variables(at):
                return rate, of, by, at
        return rate, None, VARIABLES[0], None

    def _bare(self) -> bool:
        """Whether it is a number or a letter as the author wrote it, with nothing done to it."""
        expr = self.formula.expr
        while isinstance(expr, Apply) and expr.op == "neg":
            expr = expr.args[0]
        return not self.formula.calls and (not isinstance(expr, Apply) or exact(expr) is not None)

    def _hold(self, expected: Expr, literal: Template, known: Variant) -> None:
        """Hold a computed answer to the one that the author wrote down. Raises `Unreadable` where they differ."""
        if not alike(expected, substitute(literal.worked(known), known.numbers)):
            where = f", with {known.key}" if known.key else ""
            hint = f"it comes out as {expected}{where}"
            message = "This is not what follows from what is given"
            raise Unreadable(message, self.length + 1, self.literal_length, hint)


def query(text: str, known: Given | Variant, more: Collection[str] = ()) -> Query:
    """Read `diff(f(g(x)), x)`, `f'(g(x))` or another expression of what is given, perhaps with `= 42` behind it.

    `more` are further letters that it may have. Raises `Unreadable`.
    """
    written, sign, literal = text.partition("=")
    held = formula(literal, len(written) + 1, known, more) if sign else None
    return Query(formula(written, 0, known, more), len(written), held, len(literal))


def answer(text: str, known: Variant, rules: Rules = PLAIN, own: Mapping[str, str] | None = None) -> Answer:
    """As `query`, worked out in one variant."""
    slips = {name: formula(wrong, 0, known) for name, wrong in (own or {}).items()}
    return query(text, known).answer(known, rules, slips)


def mistaken(wrong: Template, known: Variant) -> Expr:
    """A wrong answer that an author wrote down, worked out from what is given."""
    return simplify(substitute(wrong.worked(known), known.numbers))


def _nested(expr: Expr, wrt: str, known: Variant) -> Nested | None:
    """The two given functions of which an expression is the composition, if there are such."""
    for outer, (by, f) in known.functions.items():
        for inner, (_, g) in known.functions.items():
            if outer != inner and expr == substitute(f, {by: g}):
                return Nested(outer, inner, Chain(f, by, g, wrt))
    return None
