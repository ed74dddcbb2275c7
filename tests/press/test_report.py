"""What a teacher is told of a course: the report of `check --report`, and the key to its exercises."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html.parser import HTMLParser

import pytest

from nudge.press import report
from nudge.press.build import Press
from nudge.rates.slips import ALL

Write = Callable[[Mapping[str, str]], None]

LESSON = r"""---
title: Two rates
summary: They multiply.
minutes: 8
---

## Your turn
<!-- step id=turn -->

$$ \frac{d}{dx} (3x)^2 = 18x $$
<!-- check -->

:::{exercise} By number
Let $g(x) = {{a}}x + 1$ and $f(u) = u^2$. What is $(f \circ g)'(2)$?

- id: number
- given: `g = a x + 1; f = u^2; x = 2; a in {3, 5}`
- answer: `diff(f(g(x)), x)`
- slip: `f(g(x)) + a` Nothing is added.

:::

:::{exercise} On purpose
Let $g(x) = 3x$ and $f(u) = u^2$. What is $(f \circ g)'(2)$?

- id: purpose
- given: `g = 3x; f = u^2; x = 2`
- answer: `diff(f(g(x)), x)`
- allow-collision: The text speaks of it.

:::

:::{choice} Why *zero*?
- id: why
- answer: one factor is zero
- wrong: both are | One is enough.

:::

:::{fill} In steps
- id: steps
- given: `g = 3x + 1; x = 2`
- blank: `u = g(x)` Where?
- blank: `q = diff(g(x), x)` How fast?

:::

:::{target} Stand still
- id: still
- given: `g = sin x; f = u^2`
- goal: `diff(f(g(x)), x) = 0`
- x: `1 in [0.5, 3] step 0.05`

:::
"""


def test_the_report_counts_and_gives_the_key(write: Write, press: Callable[..., Press]) -> None:
    write({"a/one.md": LESSON})
    reading = press().read()
    assert not reading.found
    said = report.text(reading.prepared_lessons)
    assert "content/a/one.md: Two rates\n    8 min announced, about " in said
    assert re.search(
        rf"    5 exercises \(exercise, choice, fill, target\), 6 variants, \d+ of {len(ALL)} slips covered\n", said
    )
    assert "    1 displays: 1 proved\n" in said
    assert (
        "exercise “number”, 2 variants\n    a = 3: 42\n        52  f(g(x)) + a\n        14  forgot-inner-rate\n" in said
    )
    assert "    a = 5: 110\n" in said
    assert "        12  forgot-inner-rate, outer-rate-at-x\n" in said
    assert "    answers may coincide: The text speaks of it.\n    The answer and “value-not-rate” are both 36\n" in said
    assert "    “forgot-inner-rate” and “outer-rate-at-x” are both 12\n" in said, said
    assert "    g = 3x + 1 would tell all answers apart\n" in said
    assert "choice “why”\n    one factor is zero\n        both are\n" in said
    assert "    u: 7\n    q: 3\n" in said
    assert "target “still”\n    x = 1.55" in said
    assert "    d/dx[(3·x)^2] = 18·x  [proved]" in said


WRITTEN = """
:::{exercise} Numbers
- id: numbers
- given: `g = 3x + 1; c = 3`
- answer: `ANSWER`

:::
"""


@pytest.mark.parametrize(
    ("answer", "line"),
    [
        ("c", "3 (as the author wrote it, not computed)"),
        ("-c", "−3 (as the author wrote it, not computed)"),
        ("c = 3", "3 (as the author wrote it, not computed)"),
        ("g(c)", "10"),
        ("2c", "6"),
    ],
)
def test_an_answer_that_was_not_computed_is_said_to_be_so(
    answer: str, line: str, write: Write, press: Callable[..., Press]
) -> None:
    """Seen to fail with every answer taken for computed."""
    write({"a/one.md": f"---\ntitle: One\nsummary: Two.\n---\n\n{WRITTEN.replace('ANSWER', answer)}"})
    said = report.text(press().read().prepared_lessons)
    assert f"exercise “numbers”\n    {line}\n" in f"{said}\n", said


def test_the_answer_key_stands_alone(write: Write, press: Callable[..., Press]) -> None:
    write({"a/one.md": LESSON})
    made = press()
    page = made.answer_key(made.read())
    seen = _Seen()
    seen.feed(page)
    assert not seen.addresses
    assert {"math", "table", "style"} <= seen.tags
    assert "script" not in seen.tags
    assert re.search(r"<td>a = 5</td><td class=\"answer\">110</td>", page)
    assert "14: forgot-inner-rate" in page
    assert "u = 7" in page


class _Seen(HTMLParser):
    """The tags of a page, and every address in it."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href")]
