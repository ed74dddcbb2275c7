"""What was worked out before, kept on disk: formulas set, code coloured, pictures drawn.

One SQLite file, so that writing is atomic and only what is asked for is read. Every key holds all that its
value was made from; nothing ever has to be invalidated. A cache that has grown too large loses what was not used
longest, and one that cannot be read is begun again.
"""

from __future__ import annotations

import hashlib
import sqlite3
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Protocol

LIMIT = 256 * 2**20
"""Bytes. A file that has grown beyond this loses what was not used longest, down to half of it."""

DAY = 24 * 60 * 60
"""Seconds. That a text was used is noted once a day, so that a build that finds everything seldom has to write."""

_FORMAT = 1
"""The number of the table's form. A file of another form is begun again."""


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
        self._now = int(time.time())
        self._used: set[str] = set()
        folder.mkdir(parents=True, exist_ok=True)
        try:
            self._store = self._open()
        except sqlite3.DatabaseError:
            self._path.unlink(missing_ok=True)
            self._store = self._open()
        if self._path.stat().st_size > LIMIT:
            self._shrink(LIMIT // 2)

    def _open(self) -> sqlite3.Connection:
        store = sqlite3.connect(self._path, timeout=30, check_same_thread=False)
        if store.execute("pragma user_version").fetchone()[0] != _FORMAT:
            store.execute("drop table if exists kept")
            store.execute(f"pragma user_version = {_FORMAT}")
        columns = "key text primary key, used integer not null, value text not null"
        store.execute(f"create table if not exists kept ({columns}) without rowid")
        store.execute("select count(*) from (select key from kept limit 1)").fetchone()
        return store

    def get(self, key: str) -> str | None:
        """The text kept under this key."""
        row = self._store.execute("select value, used from kept where key = ?", (key,)).fetchone()
        if row is None:
            return None
        if self._now - row[1] >= DAY:
            self._used.add(key)
        return str(row[0])

    def put(self, entries: Mapping[str, str]) -> None:
        """Keep these, all or none."""
        if entries:
            rows = [(key, self._now, text) for key, text in entries.items()]
            with self._store:
                self._store.executemany("insert or replace into kept values (?, ?, ?)", rows)

    def close(self) -> None:
        """Note what was used, and let go of the file."""
        if self._used:
            rows = [(self._now, key) for key in self._used]
            with suppress(sqlite3.OperationalError), self._store:  # busy or read-only: it will seem older than it is
                self._store.executemany("update kept set used = ? where key = ?", rows)
        self._store.close()

    def _shrink(self, size: int) -> None:
        """Drop what was not used longest until the texts take no more than so many bytes."""
        taken, old = 0, []
        lengths = "select key, length(cast(value as blob)) from kept order by used desc, key"
        for name, length in self._store.execute(lengths):
            taken += length
            if taken > size:
                old.append((name,))
        with self._store:
            self._store.executemany("delete from kept where key = ?", old)
        self._store.execute("vacuum")
