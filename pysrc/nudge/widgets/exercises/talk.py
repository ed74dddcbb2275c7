"""What is said of a wrong answer. Where more than one slip leads to it the reader is asked which it was, and the talk
goes on from there: each slip is a button, and what is said of the one that was chosen stands below.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape

from nudge.rates import Expr
from nudge.rates.slips import DID
from nudge.widgets.controls import Control
from nudge.widgets.exercises.answers import Answer
from nudge.widgets.exercises.words import NUMBERED, numbers, sentence, slip_words
from nudge.widgets.markup import Put, attributes

_MOST = 4  # buttons: further ways to the same answer are far-fetched

_NOTHING = "This is not the answer, nor one of the usual slips. A hint may help."


@dataclass(frozen=True, slots=True)
class Talk:
    """What is said of a wrong answer, as HTML. `ways` are the buttons, and `reply` is to the one that was chosen.

    `heard` is what a screen reader is told beside `said`: the ways there are, or the reply, as HTML too.
    """

    said: str = ""
    ways: str = ""
    reply: str = ""
    heard: str = ""

    def after(self, read: str) -> Talk:
        """The same with how the answer was read, as HTML, behind what is said."""
        return replace(self, said=self.said + read)

    def parts(self, name: str) -> dict[str, str]:
        """The parts of a view for the answer in the control `name`."""
        return {f"ways-{name}": self.ways, f"reply-{name}": self.reply}


SILENT = Talk()
"""Nothing was answered wrongly."""


def control(name: str) -> Control:
    """The control that holds which slip it was that led to the answer in the control `name`, by its id."""
    return Control(f"slip-{name}", "which slip it was", "")


def outcomes(name: str) -> tuple[str, ...]:
    """The names of the parts for the answer in the control `name`."""
    return tuple(SILENT.parts(name))


def place(put: Put, name: str) -> str:
    """Where the ways to the answer in the control `name` are offered."""
    asked = {"role": "group", "aria_label": "Which was it?", "data_answer": control(name).name}
    return put.part(f"ways-{name}", "div", class_="ways", **asked) + put.part(f"reply-{name}", "p", class_="reply")


def talk(
    slips: Sequence[str], text: str, given: Expr | None, asked: Answer, own: Mapping[str, str], chosen: str
) -> Talk:
    """What may have gone wrong: one thing, or several between which only the reader can decide.

    The reader typed `text`, which is `given`. `own` are the author's words for slips, as HTML; those slips may be the
    author's own. `chosen` is the id of the slip that the reader says it was, "" as long as nothing was said.
    """
    likely = _likely(slips, asked, own)
    said = {name: sentence(own.get(name) or slip_words(name, given, asked)) for name in likely}
    if len(said) < 2:
        return Talk("".join(said.values()) or _NOTHING)
    did = {name: _did(name) for name in said}
    question = f"{escape(text)} can come about in more than one way. Which was it?"
    reply = said.get(chosen, "")
    heard = reply or f"{'; '.join(did.values())}?"
    return Talk(question, "".join(_button(name, words) for name, words in did.items()), reply, heard)


def _likely(slips: Sequence[str], asked: Answer, own: Mapping[str, str]) -> tuple[str, ...]:
    """The slips worth asking about, the most telling first. At a number, those that can be told with numbers."""
    if numbers(asked):
        slips = tuple(name for name in slips if name in NUMBERED or name in own) or slips
    return tuple(slips)[:_MOST]


def _did(name: str) -> str:
    """What somebody says who made a slip, as HTML. One of the author's own is called by what it leads to."""
    return DID[name] if name in DID else f"I worked out {escape(name)}"


def _button(name: str, words: str) -> str:
    return f"<button{attributes({'type': 'button', 'value': name, 'aria-pressed': 'false'})}>{words}</button>"
