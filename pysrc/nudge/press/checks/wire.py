"""What the build asks and what it is answered. Both are JSON on their way to the processes that judge, and back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from nudge.press.checks.scope import Claim, Definition
from nudge.press.checks.tree import Node, pack, unpack


@dataclass(frozen=True, slots=True)
class Question:
    """A claim with all that it depends on."""

    claim: Claim
    definitions: tuple[Definition, ...] = ()
    conditions: tuple[Claim, ...] = ()

    def text(self) -> str:
        """The question as one line of JSON; the same for the same question wherever it stands."""
        conditions = [_packed(one) for one in self.conditions]
        return json.dumps([_packed(self.claim), _packed_all(self.definitions), conditions], ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number that is to be computed and shown with so many decimals."""

    node: Node
    decimals: int
    definitions: tuple[Definition, ...] = ()

    def text(self) -> str:
        """As that of a question."""
        made = {"node": pack(self.node), "decimals": self.decimals, "definitions": _packed_all(self.definitions)}
        return json.dumps(made, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of a claim. `status` is proved, held, false or unclear.

    `where` are the conditions under which its sides are real. A false claim has the place `at` and both values there;
    an unclear one says `why`. Of an amount the status is computed or unclear, and `left` is how it is shown; what it
    is unclear about is the name `at`.
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


def question(text: str) -> Question | Amount:
    """A question, or an amount, from its JSON."""
    made = json.loads(text)
    if isinstance(made, dict):
        return Amount(unpack(made["node"]), made["decimals"], _definitions(made["definitions"]))
    claim, definitions, conditions = made
    return Question(_claim(claim), _definitions(definitions), tuple(_claim(one) for one in conditions))


def verdict(text: str) -> Verdict:
    """A verdict from its JSON."""
    made = json.loads(text)
    return Verdict(**{**made, "where": tuple(made["where"])})


def _packed_all(definitions: Sequence[Definition]) -> list[Any]:
    return [[one.name, one.params, pack(one.body), one.free] for one in definitions]


def _definitions(packed: Sequence[Any]) -> tuple[Definition, ...]:
    return tuple(Definition(name, tuple(params), unpack(body), free=free) for name, params, body, free in packed)


def _packed(claim: Claim) -> list[Any]:
    return [pack(claim.left), claim.relation, pack(claim.right)]


def _claim(packed: list[Any]) -> Claim:
    left, relation, right = packed
    return Claim(unpack(left), relation, unpack(right))
