"""A site is replaced whole or not at all, and nothing else is ever replaced."""

import os
from pathlib import Path, PurePosixPath

import pytest

from nudge.press.page.site import written
from nudge.press.ship import write
from nudge.press.ship.exchange import exchange

PAGE = PurePosixPath("a/index.html")


def test_writes_and_replaces(tmp_path: Path) -> None:
    out, file = tmp_path / "deep" / "site", tmp_path / "x.bin"
    file.write_bytes(b"\0\r\n")
    write.site(out, [written(PAGE, "one\n")], [(PurePosixPath("b/x.bin"), file)])
    assert (out / PAGE).read_bytes() == b"one\n"
    assert (out / "b/x.bin").read_bytes() == b"\0\r\n"
    write.site(out, [written(PurePosixPath("index.html"), "two\n")], [])
    assert not (out / PAGE).exists()
    assert [p.name for p in out.parent.iterdir()] == ["site"]


def test_a_failure_leaves_the_old_site(tmp_path: Path) -> None:
    out = tmp_path / "site"
    write.site(out, [written(PAGE, "one\n")], [])
    with pytest.raises(FileNotFoundError):
        write.site(out, [written(PAGE, "two\n")], [(PurePosixPath("x"), tmp_path / "nowhere")])
    assert (out / PAGE).read_text() == "one\n"
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_a_failed_swap_puts_the_old_site_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out, rename = tmp_path / "site", os.rename
    write.site(out, [written(PAGE, "one\n")], [])

    def failing(source: Path, target: Path) -> None:
        if Path(target) == out and ".new-" in str(source):
            raise OSError("disk on fire")
        rename(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(write, "exchange", lambda new, out: False)
        patch.setattr(os, "rename", failing)
        with pytest.raises(OSError, match="fire"):
            write.site(out, [written(PAGE, "two\n")], [])
    assert (out / PAGE).read_text() == "one\n"
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_refuses_what_is_not_ours(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    (content / "letter.txt").write_text("precious")
    for out in (content, tmp_path, content / "site", content / "letter.txt"):
        with pytest.raises(write.NotOurs):
            write.check(out, content)
    other = tmp_path / "other"
    other.mkdir()
    write.check(other, content)
    (other / "letter.txt").write_text("precious")
    with pytest.raises(write.NotOurs, match="not a site built here"):
        write.check(other, content)
    with pytest.raises(write.NotOurs):
        write.remove(other)
    assert (other / "letter.txt").read_text() == "precious"


def test_a_link_to_a_site_stays_a_link(tmp_path: Path) -> None:
    real, out = tmp_path / "real", tmp_path / "site"
    write.site(real, [written(PAGE, "one\n")], [])
    out.symlink_to(real)
    write.site(out, [written(PAGE, "two\n")], [])
    assert out.is_symlink()
    assert (real / PAGE).read_text() == "two\n"


def test_what_a_killed_build_left_is_put_right(tmp_path: Path) -> None:
    out, old, new = tmp_path / "site", tmp_path / ".site.old-x", tmp_path / ".site.new-x"
    write.site(old / "site", [written(PAGE, "one\n")], [])
    new.mkdir()
    write.recover(out)
    assert (out / PAGE).read_text() == "one\n"
    assert new.is_dir()
    for scrap in (old, new):
        os.utime(scrap, (0, 0))
    write.recover(out)
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_sites_change_places_in_one_step_where_the_system_can(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "site"
    write.site(out, [written(PAGE, "one\n")], [])
    if not exchange(tmp_path / "site", tmp_path / "site"):
        pytest.skip("this file system cannot exchange two names")
    monkeypatch.setattr(os, "rename", lambda source, target: pytest.fail("there was no site for a moment"))
    write.site(out, [written(PAGE, "two\n")], [])
    assert (out / PAGE).read_text() == "two\n"
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_nothing_moves_where_two_names_cannot_be_exchanged(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    assert not exchange(tmp_path / "one", tmp_path / "nowhere")
    assert [p.name for p in tmp_path.iterdir()] == ["one"]
