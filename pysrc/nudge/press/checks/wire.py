"""What the build asks and what it is answered. Both are JSON on their way to the processes that judge, and back."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from nudge.press.checks.statements import Claim, Definition
from nudge.press.checks.tree import pack, unpack


@dataclass(frozen=True, slots=True)
class Question:
    """A claim with all that it depends on."""

    claim: Claim
    definitions: tuple[Definition, ...] = ()
    conditions: tuple[Claim, ...] = ()

    def text(self) -> str:
        """The question as one line of JSON; the same for the same question wherever it stands."""
        definitions = [[one.name, one.params, pack(one.body), one.free] for one in self.definitions]
        conditions = [_packed(one) for one in self.conditions]
        return json.dumps([_packed(self.claim), definitions, conditions], ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of a claim. `status` is proved, held, false or unclear.

    `where` are the conditions under which its sides are real. A false claim has the place `at` and both values there;
    an unclear one says `why`.
    """

    status: str
    points: int = 0
    where: tuple[str, ...] = ()
    at: str = ""
    left: str = ""
    right: str = ""
    why: str = ""
    hint: str = ""

    def text(self) -> str:
        """The verdict as one line of JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)


def question(text: str) -> Question:
    """A question from its JSON."""
    claim, definitions, conditions = json.loads(text)
    known = (Definition(name, tuple(params), unpack(body), free=free) for name, params, body, free in definitions)
    return Question(_claim(claim), tuple(known), tuple(_claim(one) for one in conditions))


def verdict(text: str) -> Verdict:
    """A verdict from its JSON."""
    made = json.loads(text)
    return Verdict(**{**made, "where": tuple(made["where"])})


def _packed(claim: Claim) -> list[Any]:
    return [pack(claim.left), claim.relation, pack(claim.right)]


def _claim(packed: list[Any]) -> Claim:
    left, relation, right = packed
    return Claim(unpack(left), relation, unpack(right))
