"""What was worked out before, kept on disk: formulas set, code coloured, pictures drawn.

One SQLite file, so that writing is atomic and only what is asked for is read. Every key holds all that its
value was made from; nothing ever has to be invalidated, and a cache that cannot be read is simply begun
again.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

LIMIT = 256 * 2**20
"""A file that has grown beyond this many bytes, mostly by what is no longer asked for, is begun again."""


class Cache(Protocol):
    """Texts by key."""

    def get(self, key: str) -> str | None: ...

    def put(self, entries: Mapping[str, str]) -> None: ...


def key(*parts: str) -> str:
    """A key made from everything a value depends on."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


class Memory(dict[str, str]):
    """A cache that ends with the process."""

    def put(self, entries: Mapping[str, str]) -> None:
        """Keep these."""
        self.update(entries)


class Disk:
    """A cache in a folder. `get` and `put` may be called from one thread at a time."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "press.sqlite"
        folder.mkdir(parents=True, exist_ok=True)
        if self._path.is_file() and self._path.stat().st_size > LIMIT:
            self._path.unlink()
        try:
            self._store = self._open()
        except sqlite3.DatabaseError:
            self._path.unlink(missing_ok=True)
            self._store = self._open()

    def _open(self) -> sqlite3.Connection:
        store = sqlite3.connect(self._path, timeout=30, check_same_thread=False)
        store.execute("create table if not exists kept (key text primary key, value text not null) without rowid")
        store.execute("select count(*) from (select key from kept limit 1)").fetchone()
        return store

    def get(self, key: str) -> str | None:
        """The text kept under this key."""
        row = self._store.execute("select value from kept where key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def put(self, entries: Mapping[str, str]) -> None:
        """Keep these, all or none."""
        if entries:
            with self._store:
                self._store.executemany("insert or replace into kept values (?, ?)", entries.items())

    def close(self) -> None:
        """Let go of the file."""
        self._store.close()
