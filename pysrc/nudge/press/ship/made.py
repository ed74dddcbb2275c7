"""Folders of files that are made from others: made once, and kept under a key of all that they were made from."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

KEPT = 3
"""How many folders stay of each kind: going back to an earlier state is then as quick as keeping one."""


def made_once(kept: Path, key: str, make: Callable[[Path], None]) -> Path:
    """The folder in `kept` under this key. If it is not there, `make` fills an empty one, which appears when whole."""
    folder = kept / hashlib.sha256(key.encode()).hexdigest()[:16]
    if folder.is_dir():
        os.utime(folder)
        return folder
    kept.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=kept) as new:
        make(Path(new))
        try:
            os.rename(new, folder)
        except OSError:
            if not folder.is_dir():  # else another build was first
                raise
        else:
            Path(new).mkdir()  # for the with statement to remove
    for old in sorted(kept.glob("[!.]*"), key=lambda path: path.stat().st_mtime)[:-KEPT]:
        shutil.rmtree(old, ignore_errors=True)
    return folder
