"""What calculus texts write: of every kind nearly all is understood, and nothing false goes through."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.press.checks.displays import EXPECTED, FOLDER, Shown, displays, judged

EVERY = list(displays())
ASIDE = list(displays(FOLDER / "aside"))
SHARE = 0.15
"""Of a hundred displays so many may not be understood."""
LEAST = 6
"""Displays of each kind, aside ones not counted: fewer say little of a kind."""


def test_there_are_hundreds_of_displays_of_many_kinds_with_false_neighbours() -> None:
    every = [*EVERY, *ASIDE]
    true = [one for one in every if one.mark != "/"]
    assert {one.mark for one in every} == set(EXPECTED)
    assert len({one.name for one in every}) == len(every)
    assert len(true) >= 600
    assert len(every) - len(true) >= 300
    kinds = Counter(one.kind for one in EVERY if one.mark != "/")
    assert len(kinds) >= 22
    assert min(kinds.values()) >= LEAST
    assert {one.kind for one in ASIDE} == set(kinds)
    assert sum(one.mark != "/" for one in ASIDE) * 3 >= len(true) - 3


TRUE = [one for one in EVERY if one.mark != "/"]
FALSE = [one for one in EVERY if one.mark == "/"]
NAMED = [one.name for one in FALSE]


@pytest.mark.parametrize("one", FALSE, ids=NAMED)
@pytest.mark.sampled(40)
def test_no_false_neighbour_goes_through(one: Shown) -> None:
    """Seen to fail when all comparisons hold."""
    assert judged(one, deep=False).status in EXPECTED["/"]


@pytest.mark.slow
@pytest.mark.parametrize("some", [TRUE, [one for one in ASIDE if one.mark != "/"]], ids=["known", "aside"])
def test_nearly_all_that_is_true_is_understood(some: list[Shown]) -> None:
    """Seen to fail when words between lines, or what follows from what, are not read."""
    found = {one.name: judged(one, deep=True) for one in some}
    lost = [f"{one.name}: {found[one.name].status}" for one in some if found[one.name].status not in EXPECTED[one.mark]]
    assert not [one for one in lost if one.endswith(": false")], "\n".join(lost)
    assert len(lost) <= len(some) * SHARE, "\n".join(lost)


@pytest.mark.slow
def test_none_aside_goes_through() -> None:
    """Seen to fail when all comparisons hold."""
    passed = [one.name for one in ASIDE if one.mark == "/" and judged(one, deep=True).status not in EXPECTED["/"]]
    assert not passed
