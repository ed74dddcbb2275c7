"""Checks in a course: what SymPy is asked and what it is not, marks on pages, the report, the course's setting."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from nudge.press.build import Press
from nudge.press.checks import report
from nudge.press.read.lesson import Lesson

Write = Callable[[Mapping[str, str]], None]
LESSON = r"""
Let $g(x) = 3x$.

$$ (g(x))^2 = 9x^2 $$
<!-- check -->

$$ e^x \ge 1 + x $$
<!-- check -->

$$ \text{the rate} = 3 $$
<!-- unchecked: it is in words -->

$$ g(x) = 4x $$

$$ g(1) = 4 $$
<!-- check -->

$$ f(f(x)) = x $$
<!-- check where: f(x) = -x -->
"""


def test_a_page_says_what_was_checked(write: Write, press: Callable[..., Press], tmp_path: Path) -> None:
    write({"a/b.md": LESSON})
    assert press().build().written
    page = (tmp_path / "site/a/b/index.html").read_text("utf-8")
    marks = [part.split("</details>")[0] for part in page.split('<details class="mark ')[1:]]
    assert [mark.split('"')[0] for mark in marks] == ["proved", "held", "unchecked", "proved", "proved"]
    assert "(g(x))^2" not in marks[0]
    assert '<span class="reading">g(x)^2 = 9·x^2</span> proved' in marks[0]
    assert "<summary>checked</summary>" in marks[1]
    assert "points" in marks[1]
    assert "it is in words" in marks[2]


def test_the_report_echoes_each_reading(write: Write, press: Callable[..., Press]) -> None:
    write({"a/b.md": LESSON})
    (material,) = press().read().prepared_lessons
    said = report.text({"a/b.md": material.checked})
    assert "a/b.md:9: proved\n    g(x)^2 = 9·x^2  [proved]\n        with g(x) = 3·x, line 7" in said
    assert "g(1) = 4  [proved]\n        with g(x) = 4·x, line 18" in said
    assert said.endswith("6 displays: 3 proved, 1 held, 1 unchecked, 1 unmarked")


@pytest.mark.slow
def test_a_course_may_check_every_display(write: Write, press: Callable[..., Press]) -> None:
    write({"a/b.md": "$$ 2 + 2 = 5 $$\n"})
    assert not press().read().found
    write({"course.toml": "check = true\n"})
    assert [one.code for one in press().read().found] == ["false-equation"]
    write({"course.toml": "check = 1\n"})
    assert [one.code for one in press().read().found] == ["bad-value"]


def test_a_macro_of_the_course_is_written_out_and_what_is_wrong_stands_where_it_was_written(
    write: Write, press: Callable[..., Press]
) -> None:
    macros = '[macros]\n"\\\\two" = "3"\n"\\\\ddx" = "\\\\frac{d}{dx}"\n"\\\\half" = "\\\\frac{#1}{2}"\n'
    true = "$$ \\two = 3, \\quad \\ddx x^2 = 2x, \\quad \\half{x + x} = x $$\n<!-- check -->\n\n"
    write({"course.toml": macros, "a/b.md": true})
    assert not press().read().found
    write({"a/b.md": "$$ \\ddx x^2 = \\half{3x} $$\n<!-- check -->\n"})
    (found,) = press().read().found
    assert (found.code, found.col) == ("false-equation", 15)


def test_the_build_itself_does_not_import_sympy() -> None:
    import subprocess

    code = "import sys, nudge.press.cli; sys.exit('sympy' in sys.modules)"
    root = str(Path(sys.modules[Lesson.__module__].__file__ or "").parents[2])
    assert subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": root}).returncode == 0


CONDITIONS = r"""
$$ x^2 + y^2 = 25 $$
<!-- check curve: circle -->

$$ (x + y)^2 = 25 + 2xy $$
<!-- check where: circle -->

$$ x^2 - 2x - 1 = 0 $$
<!-- check solve: x -->

$$ \cos x = x $$
<!-- check -->
"""


@pytest.mark.slow
def test_conditions_are_reported_as_what_they_are(write: Write, press: Callable[..., Press], tmp_path: Path) -> None:
    write({"a/b.md": CONDITIONS})
    result = press().build()
    assert result.written
    assert [(one.code, one.severity) for one in result.found] == [("not-an-identity", "warning")]
    (material,) = press().read().prepared_lessons
    said = report.text({"a/b.md": material.checked})
    assert "x^2 + y^2 = 25  [a curve, with real points]" in said
    assert "(x + y)^2 = 25 + 2·x·y  [proved, for x^2 + y^2 = 25]" in said
    assert "[solved by x = 1 − √(2) or x = 1 + √(2)]" in said
    assert "unchecked: this is not an identity: at x = 1.3" in said
    assert said.endswith("4 displays: 2 proved, 1 defined, 1 unchecked")
    page = (tmp_path / "site/a/b/index.html").read_text("utf-8")
    assert [part.split('"')[0] for part in page.split('<details class="mark ')[1:]] == ["proved", "proved", "unchecked"]
