"""What is kept on disk comes back; what cannot be read is begun again."""

from pathlib import Path

import pytest

from nudge.press.cache import Disk, key


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


def test_a_cache_does_not_grow_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Disk(tmp_path)
    cache.put({"a": "1" * 100_000})
    cache.close()
    monkeypatch.setattr("nudge.press.cache.LIMIT", 50_000)
    again = Disk(tmp_path)
    assert again.get("a") is None
    again.close()


def test_parts_of_a_key_do_not_run_together() -> None:
    assert key("a", "bc") != key("ab", "c")
