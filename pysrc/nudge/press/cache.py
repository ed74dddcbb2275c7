"""What was worked out before, kept on disk: formulas set, code coloured, pictures drawn.

One SQLite file, so that writing is atomic and only what is asked for is read. Every key holds all that its
value was made from; nothing ever has to be invalidated. A cache that has grown too large loses what was not used
longest, and one that cannot be read is begun again.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol

LIMIT = 256 * 2**20
"""Bytes. A file that has grown beyond this loses what was not used longest, down to half of it."""

DAY = 24 * 60 * 60
"""Seconds. That a text was used is noted once a day, so that a build that finds everything seldom has to write."""

PATIENCE = 0.5
"""Seconds to wait for a file that is held: a build holds it for hundredths, so what is longer hangs or was stopped."""

_REFUSED = ("readonly", "unable to open", "is full", "I/O")
"""What SQLite says of a file that is sound, but cannot be read or written now."""

_FORMAT = 2
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
    """A cache in a folder. `get` and `put` may be called from one thread at a time.

    It saves time and nothing else: where the file is held by another process, `say` hears by whom, and the build goes
    on without it; where it is damaged, it is begun again.
    """

    def __init__(self, folder: Path, say: Callable[[str], None] = lambda words: None) -> None:
        self._path, self._say = folder / "press.sqlite", say
        self._now = int(time.time())
        self._used: set[str] = set()
        self._store: sqlite3.Connection | None = None
        folder.mkdir(parents=True, exist_ok=True)
        with self._careful():
            self._store = self._open()
            if self._path.stat().st_size > LIMIT:
                self._shrink(self._store, LIMIT // 2)

    def _open(self) -> sqlite3.Connection:
        store = sqlite3.connect(self._path, timeout=PATIENCE, check_same_thread=False)
        if store.execute("pragma user_version").fetchone()[0] != _FORMAT:
            store.execute("drop table if exists kept")
            store.execute(f"pragma user_version = {_FORMAT}")
        columns = "key text primary key, used integer not null, value text not null, sum integer not null"
        store.execute(f"create table if not exists kept ({columns}) without rowid")
        store.execute("select count(*) from (select key from kept limit 1)").fetchone()
        return store

    def get(self, key: str) -> str | None:
        """The text kept under this key."""
        row = None
        with self._careful():
            if self._store:
                query = "select value, used, sum from kept where key = ?"
                row = self._store.execute(query, (key,)).fetchone()
        if row is None or row[2] != zlib.crc32(str(row[0]).encode()):
            return None
        if self._now - row[1] >= DAY:
            self._used.add(key)
        return str(row[0])

    def put(self, entries: Mapping[str, str]) -> None:
        """Keep these, all or none."""
        rows = [(key, self._now, text, zlib.crc32(text.encode())) for key, text in entries.items()]
        with self._careful():
            if self._store and rows:
                with self._store:
                    self._store.executemany("insert or replace into kept values (?, ?, ?, ?)", rows)

    def close(self) -> None:
        """Note what was used, and let go of the file."""
        if self._store is None:
            return
        if self._used:
            rows = [(self._now, key) for key in self._used]
            with suppress(sqlite3.DatabaseError), self._store:  # busy or read-only: it will seem older than it is
                self._store.executemany("update kept set used = ? where key = ?", rows)
        self._store.close()
        self._store = None

    @contextmanager
    def _careful(self) -> Iterator[None]:
        """Do without the file when it is held by somebody else, and begin it again when it is damaged."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            self._leave()
            if "locked" in str(error):
                self._say(f"The cache is in use by {_holder(self._path)}; going on without it.")
            elif any(word in str(error) for word in _REFUSED):
                self._say(f"The cache cannot be used ({error}); going on without it.")
            else:
                self._begin_again()

    def _begin_again(self) -> None:
        for name in (self._path.name, f"{self._path.name}-journal"):
            self._path.with_name(name).unlink(missing_ok=True)
        with suppress(sqlite3.DatabaseError):
            self._store = self._open()

    def _leave(self) -> None:
        if self._store:
            self._store.close()
        self._store = None

    def _shrink(self, store: sqlite3.Connection, size: int) -> None:
        """Drop what was not used longest until the texts take no more than so many bytes."""
        taken, old = 0, []
        lengths = "select key, length(cast(value as blob)) from kept order by used desc, key"
        for name, length in store.execute(lengths):
            taken += length
            if taken > size:
                old.append((name,))
        with store:
            store.executemany("delete from kept where key = ?", old)
        store.execute("vacuum")


def _holder(path: Path) -> str:
    """Who holds a file locked, as Linux tells it: `process 1234 (python3)`. Elsewhere, just another process."""
    with suppress(OSError, ValueError, IndexError):
        inode = str(path.stat().st_ino)
        for line in Path("/proc/locks").read_text("ascii").splitlines():
            words = [word for word in line.split() if word != "->"]
            if words[5].rpartition(":")[2] == inode and int(words[4]) not in (0, os.getpid()):
                name = Path("/proc", words[4], "comm").read_text("utf-8", "replace").strip()
                return f"process {words[4]} ({name})"
    return "another process"
