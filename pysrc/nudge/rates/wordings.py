"""Words where mathematics is expected: those that stand for a function or a module, and those that give up."""

from __future__ import annotations

import re

from nudge.rates.unreadable import Unreadable

_GIVEN_UP = re.compile(
    r"[?.…\-–—!/ ]+"
    r"|(?:sorry )?(?:i )?(?:really )?(?:do ?n'?t|dont|cannot|can't) (?:know|see|get it|understand)(?: it| this| how)?"
    r"|i give up|give up|no idea|no clue|not sure|unsure|idk|dunno|help(?: me)?(?: please)?|hint|please help|pass|skip"
    r"|n/?a|no answer"
    r"|keine ahnung|weiss nicht|weiß nicht|no se|no sé|je ne sais pas|aucune idée|what|huh|stuck|i'?m stuck"
)
_NO_VALUE = re.compile(
    r"nan|dne|d\.n\.e\.|undef(?:ined)?|does not exist|doesn't exist|none|null|nothing|not defined|inf(?:inity)?"
)
_DIGITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_TEENS = ["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred", "thousand"]
_NUMERAL = "|".join((*_TEENS, *_TENS, *_DIGITS, "minus", "point", "and", "a"))
_SPELT = re.compile(rf"(?:(?:{_NUMERAL})[\s-]*)+")
_PARTS = {"half": "1/2", "third": "1/3", "quarter": "1/4", "thirds": "2/3", "quarters": "3/4"}
_PART = re.compile(rf"(?:(?:an?|one|two|three|minus)[\s-]+)*({'|'.join(_PARTS)})")
_SIGNS = {"times": "×", "multiplied by": "×", "plus": "+", "minus": "-", "divided by": "/", "over": "/", "mal": "×"}
_SAID = re.compile(rf"(?<=[\w)])\s+({'|'.join(_SIGNS)})\s+(?=[\w(])")
_POWERS = {"squared": "^2", "cubed": "^3"}
_RAISED = re.compile(r"(?<=[\w)])\s*\b(squared|cubed)\b")
_SEVERAL = re.compile(r"(?<=[\d)])\s+(?:or|and|oder|und|ou|et)\s+(?=[\d(-])")

_MODULE = re.compile(r"\b(?:np|numpy|math|cmath|sp|sympy|scipy|torch|tf|jnp|jax)\s*\.\s*(?=[A-Za-z])", re.IGNORECASE)
_SPELLINGS = {
    "cosine": "cos",
    "sine": "sin",
    "tangent": "tan",
    "sen": "sin",
    "arc tan": "arctan",
    "arc sin": "arcsin",
    "arc cos": "arccos",
}
_SPELLING = re.compile(rf"(?<![A-Za-z\\.])({'|'.join(_SPELLINGS)})(?![a-z])", re.IGNORECASE)
_POW = re.compile(r"(?<![A-Za-z.])pow\s*\(", re.IGNORECASE)


def refused(plain: str, number: bool) -> None:
    """Raises `Unreadable` where somebody gave up, spelt a number or wrote signs as words, with what would help."""
    words = re.sub(r"\s+", " ", plain.strip().lower())
    bare = words.strip(" .!?")
    if words and (_GIVEN_UP.fullmatch(words) or _GIVEN_UP.fullmatch(bare)):
        raise Unreadable("That is no answer yet", 0, len(plain), "a hint below may help")
    if _NO_VALUE.fullmatch(bare):
        wanted = "a number" if number else "a function"
        raise Unreadable(f"There is {wanted} to be found here", 0, len(plain), "a hint below may help")
    if found := _PART.fullmatch(bare):
        raise Unreadable("Words are not read here", 0, len(plain), f"write a fraction, such as {_PARTS[found[1]]}")
    if _SPELT.fullmatch(bare) and bare not in ("a", "and", "minus", "point"):
        raise Unreadable("Words are not read here", 0, len(plain), "write numbers in digits")
    if found := _SAID.search(plain.lower()):
        raise Unreadable(f"“{found[1]}” is a word", found.start(1), len(found[1]), f"write {_SIGNS[found[1]]}")
    if found := _RAISED.search(plain.lower()):
        raise Unreadable(f"“{found[1]}” is a word", found.start(1), len(found[1]), f"write {_POWERS[found[1]]}")
    if found := _SEVERAL.search(plain.lower()):
        raise Unreadable("These are two answers", found.start(), len(found[0]), "write one")


def respelt(plain: str, number: bool) -> str:
    """A text with the spellings of programs and of other languages written as the engine reads them."""
    plain = _MODULE.sub("", plain)
    plain = _SPELLING.sub(lambda found: _SPELLINGS[found[1].lower()], plain)
    plain = re.sub(r"(?<=\d)\s*:\s*(?=[\d(])", "/", plain)
    while found := _POW.search(plain):
        inside = _arguments(plain, found.end())
        if inside is None:
            break
        base, exponent, end = inside
        plain = f"{plain[: found.start()]}(({base})^({exponent})){plain[end:]}"
    return plain


def _arguments(plain: str, start: int) -> tuple[str, str, int] | None:
    """The two arguments whose bracket was opened before `start`, and where it ends; None if there are not two."""
    depth, comma = 0, -1
    for i in range(start, len(plain)):
        char = plain[i]
        if char == "," and depth == 0:
            comma = i
        if char in ")]}" and depth == 0:
            return (plain[start:comma], plain[comma + 1 : i], i + 1) if comma > 0 else None
        depth += (char in "([{") - (char in ")]}")
    return None
