"""What the build asks and what it is answered. Both are JSON on their way to the processes that judge, and back."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from nudge.press.checks.tex.scope import Claim, Definition, Follow
from nudge.press.checks.tex.tree import TexNode, pack, unpack


@dataclass(frozen=True, slots=True)
class ClaimCheck:
    """A claim with all that it depends on. A `strict` one is said to hold everywhere, and is nothing but a rule.

    `supposed` are letters that nobody said to be functions, and that are taken for arbitrary ones: what does
    not hold of all is not false.
    """

    claim: Claim
    definitions: tuple[Definition, ...] = ()
    conditions: tuple[Claim, ...] = ()
    strict: bool = False
    supposed: str = ""

    def text(self) -> str:
        """The question as one line of JSON; the same for the same question wherever it stands."""
        return _line("claim", self, claim=_packed(self.claim), strict=self.strict, supposed=self.supposed)


@dataclass(frozen=True, slots=True)
class Solving:
    """Equations in one letter that all have the same solutions, and those that are given."""

    claims: tuple[Claim, ...]
    unknown: str
    given: tuple[TexNode, ...]
    definitions: tuple[Definition, ...] = ()
    conditions: tuple[Claim, ...] = ()

    @property
    def claim(self) -> Claim:
        """The first of the equations."""
        return self.claims[0]

    def text(self) -> str:
        """As that of a question."""
        claims, given = [_packed(one) for one in self.claims], [pack(one) for one in self.given]
        return _line("solving", self, claims=claims, unknown=self.unknown, given=given)


@dataclass(frozen=True, slots=True)
class Following:
    """What is said to follow from something, with all that it depends on."""

    follow: Follow
    definitions: tuple[Definition, ...] = ()
    conditions: tuple[Claim, ...] = ()

    @property
    def claim(self) -> Claim:
        """What stands in it first of what follows."""
        return self.follow.then[0][-1]

    def text(self) -> str:
        """As that of a question."""
        given, then = ([list(map(_packed, each)) for each in side] for side in (self.follow.given, self.follow.then))
        return _line("following", self, given=given, then=then, both=self.follow.both)


@dataclass(frozen=True, slots=True)
class CurveCheck:
    """An equation that is a curve, if it has points."""

    claim: Claim
    definitions: tuple[Definition, ...] = ()
    conditions: tuple[Claim, ...] = ()

    def text(self) -> str:
        """As that of a question."""
        return _line("curve", self, claim=_packed(self.claim))


@dataclass(frozen=True, slots=True)
class Amount:
    """A number that is to be computed and shown with so many decimals."""

    node: TexNode
    decimals: int
    definitions: tuple[Definition, ...] = ()
    conditions: tuple[Claim, ...] = ()

    def text(self) -> str:
        """As that of a question."""
        return _line("amount", self, node=pack(self.node), decimals=self.decimals)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is known of a claim. `status` is proved, held, false, unclear, or open where it is neither true nor false.

    `where` are the conditions under which its sides are real. A false claim has the place `at` and both values there;
    an unclear or open one says `why`. Of equations that are solved `left` are the solutions; a curve that has points is
    called curve. Of an amount the status is computed or unclear, and `left` is how it is shown; what it is unclear
    about is the name `at`.
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


JudgeRequest = ClaimCheck | Solving | Following | CurveCheck | Amount


def question(text: str) -> JudgeRequest:
    """What is asked, from its JSON."""
    made = json.loads(text)
    behind = (
        tuple(Definition(name, tuple(params), unpack(body), free=free) for name, params, body, free in made["with"]),
        tuple(map(_claim, made["where"])),
    )
    match made["kind"]:
        case "claim":
            return ClaimCheck(_claim(made["claim"]), *behind, made["strict"], made["supposed"])
        case "solving":
            solutions = tuple(map(unpack, made["given"]))
            return Solving(tuple(map(_claim, made["claims"])), made["unknown"], solutions, *behind)
        case "following":
            given, then = (tuple(tuple(map(_claim, each)) for each in made[side]) for side in ("given", "then"))
            return Following(Follow(given, then, made["both"]), *behind)
        case "curve":
            return CurveCheck(_claim(made["claim"]), *behind)
    return Amount(unpack(made["node"]), made["decimals"], *behind)


def verdict(text: str) -> Judgement:
    """A verdict from its JSON."""
    made = json.loads(text)
    return Judgement(**{**made, "where": tuple(made["where"])})


def _line(kind: str, asked: JudgeRequest, **own: Any) -> str:
    behind = [[one.name, one.params, pack(one.body), one.free] for one in asked.definitions]
    made = {"kind": kind, **own, "with": behind, "where": [_packed(one) for one in asked.conditions]}
    return json.dumps(made, ensure_ascii=False)


def _packed(claim: Claim) -> list[Any]:
    return [pack(claim.left), claim.relation, pack(claim.right)]


def _claim(packed: list[Any]) -> Claim:
    left, relation, right = packed
    return Claim(unpack(left), relation, unpack(right))
