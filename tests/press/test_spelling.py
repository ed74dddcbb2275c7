"""What a logarithm without a base is: said by the course, and one thing in exercises, widgets, displays and numbers."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from nudge.press.build import Press
from nudge.widgets import live

Write = Callable[[Mapping[str, str]], None]

LESSON = r"""---
title: Growth
summary: How fast it is.
---

A display knows it:

$$
f(x) = \log x
$$

$$
f'(x) = RATE
$$
<!-- check -->

A number does: `{=4} f(20)`.

## Your turn
<!-- step id=turn -->

:::{exercise} A logarithm
Differentiate $g(x) = \log x$, and say $g$ itself.

- id: turned
- given: `g = 3log(x)`
- answer: `g(x)`

:::

```widget composition id=pair
inner: x^2 + 1
outer: log(u)
x: 1 in [-3, 3] step 0.5
alt: Two functions.
```

```widget pipeline id=boxes
functions: log(x); 2u
x: 10 in [1, 20] step 1
alt: Two boxes.
```

```widget backchain id=chain
graph: x = 10; h = log(x)
alt: A graph.
```
"""
RATES = {"": r"\frac{1}{x\ln 10}", "e": r"\frac{1}{x}"}
VALUES = {"": "1.3010", "e": "2.9957"}
TITLES = {"": r"\log_{10}", "e": r"\ln"}


def course(log: str, rate: str = "") -> dict[str, str]:
    said = f'log = "{log}"\n' if log else ""
    return {"course.toml": said, "a/one.md": LESSON.replace("RATE", rate or RATES[log])}


@pytest.fixture(params=["", "e"])
def log(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def widgets(site: Path) -> dict[str, dict[str, object]]:
    page = (site / "a" / "one" / "index.html").read_text("utf-8")
    found = re.search(r'<script[^>]*id="lesson-data"[^>]*>(.*?)</script>', page, re.DOTALL)
    assert found
    return json.loads(found[1])["widgets"]  # type: ignore[no-any-return]


def ask(name: str, state: Mapping[str, str]) -> dict[str, str]:
    """The parts of a widget of the page, as the worker answers."""
    return json.loads(live.answer(json.dumps({"seq": 1, "widget": name, "state": state})))["parts"]  # type: ignore[no-any-return]


@pytest.mark.sampled(2)
def test_a_logarithm_without_a_base_is_one_thing_on_a_page(
    log: str, write: Write, press: Callable[..., Press], tmp_path: Path
) -> None:
    write(course(log))
    built = press()
    assert not built.build().found
    page = (tmp_path / "site" / "a" / "one" / "index.html").read_text("utf-8")
    assert VALUES[log] in page
    live.describe(json.dumps(widgets(tmp_path / "site")))
    right = ask("turned", {"answer": "3log(x)"})
    assert right["outcome"] == "accepted"
    assert ("natural logarithm, ln;" in right["verdict"]) == (log == "e")
    assert ask("turned", {"answer": "3ln(x)"})["outcome"] == ("accepted" if log == "e" else "rejected")
    assert ask("turned", {"answer": "3log_10(x)"})["outcome"] == ("rejected" if log == "e" else "accepted")
    assert TITLES[log] in ask("pair", {"x": "1", "inner": "x^2 + 1", "outer": "log(u)"})["title"]
    typed = ask("pair", {"x": "1", "inner": "log(x)", "outer": "u"})
    assert ("\\ln" in typed["inner-title"]) == (log == "e")
    assert "log without a base" in typed["notes-all"]
    assert ask("boxes", {"x": "10"})["value-1"] == ("2.303" if log == "e" else "1")


@pytest.mark.slow
def test_a_display_is_held_to_it(log: str, write: Write, press: Callable[..., Press]) -> None:
    write(course(log, RATES["" if log else "e"]))
    assert [one.code for one in press().read().found] == ["false-equation"]


def test_another_base_is_refused(write: Write, press: Callable[..., Press]) -> None:
    write({**course(""), "course.toml": '# spelling\nlog = "7"\n'})
    (found,) = press().read().found
    assert (found.code, found.line) == ("bad-value", 2)
