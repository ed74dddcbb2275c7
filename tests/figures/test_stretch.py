"""Bars and ribbons keep one scale, and end at the edge of the picture."""

import re

import pytest

from nudge.figures.stretch import Stretch

STRIP = Stretch(unit=0.1)


def ends(d):
    return [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", d)]


def test_a_bar_begins_in_the_middle_and_is_as_long_as_it_says():
    assert STRIP.bar(0, 0.1) == "M150 6H186V14H150Z"
    assert STRIP.bar(2, -0.2) == "M150 66H78V74H150Z"
    assert STRIP.bar(0, None) == ""


@pytest.mark.parametrize("length", [0.5, 10.0, 1e300, -0.5, -1e9])
def test_a_bar_too_long_ends_in_a_tip_at_the_edge(length):
    d = STRIP.bar(1, length)
    assert d.count("L") == 2
    assert all(0 <= n <= 300 for n in ends(d))
    assert (300.0 if length > 0 else 0.0) in ends(d)


def test_a_ribbon_goes_from_one_bar_to_the_next():
    assert STRIP.ribbon(0, 0.1, -0.2) == "M150 14H186L78 36H150Z"
    assert STRIP.ribbon(0, None, 0.1) == STRIP.ribbon(0, 0.1, None) == ""


def test_the_picture_has_its_number_lines():
    svg = STRIP.canvas("<path/>")
    assert svg.startswith('<svg viewBox="0 0 300 80" preserveAspectRatio="none"')
    assert svg.count('class="line"') == 3
    assert svg.endswith("<path/></svg>")
