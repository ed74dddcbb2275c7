"""What stands around an answer as it is typed: `y' =`, “about”, a unit, quotation marks, a chain of equations.

The frame is taken off; what is left is read as mathematics. Only readers of a page write so, and no author.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from nudge.rates.figures_typed import numerals
from nudge.rates.lexer import Spelling, plain_characters, undelimited
from nudge.rates.unreadable import MAX_CHARACTERS, Unreadable
from nudge.rates.wordings import refused, respelt

_QUOTED = re.compile(r"\s*(?:\"(.*)\"|'(.*)'|`+(.*?)`+|\*\*([^*]*)\*\*|“(.*)”|‘(.*)’|„(.*)[“”]|«(.*)»)\s*", re.DOTALL)
_WRAPPED = re.compile(r"\s*\\(?:text|textrm|mathrm|mbox|boxed)\s*\{([^{}]*)\}\s*")
_FIRST_WORDS = (
    "i think|i got|i get|i have|i believe|we get|it is|it's|its|that is|that's|this is|is|equals|equal to|so|thus|hence"
    "|therefore|the answer|my answer|an answer|answer|ans|solution|result|the result|the rate|rate|the slope|slope"
    "|the derivative|derivative|the value|value|about|approximately|approx|roughly|around|nearly|almost|circa|ca"
)
_BEFORE = re.compile(
    rf"\s*(?:(?:{_FIRST_WORDS})(?![a-z])[.:]?|[≈~≃≅→⇒∴:]|=>|->|\\(?:approx|therefore|implies|to)\b)\s*"
)
_BEHIND = re.compile(r"\s*(?:[.;,?:]+|\b(?:or so|or thereabouts|approximately|approx|i think|i guess)\.?)\s*$")
_UNIT = (
    r"(?:[kcmµnd]?m|[mµn]?s|sec|secs|min|mins|h|hr|hrs|hours?|minutes?|seconds?|days?|years?|[kmM]?g|[kM]?N|[kM]?J|[kM]?W"
    r"|[km]?V|m?A|k?Pa|K|Hz|l|L|litres?|liters?|met(?:er|re)s?|miles?|feet|ft|inch(?:es)?|units?|points?|people"
    r"|dollars?|euros?|pounds?|cents?|[€£$])"
)
_POWER = r"(?:\s*\^\s*\(?-?\d\)?|[²³]|⁻[¹²³])?"
_UNITS = re.compile(rf"(?<=[\d)}}.])\s*(?:per\s+)?{_UNIT}{_POWER}(?:\s*(?:/|per\b|\*|\s)\s*{_UNIT}{_POWER})*\s*$")
_NAME = r"[A-Za-z][A-Za-z]{0,2}(?:_?\d)?"
_ASKED = re.compile(
    rf"""\s*(?:
    {_NAME}\s*'*\s*(?:\([^=()]*(?:\([^=()]*\))?[^=()]*\))?          # y, y', f'(x), f'(g(2))
    | [\[(].*[\])]\s*'\s*(?:\([^=()]*\))?                             # (f o g)'(2), [f(g(x))]'
    | {_NAME}\s*\(.*\)\s*'                                            # f(g(2))'
    | .*\bd\s*{_NAME}?\s*/\s*d\s*[a-z].*                              # dy/dx, d/dx (...)
    | .*\\[dt]?frac\s*\{{\s*(?:\\mathrm\{{)?d.*                       # the same in TeX
    | D\s*_?[a-z]?\s*\[?\(?\s*{_NAME}.*                               # D f(2)
    | [A-Za-z ]{{4,}}                                                 # slope at two
    )\s*""",
    re.VERBOSE,
)
_RELATION = re.compile(r"(?<![<>=])=(?![>=])|==|≈|≐|\\approx\b|\bis\b|\bequals\b")
_CONSTANT = re.compile(r"\+\s*(?:C|c|const|constant|k|K)\.?\s*$")
_DIFFERENTIAL = re.compile(r"(?<![\\/A-Za-z])d\s*[a-z]\s*$")


@dataclass(frozen=True, slots=True)
class Framed:
    """What was typed without its frame: the links of a chain of equations, each as a text; the last is the answer.

    `asked` is what stands before the first sign and only repeats the question, "" for none. `notes` say what was left
    out.
    """

    links: tuple[str, ...]
    asked: str = ""
    notes: tuple[str, ...] = ()

    @property
    def answer(self) -> str:
        """The last link, which is what is marked."""
        return self.links[-1]


def framed(text: str, letters: Collection[str], number: bool, spelling: Spelling) -> Framed:
    """Take the frame off a reader's answer. `number` says that one was asked, `letters` are those of an answer.

    Raises `Unreadable` where words stand in the place of mathematics, or a comma or an x can mean two things.
    """
    if len(text) > MAX_CHARACTERS:
        return Framed((text,))
    plain = undelimited(plain_characters(_unquoted(text)))
    if found := _WRAPPED.fullmatch(plain):
        plain = found[1]
    refused(plain, number)
    plain, notes = _unworded(plain, letters, number)
    parts = _RELATION.split(plain)
    while len(parts) > 1 and not parts[0].strip():
        parts = parts[1:]
    while len(parts) > 1 and not parts[-1].strip():
        parts = parts[:-1]
    asked = ""
    if len(parts) > 1 and _ASKED.fullmatch(parts[0]):
        asked, parts = parts[0].strip(), parts[1:]
        parts[0] = _leading(parts[0], letters)
    if len(parts) > 1 and len({_tight(part) for part in parts[-2:]}) == 1:
        raise Unreadable("Both sides are the same", 0, len(text), "write one side only")
    parts[-1] = _checked(parts[-1], letters, number)
    return Framed(tuple(numerals(respelt(part, number), spelling) for part in parts), asked, notes)


def _unquoted(text: str) -> str:
    found = _QUOTED.fullmatch(text)
    return next((one for one in found.groups() if one is not None), text) if found else text


def _unworded(plain: str, letters: Collection[str], number: bool) -> tuple[str, tuple[str, ...]]:
    """Without words, signs and units around it, and notes on what was left out."""
    plain, before = _leading(plain, letters), ""
    notes: tuple[str, ...] = ()
    while plain != before:
        before = plain
        if found := _BEHIND.search(plain):
            plain = plain[: found.start()] if plain[: found.start()].strip() else plain
        if number and "m" not in letters and (found := _UNITS.search(plain)):
            plain, notes = plain[: found.start()], (f"{found[0].strip()} is left out: a number is asked",)
    return plain, notes


def _leading(plain: str, letters: Collection[str]) -> str:
    """Without the words and signs in front."""
    while found := _BEFORE.match(plain.lower()):
        if found[0].strip(" .:") in letters or not plain[found.end() :].strip():
            break
        plain = plain[found.end() :]
    return plain


def _checked(plain: str, letters: Collection[str], number: bool) -> str:
    """The answer itself. Raises `Unreadable` for what belongs to an integral, and for an x between numbers."""
    constant = _CONSTANT.search(plain)
    if constant and not (set(constant[0].lower()) & {letter.lower() for letter in letters}):
        raise Unreadable("There is no + C here", constant.start(), len(constant[0]), "it belongs to an integral")
    differential = _DIFFERENTIAL.search(plain)
    if differential and plain[: differential.start()].strip() and "d" not in letters:
        sign = differential[0].strip()
        raise Unreadable(f"{sign} does not belong here", differential.start(), len(sign), "leave it out")
    if number and re.search(r"\d\s*[xX]\s*\d", plain):
        written = re.sub(r"(?<=\d)\s*[xX]\s*(?=\d)", " × ", plain).strip()
        raise Unreadable("x is a letter here, and no sign", 0, len(plain), f"for times write {written}")
    return plain


def _tight(text: str) -> str:
    return re.sub(r"\s+", "", text)
