"""Hashes of files, for names that change with the content."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path


def below(folder: Path) -> dict[str, Path]:
    """All files in a folder and those below it, by their path from it."""
    return {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}


def digest(files: Mapping[str, Path]) -> str:
    """One hash of the names and contents of files."""
    found = hashlib.sha256()
    for name, path in files.items():
        status = path.stat()
        found.update(f"{name}\0{_file_digest(path, status.st_mtime_ns, status.st_size)}\0".encode())
    return found.hexdigest()


@lru_cache(maxsize=1024)
def _file_digest(path: Path, changed: int, size: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
