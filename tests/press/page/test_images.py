"""Sizes from the first bytes of a file."""

import struct
import zlib
from pathlib import Path

import pytest

from nudge.press.page.images import Size, measure

PNG = (
    b"\x89PNG\r\n\x1a\n"
    + struct.pack(">I4sII", 13, b"IHDR", 30, 20)
    + b"\x08\0\0\0\0"
    + struct.pack(">I", zlib.crc32(b""))
)
JPEG = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x0b\x08" + struct.pack(">HH", 20, 30) + b"\x01\x01\x11\x00"


@pytest.mark.parametrize(
    ("name", "data", "size"),
    [
        ("a.png", PNG, (30, 20)),
        ("a.gif", b"GIF89a" + struct.pack("<HH", 30, 20), (30, 20)),
        ("a.jpg", JPEG, (30, 20)),
        ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20"/>', (30, 20)),
        ("b.svg", b'<svg width="30px" height="20"/>', (30, 20)),
        ("c.svg", b"<svg", None),
        ("a.webp", b"RIFF....WEBP", None),
        ("empty.png", b"", None),
    ],
)
def test_measure(tmp_path: Path, name: str, data: bytes, size: Size | None) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert measure(path) == size
