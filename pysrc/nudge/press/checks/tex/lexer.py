"""TeX to the tokens that carry meaning: what only spaces, sizes or colours something is left out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from nudge.press.checks.tex.names import CALLS
from nudge.press.checks.tex.tree import Unclear

_TOKEN = re.compile(
    r"(?P<skip>\s+|%[^\n]*|\\(?:tag|label)\*?\s*\{[^{}]*\})|(?P<break>\\\\(?:\[[^\]]*\])?)|(?P<words>\\(?:text|textbf|textit|mbox)\s*\{(?P<said>[^{}]*)\})"
    r"|(?P<named>\\(?:operatorname|mathrm|mathit|mathop)\*?\s*\{\s*(?P<name>[A-Za-z][A-Za-z0-9]*)\s*\})"
    r"|(?P<environment>\\(?:begin|end)\s*\{(?P<which>[a-z]+\*?)\})"
    r"|\\(?P<accent>hat|bar|tilde|vec|mathbf|boldsymbol)\s*\{?\s*(?P<under>[A-Za-z])\s*\}?"
    r"|\\(?P<command>[A-Za-z]+|.)|(?P<number>\d{1,3}(?:(?:\\,|\{,\})\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
    r"|(?P<letter>[^\W\d_])|(?P<char>:=|.)",
    re.DOTALL,
)

COLOURS = frozenset({"inner", "outer", "total", "boxed"})
"""Commands that change how something looks, not what it means."""

_SIZE_NAMES = (
    "left right big Big bigg Bigg bigl Bigl biggl Biggl bigr Bigr biggr Biggr bigm middle displaystyle textstyle "
    "limits nolimits mathstrut nonumber notag ! mathopen mathclose scriptstyle"
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
    "|": "vert",
    "quad": "quad qquad",
    "'": "prime",
    "∘": "circ",
    "∂": "partial",
    "→": "to rightarrow",
    "∞": "infty",
    "[": "lbrack",
    "]": "rbrack",
    "%": "%",
}
_SAME = {name: sign for sign, names in _SPELLINGS.items() for name in names.split()}
_GREEK = (
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta kappa lambda mu nu xi pi rho sigma tau phi "
    "varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega ell"
)
_ALPHABET = dict(zip(_GREEK.split(), "αβγδεεζηθϑκλμνξπρστφφχψωΓΔΘΛΞΠΣΦΨΩℓ", strict=True))
_ACCENTS = {"hat": "\u0302", "bar": "\u0304", "tilde": "\u0303", "vec": "\u20d7"}
_BOLD = 0x1D400
_WORDS = {"pi": ("letter", "π"), "sqrt": ("command", "√")}
_SIGNS = {"−": "-", "·": "*", "×": "*", "≤": "≤", "≥": "≥", "≠": "≠", "≈": "≈", "′": "'", "∘": "∘", "~": "gap"}


@dataclass(frozen=True, slots=True)
class TexToken:
    """`kind` is number, letter, command, words, sign, break, or environment. `gap`: a space is seen before it."""

    kind: str
    text: str
    start: int
    end: int
    gap: bool = False


def tokens(tex: str) -> list[TexToken]:
    """The tokens of a piece of TeX."""
    found: list[TexToken] = []
    lefts: list[str] = []
    gap = False
    for match in _TOKEN.finditer(tex):
        made = _token(match)
        if made is None:
            gap = gap or match["command"] in _GAPS
        elif made.text == "gap":
            gap = True
        else:
            one = replace(made, gap=gap) if gap else made
            found += _delimited(one, found[-1].text, lefts) if found and found[-1].kind == "size" else [one]
            gap = False
    return _seen_through([one for one in found if one.kind != "size"])


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
        return [close, token] if token.text == "|" else [replace(close, end=token.end)]
    return [token]


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
    if match["break"]:
        return TexToken("break", "\\\\", *at)
    if match["words"]:
        said = " ".join(match["said"].split())
        kind = "command" if said in CALLS else "words"
        return TexToken(kind, said, *at) if said else None
    if match["named"]:
        name = match["name"]
        return TexToken("letter" if len(name) == 1 else "command", name, *at)
    if match["environment"] and match["which"] == "cases":
        return TexToken("cases", "{" if match[0].startswith("\\begin") else "}", *at)
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
    if accent in _ACCENTS:
        return unicodedata.normalize("NFC", letter + _ACCENTS[accent])
    return chr(_BOLD + ord(letter) - (ord("A") if letter.isupper() else ord("a") - 26))


def _seen_through(found: list[TexToken]) -> list[TexToken]:
    """Without colours. Their braces go too, as what stands between them is seen bare: `\\outer{f(}x\\outer{)}`.

    Where TeX wants one argument, the braces are what makes it one. Empty ones elsewhere only make space.
    """
    gone: set[int] = set()
    for i, token in enumerate(found):
        if token.text == "{" and found[i + 1 : i + 2] and found[i + 1].text == "}" and token.kind == "sign":
            before = found[i - 1] if i else token
            gone |= set() if before.kind == "command" or before.text in ("^", "_", "}") else {i, i + 1}
        if token.kind == "command" and token.text in COLOURS:
            gone.add(i)
            if i + 1 < len(found) and found[i + 1].text == "{":
                needed = i > 0 and (found[i - 1].text in ("^", "_", "frac", "sqrt"))
                gone |= set() if needed else {i + 1, closing(found, i + 1)}
    return [token for i, token in enumerate(found) if i not in gone]


def closing(found: Sequence[TexToken], opening: int) -> int:
    """Where the brace at `opening` is closed."""
    depth = 0
    for i in range(opening, len(found)):
        depth += (found[i].text == "{") - (found[i].text == "}")
        if depth == 0:
            return i
    raise Unclear("this brace is never closed", found[opening].start, found[opening].end)
