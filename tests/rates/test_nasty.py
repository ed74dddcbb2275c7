"""Values and rates at nasty places, against hundreds of digits: thousands of random trees, always the same ones."""

import random

import pytest

from nudge.rates import parse, rate, rate_report, value
from tests.rates.nasty import nasty, text, truth


def found_wrong(seed, count, deepest=4):
    """How many trees were judged, and the ones the engine is wrong about, in words."""
    chance, judged, wrong = random.Random(seed), 0, []
    for _ in range(count):
        tree, place = nasty(chance, deepest)
        true = truth(tree, place)
        if true is None:
            continue
        judged += 1
        expr, at = parse(text(tree)), {"x": float(place)}
        report = rate_report(expr, at)
        told = (value(expr, at), rate(expr, at), report.value, report.rate, report.kind)
        large = true.value is not None and abs(true.value) > 1e20  # its 25 digits do not show a jump by 1 any more
        if not large and not (
            close(told[0], true.value, 5e-13)
            and close(told[2], true.value, 5e-13)
            and close(told[1], true.rate, 1e-11)
            and told[1] == told[3]
            and told[4] == true.kind
        ):
            wrong.append(f"{text(tree)} at {place}: {told}, but it is {true}")
    return judged, wrong


def close(number, true, relative):
    if number is None or true is None:
        return number is true is None
    return abs(number - true) <= relative * abs(true) + 1e-80


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.slow
def test_values_and_rates_at_nasty_places_are_right(seed):
    """Seen to fail with a radius for exact decimals, without series, and with every kink taken for smooth."""
    judged, wrong = found_wrong(seed, 400)
    assert wrong == []
    assert judged > 300


@pytest.mark.slow
@pytest.mark.parametrize(("seed", "deepest"), [(10, 4), (11, 4), (12, 5), (13, 6)])
def test_values_and_rates_at_nasty_places_are_right_thousands_of_times(seed, deepest):
    judged, wrong = found_wrong(seed, 2_000, deepest)
    assert wrong == []
    assert judged > 1_400
