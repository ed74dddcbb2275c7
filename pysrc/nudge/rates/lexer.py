"""Characters into tokens, each with its place in the text as typed.

Every character is first made plain without changing its place: full-width and other digits, mathematical letters, the
many dashes, dots and spaces that keyboards and word processors produce.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction

from nudge.rates.commands import command, subscripted, worded
from nudge.rates.suggestions import WORDS, suggestion
from nudge.rates.unreadable import MAX_CHARACTERS, Unreadable

_SAME = {
    **dict.fromkeys("−–—‐‑‒﹣－", "-"),
    **dict.fromkeys("×·⋅∙•∗✕⨯", "*"),
    **dict.fromkeys("÷∕⁄", "/"),
    **dict.fromkeys("∣│｜", "|"),
    **dict.fromkeys("′’ʹ", "'"),
    **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u2061\u2062", " "),
    **dict.fromkeys("ₑℯ", "e"),
    "𝜋": "π",
    "𝛑": "π",
}
_RAISED = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺ˣⁿᵗᵘ", "0123456789-+xntu", strict=True))
_LOWERED = dict(zip("₀₁₂₃₄₅₆₇₈₉", "0123456789", strict=True))
_PARTS = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅛": (1, 8)}
_SYMBOLS = {"√": "sqrt", "∛": "cbrt", "∜": "root4", "π": "pi"}
_UNWANTED = {
    "=": ("An equals sign does not belong here", "write one side only"),
    "%": ("A percent sign is not read here", "write the number as a decimal, such as 0.25"),
    "°": ("Degrees are not read here", "angles are in radians: 180° is pi"),
    "∞": ("Infinity is not a number", ""),
    "!": ("The factorial sign is not read here", ""),
    "'": ("A prime is not read here", "write the derivative out"),
    ";": ("A semicolon does not belong here", ""),
    ":": ("A colon does not belong here", "write / for a division"),
    "_": ("An underscore does not belong here", ""),
    "$": ("A dollar sign does not belong here", "leave it out"),
}
_SIDES = {"⌊": "lfloor", "⌋": "rfloor", "⌈": "lceil", "⌉": "rceil"}
_DELIMITED = re.compile(r" *(?:(\$\$?)(?P<dollars>[^$]*)\1|\\\((?P<round>.*)\\\)|\\\[(?P<square>.*)\\\]) *")
_SUBSCRIBED = re.compile("[ ]*[_₀-₉]")
_LARGEST_EXPONENT = 400
_COMMON = frozenset("abcdefghijklmnopqrstuvwxyz0123456789()+-*/^. ")


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a text is spelt: with a comma in decimals (then `;` separates arguments), with percent.

    `log` is the base of a logarithm that is written without one, of `LOGS`.
    """

    decimal_comma: bool = False
    percent: bool = False
    log: str = "10"


PLAIN = Spelling()
LOGS = ("10", "e")


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of the text. `kind` is number, name, root, raised, lowered, a sign itself, or end."""

    kind: str
    text: str
    offset: int
    length: int
    value: Fraction = Fraction(0)


def tokens(
    text: str, names: Collection[str], spelling: Spelling, otherwise: Collection[int] = frozenset()
) -> list[Token]:
    """The tokens of the text, with an `end` token last. Raises `Unreadable`.

    `names` are the spellings that are known; a run of letters is cut into them, longest first: `xsinx`. Of the numbers
    that begin at the places in `otherwise`, the letter e is no part.
    """
    if len(text) > MAX_CHARACTERS:
        raise Unreadable(f"This is longer than {MAX_CHARACTERS} characters", 0, len(text), "write something shorter")
    plain = undelimited(plain_characters(text))
    found: list[Token] = []
    i = 0
    while i < len(plain):
        if plain[i] == " ":
            i += 1
            continue
        run, i = _read(plain, i, names, spelling, i in otherwise)
        found.extend(token for token in run if token.kind != "space")
    found.append(Token("end", "", len(text), 0))
    return found


def plain_characters(text: str) -> str:
    """The text with every character made plain, each in its place."""
    return "".join(c if c in _COMMON else _plain(c) for c in text)


def undelimited(plain: str) -> str:
    r"""Without what says that a formula begins and ends, `$…$`, `\(…\)` or `\[…\]`; every place stays the same."""
    found = _DELIMITED.fullmatch(plain)
    if not found:
        return plain
    start, end = max(found.span("dollars"), found.span("round"), found.span("square"))
    return " " * start + plain[start:end] + " " * (len(plain) - end)


def _plain(char: str) -> str:
    if char in _SAME:
        return _SAME[char]
    if char.isspace():
        return " "
    if char.isdecimal():
        return str(int(char))
    code = ord(char)
    if 0xFF01 <= code <= 0xFF5E:
        return chr(code - 0xFEE0)
    if 0x1D400 <= code <= 0x1D6A3:
        return "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"[(code - 0x1D400) % 52]
    return char


def _read(plain: str, i: int, names: Collection[str], spelling: Spelling, split_e: bool) -> tuple[list[Token], int]:
    """The tokens that begin at `i`, and where reading goes on."""
    if plain[i] == "\\":
        return _command(plain, i, names)
    run = _simple(plain, i, names, spelling, split_e)
    return run, run[-1].offset + run[-1].length


def _command(plain: str, i: int, names: Collection[str]) -> tuple[list[Token], int]:
    kind, text, end = command(plain, i, names)
    if kind != "word":
        return [Token(kind, text, i, end - i)], end
    start, stop, end = worded(plain, end)
    word = plain[start:stop]
    known = subscripted(plain, word, end, names)
    if known or word in names:
        name, end = known or (word, end)
        return [Token("name", name, i, end - i)], end
    if word and not word.isalpha():
        raise Unreadable(f"{word} is not known", start, len(word))
    return _names(plain, start, names) if word else [], end


def _simple(plain: str, i: int, names: Collection[str], spelling: Spelling, split_e: bool) -> list[Token]:
    char = plain[i]
    marks = ".," if spelling.decimal_comma else "."
    if char.isdecimal() or (char in marks and plain[i + 1 : i + 2].isdecimal()):
        return [_number(plain, i, marks, split_e)]
    if char in _SYMBOLS:
        return [Token("name" if char == "π" else "root", _SYMBOLS[char], i, 1)]
    if char in _RAISED or char in _LOWERED:
        table = _RAISED if char in _RAISED else _LOWERED
        end = i
        while end < len(plain) and plain[end] in table:
            end += 1
        digits = "".join(table[c] for c in plain[i:end])
        return [Token("raised" if table is _RAISED else "lowered", digits, i, end - i)]
    if char in _PARTS:
        return [Token("number", char, i, 1, Fraction(*_PARTS[char]))]
    if char.isalpha():
        return _names(plain, i, names)
    if plain.startswith("**", i):
        return [Token("^", "**", i, 2)]
    if char in "+-*/^()[]{}|" or (char == "," and not spelling.decimal_comma) or (char == "%" and spelling.percent):
        return [Token(char, char, i, 1)]
    if char == ";" and spelling.decimal_comma:
        return [Token(",", ";", i, 1)]
    if char in _SIDES:
        return [Token(_SIDES[char], char, i, 1)]
    if char in "<>&" and r"\begin{cases}" in plain[:i]:
        return [Token(char, char, i, 1)]
    if char == "_" and _after_log(plain, i):
        return [Token("_", "_", i, 1)]
    shown = f"The character {char}" if char.isprintable() else "A hidden character"
    message, hint = _UNWANTED.get(char, (f"{shown} is not read here", ""))
    raise Unreadable(message, i, 1, hint)


def _after_log(plain: str, i: int) -> bool:
    """Whether an underscore at `i` follows `log`, and so begins the base of a logarithm."""
    return plain[:i].rstrip(" }").lower().endswith("log")


def _number(plain: str, i: int, marks: str, split_e: bool) -> Token:
    end = _digits(plain, i)
    if plain[end : end + 1] in tuple(marks):
        end = _digits(plain, end + 1)
        if len(marks) > 1 and plain[end - 4 : end - 3] == "." and end - 4 > i:
            raise Unreadable("This point can mean thousands or decimals", end - 4, 1, "leave it out, or write a comma")
    digits = plain[i:end].replace(",", ".")
    value = Fraction("0" + digits.rstrip("."))
    if plain[end : end + 1] in ("e", "E") and not split_e:
        start = end + 2 if plain[end + 1 : end + 2] in ("+", "-") else end + 1
        stop = _digits(plain, start)
        if stop > start:
            power = int(plain[end + 1 : stop][:6])
            if stop - start > 4 or abs(power) > _LARGEST_EXPONENT:
                raise Unreadable("This number is too large or too small", i, stop - i)
            value, end = value * Fraction(10) ** power, stop
    if plain[end : end + 1] in tuple(marks) and plain[end + 1 : end + 2].isdecimal():
        raise Unreadable("This number has two decimal points", i, end + 1 - i)
    return Token("number", plain[i:end], i, end - i, value)


def split(token: Token) -> list[Token]:
    """A number as TeX takes it for one argument: its first digit, and the rest as a number of its own."""
    first, rest = token.text[:1], token.text[1:]
    if not first.isdecimal() or not re.fullmatch(r"\d*\.?\d*", rest) or rest in ("", "."):
        return [token]
    one = Token("number", first, token.offset, 1, Fraction(first))
    return [one, Token("number", rest, token.offset + 1, len(rest), Fraction(f"0{rest}"))]


def _digits(plain: str, i: int) -> int:
    while i < len(plain) and plain[i].isdecimal():
        i += 1
    return i


def _names(plain: str, start: int, names: Collection[str]) -> list[Token]:
    """Cut a run of letters into known names, by the cut that starts with the longest."""
    end = start
    while end < len(plain) and plain[end].isalpha() and plain[end] not in _SYMBOLS and plain[end] not in _RAISED:
        end += 1
    longest = max(map(len, names), default=0)
    for head in range(max(start, end - longest), end) if _SUBSCRIBED.match(plain, end) else ():
        known = subscripted(plain, plain[head:end], end, names)
        before = _cut(plain, start, head, names) if known and head > start else []
        if known and before is not None:
            return [*before, Token("name", known[0], head, known[1] - head)]
    word = plain[start:end]
    primes = len(plain[end:]) - len(plain[end:].lstrip("'"))
    if primes and plain[start : end + primes] in names:
        return [Token("name", plain[start : end + primes], start, end - start + primes)]
    if word.lower() in WORDS and word not in names:
        raise Unreadable(f"{word} is not known", start, len(word), f"did you mean {WORDS[word.lower()]}?")
    cut = _cut(plain, start, end, names)
    if cut is None and word != word.lower():
        cut = _cut("".join(c.lower() if c.isascii() else c for c in plain), start, end, names)
    if cut is None:
        shown = word if len(word) <= 20 else word[:20] + "…"
        raise Unreadable(f"{shown} is not known", start, len(word), suggestion(word.lower()[:20], names))
    return cut


def _cut(plain: str, start: int, end: int, names: Collection[str]) -> list[Token] | None:
    if plain[start:end] in names and not (plain[end : end + 1].isdecimal() or plain[end : end + 1] in ("_", ".")):
        return [Token("name", plain[start:end], start, end - start)]
    longest = max(map(len, names), default=0)
    best: dict[int, int] = {end: 0}
    for i in range(end - 1, start - 1, -1):
        for size in range(longest, 0, -1):
            stop = i + size
            if stop > len(plain):
                continue
            if plain[i:stop] in names and (stop in best if stop <= end else not plain[stop : stop + 1].isdecimal()):
                best[i] = size
                break
    if start not in best:
        return None
    found, i = [], start
    while i < end:
        found.append(Token("name", plain[i : i + best[i]], i, best[i]))
        i += best[i]
    return found
