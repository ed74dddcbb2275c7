"""The commands, as they are typed: exit statuses, formats, and what is left on disk."""

from __future__ import annotations

import json
import re
import shutil
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath

import pytest
from click.testing import CliRunner, Result

from nudge.press import cli
from nudge.press.page.pages import Assets
from nudge.press.ship.bundle import Bundle

Write = Callable[[Mapping[str, str]], None]
ROOT = Path(__file__).parents[2]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run a command on the folders `content` and `site`, with a cache that does not outlive the test."""
    root = tmp_path / "root"
    root.mkdir()
    for name in ("templates", "node_modules"):
        (root / name).symlink_to(ROOT / name)
    monkeypatch.setattr(cli, "ROOT", root)
    monkeypatch.chdir(tmp_path)

    def run(*words: str) -> Result:
        options = ["--out", "site"] if words[:1] == ("clean",) else ["--out", "site", "--content", "content"]
        return CliRunner().invoke(cli.main, [*words, *options])

    return run


def test_check_writes_nothing(write: Write, run: Callable[..., Result], tmp_path: Path) -> None:
    write({"a/one.md": "Text $x$.\n"})
    result = run("check")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "1 lesson checked: nothing is wrong." in result.stderr
    assert not (tmp_path / "site").exists()


def test_mistakes_as_text_and_as_json(write: Write, run: Callable[..., Result], tmp_path: Path) -> None:
    write({"a/one.md": "Text $x.\n"})
    result = run("build")
    assert result.exit_code == 1
    assert "content/a/one.md:6:6: error[unclosed-math]" in result.stderr
    assert not (tmp_path / "site").exists()
    result = run("check", "--format", "json")
    assert result.exit_code == 1
    (found,) = json.loads(result.stdout)
    assert (found["file"], found["line"], found["col"], found["code"]) == (
        "content/a/one.md",
        6,
        6,
        "unclosed-math",
    )


@pytest.mark.parametrize(
    "words", [["--base-path", "repo"], ["--base-path", "/a b/"], ["--format", "xml"], ["--nope"], ["nope"]]
)
def test_misuse(write: Write, run: Callable[..., Result], words: list[str]) -> None:
    write({"a/one.md": "Text.\n"})
    result = run(*words)
    assert result.exit_code == 2
    assert "Error" in result.stderr


def test_another_folder_is_never_replaced(write: Write, run: Callable[..., Result], tmp_path: Path) -> None:
    write({"a/one.md": "Text.\n"})
    (tmp_path / "site").mkdir()
    (tmp_path / "site/letter.txt").write_text("precious")
    for command in ("build", "clean"):
        result = run(command)
        assert result.exit_code == 2
        assert "not a site built here" in result.stderr
    assert (tmp_path / "site/letter.txt").read_text() == "precious"


def test_without_katex(write: Write, run: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "root/node_modules").unlink()
    write({"a/one.md": "Text $x$.\n"})
    result = run("check")
    assert result.exit_code == 3
    assert "KaTeX was not found" in result.stderr


def test_help_has_examples(run: Callable[..., Result]) -> None:
    for words in (
        ["--help"],
        ["build", "--help"],
        ["serve", "--help"],
        ["check", "--help"],
        ["clean", "--help"],
    ):
        result = CliRunner().invoke(cli.main, words)
        assert result.exit_code == 0
        assert "python3 build.py" in result.stdout


def test_clean(write: Write, run: Callable[..., Result], tmp_path: Path) -> None:
    write({"a/one.md": "Text $x$.\n"})
    run("check")
    shutil.copytree(ROOT / "templates", tmp_path / "site")
    (tmp_path / "site/.nudge-site").write_text("")
    assert (tmp_path / "root/.cache/press.sqlite").is_file()
    result = run("clean")
    assert result.output == "Removed: the site, the cache\n"
    assert not (tmp_path / "site").exists()
    assert not (tmp_path / "root/.cache/press.sqlite").exists()
    assert run("clean").output == "Removed: nothing\n"


@pytest.fixture
def bundled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One style sheet in the place of all that pages share, which takes seconds to make."""
    style = tmp_path / "page.css"
    style.write_text("p { margin: 0 }\n")
    assets = Assets("assets/s", "assets/s/page.css", "assets/s", (), {})
    shared = Bundle(assets, ((PurePosixPath("assets/s/page.css"), style),))
    monkeypatch.setattr(cli.bundle, "gather", lambda root, cache, say: shared)


@pytest.mark.usefixtures("bundled")
def test_build_needs_no_word(write: Write, run: Callable[..., Result], tmp_path: Path) -> None:
    write({"a/one.md": "## Step\n\nText $x$.\n"})
    result = run("--base-path", "/repo")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "warning[derived-id]" in result.stderr
    assert "Built 1 lesson to site in" in result.stderr
    assert "s, 1 warning." in result.stderr
    assert 'href="/repo/assets/s/page.css"' in (tmp_path / "site/404.html").read_text()


@pytest.mark.usefixtures("bundled")
def test_serve(write: Write, run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    servers, pages = [], []
    server = cli.serve.server
    monkeypatch.setattr(cli.serve, "server", lambda *words: servers.append(server(*words)) or servers[0])

    def watch(folders: object, stop: object, changed: Callable[[], None]) -> None:
        def get() -> str:
            address = f"http://127.0.0.1:{servers[0].server_address[1]}/repo/a/one/"
            with urllib.request.urlopen(address, timeout=10) as answer:
                return str(answer.read(), "utf-8")

        for text in ("Second.\n", "Broken $x.\n", "Third.\n"):
            pages.append(get())
            write({"a/one.md": text})
            changed()
        with monkeypatch.context() as patch:
            patch.setattr(cli.Press, "build", lambda press: 1 // 0)  # a fault of ours, as a file may bring one about
            changed()
        pages.append(get())
        raise KeyboardInterrupt

    monkeypatch.setattr(cli.serve, "watch", watch)
    write({"a/one.md": "First.\n"})
    result = run("serve", "--base-path", "/repo/", "--port", "18500")
    assert result.exit_code == 0
    assert "http://127.0.0.1:185" in result.stdout
    shown = [re.findall("First|Second|Third|Broken", page)[-1] for page in pages]
    assert shown == ["First", "Second", "Second", "Third"]
    assert "Not built: 1 error. The last good site stands as it was." in result.stderr
    assert "Not built: ZeroDivisionError" in result.stderr
