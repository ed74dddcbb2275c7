"""What is kept on disk comes back; what cannot be read is begun again."""

import sqlite3
from pathlib import Path

import pytest

from nudge.press.cache import DAY, Disk, key


def test_keeps_and_gives_back(tmp_path: Path) -> None:
    cache = Disk(tmp_path / "new")
    assert cache.get("a") is None
    cache.put({"a": "1", "b": "é"})
    cache.put({"a": "2"})
    cache.close()
    again = Disk(tmp_path / "new")
    assert (again.get("a"), again.get("b")) == ("2", "é")
    again.close()


def test_a_broken_cache_is_begun_again(tmp_path: Path) -> None:
    (tmp_path / "press.sqlite").write_bytes(b"not a database at all" * 100)
    cache = Disk(tmp_path)
    cache.put({"a": "1"})
    assert cache.get("a") == "1"
    cache.close()


def test_what_was_not_used_longest_goes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fails when the file is thrown away as a whole, and when the day of a text's last use is not noted."""
    names = [f"{n:03}" for n in range(100)]

    def opened(day: int) -> Disk:
        monkeypatch.setattr("nudge.press.cache.time.time", lambda: day * DAY)
        return Disk(tmp_path)

    cache = opened(1)
    cache.put({name: name * 1000 for name in names})
    cache.close()
    cache = opened(3)
    assert all(cache.get(name) for name in names[50:])
    cache.put({"0": "new"})
    cache.close()
    monkeypatch.setattr("nudge.press.cache.LIMIT", 200_000)
    cache = opened(4)
    assert [name for name in names if cache.get(name)] == names[50 : 50 + 33]
    assert cache.get("0") == "new"
    cache.close()
    assert (tmp_path / "press.sqlite").stat().st_size < 200_000


def test_a_cache_of_another_form_is_begun_again(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "press.sqlite") as old:
        old.execute("create table kept (key text primary key, value text not null) without rowid")
        old.execute("insert into kept values ('a', 'old')")
    cache = Disk(tmp_path)
    assert cache.get("a") is None
    cache.put({"a": "1"})
    assert cache.get("a") == "1"
    cache.close()


def test_parts_of_a_key_do_not_run_together() -> None:
    assert key("a", "bc") != key("ab", "c")
