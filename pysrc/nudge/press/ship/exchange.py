"""Two folders change places in one step, so that at no moment there is none."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

_HERE = -100  # AT_FDCWD: a path is seen from the present folder
_EXCHANGE = 2  # RENAME_EXCHANGE of <linux/fs.h>, and RENAME_SWAP of macOS


def exchange(one: Path, other: Path) -> bool:
    """Exchange two paths of one file system. False where that is not possible; nothing has moved then."""
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "linux":  # since Linux 3.15 and glibc 2.28, or musl 1.2.5
            return not library.renameat2(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE)
        if sys.platform == "darwin":
            return not library.renamex_np(os.fsencode(one), os.fsencode(other), _EXCHANGE)
    except (AttributeError, OSError, TypeError):
        pass
    return False
