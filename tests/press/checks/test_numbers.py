"""Numbers that the text asks for: their values, how they are shown, and what is in scope where they stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from nudge.press.build import Press
from nudge.press.checks import report
from nudge.press.checks.judge.amounts import computed
from nudge.press.checks.judge.wire import Amount, Judgement, question
from nudge.press.checks.tex import statements
from nudge.press.checks.tex.scope import LessonScope
from nudge.press.checks.tex.tree import Unclear, show
from nudge.press.diagnostics import text

Write = Callable[[Mapping[str, str]], None]
KNOWN = statements.read(
    r"g(x) = 3x, \quad f(u) = u^2, \quad r(x) = \operatorname{relu}(x), \quad a(x) = |x - 1|", LessonScope()
)
DEFINED = statements.read(r"\operatorname{cost}(x) = x^2 + 1, \quad y = \sqrt{x}", KNOWN.scope).scope


def answer(asked: str, decimals: int = 2) -> Judgement:
    """What a process is asked and says, by way of JSON."""
    node = statements.expression(asked, DEFINED)
    sent = question(Amount(node, decimals, tuple(DEFINED.reached([node]))).text())
    assert isinstance(sent, Amount)
    return computed(sent)


@pytest.mark.parametrize(
    ("asked", "decimals", "shown"),
    [
        ("f'(g(1))", 2, "6"),
        (r"(f \circ g)'(2)", 2, "36"),
        ("(f∘g)''(2)", 2, "18"),
        ("f'(g(1)) g'(1)", 2, "18"),
        ("f(g(2.01))", 2, "36.36"),
        ("f(g(2.01))", 4, "36.3609"),
        ("f(g(2.01))", 6, "36.3609"),
        ("2/3", 2, "0.67"),
        ("-2/3", 0, "-1"),
        ("0.125", 2, "0.13"),
        ("-0.125", 2, "-0.13"),
        ("0.1 + 0.2", 9, "0.3"),
        ("1.999", 2, "2.00"),
        ("sin(pi/6)", 2, "0.5"),
        (r"\sin\frac{\pi}{6}", 2, "0.5"),
        ("sin pi", 2, "0"),
        ("sqrt(2)^2 - 2", 2, "0"),
        ("sqrt(2 pi)", 3, "2.507"),
        ("2 pi sqrt(2)", 3, "8.886"),
        ("cost(3) - cost'(3)", 2, "4"),
        (r"\operatorname{cost}(0.5)", 2, "1.25"),
        (r"\left. \frac{dy}{dx} \right|_{x = 4}", 2, "0.25"),
        (r"\frac{d}{dx}\Bigl[\sin(x^2)\Bigr]_{x=1}", 2, ""),
        (r"\lim_{h \to 0} \frac{f(3 + h) - f(3)}{h}", 2, "6"),
        (r"\int_0^1 x^2 \, dx", 3, "0.333"),
        (r"\int_0^1 2x \, dx", 3, "1"),
        ("e^{pi sqrt(163)} - 262537412640768743", 2, "1.00"),
        ("10^{14} + 1/3", 1, "100000000000000.3"),
        ("r'(2) + a'(2)", 2, "2"),
    ],
)
def test_is_shown_as(asked: str, decimals: int, shown: str) -> None:
    if not shown:
        with pytest.raises(Unclear):
            answer(asked, decimals)
        return
    assert answer(asked, decimals).left == shown


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ("f(x)", "which number x is, is not known here"),
        ("f(2) + b c", "which number b is, is not known here"),
        ("y", "which number x is, is not known here"),
        ("1/f(0)", "this divides by zero"),
        ("ln(0)", "this has no real value"),
        ("sqrt(f(1) - 2)", "this has no real value"),
        ("r'(0)", "this has no real value"),
        ("a'(1)", "this has no real value"),
        ("f(0.01)", "with 2 decimals this is shown as 0, and it is not"),
        ("10^{20}", "this has more than 15 digits"),
        ("e^{e^{e^{e^e}}}", "this has no real value"),
    ],
)
def test_has_no_number(asked: str, why: str) -> None:
    found = answer(asked)
    assert (found.status, found.why) == ("unclear", why)


@pytest.mark.parametrize(
    ("typed", "reading"),
    [
        ("2pi x sin(x)", "2·π·x·sin(x)"),
        ("xsin(x)", "x·sin(x)"),
        ("exp(x) max(2, 3)", "exp(x)·max(2, 3)"),
        ("asin(x) + abs(-x)", "asin(x) + abs(−x)"),
        (r"\sqrt{x} s q", "√(x)·s·q"),
        ("s i n", "s·i·n"),
    ],
)
def test_words_may_be_typed(typed: str, reading: str) -> None:
    assert show(statements.expression(typed, DEFINED)) == reading


LESSON = """
Let $g(x) = 3x$. Now `{=} g(2)`, and code stays `{= }` and `g(2)`.

- In a list `{=1} 10 g(0.01)`

| of | value |
|----|-------|
| $g(2)$ | `{=} -g(2)` |

## Then `{=} g(3)`
<!-- step id=then -->

$$ g(x) = 4x $$

Now `{=} g(2)`.[^1]

```widget pipeline
functions: 3x
alt: A box.
caption: The box makes `{=} g(2.5)` of it.
```

<details>
<summary>It is `{=} g(5)`</summary>

`` {=} g(6) ``

</details>

[^1]: A note, `{=} g(7)`.
"""


def test_a_page_shows_the_numbers(write: Write, press: Callable[..., Press], tmp_path: Path) -> None:
    write({"a/b.md": LESSON})
    result = press().build()
    assert result.written, "\n".join(map(text, result.found))
    page = (tmp_path / "site/a/b/index.html").read_text("utf-8")
    asked = ("6", "0.3", "-6", "9", "8", "10", "20", "24", "28")
    annotations = re.findall(r'<annotation encoding="application/x-tex">([-\d.]+)</annotation>', page)
    assert [one for one in annotations if one in asked] == [*asked]
    assert "<mo>−</mo><mn>6</mn>" in page
    assert page.count("{=") == page.count("<code>{= }</code>") == 1


EXERCISE = """
Let $g(x) = 3x$.

:::{exercise} Another
Now let $g(x) = 5x$ and $f(u) = u^2$. It begins with `{=} g(1)`.

- given: `g = 5x; f = u^2; x = 2`
- answer: `f(g(x))`
- id: another

:::

And here it is `{=} g(1)`.
"""


@pytest.mark.slow
def test_what_an_exercise_defines_counts_within_it(write: Write, press: Callable[..., Press]) -> None:
    write({"a/b.md": EXERCISE})
    (material,) = press().read().prepared_lessons
    assert [one.shown for one in material.checked.numbers.values()] == ["5", "3"]


@pytest.mark.slow
def test_a_number_keeps_the_punctuation_behind_it(write: Write, press: Callable[..., Press], tmp_path: Path) -> None:
    write({"a/b.md": "It is `{=} 1 + 1`, not `{=} 1 + 2` at all.\n"})
    assert press().build().written
    page = (tmp_path / "site/a/b/index.html").read_text("utf-8")
    assert page.count('<span class="tied">') == 1
    assert "</span>,</span> not" in page


def test_the_report_says_what_each_was_computed_from(write: Write, press: Callable[..., Press]) -> None:
    write({"a/b.md": LESSON})
    (material,) = press().read().prepared_lessons
    said = report.text({"a/b.md": material.checked})
    assert "a/b.md:7: computed\n    g(2) = 6\n        with g(x) = 3·x, line 7\n" in said
    assert "    −g(2) = −6\n" in said
    assert "a/b.md:20: computed\n    g(2) = 8\n        with g(x) = 4·x, line 18\n" in said
    assert said.endswith("1 displays: 1 unmarked; 9 numbers in the text")
