"""The site on disk. It is built beside the old one and put in its place whole, or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from nudge.press.cache import Cache
from nudge.press.page.site import Planned
from nudge.press.ship import standing
from nudge.press.ship.digest import digest
from nudge.press.ship.exchange import exchange

MARK = ".nudge-site"
"""The file that says a folder is a site of ours, and may be replaced."""


SCRAP = 3600
"""Seconds after which a half-built site is taken for one that nobody will finish."""


class NotOurs(Exception):
    """The output folder holds something else than a site. The text is one sentence for a person."""


def check(out: Path, content: Path) -> None:
    """Refuse an output folder that a build must not replace. Raises `NotOurs`."""
    out, content = out.resolve(), content.resolve()
    if content == out or content.is_relative_to(out) or out.is_relative_to(content):
        raise NotOurs(f"{out} and the lessons in {content} lie inside each other; choose another --out.")
    if out.is_dir() and any(out.iterdir()) and not (out / MARK).is_file():
        raise NotOurs(f"{out} is not empty and is not a site built here; choose another --out, or empty it yourself.")
    if out.exists() and not out.is_dir():
        raise NotOurs(f"{out} is a file; choose another --out.")


def recover(out: Path) -> None:
    """Put right what a build that was killed left behind: the old site goes back, scraps of the last hours go."""
    out = out.resolve()
    for old in out.parent.glob(f".{out.name}.old-*"):
        if (old / out.name).is_dir() and not out.exists():
            os.rename(old / out.name, out)
    for scrap in (*out.parent.glob(f".{out.name}.old-*"), *out.parent.glob(f".{out.name}.new-*")):
        if time.time() - scrap.stat().st_mtime > SCRAP:  # a younger one may belong to a build that is running
            shutil.rmtree(scrap, ignore_errors=True)


def site(
    out: Path, texts: Iterable[Planned], files: Iterable[tuple[PurePosixPath, Path]], cache: Cache | None = None
) -> None:
    """Write a whole site: texts, and files copied from elsewhere. The old one stays until it is complete.

    What the old one has of the same, as `cache` remembers it, is linked and not made again.
    """
    out = out.resolve()
    out.parent.mkdir(parents=True, exist_ok=True)
    kept = standing.read(out, cache) if cache is not None else {}
    new = Path(tempfile.mkdtemp(prefix=f".{out.name}.new-", dir=out.parent))
    try:
        new.chmod(0o755)
        (new / MARK).write_text("A site built by nudge. The next build replaces this folder.\n", "utf-8")
        (new / ".nojekyll").write_text("", "utf-8")
        keys: dict[PurePosixPath, str] = {}
        for path, source in files:
            keys[path] = digest({"": source})
            if not standing.link(out, new, path, keys[path], kept):
                shutil.copyfile(source, _room(new / path))
        for text in texts:
            keys[text.path] = text.key
            if not standing.link(out, new, text.path, text.key, kept):
                _room(new / text.path).write_bytes(text.make().encode())
        remembered = standing.remember(new, keys)
        _swap(new, out)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    if cache is not None:
        standing.keep(out, remembered, cache)


def _room(target: Path) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    return target


def _swap(new: Path, out: Path) -> None:
    """Put `new` where `out` is: in one step where the system can, else in two, `out` put back if the second fails."""
    if out.exists() and exchange(new, out):
        shutil.rmtree(new, ignore_errors=True)  # it is the old site now
        return
    old = Path(tempfile.mkdtemp(prefix=f".{out.name}.old-", dir=out.parent))
    kept = old / out.name
    try:
        if out.exists():
            os.rename(out, kept)
        try:
            os.rename(new, out)  # between these two there is no site; `recover` puts the old one back after a kill
        except BaseException:
            if kept.exists():
                os.rename(kept, out)
            raise
    finally:
        if out.exists():
            shutil.rmtree(old, ignore_errors=True)


def remove(out: Path) -> bool:
    """Remove a site of ours. Raises `NotOurs`; returns whether there was one."""
    if not out.exists():
        return False
    if not (out / MARK).is_file():
        raise NotOurs(f"{out} is not a site built here; it was left alone.")
    shutil.rmtree(out)
    return True
