"""The functions of the first lesson, from text to rates and TeX."""

import math

import pytest

from nudge.rates import Unreadable, compiled, derivative, parse, rate, second_rate, substitute, tex, value

INNER, OUTER = parse("sin x"), parse("u^2", ("u",))


def test_rates_multiply():
    whole = substitute(OUTER, {"u": INNER})
    for x in (-3.14, -0.5, 0.0, 1.0, math.pi / 2):
        at = {"x": x}
        u = value(INNER, at)
        assert value(whole, at) == pytest.approx(math.sin(x) ** 2, rel=1e-15)
        product = rate(INNER, at) * rate(OUTER, {"u": u}, "u")
        assert rate(whole, at) == pytest.approx(product, rel=1e-15) == pytest.approx(math.sin(2 * x), abs=1e-15)
        assert second_rate(whole, at) == pytest.approx(2 * math.cos(2 * x), rel=1e-14)
        assert compiled(derivative(whole), ("x",))(x) == pytest.approx(rate(whole, at), rel=1e-15)


def test_the_forms_a_page_shows():
    assert tex(OUTER, inner={"u": (INNER, r"\inner")}) == r"(\inner{\sin x})^2"
    assert tex(derivative(parse("(sin x)^2"))) == r"2\sin x\cos x"
    assert tex(derivative(parse("(3x)^2"))) == "18x"
    assert tex(derivative(parse("e^(-x^2)"))) == "-2x e^{-x^2}"


def test_an_unclosed_bracket_is_located():
    with pytest.raises(Unreadable, match="The bracket opened here is never closed") as caught:
        parse("sin(")
    assert (caught.value.offset, caught.value.length, caught.value.hint) == (3, 1, "add )")


@pytest.mark.parametrize(
    ("text", "x"), [("1/x", 0.0), ("ln x", -1.0), ("sqrt x", -1.0), ("e^(9x)", 1e3), ("x^x", -0.5)]
)
def test_undefined_is_none(text, x):
    assert value(parse(text), {"x": x}) is None
    assert rate(parse(text), {"x": x}) is None
