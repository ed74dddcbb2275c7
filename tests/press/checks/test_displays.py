"""What calculus texts write: of every kind nearly all is understood, and nothing false goes through."""

from __future__ import annotations

from collections import Counter

from tests.press.checks.displays import EXPECTED, FOLDER, displays

EVERY = list(displays())
ASIDE = list(displays(FOLDER / "aside"))
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
