"""Numbers that the text quotes from widgets: what they are, as the widget shows them."""

from pathlib import PurePosixPath

import pytest

from nudge.press.read import source
from nudge.press.read.parse import parse
from nudge.press.read.tokens import meaning

LESSON = """---
title: A lesson
summary: What it is about.
---

## One
<!-- step id=one -->

TEXT

```widget plot id=ball
let: s(t) = 5t^2
slider: h = 1 in [-1, 1] step 0.05
choose: g in {1, -2}
drag: P = (1, 2) in [0, 4] step 0.5
pane: t in [0, 2.2]; y in [0, 25]
secant: s from 1 to 1 + h
number: average speed = (s(1 + h) - s(1))/h in m/s
number: turned = g h
number: third = P.x/3
point: P
jump: h = 1/3, 0
alt: A picture.
```

```widget table id=settle
let: s(t) = 5t^2
slider: a = 1 in [1, 4] step 1
rows: h = 1, 0.01
column: average = (s(a + h) - s(a))/h
alt: A table.
```

:::{plot} Flat

Move $x$.

- id: flat
- slider: x = 0 in [-1, 4] step 0.5
- pane: x in [-1, 4]; y in [-8, 8]
- curve: x^2 - 2x
- number: slope = 2x - 2
- goal: slope = 0
- alt: A parabola.

:::
"""


def quoted(text):
    """What a text becomes, and what is wrong with it."""
    whole, front, found = source.read(LESSON.replace("TEXT", text).encode(), "a.md", PurePosixPath("m/a.md"))
    lesson, more = parse(whole, front)
    known = [meaning(token) for token in lesson.tokens()]
    shown = [one.computed.quoted for one in known if one.computed]
    shown += [one.formula.tex for one in known if one.formula and one.formula.tex != "x"]
    return shown[0], [*found, *more]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("`{=} #ball average speed at h = 0.1`", "10.50"),
        ("`{=} #ball average speed at h = -0.50`", "7.50"),
        ("`{=} #ball average speed`", "15.00"),
        ("`{=} #ball Average  Speed`", "15.00"),
        ("`{=4} #ball average speed at h = 0.05`", "10.2500"),
        ("`{=} #ball average speed at h = 1/3`", "11.67"),
        ("`{=} #ball turned at g = -2, h = 0.5`", "-1.00"),
        ("`{=} #ball third at P.x = 2.5`", "0.83"),
        ("`{=} #settle average at h = 0.01`", "10.05"),
        ("`{=} #settle average at a = 2, h = 1`", "25"),
        ("`{=} #flat slope at x = 3`", "4.00"),
        ("$v = {{#ball average speed at h = 0.1}}$", "v = {10.50}"),
        ("$$ v = {{ #ball turned at g = -2 }} $$", " v = {-2.00} "),
    ],
)
def test_a_number_is_quoted_as_its_widget_shows_it(text, shown):
    assert quoted(text) == (shown, [])


@pytest.mark.parametrize(
    ("text", "words", "col"),
    [
        ("`{=} #bal turned`", "no widget #bal", 6),
        ("`{=} #ball`", "names no number", 11),
        ("`{=} #ball turned at h = 2`", "h goes from -1 to 1", 26),
        ("`{=} #ball turned at h = 0.01`", "h never stands at 0.01", 26),
        ("`{=} #ball turned at g = 3`", "g is never 3", 26),
        ("`{=} #ball turned at`", "no number", 12),
        ("`{=} #ball turned at h`", "nothing that is moved", 22),
        ("`{=} #ball turned at h = `", "h", 25),
        ("`{=} #settle average at h = 0.001`", "no row 0.001", 29),
        ("`{=} #<b>`", "no widget #", 6),
        ("$v = {{#ball speed}}$", "no number “speed”", 14),
    ],
)
def test_what_a_widget_does_not_show_is_an_error_at_its_place(text, words, col):
    _, found = quoted(text)
    assert [(one.code, one.line, words in one.message) for one in found] == [("unclear-number", 9, True)], found
    assert (found[0].col, bool(found[0].hint)) == (col, True)
