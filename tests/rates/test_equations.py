"""Numbers that add up as they are shown."""

import math
from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from nudge.rates.equations import equation, exact, relation, told
from nudge.rates.numbers import fixed, significant

RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def read(text):
    """A number as it is shown, exactly."""
    mantissa, _, power = text.replace("−", "-").partition(" × 10")
    return Fraction(mantissa) * Fraction(10) ** int(power.translate(RAISED) or 0)


def joined(operator, texts):
    numbers = [read(text) for text in texts]
    return math.prod(numbers) if operator == "×" else sum(numbers)


NUMBERS = st.one_of(
    st.integers(-2_000, 2_000).map(lambda n: n / 1000),
    st.builds(lambda a, b: a / b, st.integers(-50, 50), st.integers(1, 60)),
    st.floats(-1e4, 1e4, allow_nan=False).map(lambda a: 0.0 if abs(a) < 1e-9 else a),
    st.floats(-30, 12).map(math.exp),
)


@given(st.sampled_from("×+"), st.lists(NUMBERS, min_size=2, max_size=3))
@example("×", [-1 / 6, 2.0])
@example("+", [-1 / 24, -1 / 8])
@settings(max_examples=1000, deadline=None)
@pytest.mark.slow
def test_an_equation_is_true_as_shown_or_says_that_it_is_not(operator, terms):
    """Fails when every sign is "=", when every sign is "≈", when more digits are never tried, and when the numbers near
    zero are shown with three decimals (0.0004 as 0)."""
    result = math.prod(terms) if operator == "×" else math.fsum(terms)
    made = equation(operator, terms, result)
    assert made.sign == ("=" if joined(operator, made.terms) == read(made.result) else "≈")
    for number, text in zip((*terms, result), (*made.terms, made.result), strict=True):
        wanted = Fraction(number)
        assert abs(read(text) - wanted) <= max(abs(wanted) / 20, Fraction(1, 10**15))
    plain = all(read(significant(n, 12)) * 1000 % 1 == 0 for n in (*terms, result))
    assert made.sign == "=" or not plain


@pytest.mark.parametrize(
    ("operator", "terms", "shown"),
    [
        ("×", (-1 / 6, 2), "−0.167 2 ≈ −0.333"),
        ("+", (-1 / 24, -1 / 8), "−0.042 −0.125 = −0.167"),
        ("×", (0.125, 0.5), "0.125 0.5 = 0.0625"),
        ("×", (0.0125, 0.05), "0.0125 0.05 = 0.000625"),
        ("+", (1.2341, -1.2332), "1.2341 −1.2332 = 0.0009"),
        ("×", (1e-7, 3), "1 × 10⁻⁷ 3 = 3 × 10⁻⁷"),
        ("×", (1e9, 1 / 3), "1000000000 0.333333 ≈ 333333333.333"),
        ("×", (0.0, 1 / 3), "0 0.333 = 0"),
    ],
)
def test_as_many_digits_as_make_it_true(operator, terms, shown):
    result = math.prod(terms) if operator == "×" else sum(terms)
    made = equation(operator, terms, result)
    assert f"{' '.join(made.terms)} {made.sign} {made.result}" == shown


@pytest.mark.parametrize(
    ("number", "text", "said"),
    [
        (0.5, "0.5", "= 0.5"),
        (1 / 3, "0.333", "≈ 0.333"),
        (0.1 + 0.2, "+0.300", "= +0.300"),
        (-1.5e-7, "−1.5 × 10⁻⁷", "= −1.5 × 10⁻⁷"),
    ],
)
def test_one_number_is_exact_or_nearly_so(number, text, said):
    """Fails when the noise in the last bits of a float is looked at: 0.1 + 0.2 is 0.3 here."""
    assert told(number, text) == said
    assert exact(number, text) == said.startswith("=")


def test_nothing_is_claimed_about_what_does_not_exist():
    assert relation("×", ("—", "2.00"), "—") == "="
    assert relation("×", (fixed(0.5403), fixed(1.6829)), fixed(0.9093)) == "≈"
    assert relation("×", ("1e300", "1e300"), "1e600") == "="
