"""The kinds of widgets, one file each, called as the word that an author writes. There is no list of them.

A kind is imported when it is asked for, so that a page in the browser has the code of its own kinds and of no others.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping
from functools import cache

from nudge.widgets.base import Widget


class Registry(Mapping[str, type[Widget]]):
    """The word an author writes -> the class it names, which is imported then."""

    def __getitem__(self, word: str) -> type[Widget]:
        if not (word.isascii() and word.isalpha()):  # never a path to another module
            raise KeyError(word)
        name = f"{__name__}.{word}"
        try:
            module = importlib.import_module(name)
        except ModuleNotFoundError as error:
            if error.name == name:
                raise KeyError(word) from None
            raise
        for found in vars(module).values():
            if isinstance(found, type) and issubclass(found, Widget) and vars(found).get("kind") == word:
                return found
        raise TypeError(f"{name} has no widget of the kind “{word}”")

    def __contains__(self, word: object) -> bool:
        return word in _names()

    def __iter__(self) -> Iterator[str]:
        return iter(_names())

    def __len__(self) -> int:
        return len(_names())


@cache
def _names() -> tuple[str, ...]:
    import pkgutil  # only the generator asks what there is

    return tuple(module.name for module in pkgutil.iter_modules(__path__))


REGISTRY = Registry()
