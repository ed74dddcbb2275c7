"""Verdicts beyond the corpus: roundings, inequalities, domains, arbitrary functions, and what must not slip through."""

from __future__ import annotations

import pytest

from nudge.press.checks.judge.verdicts import verdicts
from nudge.press.checks.judge.wire import ClaimCheck, Judgement, question, verdict
from nudge.press.checks.tex import statements
from nudge.press.checks.tex.scope import Definition, LessonScope
from nudge.press.checks.tex.tree import TexNode

FREE = LessonScope().with_(Definition("f", ("t",), TexNode("symbol", "t"), free=True))
FREE = FREE.with_(Definition("g", ("t",), TexNode("symbol", "t"), free=True))


def judge(tex: str, scope: LessonScope = FREE) -> Judgement:
    """The verdict on the last claim of a display, by way of JSON."""
    said = statements.read(tex, scope)
    claim = said.claims[-1]
    asked = ClaimCheck(claim, tuple(said.scope.reached([claim.left, claim.right])), said.conditions)
    answers = list(verdicts(question(asked.text())))
    return verdict(answers[-1].text())


@pytest.mark.parametrize(
    ("tex", "status"),
    [
        (r"\pi \approx 3.14", "proved"),
        (r"\pi \approx 3.15", "false"),
        (r"\pi = 3.14", "false"),
        (r"22026 \approx 2.2 \cdot 10^4", "proved"),
        (r"\cos 2 \approx -0.416", "proved"),
        (r"\sin x \approx x", "unclear"),
        (r"x^2 + 1 \ge 2x", "proved"),
        (r"x^2 + 0.999 \ge 2x", "false"),
        (r"x^2 + 2.24 \ge 3x", "false"),
        (r"e^x \ge 1 + x", "held"),
        (r"x^2 > 0", "false"),
        (r"\lfloor x \rfloor + \lfloor -x \rfloor = -1", "false"),
        (r"\lceil x \rceil = -\lfloor -x \rfloor", "held"),
        (r"\left\lfloor \frac{x}{2} \right\rfloor \le \frac{x}{2}", "held"),
        (r"\operatorname{sech} x = \frac{1}{\cosh x}", "proved"),
        (r"\operatorname{csch} x = \frac{1}{\cosh x}", "false"),
        (r"\frac{d}{dx} \operatorname{arccot} x = -\frac{1}{1 + x^2}", "proved"),
        (r"x^2 + 1 \ne 0", "proved"),
        (r"x^2 \ne 5", "unclear"),
        (r"\sin(100 \pi x) = 0", "open"),
        (r"\ln(-1 - x^2) = 0", "unclear"),
        (r"\frac{d}{dx} y^2 = 0", "unclear"),
        (r"\frac{dy}{dx} = 0", "unclear"),
        (r"\frac{x}{x - x} = 1", "unclear"),
        (r"\frac{d}{dx} f(g(x)) = f'(g(x))\,g'(x)", "proved"),
        (r"\frac{d}{dx} f(g(x)) = f'(x)\,g'(x)", "false"),
        (r"\frac{d}{dx} \frac{1}{f(x)} = -\frac{f'(x)}{f(x)^2}", "proved"),
        (r"(f \circ g)'' = (f'' \circ g) \cdot g' \cdot g' + (f' \circ g) \cdot g''", "proved"),
        (r"(fg)' = f'g'", "false"),
        (r"\sqrt{x^2} = x \quad \text{for } x > 0", "proved"),
        (r"2^{3^{x}} = 8^{x}", "false"),
        (r"\sin(x) = \cos(x)", "open"),
        (r"\sin(x) = \cos(x + \frac{\pi}{2})", "false"),
        (r"\tan(x) = \frac{\cos x}{\sin x}", "false"),
        (r"\max(x, y) = \frac{x + y - |x - y|}{2}", "false"),
        (r"\cosh^2 x - \sinh^2 x = 1", "proved"),
        (r"\cosh^2 x - \sinh^2 x = 1 + 10^{-30}", "false"),
        (r"x^2 = x^2 + \frac{1}{10^{30}}", "false"),
        (r"x + 1 < 10^{6}", "false"),
        (r"\ln(1 + x) \le x - 0.0001 \quad \text{for } x > 0", "false"),
        (r"xy \le \frac{x^2 + y^2}{3}", "false"),
        (r"\ln x < 20", "false"),
        (r"x^2 - 40x + 399.9 > 0", "false"),
        (r"(x - 31.7)^2 - 0.001 > 0", "false"),
        (r"x^2 + y^2 \ge 2xy", "proved"),
        (r"x^2 + y^2 > 2xy", "false"),
        (r"x^2 + y^2 \ge 2xy + 0.0001", "false"),
        (r"(x - 1.25)^2 + (y - 2.5)^2 > 0", "false"),
        (r"x^2 + y^2 + z^2 - 4x - 6y - 2z + 13.99 \ge 0", "false"),
        (r"-1 \le \sin x \le 1", "held"),
        (r"\sin x < 1", "unclear"),
        (r"1 + e^{-x} > 1", "proved"),
        (r"\sin x < x \quad \text{for } x > 0", "held"),
        (r"\frac{d}{dx} |x| = \frac{x}{|x|}", "proved"),
        (r"\left(\frac{f}{g}\right)' = \frac{f'g - fg'}{g^2}", "proved"),
        (r"\left(\frac{f}{g}\right)' = \frac{f'g - fg'}{g}", "false"),
        (r"(f^2)' = 2 f f'", "proved"),
        (r"f \circ g \ne g \circ f", "proved"),
        (r"f + g \ne g + f", "unclear"),
        (r"\sqrt{x^2} = x \quad (x \ge 0)", "proved"),
        (r"\text{For } x > 0: \quad \sqrt{x^2} = x", "proved"),
        (r"k(x) := 2x, \quad k(3) = 6", "proved"),
        (r"k(x) := 2x, \quad k(3) = 5", "false"),
        (r"k'(2) = 4 \quad \text{where } k(x) = x^2", "proved"),
        (r"k'(2) = 5 \quad \text{where } k(x) = x^2", "false"),
        (r"\lim_{x \to \infty} x^2 = \infty", "proved"),
        (r"\lim_{x \to 0^+} \ln x = \infty", "false"),
        (r"\lim_{x \to 0} \frac{1}{x} = \infty", "unclear"),
        (r"\left(|x|\right)'|_{x=0} = 0", "unclear"),
        (r"|x - 3000| = 3000 - x", "false"),
        (r"|x - 3000| = |3000 - x|", "proved"),
        (r"\max(x, 2000) = 2000", "false"),
        (r"\sqrt{(x - 2000)^2} = 2000 - x", "false"),
        (r"|x - 0.001| = x - 0.001 \quad \text{for } x > 0", "false"),
        (r"|x - 1.21| = x - 1.21 \quad \text{for } x > 1.2", "false"),
        (r"|x| + |x - 0.01| = |2x - 0.01|", "false"),
        (r"|x + y - 3000| = 3000 - x - y", "false"),
        (r"|e^x - 2| = 2 - e^x \quad \text{for } x < 0.7", "false"),
        (r"\operatorname{sgn}(x + 4000) = 1", "false"),
        (r"\begin{cases} x & 1.01 < x < 1.02 \\ 0 & \text{otherwise} \end{cases} = 0", "false"),
        (r"\begin{cases} 1 & x < 2000 \\ 0 & x \ge 2000 \end{cases} = 1", "false"),
    ],
)
@pytest.mark.sampled(6)
def test_verdict(tex: str, status: str) -> None:
    assert judge(tex).status == status


def test_a_counterexample_is_shown() -> None:
    found = judge(r"\frac{1}{x + 1} = 1 - x")
    assert (found.at, found.left, found.right) == ("x = 1.3", "0.4348", "−0.3")


def test_sides_that_nearly_agree_are_shown_to_differ() -> None:
    found = judge(r"\frac{1}{3} = 0.333333333")
    assert found.left != found.right


def test_the_domain_is_declared() -> None:
    assert "x > 0" in judge(r"\ln(x^2) = 2 \ln x").where
    assert judge(r"(x + 1)^2 = x^2 + 2x + 1").where == ()
