"""Numbers as text: the same on every platform, and never a sign on zero."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nudge.rates.numbers import coordinate, fixed, short, signed, significant


@pytest.mark.parametrize(
    ("number", "plain", "with_sign"),
    [
        (0.5403, "0.54", "+0.54"),
        (-1.0, "−1.00", "−1.00"),
        (-0.001, "0.00", "0.00"),
        (0.004999, "0.00", "0.00"),
        (1.005, "1.01", "+1.01"),
        (-2.675, "−2.68", "−2.68"),
        (1e15, "1000000000000000.00", "+1000000000000000.00"),
    ],
)
def test_fixed_and_signed(number, plain, with_sign):
    assert (fixed(number), signed(number)) == (plain, with_sign)


@pytest.mark.parametrize(("number", "text"), [(1.0, "1"), (0.5, "0.5"), (-2.25, "−2.25"), (100.0, "100"), (-1e-9, "0")])
def test_short(number, text):
    assert short(number) == text


@pytest.mark.parametrize(
    ("number", "digits", "text"),
    [
        (0.5403023, 4, "0.5403"),
        (1.5e-7, 3, "1.5 × 10⁻⁷"),
        (-123456789.0, 3, "−1.23 × 10⁸"),
        (0.0, 3, "0"),
        (9.9999, 2, "10"),
        (123456.0, 3, "123000"),
        (5e-324, 3, "4.94 × 10⁻³²⁴"),
    ],
)
def test_significant(number, digits, text):
    assert significant(number, digits) == text


@pytest.mark.parametrize(("number", "text"), [(-0.001, "0"), (12.5, "12.5"), (-3.14159, "-3.14"), (100.0, "100")])
def test_coordinate(number, text):
    assert coordinate(number) == text


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_what_is_no_number_is_refused(number):
    for write in (fixed, signed, short, coordinate, lambda x: significant(x, 3)):
        with pytest.raises(ValueError, match="cannot|not a number"):
            write(number)


@given(st.integers(-(10**6), 10**6), st.integers(-4, 4))
def test_the_last_bits_do_not_show(thousandths, ulps):
    """Fails when a float is rounded as it is, without hiding its last digits first: 1.005 is 1.00 or 1.01 then."""
    number = thousandths / 1000
    for _ in range(abs(ulps)):
        number = math.nextafter(number, math.copysign(math.inf, ulps))
    assert fixed(number) == fixed(thousandths / 1000)
    assert coordinate(number) == coordinate(thousandths / 1000)
