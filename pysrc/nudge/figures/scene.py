"""A scene: immutable marks in mathematical coordinates, seen through a window."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Protocol

from nudge.figures.windows import Place as Place
from nudge.figures.windows import Window as Window


class Mark(Protocol):
    """Something drawn: one stable SVG element, some attributes of which follow the mark.

    - `tag` is the element's name, `word` the first of its classes.
    - `moves` names what follows the mark: attributes, "translate" ("px py", how far the element is moved from the
      origin of the picture) and "content" (what the element holds). All else is stable.
    - `role` is more classes, such as "inner".

    Every place of a mark may be None: then it is not seen, and every moving text is empty. A mark without places is a
    pattern for the stable element (`svg.shell`), which marks of later values fill.
    """

    tag: ClassVar[str]
    word: ClassVar[str]
    moves: ClassVar[tuple[str, ...]]

    @property
    def role(self) -> str: ...

    def stable(self) -> Mapping[str, str]:
        """The attributes that never change, besides the class."""

    def inside(self) -> str:
        """The content that never changes, as SVG."""

    def geometry(self, window: Window) -> Mapping[str, str]:
        """A text for each name of `moves`, as the mark is seen in this window."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Marks in the order they are painted, and the window they are seen through."""

    window: Window
    marks: tuple[Mark, ...]
