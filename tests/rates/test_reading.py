"""What people type, and what it means; and what cannot be read, and what they are told."""

import gc
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nudge.rates import Spelling, Unreadable, parse, read, value
from nudge.rates.unreadable import MAX_CHARACTERS
from tests.pace import within

READINGS = {
    # precedence
    "-x^2": "-x^2",
    "2^3^2": "2^3^2",
    "x**2": "x^2",
    "-2^x": "-2^x",
    "x^-2": "x^(-2)",
    "x^+3": "x^3",
    "2^-x^2": "2^(-x^2)",
    "5 - -2x": "5 - (-2*x)",
    "x*-2": "x*(-2)",
    "--x": "-(-x)",
    "e^e^-x": "exp(exp(-x))",
    "1/2x": "1/2*x",
    "x^2x": "x^2*x",
    "2^3x": "2^3*x",
    # products without a sign
    "2x sin x": "2*x*sin(x)",
    "(x+1)(x-1)": "(x + 1)*(x - 1)",
    "x e^x": "x*exp(x)",
    "pi x": "pi*x",
    "2(3)": "2*3",
    "(x)2": "x*2",
    "xx": "x*x",
    "xsinx": "x*sin(x)",
    "sinxcosx": "sin(x)*cos(x)",
    "xln(x)": "x*ln(x)",
    "2X": "2*x",
    # functions without brackets
    "sin x": "sin(x)",
    "sin 2x cos 3x": "sin(2*x)*cos(3*x)",
    "sin x(x+1)": "sin(x)*(x + 1)",
    "sin 2(x+1)": "sin(2*(x + 1))",
    "sin x^2": "sin(x^2)",
    "sin -x": "sin(-x)",
    "sin cos x": "sin(cos(x))",
    "ln x / x": "ln(x)/x",
    "sqrt x": "sqrt(x)",
    "tan x - x": "tan(x) - x",
    "Sin(x)": "sin(x)",
    # powers on names
    "sin(x)^2": "sin(x)^2",
    "sin^2 x": "sin(x)^2",
    "sin^2 x^2": "sin(x^2)^2",
    "sin^-1 x": "asin(x)",
    "cos^(-1)(x)": "acos(x)",
    "tanh^-1 x": "atanh(x)",
    "sin²x": "sin(x)^2",
    "sin⁻¹ x": "asin(x)",
    "ln^2(x)": "ln(x)^2",
    # bars, roots, signs from word processors
    "|x|": "abs(x)",
    "||x|-1|": "abs(abs(x) - 1)",
    "|x||x-2|": "abs(x)*abs(x - 2)",
    "2|x|": "2*abs(x)",
    "ln|3+cos(2x)|": "ln(abs(3 + cos(2*x)))",
    "√x": "sqrt(x)",
    "√(x+1)": "sqrt(x + 1)",
    "2√2": "2*sqrt(2)",
    "√2x": "sqrt(2)*x",
    "∛x": "cbrt(x)",
    "∜x": "x^(1/4)",
    "x²": "x^2",
    "x⁻¹": "x^(-1)",
    "x²³": "x^23",
    "eˣ": "exp(x)",
    "xe⁻²ˣ": "x*exp(-2*x)",
    "2·x × 3 ÷ x": "2*x*3/x",
    "x–1": "x - 1",
    "−x": "-x",
    "π x": "pi*x",
    "２x＋１": "2*x + 1",
    "٣x": "3*x",
    "½x": "0.5*x",
    "⅓": "1/3",
    "𝑥 + 1": "x + 1",
    "x\u00a0+\u20091": "x + 1",
    "[x+1]^2": "(x + 1)^2",
    "{2x}": "2*x",
    # logarithms
    "log_2(x)": "log_2(x)",
    "log₂x": "log_2(x)",
    "log10 x": "log_10(x)",
    "log2(x)": "log_2(x)",
    "lg x": "log_10(x)",
    "log x": "log_10(x)",
    "log_{10} x": "log_10(x)",
    "log_x(2)": "log_(x)(2)",
    # numbers
    "36.": "36",
    ".5": "0.5",
    "1e3 x": "1000*x",
    "1E2x": "100*x",
    "1e-3": "0.001",
    "2e^x": "2*exp(x)",
    # other functions
    "max(x, 1, 2)": "max(max(x, 1), 2)",
    "arctan x": "atan(x)",
    "cosec x": "csc(x)",
    "logistic(x)": "sigmoid(x)",
    # TeX
    r"\frac{1}{2}x": "1/2*x",
    r"\begin{cases}0 & \text{if } x < 1 \\ 1 & \text{if } x > 1\end{cases}": "pieces(x - 1, 0, 1)",
    r"x\left(\begin{cases}2x & x > 0 \\ 1 & x < 0\end{cases}\right)": "x*pieces(x, 1, 2*x)",
    r"\begin{cases}0 & 1 < x \\ 1 & x < 1\end{cases} + 1": "pieces(1 - x, 0, 1) + 1",
    r"2\cdot x": "2*x",
    r"\sin\left(x\right)": "sin(x)",
    r"\sqrt{x}": "sqrt(x)",
    r"\sqrt[3]{x}": "cbrt(x)",
    r"\sqrt [5]{x} x": "x^(1/5)*x",
    r"\pi": "pi",
    r"\frac12x": "1/2*x",
    r"\dfrac1x + \tfrac{x}2": "1/x + x/2",
    r"\frac\pi2": "pi/2",
    r"e^\frac12": "exp(1/2)",
    r"\sqrt2x": "sqrt(2)*x",
    r"\sqrt x^2": "sqrt(x)^2",
    r"\sqrt[3]x": "cbrt(x)",
    r"\sin\frac x2": "sin(x/2)",
    r"\mathrm{e}^{x}": "exp(x)",
    r"\mathrm e^x": "exp(x)",
    r"\operatorname{arsinh} x": "asinh(x)",
    r"\operatorname*{sech}^2 x": "sech(x)^2",
    r"\text{relu}(x)": "relu(x)",
    r"\arcsin x": "asin(x)",
    r"\log_2 x": "log_2(x)",
    r"\operatorname{log}_{2}(x)": "log_2(x)",
    r"\max\{x, 1\}": "max(x, 1)",
    r"\left|x\right|\lvert x\rvert": "abs(x)*abs(x)",
    r"\bigl|x|x|\bigr|": "abs(x*abs(x))",
    r"\left\lfloor x\right\rfloor + \lceil x \rceil": "floor(x) + ceil(x)",
    "⌊x⌋⌈x⌉": "floor(x)*ceil(x)",
    r"\Bigl(x+1\Bigr)^2": "(x + 1)^2",
    r"2\,x\;\times\quad x \div 3 \ast x": "2*x*x/3*x",
    r"x{}^2{}": "x^2",
    r"\inner{x}^2 + \outer{2}x": "x^2 + 2*x",
    r"\inner{x + 1}x": "x + 1*x",
    # delimiters
    "$x^2$": "x^2",
    " $$x^2$$ ": "x^2",
    r"\(x^2\)": "x^2",
    r"\[ \frac{1}{x} \]": "1/x",
}


@pytest.mark.parametrize(("text", "expected"), READINGS.items(), ids=READINGS)
def test_what_is_typed_is_read(text, expected):
    assert str(parse(text)) == expected


ERRORS = {
    "sin(": ("The bracket opened here is never closed", 3, 1, "add )"),
    "": ("There is nothing here yet", 0, 0, "write an expression, such as x^2"),
    "  ": ("There is nothing here yet", 0, 2, "write an expression, such as x^2"),
    "x+": ("Something is missing after +", 1, 1, ""),
    "(x+)": ("Something is missing after +", 2, 1, ""),
    "x)": ("This bracket was never opened", 1, 1, "leave it out"),
    "(x]": ("] does not close (", 2, 1, ""),
    "()": ("There is nothing between these", 0, 2, ""),
    "|x": ("The bar opened here is never closed", 0, 1, "add |"),
    "2 * / 3": ("/ cannot stand here", 4, 1, ""),
    "sin": ("sin needs something to act on", 0, 3, "such as sin x"),
    "max(x)": ("max takes at least two arguments, with commas between", 0, 6, ""),
    "sin(x, 2)": ("sin takes one argument", 0, 9, ""),
    "arctn x": ("arctn is not known", 0, 5, "did you mean arctan?"),
    "sine x": ("sine is not known", 0, 4, "did you mean sin?"),
    "y + 1": ("y is not known", 0, 1, "the letters here are x"),
    "1 1/2": ("Two numbers stand side by side", 0, 3, "put a sign between"),
    "x2": ("A number follows a letter", 0, 2, "write x^2 or 2x"),
    "x[0]": ("A square bracket follows a letter", 1, 1, "use round brackets"),
    "2x = 4": ("An equals sign does not belong here", 3, 1, "write one side only"),
    "50%": ("A percent sign is not read here", 2, 1, "write the number as a decimal, such as 0.25"),
    "1,5": ("A comma does not belong here", 1, 1, "write decimals with a point"),
    "1.2.3": ("This number has two decimal points", 0, 4, ""),
    "1e999": ("This number is too large or too small", 0, 5, ""),
    "x.y": ("The character . is not read here", 1, 1, ""),
    "2x\0": ("A hidden character is not read here", 2, 1, ""),
    "ln^-1 x": ("ln to the power −1 has two readings", 0, 5, "for a quotient write 1/ln x"),
    r"\frac1": ("Something is missing after 1", 5, 1, ""),
    r"\frac{}{2}": ("There is nothing between these", 5, 2, ""),
    r"\frac\sin2": ("sin cannot stand here", 5, 4, ""),
    r"\sqrt12": ("Two numbers stand side by side", 5, 2, "put a sign between"),
    r"2\frac12": ("This can be a sum or a product", 0, 8, "put a sign between"),
    r"\lvert x": ("The bracket opened here is never closed", 0, 6, r"add \rvert"),
    r"x\rfloor": ("This bracket was never opened", 1, 7, "leave it out"),
    r"\text{when }x": ("when is not known", 6, 4, "the letters here are x"),
    r"\operatorname{": ("Words are not read here", 13, 1, "write mathematics only"),
    "$x": ("A dollar sign does not belong here", 0, 1, "leave it out"),
    "2ⁿ": ("This exponent is not a number", 1, 1, ""),
    "x²⁺": ("This exponent is not a number", 1, 2, ""),
    r"\foo": (r"The command \foo is not read here", 0, 4, ""),
    "pieces(x, 1)": ("pieces takes three arguments, with commas between", 0, 12, ""),
    r"\begin{cases}1 & x<1 \\ 2 & x<1\end{cases}": (
        *("These two conditions do not split the line in two", 0, 42, "such as x < 1 and x > 1"),
    ),
    r"\begin{cases}1 & x<1": ("Something is missing after 1", 19, 1, ""),
    "x < 1": ("The character < is not read here", 2, 1, ""),
}


@pytest.mark.parametrize(("text", "expected"), ERRORS.items(), ids=[t or "empty" for t in ERRORS])
def test_what_cannot_be_read_is_told_plainly(text, expected):
    with pytest.raises(Unreadable) as caught:
        parse(text)
    error = caught.value
    assert (error.message, error.offset, error.length, error.hint) == expected
    assert str(error) == error.message


NOTED = {
    "1/2x": "what follows is not in the denominator",
    "log x": "base 10",
    "sin^-1 x": "inverse function",
    "sin x^2": "acts on x^2",
    "xsinx": "x times sin",
    "sqrt 2x": "the root is taken of 2*x",
    "sin 2x": "sin acts on all of 2*x",
    "sin x/2": "sin acts on x alone",
    "ln x/x": "",
    "x^1/2": "the exponent is 1 alone; as a fraction it is written ^(1/2)",
    "x^-1/2": "^(-1/2)",
    "x^4/2": "",
    "x^(1/2)": "",
    "e^2x": "the exponent is 2 alone",
    "2^3x": "the exponent is 3 alone",
    "e^-2x": "the exponent is -2 alone",
    "e^2(x+1)": "the exponent is 2 alone",
    "e^2 x": "",
    "e^x(x+1)": "",
    "3x^2": "",
    "x 2": "not as a power",
    "3e-1": "3e-1 is read as the number 0.3; with the number e write 3*e - 1",
    "1e-8": "1e-8 is read as the number 0.00000001",
    "2e300": "2 times 10 to the power 300",
    "3e - 1": "",
    "√2x": "",
    r"\frac12x": "",
    r"x\cos x": "",
    "⅓x": "",
    "sqrt x": "",
    "2x + 1": "",
    "sin(x)": "",
    "log2x": "log2 is the logarithm to base 2; of 2 times something it is log(2x)",
    "log10x": "log10 is the logarithm to base 10; of 10 times something it is log(10x)",
    "log2(x)": "",
    "log2 x": "",
}


@pytest.mark.parametrize(("text", "expected"), NOTED.items(), ids=NOTED)
def test_ambiguity_is_flagged(text, expected):
    notes = " ".join(note.message for note in read(text).notes)
    assert expected in notes
    assert bool(notes) == bool(expected)


OTHERWISE = {
    "1/2x": "1/(2*x)",
    "x/3sin x": "x/(3*sin(x))",
    "x^1/2": "x^(1/2)",
    "x^-1/2 + 1": "x^((-1)/2) + 1",
    "e^2x": "exp(2*x)",
    "e^-2x sin x": "exp((-2)*x)*sin(x)",
    "2^3(x+1)": "2^(3*(x + 1))",
    "x^2x": "x^(2*x)",
    "sin x^2": "sin(x)^2",
    "sin^-1 x": "sin(x)^(-1)",
    "sin x/2": "sin(x/2)",
    "√2x": "sqrt(2*x)",
    "x 2": "x^2",
    "3e-1": "3*e - 1",
    "2.5e+3": "2.5*e + 3",
    "log x": "ln(x)",
}


@pytest.mark.parametrize(("text", "other"), OTHERWISE.items(), ids=OTHERWISE)
def test_where_custom_allows_it_a_text_can_be_read_in_the_other_way(text, other):
    reading = read(text)
    assert other in [str(read(text, otherwise=frozenset((fork,))).expr) for fork in reading.forks]
    assert str(reading.expr) != other


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("sqrt[3](x)", "cbrt(x)"),
        ("sqrt[4](x+1)", "(x + 1)^(1/4)"),
        ("sqrt[3]x", "cbrt(x)"),
        ("√[3](x)", "cbrt(x)"),
        ("sqrt[2]{x}", "sqrt(x)"),
        ("sqrt[x+1]", "sqrt(x + 1)"),
        ("2sqrt[x]+1", "2*sqrt(x) + 1"),
        ("sin[x]", "sin(x)"),
    ],
)
def test_square_brackets_behind_a_root_say_which(text, read_as):
    assert str(parse(text)) == read_as


@pytest.mark.parametrize("text", ["sqrt[x](x+1)", "log[2](x)", "sin[2](x)", "√[x](2)"])
def test_square_brackets_that_may_mean_several_things_are_refused(text):
    with pytest.raises(Unreadable, match="can mean several things"):
        parse(text)


BARS = {
    "|x|+|y|": "abs(x) + abs(y)",
    "|x||y|": "abs(x)*abs(y)",
    "||x|-3|": "abs(abs(x) - 3)",
    "||x|-|y||": "abs(abs(x) - abs(y))",
    "|2|x||": "abs(2*abs(x))",
    "|x|-|y|-|x|": "abs(x) - abs(y) - abs(x)",
    "|x-|y-|x|||": "abs(x - abs(y - abs(x)))",
    "2|x|y": "2*abs(x)*y",
    "2|x|-3|y|": "2*abs(x) - 3*abs(y)",
    "|x-1|-2|x+1|": "abs(x - 1) - 2*abs(x + 1)",
}


@pytest.mark.parametrize(("text", "read_as"), BARS.items(), ids=BARS)
def test_bars_are_paired_where_there_is_one_way(text, read_as):
    assert str(parse(text, ("x", "y"))) == read_as


@pytest.mark.parametrize("text", ["|2|x|-3|", "|x|y|x|", "1 + |x-1|x|+2|", "|x" * 100 + "|" * 100 + "-|x|" * 100])
def test_bars_that_can_be_paired_in_two_ways_are_refused(text):
    with pytest.raises(Unreadable, match="more than one way|nested") as caught:
        parse(text, ("x", "y"))
    assert 0 <= caught.value.offset < caught.value.offset + caught.value.length <= len(text)


def test_a_logarithm_without_a_base_has_the_one_that_is_spelt():
    natural = Spelling(log="e")
    for text, tree in (("log x", "ln(x)"), ("2log(x)^2", "2*ln(x)^2"), (r"\log x", "ln(x)"), ("log_2 x", "log_2(x)")):
        assert str(parse(text, spelling=natural)) == tree
    assert str(parse("log x")) == "log_10(x)"
    assert "natural logarithm" in read("log x", spelling=natural).notes[0].message


def test_a_decimal_comma_and_percent_when_asked():
    comma, percent = Spelling(decimal_comma=True), Spelling(percent=True)
    assert str(read("0,5x", spelling=comma).expr) == "0.5*x"
    assert str(read("max(0,5; x)", spelling=comma).expr) == "max(0.5, x)"
    assert value(read("12.5%", (), spelling=percent).expr, {}) == 0.125
    with pytest.raises(Unreadable, match="thousands or decimals"):
        read("1.234", spelling=comma)


@pytest.mark.parametrize(
    "text",
    ["w1", "w_1", "w_{1}", r"\mathrm{w}_1", "w₁", r"\mathrm{w1}"],
)
def test_a_subscript_is_part_of_a_name(text):
    """Fails when subscripts are not looked for before a run of letters is cut into names."""
    assert str(parse(f"2{text}x", ("w1", "x"))) == "2*w1*x"


def test_subscripts_of_every_kind():
    names = ("x_1", "x_12", "a_max", "w1_0", "theta", "theta_2", "loss")
    assert str(parse(r"x_{12} x_1 a_{max}", names)) == "x_12*x_1*a_max"
    assert str(parse(r"\theta_2\mathrm{w1}_{0}\varphi", (*names, "phi"))) == "theta_2*w1_0*phi"
    assert str(parse(r"w_{1,0}\mathrm{loss}", ("w_1_0", "loss"))) == "w_1_0*loss"
    with pytest.raises(Unreadable, match="underscore"):
        parse("x_3", (*names, "x"))


def test_a_name_with_an_underscore_or_a_point_behind_it_is_the_longest_that_is_known():
    def member(args):
        return args[0]

    names = ("w", "k", "P", "P.x", "P.y")
    assert str(parse("2w_(k + 1)w", names, {"w_": member})) == "2*(k + 1)*w"
    assert str(parse("3P.x P", names)) == "3*P.x*P"
    with pytest.raises(Unreadable, match="A number follows a letter"):
        parse("kP.5", names)
    with pytest.raises(Unreadable, match="underscore"):
        parse("w_(k)", ("w", "k"))


def test_other_names():
    assert str(parse("w1_0 x_1 + b", ("w1_0", "x_1", "b"))) == "w1_0*x_1 + b"
    assert str(parse("f(g(x))", functions={"f": ("u", parse("u^2", ("u",))), "g": ("x", parse("3x"))})) == "(3*x)^2"
    with pytest.raises(Unreadable, match="f takes one argument"):
        parse("f(x, x)", functions={"f": ("u", parse("u^2", ("u",)))})


HOSTILE = {
    "brackets": ("(" * 50_000, "longer than 2000"),
    "closed brackets": ("(" * 900 + "x" + ")" * 900, 1.0),
    "minus signs": ("-" * 1_999 + "x", -1.0),
    "tower": ("9^" * 900 + "9", "nested too deeply"),
    "long sum": ("x+" * 999 + "x", 1_000.0),
    "long product": ("x" * 2_000, 1.0),
    "functions": ("sin " * 499 + "x", "nested too deeply"),
    "bars": ("|" * 1_999, "nested too deeply"),
    "megabyte": ("a" * 1_000_000, "longer than 2000"),
    "nul": ("\0" * 50, "A hidden character"),
    "emoji": ("2x 💯", "The character 💯"),
    "code": ("__import__('os').system('true')", "underscore"),
    "attribute": ("().__class__.__bases__", "The character ."),
    "lambda": ("lambda x: x", "lambda is not known"),
    "escape": ("2x\x1b[31m", "A hidden character"),
    "big power": ("10^10^10", None),
    "digits": ("9" * 1_999, None),
    "tex": ("\\frac{" * 300, "nested too deeply"),
    "short fractions": ("\\frac1" * 330, "nested too deeply"),
    "left bars": (r"\lvert " * 250, "nested too deeply"),
    "bars side by side": (r"\lvert x\rvert" * 140, 1.0),
    "colours": (r"\inner{" * 200 + "x" + "}" * 200, 1.0),
    "empty braces": ("x{}" * 660, 1.0),
    "dollars": ("$" * 1_999, "A dollar sign"),
    "delimiters": (r"\(" * 990, r"The command \("),
    "words": (r"\text{" * 300, "Words are not read"),
    "a subscript": ("x" * 1_990 + "_1", "underscore"),
    "subscripts": ("x_" * 990, "underscore"),
    "lowered": ("x" + "₁" * 1_990, "1… cannot stand here"),
    "superscripts": ("x" + "²" * 1_500, 1.0),
    "letters of the alphabet": ("İ" * 1_000, "… is not known"),
}
"""Texts that somebody might send to do harm, each with its value where x is 1, or with what is said of it."""


def outcome(text):
    """What reading a text comes to: an expression or an error."""
    try:
        return parse(text)
    except Unreadable as error:
        return error


@pytest.fixture
def without_collecting():
    """No garbage collection: what other tests have left behind would be timed too."""
    gc.disable()
    yield
    gc.enable()


@pytest.mark.parametrize(("text", "expected"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_answered_at_once(text, expected, without_collecting):
    """Fails when the limit on length or the one on depth is lifted."""
    with within(0.5):
        found = outcome(text)
    if isinstance(found, Unreadable):
        assert isinstance(expected, str)
        assert expected in found.message
        assert 0 <= found.offset <= len(text)
        assert len(found.message) < 100
    else:
        assert value(found, {"x": 1.0}) == expected
    assert sys.getrecursionlimit() == 1000


def test_the_limits():
    assert parse("x" + " " * (MAX_CHARACTERS - 1)) is parse("x")
    assert parse("(" * 300 + "x" + ")" * 300) is parse("x")
    with pytest.raises(Unreadable, match="longer than 2000"):
        parse("x" + " " * MAX_CHARACTERS)
    with pytest.raises(Unreadable, match="nested too deeply"):
        parse("-(1+" * 101 + "x" + ")" * 101)
    twice = ("u", parse("u+u", ("u",)))
    with pytest.raises(Unreadable, match="too many parts"):
        parse("f(" * 20 + "x" + ")" * 20, functions={"f": twice})


pieces = [*"x0123456789.+-*/^()[]{}|,%!_ \\", "sin ", "e", "pi", "ln", "√", "²", "log", "\\frac", "¼"]
pieces += [
    r"\sqrt",
    r"\left|",
    r"\right|",
    r"\lvert ",
    r"\rvert",
    r"\mathrm{",
    r"\inner{",
    "{}",
    "$",
    r"\(",
    r"\)",
    "₁",
    "⌊",
    "⌋",
]


@given(st.one_of(st.text(max_size=40), st.lists(st.sampled_from(pieces), max_size=25).map("".join)))
@settings(max_examples=400, deadline=None)
@pytest.mark.slow
def test_any_text_is_read_or_unreadable(text):
    """Fails when an error marks one character too many at the end of a text, and when something else is raised between
    empty brackets."""
    found = outcome(text)
    if isinstance(found, Unreadable):
        assert 0 <= found.offset <= found.offset + found.length <= len(text)
    else:
        assert parse(str(found)) is found
