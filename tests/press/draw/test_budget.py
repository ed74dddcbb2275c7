"""Frames that are too large are told, with what makes them so."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

import pytest

from nudge.press.draw import budget
from nudge.press.read import parse, source
from nudge.press.read.lesson import Lesson

TEXT = "---\ntitle: One\nsummary: One.\n---\n\n" + "\n".join(
    f"```widget pipeline id={name}\nfunctions: x; u\nalt: Boxes.\n```\n" for name in ("one", "two", "three")
)


@pytest.fixture
def lesson() -> Lesson:
    """A lesson with three widgets."""
    return parse.parse(*source.read(TEXT.encode(), "one.md", PurePosixPath("a/one.md"))[:2])[0]


def frames(size: int, **parts: int) -> str:
    """Frames of about this many bytes, packed; `parts` share them in these proportions."""
    chance = random.Random(1)
    shares = parts or {"p": 1}
    tables = []
    for name, share in shares.items():
        text = "".join(chr(chance.randrange(33, 123)) for _ in range(size * share * 5 // sum(shares.values()) // 4))
        by: Mapping[str, Any] = {"x": "all", "f": "all"} if name != "both" else {"x": "all", "y": [0, 3], "f": "all"}
        tables.append({"by": by, "parts": {name: {"text": [text, ""]}}})
    return json.dumps({"places": {"x": ["0", "1"], "y": list("0123"), "f": ["x^2"]}, "tables": tables})


def test_what_is_within_the_budget_is_not_mentioned(lesson: Lesson) -> None:
    assert list(budget.problems(lesson, dict.fromkeys(("one", "two", "three"), frames(30_000)))) == []


def test_a_large_widget_is_told_at_its_place_with_its_largest_parts(lesson: Lesson) -> None:
    large = frames(60_000, small=1, both=6, big=9, middle=4)
    assert 55_000 < budget.packed(large) < 65_000
    (found,) = budget.problems(lesson, {"one": frames(100), "two": large, "three": frames(100)})
    assert (found.code, found.severity, found.line) == ("large-frames", "warning", 11)
    assert found.message == "the frames of this widget take about 60 kB packed, more than 40 kB"
    assert found.hint == "take longer steps; the largest parts are big (by x), both (by x and y), middle (by x)"


def test_a_page_of_many_is_told_at_the_largest(lesson: Lesson) -> None:
    sizes = {"one": frames(34_000), "two": frames(37_000), "three": frames(35_000)}
    (found,) = budget.problems(lesson, sizes)
    assert found.line == 11
    assert found.message == (
        "the frames of this page take about 110 kB packed, more than 100 kB, and this widget most of it"
    )
