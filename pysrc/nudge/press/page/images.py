"""How large a picture is, from its first bytes, so that a page keeps room for it."""

from __future__ import annotations

import re
import struct
from contextlib import suppress
from pathlib import Path
from xml.parsers import expat

from nudge.press.page.links import ResolvedLinks

Size = tuple[int, int]

_HEAD = 2**18
"""Bytes in which the size stands: before the pixels, behind what cameras and drawing programs say of themselves."""
_MOST = 65535
"""Pixels that a picture can have at most in the formats that are measured, PNG apart."""
_NUMBER = re.compile(r"(\d{1,7}(?:\.\d{0,9})?)(?:px)?")


def sizes(resolved: ResolvedLinks, content: Path) -> dict[str, Size]:
    """The sizes of a lesson's images, by address as written; those that cannot be told are left out."""
    found = {}
    for place, links in resolved.files.items():
        for link in links:
            size = measure(content / place) if link.image else None
            if size:
                found[link.href] = size
    return found


def measure(path: Path) -> Size | None:
    """Width and height in pixels of a PNG, GIF, JPEG or SVG file; None for anything else."""
    try:
        with path.open("rb") as opened:
            size = _size(opened.read(_HEAD), path.suffix.lower())
    except OSError:
        return None
    return size if size and all(0 < one <= _MOST for one in size) else None


def _size(data: bytes, suffix: str) -> Size | None:
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 24:
        return struct.unpack(">II", data[16:24])
    if data[:6] in (b"GIF87a", b"GIF89a") and len(data) >= 10:
        return struct.unpack("<HH", data[6:10])
    if data.startswith(b"\xff\xd8"):
        return _jpeg(data)
    return _svg(data) if suffix == ".svg" else None


def _jpeg(data: bytes) -> Size | None:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        kind, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4])
        if 0xC0 <= kind <= 0xCF and kind not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None


def _svg(data: bytes) -> Size | None:
    """What its first element says: a width and a height in pixels, else the shape of its viewBox."""
    root: dict[str, str] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        root.update(attributes)
        raise _Enough

    parser = expat.ParserCreate("utf-8")
    parser.StartElementHandler = start
    with suppress(_Enough, expat.ExpatError):
        parser.Parse(data.removeprefix(b"\xef\xbb\xbf"), False)
    given = [_NUMBER.fullmatch(root.get(name, "").strip()) for name in ("width", "height")]
    if given[0] and given[1]:
        return round(float(given[0][1])), round(float(given[1][1]))
    box = [_NUMBER.fullmatch(one) for one in root.get("viewBox", "").replace(",", " ").split()]
    if len(box) == 4 and (width := box[2]) and (height := box[3]):
        return round(float(width[1])), round(float(height[1]))
    return None


class _Enough(Exception):
    """Raised when the first element has been read; never leaves this file."""
