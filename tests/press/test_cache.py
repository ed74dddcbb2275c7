"""What is kept on disk comes back; what cannot be read is begun again."""

import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from nudge.press.cache import DAY, PATIENCE, Disk, key


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


def test_a_damaged_page_of_the_file_loses_texts_and_ends_nothing(tmp_path: Path) -> None:
    cache = Disk(tmp_path)
    cache.put({f"{n:04}": f"text {n} " * 200 for n in range(500)})
    cache.close()
    file = tmp_path / "press.sqlite"
    data = bytearray(file.read_bytes())
    for at in range(5000, len(data), 3001):
        data[at] ^= 0xFF
    file.write_bytes(data)
    cache = Disk(tmp_path)
    for n in range(500):
        assert cache.get(f"{n:04}") in (None, f"text {n} " * 200)
    cache.put({"a": "1"})  # it may meet the damage, and begin the file again
    cache.put({"a": "1"})
    assert cache.get("a") == "1"
    cache.close()


def test_a_file_that_another_process_holds_is_done_without(tmp_path: Path) -> None:
    Disk(tmp_path).close()
    script = (
        "import sqlite3, sys; store = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "store.execute('begin exclusive'); print('held', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "press.sqlite")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout
        other.stdout.readline()
        said: list[str] = []
        began = time.perf_counter()
        cache = Disk(tmp_path, said.append)
        assert cache.get("a") is None
        cache.put({"a": "1"})
        cache.close()
        taken = time.perf_counter() - began
        other.communicate()
    who = f"process {other.pid} (" if sys.platform == "linux" else "another process"
    assert [words.startswith(f"The cache is in use by {who}") for words in said] == [True]
    assert taken < PATIENCE + 1
    cache = Disk(tmp_path)
    cache.put({"a": "1"})
    assert cache.get("a") == "1"
    cache.close()
