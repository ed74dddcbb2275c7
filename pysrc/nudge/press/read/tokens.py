"""What is known of a markdown token beyond what markdown-it says of it, typed.

A rule of ours leaves what it saw (`Seen`), and whoever reads on leaves what it found the token to mean (`Meaning`).
Both live in the token's `meta`, and only this file knows under which keys; a token without one has the plain values.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it.token import Token

from nudge.press.read.locate import Spot

_SEEN, _MEANING = "seen", "meaning"


@dataclass(frozen=True, slots=True)
class Seen:
    """What a rule saw. `at` is an offset into the text of the surrounding inline token, None where nothing was noted.

    `length` is how many characters belong to it, `closed` whether a block found its end, `name` the word after the
    mark that opens it. `why` is what makes a stray token one.
    """

    at: int | None = None
    length: int = 0
    closed: bool = True
    name: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class PartReference:
    """The place of a widget that a formula of the text is: its name, and the TeX with which the page begins."""

    name: str
    tex: str


@dataclass(frozen=True, slots=True)
class Formula:
    """A piece of TeX and where it stands in the file. `part` if it shows numbers that vary."""

    display: bool
    spot: Spot
    part: PartReference | None = None

    @property
    def tex(self) -> str:
        """The TeX between the dollar signs."""
        return self.spot.text


@dataclass(frozen=True, slots=True)
class DisplayComment:
    """What comments say about a display. `check` is the text after the word, None without such a comment."""

    id: str = ""
    check: str | None = None
    unchecked: str | None = None


@dataclass(frozen=True, slots=True)
class Computed:
    """A number that the text does not say but asks for: what it is, and how many decimals are shown of it.

    `said` is whether the author said how many. One that is `quoted` from a widget is here already, as TeX.
    """

    spot: Spot
    decimals: int
    said: bool = False
    quoted: str = ""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a token was found to be: a formula, a number to compute, or the owner of comments.

    `equation` is what comments say about a display, `step` the id that one gives to a heading ("" when it could not be
    had, None without a comment), `ending` whether one makes it the heading of the ending, and `figure` the id of an
    image's paragraph. `remarks` are the words of these comments, each with its line.
    """

    formula: Formula | None = None
    computed: Computed | None = None
    equation: DisplayComment | None = None
    step: str | None = None
    ending: bool = False
    figure: str = ""
    remarks: tuple[tuple[str, int], ...] = ()


_NOTHING_SEEN, _NO_MEANING = Seen(), Meaning()


def seen(token: Token) -> Seen:
    """What a rule saw when it made the token."""
    found = token.meta.get(_SEEN, _NOTHING_SEEN)
    assert isinstance(found, Seen)
    return found


def note(token: Token, what: Seen) -> None:
    """Leave behind what was seen."""
    token.meta[_SEEN] = what


def meaning(token: Token) -> Meaning:
    """What the token was found to mean."""
    found = token.meta.get(_MEANING, _NO_MEANING)
    assert isinstance(found, Meaning)
    return found


def mean(token: Token, what: Meaning) -> None:
    """Say what the token means, instead of what was said before."""
    token.meta[_MEANING] = what


def flat(tokens: tuple[Token, ...]) -> Iterator[Token]:
    """Tokens and the inline tokens inside them."""
    for token in tokens:
        yield token
        yield from flat(tuple(token.children or ()))
