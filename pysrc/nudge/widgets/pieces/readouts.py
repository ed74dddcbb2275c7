"""Readouts: numbers under their formulas, side by side; with signs between them they are an equation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from itertools import zip_longest

from nudge.widgets.base import Part, Piece
from nudge.widgets.markup import Put, math
from nudge.widgets.values import Values


@dataclass(frozen=True, slots=True, eq=False)
class Readout:
    """A number as it is shown, with a formula above it and words below, which may be a part of their own.

    On the page it is `<output name="…">`. `colour` is inner, outer, total, or none.
    """

    name: str
    tex: str
    shown: Part
    words: str | Part = ""
    colour: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Readouts(Piece):
    """Readouts in a row, with `signs` between them, which may be parts, and a `note` below.

    `said` is their sentence, which otherwise names each with its number; `done` is "1" when the reader has done what
    they ask, where they ask something.
    """

    readouts: tuple[Readout, ...]
    signs: tuple[str | Part, ...] = ()
    note: Part | None = None
    said: Part | None = None
    done: Part | None = None

    def parts(self) -> Mapping[str, Part]:
        found = {one.name: one.shown for one in self.readouts}
        found |= {f"{one.name}-at": one.words for one in self.readouts if not isinstance(one.words, str)}
        found |= {f"sign-{i}": sign for i, sign in enumerate(self.signs) if not isinstance(sign, str)}
        found |= {"note": self.note} if self.note else {}
        found |= {"done": self.done} if self.done else {}
        return found | {"said": self.said or self._said}

    def markup(self, put: Put) -> str:
        cells = [self._cell(one, put) for one in self.readouts]
        signs = [self._sign(i, put) for i in range(len(self.signs))]
        whole = "".join(text for pair in zip_longest(cells, signs, fillvalue="") for text in pair)
        row = "readouts" if self.signs else "readouts plain"
        return f'<div class="{row}">{whole}</div>' + (put.part("note", "p", class_="note") if self.note else "")

    def _cell(self, one: Readout, put: Put) -> str:
        words = one.words if isinstance(one.words, str) else None
        below = put.part(f"{one.name}-at", "span") if words is None else f"<span>{escape(words)}</span>"
        number = put.part(one.name, "output", name=one.name, aria_live="off")
        return f'<div class="readout {one.colour}">{math(one.tex)}{number}{below}</div>'

    def _sign(self, i: int, put: Put) -> str:
        sign = self.signs[i]
        if isinstance(sign, str):
            return f'<span class="sign">{escape(sign)}</span>'
        return put.part(f"sign-{i}", "span", class_="sign")

    def _said(self, at: Values) -> str:
        spoken = ((one.words if isinstance(one.words, str) else one.words(at)) or one.name for one in self.readouts)
        return ", ".join(f"{name} {one.shown(at)}" for name, one in zip(spoken, self.readouts, strict=True))
