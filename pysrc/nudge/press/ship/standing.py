"""What the site that stands is made of, so that the next one links to those of its files that it would make again.

A file counts only while it is the very one that was written: of the same size, not changed since, in the same place.
A link and not a copy is safe because a site is never changed, only replaced.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from nudge.press.cache import Cache, key

Files = Mapping[str, tuple[str, int, int, int]]
"""Files by their path in the site: the key of what each was made from, its size, when it changed, and its inode."""


def read(out: Path, cache: Cache) -> Files:
    """What is remembered of the site in this folder."""
    text = cache.get(key("site", str(out)))
    return {path: (one[0], one[1], one[2], one[3]) for path, one in json.loads(text).items()} if text else {}


def link(out: Path, new: Path, path: PurePosixPath, made_of: str, kept: Files) -> bool:
    """Give the new site the file that the old one has at this path, if it is made of the same."""
    found = kept.get(str(path))
    if found is None or found[0] != made_of:
        return False
    old, target = out / path, new / path
    try:
        if _stamp(old) != found[1:]:
            return False
        target.parent.mkdir(parents=True, exist_ok=True)
        os.link(old, target)
    except OSError:  # it is gone, or these disks have no links
        return False
    return True


def remember(new: Path, keys: Mapping[PurePosixPath, str]) -> Files:
    """What to remember of a site that is complete."""
    return {str(path): (made_of, *_stamp(new / path)) for path, made_of in keys.items()}


def keep(out: Path, files: Files, cache: Cache) -> None:
    """Remember it."""
    cache.put({key("site", str(out)): json.dumps(files)})


def _stamp(path: Path) -> tuple[int, int, int]:
    status = path.stat(follow_symlinks=False)
    return status.st_size, status.st_mtime_ns, status.st_ino
