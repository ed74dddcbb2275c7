"""Whatever stands in a line, it is read or it is unreadable, and soon."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nudge.rates import Unreadable
from nudge.widgets.lines.description import Line
from nudge.widgets.lines.endings import ended
from nudge.widgets.lines.shared import KEYS, describe
from tests.pace import within
from tests.widgets.lines.written import described, values

NAMES = ["x", "y", "f", "w", "w_", "w_k", "P.x", "e", "sin", "sum(", "diff(", "k", "n", "丁", "\\frac", "\n"]
SIGNS = ["=", "(", ")", "[", "]", "{", "}", ",", ";", "+", "-", "/", "^", "|", "'", "_", ".", "1", "0.5", "10^9"]
SMALL = ["for", "from", "to", "in", "as", "then", "times", "moves", "step", "decimals", "inner", "by", " "]
WORDS = (*NAMES, *SIGNS, *SMALL)
TEXTS = st.lists(st.sampled_from(WORDS) | st.text(max_size=4), max_size=30).map(" ".join) | st.text(max_size=80)


@given(st.lists(st.tuples(st.sampled_from(KEYS), TEXTS), max_size=4))
def test_lines_are_read_or_unreadable(pairs):
    made = describe([Line(key, text, i) for i, (key, text) in enumerate(pairs)])
    for trouble in made.troubles:
        assert trouble.error.message
        assert 0 <= trouble.error.offset <= max(len(trouble.line.text), 0) + 1
    if not made.troubles:
        at = values(made)
        for name in (*made.sequences, *made.scope.functions):
            with suppress(Unreadable):
                made.expression(name, 0).said(at)


@given(TEXTS)
def test_texts_are_read_or_unreadable(text):
    made = described("let: f(x) = x^2; c = 2\nsteps: w = 1 then w/2, 3 times\ndrag: P = (0, 0) in [0, 1] step 1")
    for read in (
        lambda: made.expression(text, 0).said(values(made)),
        lambda: made.place(text, 0).numbers(values(made)),
        lambda: ended(text, decimals=True, unit=True, loop=True, colour=True),
    ):
        with suppress(Unreadable):
            read()


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize(
    "text",
    [
        "w = " + "1 then " * 280,
        "w = 1 then " + "(" * 900 + ", n times",
        "f(x) = " + "sum(x for k from 1 to 9) + " * 60 + "x",
        "f(x) = " + "sum(" * 300,
        "h = 1 in [" + "1," * 900,
        "f(x) = in {" * 150,
        "P = (1, 2) in " + "[1, 2] by " * 180,
        "a" * 1999,
        "f(x) = " + "a_" * 900,
        "f(x) = " + "for k from 1 to " * 110,
        " " * 1999,
        "x " * 5000,
        "(" * 1000 + "1,2" + ")" * 990,
        "f(x) = " + "x^" * 900,
        "P = " + "((1,2)," * 250,
    ],
    ids=range(15),
)
@pytest.mark.sampled(6)
def test_no_line_takes_long(key, text):
    with within(1.0):
        describe([Line(key, text, 0)])
