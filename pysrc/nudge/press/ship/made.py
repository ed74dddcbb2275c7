"""Folders of files that are made from others: made once, and kept under a key of all that they were made from.

A folder's name holds a hash of its content too, so one that was damaged since is seen, and made again.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from nudge.press.ship.digest import below

KEPT = 3
"""How many folders stay of each kind: going back to an earlier state is then as quick as keeping one."""


def made_once(kept: Path, key: str, make: Callable[[Path], None]) -> Path:
    """The folder in `kept` under this key. If it is not there whole, `make` fills one, which appears when done."""
    name = hashlib.sha256(key.encode()).hexdigest()[:16]
    if folder := _whole(kept, name):
        os.utime(folder)
        return folder
    kept.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=kept) as new:
        make(Path(new))
        folder = kept / f"{name}-{_content(Path(new))}"
        try:
            os.rename(new, folder)
        except OSError:
            if not _whole(kept, name):  # else another build was first
                raise
        else:
            Path(new).mkdir()  # for the with statement to remove
    for old in sorted(kept.glob("[!.]*"), key=lambda path: path.stat().st_mtime)[:-KEPT]:
        shutil.rmtree(old, ignore_errors=True)
    return folder


def _whole(kept: Path, name: str) -> Path | None:
    """The folder made under this name, if its content is as it was made. What is damaged is removed."""
    for folder in kept.glob(f"{name}*"):
        if folder.name == f"{name}-{_content(folder)}":
            return folder
        shutil.rmtree(folder) if folder.is_dir() and not folder.is_symlink() else folder.unlink()
    return None


def _content(folder: Path) -> str:
    """A hash of the names and bytes in a folder. Every byte is read: damage need not change a file's time or size."""
    found = hashlib.sha256()
    for name, path in below(folder).items():
        found.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\0".encode())
    return found.hexdigest()[:16]
