"""Ticks are round numbers, neither squeezed nor sparse."""

import itertools

import pytest

from nudge.figures import ticks


def labels(low, high, length, spacing):
    return [t.label for t in ticks(low, high, length, spacing)]


def test_the_first_lesson_has_the_ticks_it_asks_for():
    assert labels(-3.55, 3.55, 252, 32) == ["−3", "−2", "−1", "0", "1", "2", "3"]
    assert labels(-1.25, 1.25, 192, 20) == ["−1", "−0.5", "0", "0.5", "1"]
    assert labels(-0.156, 1.5625, 192, 20) == ["0", "0.2", "0.4", "0.6", "0.8", "1", "1.2", "1.4"]


@pytest.mark.parametrize("size", [1e-6, 3e-3, 0.7, 1.0, 9.9, 123.0, 4.5e5])
@pytest.mark.parametrize("middle", [0.0, 1.0, -37.5])
def test_ticks_lie_inside_apart_and_are_not_too_few(size, middle):
    low, high = middle - size, middle + size
    found = ticks(low, high, 300, 30)
    assert 3 <= len(found) <= 10
    assert all(low < t.value < high for t in found)
    for a, b in itertools.pairwise(found):
        assert (b.value - a.value) * 300 / (high - low) >= 29.99
    assert len({t.label for t in found}) == len(found)


def test_every_second_tick_is_minor_and_zero_is_not():
    found = ticks(-3.5, 3.5, 252, 32)
    assert [t.label for t in found if not t.minor] == ["−2", "0", "2"]
