"""How large a picture is, from its first bytes, so that a page keeps room for it."""

from __future__ import annotations

import re
import struct
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

from nudge.press.read.lesson import Lesson

Size = tuple[int, int]


def sizes(lesson: Lesson, content: Path) -> dict[str, Size]:
    """The sizes of a lesson's images, by address as written; those that cannot be told are left out."""
    found = {}
    folder = content / lesson.source.place.parent
    for link in lesson.links:
        if link.image and not urlsplit(link.href).scheme:
            path = folder / unquote(urlsplit(link.href).path)
            size = measure(path) if path.is_file() else None
            if size:
                found[link.href] = size
    return found


def measure(path: Path) -> Size | None:
    """Width and height in pixels of a PNG, GIF, JPEG or SVG file; None for anything else."""
    data = path.read_bytes()
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 24:
        return struct.unpack(">II", data[16:24])
    if data[:6] in (b"GIF87a", b"GIF89a") and len(data) >= 10:
        return struct.unpack("<HH", data[6:10])
    if data.startswith(b"\xff\xd8"):
        return _jpeg(data)
    return _svg(data) if path.suffix == ".svg" else None


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
    try:
        root = ElementTree.fromstring(data)
    except ElementTree.ParseError:
        return None
    given = [re.fullmatch(r"([\d.]+)(?:px)?", root.get(name, "")) for name in ("width", "height")]
    if given[0] and given[1]:
        return round(float(given[0][1])), round(float(given[1][1]))
    box = root.get("viewBox", "").replace(",", " ").split()
    return (round(float(box[2])), round(float(box[3]))) if len(box) == 4 else None
