"""What was asked, besides the expected answer: as texts, and read once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from nudge.rates.domains import EVERYWHERE, Domain, domain
from nudge.rates.expr import Expr
from nudge.rates.given import Functions
from nudge.rates.lexer import PLAIN, Spelling
from nudge.rates.parse import parse
from nudge.rates.slip_places import Chain
from nudge.rates.slips import ALL


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked, besides the expected answer.

    `of` is the function whose derivative with respect to `wrt` was asked, and `at` the place: with them slips can be
    named. If it was asked as a composition, `nested` has the outer function, its variable and the inner function:
    ("u^2", "u", "3x"). `form` is one of `forms.FORMS`; `domain`, such as "x > 0", is where two functions must agree;
    what is given may be off by `absolute`, or by `relative` times what is expected. `slips` are the ids of those that
    somebody who learns this can make: before integrals are taught nobody integrates.
    """

    variables: tuple[str, ...] = ("x",)
    of: str = ""
    wrt: str = "x"
    at: str = ""
    nested: tuple[str, str, str] | None = None
    form: str = ""
    domain: str = ""
    absolute: Decimal = Decimal(0)
    relative: Decimal = Decimal(0)
    spelling: Spelling = PLAIN
    slips: frozenset[str] = ALL

    def parsed(self) -> ParsedQuestion:
        """The same with its texts read. Raises `Unreadable` where one of them cannot be."""
        letters, chain, own = (*self.variables, self.wrt), None, Spelling(log=self.spelling.log)
        if self.nested:
            outer, by, inner = self.nested
            chain = Chain(parse(outer, (by,), spelling=own), by, parse(inner, letters, spelling=own), self.wrt)
        return ParsedQuestion(
            variables=self.variables,
            of=parse(self.of, letters, spelling=own) if self.of else None,
            wrt=self.wrt,
            at=parse(self.at, (), spelling=own) if self.at else None,
            chain=chain,
            form=self.form,
            domain=domain(self.domain, self.variables, self.spelling) if self.variables else EVERYWHERE,
            absolute=self.absolute,
            relative=self.relative,
            spelling=self.spelling,
            slips=self.slips,
        )


@dataclass(frozen=True, slots=True)
class ParsedQuestion:
    """A `Question` that holds expressions in the place of texts; `chain` is what it calls `nested`.

    `functions` are those that the question speaks of by name: each with the name of its variable and its expression.
    """

    variables: tuple[str, ...] = ("x",)
    of: Expr | None = None
    wrt: str = "x"
    at: Expr | None = None
    chain: Chain | None = None
    form: str = ""
    domain: Domain = EVERYWHERE
    absolute: Decimal = Decimal(0)
    relative: Decimal = Decimal(0)
    spelling: Spelling = PLAIN
    slips: frozenset[str] = ALL
    functions: tuple[tuple[str, tuple[str, Expr]], ...] = ()

    @property
    def named(self) -> Functions:
        """The functions by name."""
        return dict(self.functions)

    @property
    def where(self) -> Domain:
        """The places within the declared domain, where the function whose derivative was asked is defined too."""
        return replace(self.domain, of=self.of)
