"""TeX to the tokens that carry meaning: what only spaces, sizes or colours something is left out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from nudge.press.checks.tex.dress import undressed
from nudge.press.checks.tex.names import CALLS
from nudge.press.checks.tex.token import TexToken
from nudge.press.checks.tex.units import is_unit

_TOKEN = re.compile(
    r"""
    (?P<skip>\s+|%[^\n]*|\$
      |\\(?:tag|label|hspace|vspace|phantom|vphantom|hphantom|require|cssId|class|style)\*?\s*\{[^{}]*\}
      |\\mathrm(?=\s+[A-Za-z]))
    |(?P<break>\\\\(?:\[[^\]]*\])?)
    |(?P<words>\\(?:text|textbf|textit|textrm|textsf|textnormal|mbox|intertext|shortintertext)\s*\{(?P<said>[^{}]*)\})
    |\\mathrm\s*\{(?P<upright>[^{}]*[/^][^{}]*)\}
    |(?P<named>\\(?:operatorname|mathrm|mathit|mathop)\*?\s*\{\s*(?P<name>[A-Za-z][A-Za-z0-9]*)\s*\})
    |(?P<opened>\\left\s*\\(?:\{|lbrace)\s*\\begin\s*\{array\}\s*\{[^{}]*\})
    |(?P<closed>\\end\s*\{array\}\s*\\right\s*\.)
    |(?P<environment>\\(?:begin|end)\s*\{(?P<which>[a-zA-Z]+\*?)\})
    |(?P<colour>\\color\s*\{[^{}]*\}|\\textcolor\s*\{[^{}]*\})
    |\\(?P<accent>hat|bar|tilde|vec|mathbf|boldsymbol|dot|ddot)(?![A-Za-z])\s*\{?\s*(?P<under>[A-Za-z])\s*\}?
    |\\(?:mathbf|boldsymbol)\s*\{\s*(?P<bold>[\d.]+)\s*\}
    |\\(?P<command>[A-Za-z]+|.)
    |(?P<number>\d{1,3}(?:(?:\\,|\{,\})\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)
    |(?P<letter>[^\W\d_])
    |(?P<char>:=|.)
    """,
    re.DOTALL | re.VERBOSE,
)
_LAYOUT = re.compile(r"\\begin\s*\{(?:array|alignedat|alignat\*?)\}\s*(?:\[[^\]]*\])?\s*\{[^{}]*\}")
"""Environments that take an argument, which says how they are set."""

_SIZE_NAMES = (
    "left right big Big bigg Bigg bigl Bigl biggl Biggl bigr Bigr biggr Biggr bigm middle displaystyle textstyle "
    "limits nolimits mathstrut nonumber notag ! mathopen mathclose scriptstyle scriptscriptstyle "
    "tiny small normalsize large Large LARGE huge Huge rm bf it mathstrut strut hfill hline"
)
_SIZES = frozenset(_SIZE_NAMES.split())
_GAPS = frozenset([",", ";", ":", " ", "~", "thinspace", "enspace"])
_SPELLINGS = {
    "*": "cdot times ast",
    "/": "div",
    "≤": "le leq leqslant",
    "≥": "ge geq geqslant",
    "≠": "ne neq",
    "<": "lt",
    ">": "gt",
    "≈": "approx",
    "=": "equiv",
    ":=": "coloneqq",
    **{name: name for name in ("lvert", "rvert", "lfloor", "rfloor", "lceil", "rceil")},
    "|": "vert mid",
    "quad": "quad qquad",
    "'": "prime",
    "∘": "circ",
    "∂": "partial",
    "→": "to rightarrow longrightarrow",
    "∞": "infty",
    "[": "lbrack",
    "]": "rbrack",
    "%": "%",
    "⇒": "implies Rightarrow Longrightarrow",
    "⇔": "iff Leftrightarrow Longleftrightarrow",
    "↗": "nearrow uparrow",
    "↘": "searrow downarrow",
    "⟨": "langle",
    "⟩": "rangle",
    "‖": "Vert lVert rVert |",
    "∇": "nabla",
    "…": "dots cdots ldots dotsb dotsc",
    ":": "colon",
}
_SAME = {name: sign for sign, names in _SPELLINGS.items() for name in names.split()}
_GREEK = (
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta kappa lambda mu nu xi pi rho sigma tau phi "
    "varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega ell"
)
_ALPHABET = dict(zip(_GREEK.split(), "αβγδεεζηθϑκλμνξπρστφφχψωΓΔΘΛΞΠΣΦΨΩℓ", strict=True))
_SAID = {"therefore": "therefore", "because": "because", "ldotp": ""}
_ACCENTS = {"hat": "\u0302", "bar": "\u0304", "tilde": "\u0303", "vec": "\u20d7"}
_DOTS = {"dot": 1, "ddot": 2}
_MATRICES = ("pmatrix", "bmatrix")
_BOLD = 0x1D400
_WORDS = {"pi": ("letter", "π"), "sqrt": ("command", "√")}
_SIGNS = {
    "−": "-",
    "·": "*",
    "×": "*",
    "≤": "≤",
    "≥": "≥",
    "≠": "≠",
    "≈": "≈",
    "′": "'",
    "∘": "∘",
    "~": "gap",
    "±": "pm",
}


def tokens(tex: str) -> list[TexToken]:
    """The tokens of a piece of TeX."""
    found: list[TexToken] = []
    lefts: list[str] = []
    gap = False
    for match in _matches(tex):
        if match["said"] and "$" in match["said"]:
            found += _mixed(match)
            continue
        made = _token(match)
        if made and made.kind in ("words", "command", "letter") and match[0].startswith((r"\text", r"\mathrm")):
            made = _unit(made, found[-1] if found else None)
        if made is None:
            gap = gap or match["command"] in _GAPS
        elif made.text == "gap":
            gap = True
        else:
            one = replace(made, gap=gap) if gap else made
            found += _delimited(one, found[-1].text, lefts) if found and found[-1].kind == "size" else [one]
            if match["accent"] in _DOTS:
                found += [TexToken("sign", "'", one.end, one.end)] * _DOTS[match["accent"]]
            gap = False
    return undressed([one for one in found if one.kind != "size"])


def _matches(tex: str) -> Iterator[re.Match[str]]:
    """The pieces of a text, without what environments are told of their columns."""
    at = 0
    while at < len(tex):
        match = _TOKEN.match(tex, at)
        assert match
        layout = _LAYOUT.match(tex, at) if match["environment"] else None
        at = layout.end() if layout else match.end()
        yield match


def _mixed(match: re.Match[str]) -> list[TexToken]:
    """Words with formulas between dollars: their parts, each at its place."""
    made: list[TexToken] = []
    at = match.start("said")
    for i, part in enumerate(match["said"].split("$")):
        inside = (
            tokens(part) if i % 2 else [TexToken("words", " ".join(part.split()), 0, len(part))] if part.strip() else []
        )
        made += [replace(one, start=one.start + at, end=one.end + at) for one in inside]
        at += len(part) + 1
    return made


def _unit(made: TexToken, before: TexToken | None) -> TexToken:
    """Words behind a number that name a unit, as a unit."""
    follows = before and (before.kind in ("number", "unit") or before.text in (")", "]", "}", "{", "/"))
    return replace(made, kind="unit") if follows and is_unit(made.text) else made


def _delimited(token: TexToken, size: str, lefts: list[str]) -> list[TexToken]:
    """A token behind \\left, \\right or their kin. An invisible left one holds what a right bar ends."""
    if size == "left":
        lefts.append(token.text)
        return [replace(token, kind="sign", text={".": "(", "|": "lvert"}.get(token.text, token.text))]
    visible = size == "right" and lefts and lefts[-1] == "|"
    invisible = size == "right" and lefts and lefts.pop() == "."
    if token.text == ".":
        return []
    if visible and token.text == "|":
        return [replace(token, text="rvert")]
    if invisible:
        close = TexToken("sign", ")", token.start, token.start)
        bar = token.text in ("|", "rvert")
        return [close, replace(token, text="|")] if bar else [replace(close, end=token.end)]
    # a large bar stands apart from what is next to it: it belongs to all that stands before
    return [replace(token, gap=True)] if token.text == "|" and size.lower().startswith("big") else [token]


def spelled(found: Sequence[TexToken], words: Collection[str]) -> list[TexToken]:
    """With letters side by side that spell a word made one, as in what is typed without backslashes: sqrt(2 pi)."""
    made: list[TexToken] = []
    at = 0
    while at < len(found):
        run = "".join(one.text for one in _run(found, at))
        word = next((run[:n] for n in range(len(run), 1, -1) if run[:n] in words), "")
        first, last = found[at], found[at + max(1, len(word)) - 1]
        made.append(TexToken(*_WORDS.get(word, ("command", word)), first.start, last.end, first.gap) if word else first)
        at += max(1, len(word))
    return made


def _run(found: Sequence[TexToken], at: int) -> Iterator[TexToken]:
    """The letters that stand side by side from here on."""
    for i in range(at, len(found)):
        if found[i].kind != "letter" or len(found[i].text) > 1 or (i > at and found[i].start != found[i - 1].end):
            return
        yield found[i]


def _token(match: re.Match[str]) -> TexToken | None:
    at = match.span()
    if match["skip"]:
        return None
    if match["colour"]:
        return TexToken("colour", "color", *at)
    if match["bold"]:
        return TexToken("number", match["bold"], *at)
    if match["upright"]:
        return TexToken("words", match["upright"], *at)
    if match["opened"] or match["closed"]:
        return TexToken("cases", "{" if match["opened"] else "}", *at)
    if match["break"]:
        return TexToken("break", "\\\\", *at)
    if match["words"]:
        said = " ".join(match["said"].split())
        kind = "command" if said in CALLS else "words"
        return TexToken(kind, said, *at) if said else None
    if match["named"]:
        name = match["name"]
        return TexToken("letter" if len(name) == 1 else "command", name, *at)
    if match["environment"] and match["which"] in ("cases", "dcases", *_MATRICES):
        kind = "matrix" if match["which"] in _MATRICES else "cases"
        return TexToken(kind, "{" if match[0].startswith("\\begin") else "}", *at)
    if match["environment"]:
        return TexToken("environment", match["which"], *at)
    if match["accent"]:
        return TexToken("letter", _accented(match["accent"], match["under"]), *at)
    if match["number"]:
        return TexToken("number", re.sub(r"\\,|\{,\}", "", match[0]), *at)
    if match["letter"]:
        return TexToken("letter", match[0], *at)
    if match["command"] is None:
        return TexToken("sign", _SIGNS.get(match[0], match[0]), *at)
    name = match["command"]
    if name in _GAPS:
        return None
    if name in _SAID:
        return TexToken("words", _SAID[name], *at)
    if name in _SIZES:
        return TexToken("size", name, *at)
    if name in _SAME:
        return TexToken("sign", _SAME[name], *at)
    if name in _ALPHABET:
        return TexToken("letter", _ALPHABET[name], *at)
    if name in ("{", "}"):
        return TexToken("sign", "(" if name == "{" else ")", *at)
    return TexToken("command", {"tfrac": "frac", "dfrac": "frac", "cfrac": "frac"}.get(name, name), *at)


def _accented(accent: str, letter: str) -> str:
    """A letter that differs from the plain one: x̂, 𝐱."""
    if accent in _DOTS:
        return letter
    if accent in _ACCENTS:
        return unicodedata.normalize("NFC", letter + _ACCENTS[accent])
    return chr(_BOLD + ord(letter) - (ord("A") if letter.isupper() else ord("a") - 26))
