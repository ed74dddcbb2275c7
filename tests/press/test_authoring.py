"""docs/authoring.md shows only what works: every example in it is built."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from nudge.press.build import Press
from nudge.press.diagnostics import text
from nudge.press.read import comments, course, parse, source

GUIDE = (Path(__file__).parents[2] / "docs" / "authoring.md").read_text("utf-8")
EXAMPLES = re.findall(r"^````markdown\n(.*?)^````$", GUIDE, re.MULTILINE | re.DOTALL)

AROUND = {
    "a/the-product-rule.md": "## Two factors\n<!-- step id=two-factors -->\n\nText.\n",
    "a/data.csv": "1,2\n",
    "a/slopes.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"/>',
    "glossary.md": "---\ntitle: Words\nsummary: Words.\n---\n\nChain rule\n: Rates multiply.\n",
}
"""What the examples link to."""


@pytest.mark.parametrize("number", range(len(EXAMPLES)))
@pytest.mark.sampled(4)
def test_an_example_builds(number: int, write: Callable[[Mapping[str, str]], None], press: Callable[[], Press]) -> None:
    write({"a/lesson.md": EXAMPLES[number], **AROUND})
    result = press().build()
    assert result.written, "\n".join(text(one) for one in result.found)


def test_course_toml_is_as_shown(write: Callable[[Mapping[str, str]], None], tmp_path: Path) -> None:
    (shown,) = re.findall(r"^```toml\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
    write({"course.toml": shown, "derivatives/one.md": "Text.\n"})
    about, found = course.read(tmp_path / "content", "content")
    assert not found
    assert all(getattr(about, key) for key in course.KEYS)


@pytest.mark.parametrize(
    "word",
    [
        *(f"`{key}`" for key in source.KEYS),
        *(f"`{kind.upper()}`" for kind in parse.CALLOUTS),
        *(f"<!-- {word}" for word in comments.OWNERS),
    ],
)
def test_everything_there_is_is_explained(word: str) -> None:
    assert word in GUIDE
