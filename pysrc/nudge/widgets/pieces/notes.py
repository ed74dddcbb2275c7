"""Notes on how typed functions were read, where custom allows another reading."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape

from nudge.widgets.base import Part, Piece
from nudge.widgets.markup import Put
from nudge.widgets.values import Values


@dataclass(frozen=True, slots=True, eq=False)
class Notes(Piece):
    """Sentences, a line each; nothing where there are none. They are heard when they change."""

    read: Callable[[Values], tuple[str, ...]]

    def parts(self) -> Mapping[str, Part]:
        return {"all": self._all}

    def markup(self, put: Put) -> str:
        return put.part("all", "p", class_="notes", role="status")

    def _all(self, at: Values) -> str:
        return "".join(f"<span>{escape(one)}</span>" for one in self.read(at))
