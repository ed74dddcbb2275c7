"""Hostile texts raise nothing but `Unreadable`, whatever is asked. What they cost is for `build.py bench hostile`."""

import contextlib

import pytest

from nudge.rates import Question, Unreadable, check, derivative, parse, rate_report, value
from tests.bench._hostile_texts import LETTERS, TEXTS
from tests.bench.hostile import calls
from tests.pace import within

WORST = (
    "9^9^9",
    "2^(10^9)",
    "x^(10^9)",
    "e^(e^(e^(e^(e^x))))",
    "x^" * 98 + "x",
    "x" + "²" * 1900,
    "-" * 1900 + "x",
    "sin(10^300 x)",
    "floor(10^300 x)",
    "tan(10^15 x)",
    "e^(-1/x^2)",
    "0^0^x",
    "\ud800",
)


@pytest.mark.parametrize("text", WORST, ids=range(len(WORST)))
@pytest.mark.slow
def test_nothing_but_unreadable_is_raised(text):
    """Seen to fail by Overflow for 9^9^9, RecursionError for 1,900 minus signs and OverflowError for x²²²²…."""
    assert text in TEXTS
    for call in calls(text).values():
        with contextlib.suppress(Unreadable):
            call()


@pytest.mark.slow
def test_a_hundred_texts_have_a_value_or_none_or_are_not_read():
    """Seen to fail with an infinite value let through, and with `behaviour` comparing outside its context."""
    read = 0
    for text in TEXTS:
        try:
            expr = parse(text, LETTERS)
        except Unreadable:
            continue
        read += 1
        env = dict.fromkeys(LETTERS, (0.0, 0.7, 1e300)[read % 3])
        report = rate_report(expr, env)
        for number in (value(expr, env), report.value, report.rate, report.left, report.right):
            assert number is None or abs(number) < float("inf")
    assert len(TEXTS) > 100
    assert read > 80


LONG_ONES = (
    "*".join(f"sqrt(x+{k})" for k in range(150)),
    "*".join(f"(x-{k})" for k in range(180)),
    "*".join(f"sin({k}x)" for k in range(2, 190)),
    "+".join(f"1/(x-{k})" for k in range(180)),
    "max(" + ",".join(f"sin({k}x)" for k in range(1, 190)) + ")",
    "-" * 1900 + "x",
    "x/(" * 90 + "x" + ")" * 90,
)


@pytest.mark.parametrize("text", LONG_ONES, ids=range(len(LONG_ONES)))
def test_what_nobody_reads_is_not_looked_into(text):
    """Seen to fail with slips looked for everywhere, and with every factor of a long derivative compared with all."""
    with within(2.0):
        derivative(parse(text))
        assert check("x", "x^2", Question(of=text)).slips == ()
