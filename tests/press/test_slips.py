"""Which slips readers can make: said by the course or by a lesson, and known in the page and in the report."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from nudge.press import report
from nudge.press.build import Press
from nudge.rates.slips import ALL
from nudge.widgets import live
from nudge.widgets.exercises.base import Exercise

Write = Callable[[Mapping[str, str]], None]

WAVE = """## Your turn
<!-- step id=turn -->

:::{exercise} A wave
Differentiate $\\sin x$.

- id: wave
- given: `f = sin x`
- answer: `diff(f(x), x)`

:::

```widget pipeline id=boxes
functions: x^2
alt: One box.
```
"""


def lesson(slips: str = "") -> str:
    """A lesson whose front matter says which slips can be made, or does not."""
    said = f"slips: {slips}\n" if slips else ""
    return f"---\ntitle: Waves\nsummary: How fast they move.\n{said}---\n\n{WAVE}"


@pytest.mark.parametrize(
    ("course", "front", "made"),
    [
        ("", "", ALL),
        ("all except integrated", "", ALL - {"integrated"}),
        ("all except integrated", "all", ALL),
        ("none", "sign, integrated", {"sign", "integrated"}),
        ("", "none", frozenset()),
    ],
)
def test_a_lesson_says_it_or_else_the_course(
    course: str, front: str, made: frozenset[str], write: Write, press: Callable[..., Press]
) -> None:
    write({"course.toml": f'slips = "{course}"\n' if course else "", "a/one.md": lesson(front)})
    reading = press().read()
    assert not reading.found
    exercise, boxes = reading.prepared_lessons[0].lesson.widgets()
    assert isinstance(exercise.widget, Exercise)
    assert exercise.widget.slips == made
    assert "slips" not in boxes.fields


def described(site: Path) -> dict[str, dict[str, object]]:
    """The widgets of the page, as its scripts are told of them."""
    page = (site / "a" / "one" / "index.html").read_text("utf-8")
    found = re.search(r'<script[^>]*id="lesson-data"[^>]*>(.*?)</script>', page, re.DOTALL)
    assert found
    widgets: dict[str, dict[str, object]] = json.loads(found[1])["widgets"]
    return widgets


def test_the_browser_is_told(write: Write, press: Callable[..., Press], tmp_path: Path) -> None:
    versions = set()
    for slips, asked in (("all", True), ("all except integrated", False)):
        write({"a/one.md": lesson(slips)})
        assert press().build().written
        widgets = described(tmp_path / "site")
        versions.add(str(widgets["wave"]["version"]))
        live.describe(json.dumps(widgets))
        state = {"answer": "-cos x", "slip-answer": ""}
        seen = json.loads(live.answer(json.dumps({"seq": 1, "widget": "wave", "state": state})))
        assert ("Which was it?" in seen["parts"]["verdict"]) == asked
    assert len(versions) == 1  # the question is the same, so what readers answered counts


def test_a_course_that_says_it_otherwise_is_read_anew(write: Write, press: Callable[..., Press]) -> None:
    made = press()
    for slips in ("none", "sign"):
        write({"course.toml": f'slips = "{slips}"\n', "a/one.md": lesson()})
        (exercise, _) = made.read().prepared_lessons[0].lesson.widgets()
        assert dict(exercise.fields)["slips"] == slips


def test_the_report_and_the_key_follow(write: Write, press: Callable[..., Press]) -> None:
    write({"a/one.md": lesson()})
    said = report.text(press().read().prepared_lessons)
    assert f"3 of {len(ALL)} slips covered" in said
    assert "-cos(x)  integrated, sign\n" in said
    assert "“integrated” and “sign” are both -cos(x)\n" in said
    write({"a/one.md": lesson("all except integrated")})
    made = press()
    said = report.text(made.read().prepared_lessons)
    assert f"2 of {len(ALL) - 1} slips covered, integrated cannot be made yet" in said
    assert "-cos(x)  sign\n" in said
    assert "are both" not in said
    assert "integrated" not in made.answer_key(made.read())


def test_an_author_may_not_say_it_in_an_exercise(write: Write, press: Callable[..., Press]) -> None:
    write({"a/one.md": WAVE.replace("- id: wave", "- id: wave\n- slips: none")})
    (found,) = press().read().found
    assert (found.code, found.line, found.hint) == ("unknown-key", 13, "did you mean “slip”?")
