"""Readouts with words: a number, its unit, its name below; and the reasons of those that have none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from html import escape

from nudge.widgets.base import Part, Piece
from nudge.widgets.lines.answers import VARIANT
from nudge.widgets.lines.hiding import Hidden
from nudge.widgets.lines.numbers import NamedNumber
from nudge.widgets.markup import Put
from nudge.widgets.pieces.guess import guess
from nudge.widgets.values import Values


@dataclass(frozen=True, slots=True, eq=False)
class NumberReadout(Piece):
    """A readout of a widget's lines. On the page it is `<output name="average-speed">`."""

    readout: NamedNumber
    hide: Hidden | None = None

    @classmethod
    def of(cls, readout: NamedNumber, hide: Hidden | None = None) -> NumberReadout:
        """The piece of a readout, which may be shown later."""
        return cls(f"number-{readout.slug}", readout, hide)

    def parts(self) -> Mapping[str, Part]:
        return {"shown": self.readout.shown, "said": self._said}

    def markup(self, put: Put) -> str:
        one = self.readout
        number = put.part("shown", "output", name=one.slug, aria_live="off", aria_label=one.name)
        unit = f' <span class="unit">{escape(one.unit)}</span>' if one.unit else ""
        number = guess(self.hide, one.name, number, f"{self.name}-said") if self.hide else number
        colour = f" {one.colour}" if one.colour else ""
        return f'<div class="number{colour}"><p>{number}{unit}</p><p class="words">{escape(one.name)}</p></div>'

    def _said(self, at: Values) -> str:
        why = self.readout.why(at)
        return f"{self.readout.name}: {why}" if why else f"{self.readout.name} {self.spoken(at)}."

    def spoken(self, at: Values) -> str:
        """The number with its unit."""
        return f"{self.readout.shown(at)} {self.readout.unit}".strip()


@dataclass(frozen=True, slots=True, eq=False)
class Reasons(Piece):
    """Why numbers are missing, each reason once."""

    readouts: tuple[NamedNumber, ...]

    def parts(self) -> Mapping[str, Part]:
        return {"": self._reasons}

    def markup(self, put: Put) -> str:
        return put.part("", "p", class_="note why")

    def _reasons(self, at: Values) -> str:
        found: dict[str, list[str]] = {}
        for one in self.readouts:
            if why := one.why(at):
                found.setdefault(why, []).append(one.name)
        return escape(" ".join(f"{', '.join(names)}: {why}" for why, names in found.items()), quote=False)


@dataclass(frozen=True, slots=True, eq=False)
class NumbersTable(Piece):
    """The numbers at some places of each slider, as tables on demand. They stand still but for what is `varied`.

    `places` are, for each slider, its label and some of its states, each with a text for it; `values` are what all
    controls say in a state.
    """

    readouts: tuple[NamedNumber, ...]
    places: tuple[tuple[str, tuple[tuple[str, Mapping[str, str]], ...]], ...]
    values: Callable[[Mapping[str, str]], Values]
    varied: bool = False

    def parts(self) -> Mapping[str, Part]:
        return {"": lambda at: self._tables({VARIANT: at.word(VARIANT)})} if self.varied else {}

    def markup(self, put: Put) -> str:
        if not self.readouts or not self.places:
            return ""
        tables = put.part("", "div") if self.varied else self._tables({})
        return f'<details class="as-table"><summary>Numbers as a table</summary>{tables}</details>'

    def _tables(self, where: Mapping[str, str]) -> str:
        return "".join(map(partial(self._table, where), range(len(self.places))))

    def _table(self, where: Mapping[str, str], i: int) -> str:
        label, rows = self.places[i]
        known = [(text, self.values({**where, **state})) for text, state in rows]
        head = "".join(f'<th scope="col">{escape(one.name)}</th>' for one in self.readouts)
        body = "".join(
            f'<tr><th scope="row">{escape(text)}</th>'
            + "".join(f"<td>{escape(f'{one.shown(at)} {one.unit}'.strip())}</td>" for one in self.readouts)
            + "</tr>"
            for text, at in known
        )
        return f'<table><thead><tr><th scope="col">{escape(label)}</th>{head}</tr></thead><tbody>{body}</tbody></table>'
