"""Formulas through the real KaTeX."""

from pathlib import Path

import pytest

from nudge.press.cache import Memory
from nudge.press.draw import katex
from nudge.press.draw.katex import TexError, Typesetter
from nudge.press.node import NotPrepared
from nudge.rates import parse, tex
from tests.rates.formulas import formula


def test_html_and_mathml(typesetter: Typesetter) -> None:
    made = typesetter.typeset([("x^2", False), ("x^2", True)], {})
    inline, display = made["x^2", False], made["x^2", True]
    assert isinstance(inline, str)
    assert "<math" in inline
    assert 'class="katex-html"' in inline
    assert isinstance(display, str)
    assert display.startswith('<span class="katex-display">')


def test_colours_of_the_course_and_its_own_macros(typesetter: Typesetter) -> None:
    made = typesetter.typeset([(r"\inner{x} + \R", False)], {"\\R": "\\mathbb{R}"})
    html = made[r"\inner{x} + \R", False]
    assert isinstance(html, str)
    assert '<span class="enclosing inner">' in html
    assert "mathbb" in html


def test_only_classes_are_trusted(typesetter: Typesetter) -> None:
    hostile = r"\href{javascript:alert(1)}{x} \includegraphics{https://example.org/x.png}"
    error = typesetter.typeset([(hostile, False)], {})[hostile, False]
    assert error == TexError(r"\href is not used in lessons", 0, 5)


def test_an_error_has_its_place_in_characters(typesetter: Typesetter) -> None:
    tex = r"𝑥 + \foo"
    error = typesetter.typeset([(tex, False)], {})[tex, False]
    assert isinstance(error, TexError)
    assert (tex[error.at :], error.length) == (r"\foo", 4)


@pytest.mark.parametrize("strict", ["error", "ignore"])
def test_all_that_the_engine_sets_is_set(typesetter: Typesetter, monkeypatch: pytest.MonkeyPatch, strict: str) -> None:
    """Fails when a left bar that stretches has no right one."""
    settings = katex.options
    monkeypatch.setattr(katex, "options", lambda *given: {**settings(*given), "strict": strict})
    shown = [tex(formula(seed, 9)) for seed in range(200)] + [tex(parse("y'^2 x*y'", ("x", "y'")))]
    made = typesetter.typeset([(one, False) for one in shown], {})
    assert [(one, error) for (one, _), error in made.items() if isinstance(error, TexError)] == []


def test_one_formula_cannot_change_another(typesetter: Typesetter) -> None:
    made = typesetter.typeset([(r"\gdef\inner{y} \inner", False), (r"\inner{x}", False)], {})
    assert "enclosing inner" in str(made[r"\inner{x}", False])


def test_the_cache_spares_node(typesetter: Typesetter, monkeypatch: pytest.MonkeyPatch) -> None:
    cache, katex = Memory(), typesetter._katex
    with Typesetter(katex, cache) as one:
        first = one.typeset([("a+b", False)], {})
    with Typesetter(katex, cache) as other:
        monkeypatch.setattr(other, "_started", lambda: pytest.fail("Node was started"))
        assert other.typeset([("a+b", False)], {}) == first
    with Typesetter(katex, cache) as third, monkeypatch.context() as patch:
        patch.setattr(third, "_started", lambda: (_ for _ in ()).throw(NotPrepared("asked")))
        with pytest.raises(NotPrepared, match="asked"):
            third.typeset([("a+b", False)], {"\\R": "R"})


def test_without_katex_there_is_one_sentence(tmp_path: Path) -> None:
    with Typesetter(tmp_path, Memory()) as one, pytest.raises(NotPrepared, match="KaTeX was not found"):
        one.typeset([("x", False)], {})


def test_spans_are_filled_and_nothing_else() -> None:
    html = '<p title="a > b">é<br><span data-tex="x &lt; y" class="t"></span>\n<svg/><span data-tex="z"></span></p>'
    unset = katex.Unset.of(html)
    assert unset.formulas == ["x < y", "z"]
    filled = unset.filled({("x < y", False): "<b>1</b>", ("z", False): TexError("no", 0, 1)})
    assert filled == html.replace('class="t">', 'class="t"><b>1</b>').replace('"z">', '"z">z')


@pytest.mark.parametrize(
    ("tex", "at"),
    [
        (r"\rule{100000em}{100000em}", 6),
        (r"x\hspace{99999em}y", 9),
        (r"\kern-500em x", 5),
        (r"\raisebox{60em}{x}", 10),
        (r"\mkern99999mu x", 6),
        (r"\hskip 5000pt x", 7),
        (r"\begin{matrix}a\\[999em]b\end{matrix}", 18),
        (r"\genfrac{(}{)}{999em}{0}{a}{b}", 15),
        (r"\def\a{\rule{999em}{1em}}\a", 13),
        (r"\llap{\rule{4000cm}{1pt}}", 12),
        (r"\rule{30em}{1em}" * 20, 0),
        (r"\htmlClass{skip}{x}", 0),
        (r"\htmlStyle{position:fixed}{x}", 0),
        (r"\href{javascript:alert(1)}{x}", 0),
        (r"\includegraphics{x.png}", 0),
        ("{" * 3000 + "x" + "}" * 3000, 0),
        (r"\def\a{\a\a}\a", 0),
    ],
)
def test_what_would_break_a_page_is_a_mistake(typesetter: Typesetter, tex: str, at: int) -> None:
    (made,) = typesetter.typeset([(tex, False)], {}).values()
    assert isinstance(made, TexError)
    assert made.at == at


def test_what_a_page_has_room_for_is_set(typesetter: Typesetter) -> None:
    formulas = [(tex, False) for tex in (r"\rule{30em}{1em}", r"a\quad b\!c\hspace{2em}\kern-1em", r"\text{9999em}")]
    assert all(isinstance(made, str) for made in typesetter.typeset(formulas, {}).values())
