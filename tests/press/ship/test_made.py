"""What was made once is used again as long as it is whole."""

from pathlib import Path

import pytest

from nudge.press.ship.made import made_once


def make(folder: Path) -> None:
    (folder / "fonts").mkdir()
    (folder / "core.zip").write_bytes(b"made")
    (folder / "fonts" / "one").write_bytes(b"font")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def damaged(folder: Path, how: str) -> None:
    file = folder / "core.zip"
    match how:
        case "changed":
            file.write_bytes(b"mode")
        case "cut":
            file.write_bytes(b"")
        case "lost":
            file.unlink()
        case "more":
            (folder / "else.js").write_text("alert(1)")
        case "emptied":
            for path in sorted(folder.rglob("*"), reverse=True):
                path.rmdir() if path.is_dir() else path.unlink()
        case "a file":
            damaged(folder, "emptied")
            folder.rmdir()
            folder.write_text("")


@pytest.mark.parametrize("how", ["changed", "cut", "lost", "more", "emptied", "a file"])
def test_what_is_damaged_is_made_again(tmp_path: Path, how: str) -> None:
    folder = made_once(tmp_path, "key", make)
    whole = contents(folder)
    damaged(folder, how)
    assert contents(made_once(tmp_path, "key", make)) == whole


def test_what_is_whole_is_not_made_again(tmp_path: Path) -> None:
    folder = made_once(tmp_path, "key", make)
    assert made_once(tmp_path, "key", lambda new: pytest.fail("made again")) == folder
