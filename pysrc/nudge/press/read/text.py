"""Bytes to text: UTF-8, with nothing in it that a page cannot hold."""

from __future__ import annotations

import re

_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]")
"""What HTML and XML cannot hold; a form feed is a blank in both, and U+0085 a line's end on some machines."""

_MARKS = ((b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"))


class NotText(Exception):
    """A file that is not UTF-8 text, with the line and column where that shows."""

    def __init__(self, message: str, line: int, col: int, hint: str) -> None:
        super().__init__(message)
        self.line, self.col, self.hint = line, col, hint


def decoded(raw: bytes) -> str:
    """The text in these bytes, without a byte order mark. Raises `NotText`."""
    save = "save it as UTF-8"
    for mark, name in _MARKS:
        if raw.startswith(mark):
            raise NotText(f"this file is {name}, not UTF-8 text", 1, 1, save)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8-sig", "replace")
        raise NotText("this file is not UTF-8 text", *_place(before), save) from None
    if found := _CONTROL.search(text):
        line, col = _place(text[: found.start()])
        message = f"the character U+{ord(found[0]):04X} is not text"
        raise NotText(message, line, col, f"remove it; if there are many, {save}")
    return text


def _place(before: str) -> tuple[int, int]:
    lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return len(lines), len(lines[-1]) + 1
