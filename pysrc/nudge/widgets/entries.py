"""The fields of a widget as an author meets them, and what can be wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


def entry(
    read: Callable[[str], Any], doc: str, default: str | None = None, *, internal: bool = False, repeats: bool = False
) -> Any:
    """A field of a widget: how its text is read, what it means, and the text used when the author leaves it out.

    An internal one is written by the build and not by authors. One that repeats may be given several times, and its
    text then has a line for each.
    """
    metadata = {"read": read, "doc": doc, "default": default, "internal": internal, "repeats": repeats}
    if default is None:
        return field(metadata=metadata)
    return field(default_factory=lambda: read(default), metadata=metadata)


@dataclass(frozen=True, slots=True)
class Entry:
    """A field as an author meets it: `key: text`. `default` is None when the key is required.

    `repeats` says that it may be given more than once.
    """

    key: str
    doc: str
    default: str | None
    read: Callable[..., Any]
    repeats: bool = False


def described(name: str, metadata: Mapping[str, Any]) -> Entry:
    """The entry of a field that was declared with `entry`."""
    default, repeats = metadata.get("default"), metadata.get("repeats", False)
    return Entry(name.replace("_", "-"), metadata["doc"], default, metadata["read"], repeats)


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """Why a field cannot be used. `offset` and `length` locate the trouble in the text of the field, in characters.

    `code` is one of "unknown-key", "missing-key", "duplicate-key", "unreadable-field", "colliding-slips",
    "answer-in-hint". `index` says which of all fields it is; without it the text is that of all fields with this key, a
    line each.
    """

    code: str
    key: str
    message: str
    hint: str = ""
    offset: int = 0
    length: int = 0
    index: int | None = None


Fields = Sequence[tuple[str, str]]
"""The `key: text` fields of a widget in their order. A key that repeats is there several times."""


def unknown(key: str, known: tuple[str, ...], index: int | None = None) -> FieldProblem:
    """The problem of a key that a kind does not know."""
    from difflib import get_close_matches  # only ever needed at build time; slow to import in the browser

    close = get_close_matches(key, known, 1)
    hint = f"did you mean “{close[0]}”?" if close else "known keys: " + ", ".join(known)
    return FieldProblem("unknown-key", key, f"“{key}” is not a field of this widget", hint, 0, len(key), index)
