"""The front door: it prepares what is missing, once, says in a sentence what it cannot, and is quick when all is there.

A small project with the real build.py and no packages stands in for ours, whose own set-up every fresh clone runs.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import build

ROOT = Path(__file__).resolve().parents[1]
Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with the front door, an empty lock file, and a command line that says what it was given."""
    shutil.copy(ROOT / "build.py", tmp_path)
    for file in ("requirements.txt", "requirements-node.txt"):
        (tmp_path / file).write_text("")
    (tmp_path / "package.json").write_text('{"name": "small"}')
    (tmp_path / "package-lock.json").write_text('{"name": "small", "lockfileVersion": 3, "packages": {"": {}}}')
    cli = tmp_path / "pysrc" / "nudge" / "press" / "cli.py"
    cli.parent.mkdir(parents=True)
    cli.write_text("import sys\nprint(sys.prefix, *sys.argv[1:], sep='|')\nsys.exit(7)\n")
    return tmp_path


@pytest.fixture
def start(project: Path) -> Start:
    """Start the front door, as one would in another folder."""

    def start(*words: str, **environment: str) -> subprocess.Popen[str]:
        command = [sys.executable, str(project / "build.py"), *words]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        return subprocess.Popen(command, text=True, cwd=project.parent, env={**os.environ, **environment}, **pipes)

    return start


@pytest.mark.slow
def test_an_interrupted_set_up_is_taken_up_again_and_a_finished_one_is_left_alone(project: Path, start: Start) -> None:
    interrupted = start("check", "--format", "json")
    assert interrupted.stderr.readline() == "Preparing a Python environment in .venv …\n"
    interrupted.send_signal(signal.SIGINT)
    said = interrupted.communicate(timeout=60)[1]
    assert interrupted.returncode == 130
    assert "the next start takes it up" in said
    assert not (project / ".venv" / ".made").exists()

    resumed = start("check", "--format", "json")
    out, said = resumed.communicate(timeout=300)
    assert resumed.returncode == 7, said
    assert out == f"{project / '.venv'}|check|--format|json\n"
    assert "Preparing a Python environment" in said
    assert "Preparing JavaScript packages" in said

    again = start("clean")
    out, said = again.communicate(timeout=60)
    assert (out, said) == (f"{project / '.venv'}|clean\n", "")

    (project / "requirements.txt").write_text("nonesuch==1.0 --hash=sha256:" + 64 * "0" + "\n")
    offline = start("clean", PIP_INDEX_URL="http://127.0.0.1:9/", PIP_RETRIES="0", PIP_NO_INDEX="1")
    said = offline.communicate(timeout=120)[1]
    assert offline.returncode == 3
    assert "build.py: Python packages could not be installed; is this machine online?" in said
    assert "nonesuch" in said
    assert "Traceback" not in said


def test_only_what_changed_is_done_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stamp, file, done = tmp_path / "stamp", tmp_path / "file", []

    def fail() -> None:
        raise build.Unprepared("no")

    file.write_text("one")
    with pytest.raises(build.Unprepared):
        build.once(stamp, "it", fail, file, "3.11")
    for _ in range(2):
        build.once(stamp, "it", lambda: done.append("first"), file, "3.11")
    file.write_text("two")
    build.once(stamp, "it", lambda: done.append("file"), file, "3.11")
    build.once(stamp, "it", lambda: done.append("python"), file, "3.12")
    assert done == ["first", "file", "python"]
    assert capsys.readouterr().err == "Preparing it …\n" * 4


def test_an_old_python_is_told_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(build, "OLDEST_PYTHON", (4, 2))
    assert build.main(["build"]) == 3
    assert capsys.readouterr().err.startswith("build.py: Nudge needs Python 4.2 or newer, and this is 3.")


def test_a_missing_venv_module_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys) -> None:
    found = build.importlib.util.find_spec
    monkeypatch.setattr(build, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(build.importlib.util, "find_spec", lambda name: None if name == "ensurepip" else found(name))
    assert build.main(["build"]) == 3
    assert "apt install python3-venv" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("version", "will_do"), [("v18.20.1", False), ("v20.0.0", True), ("v100.1.0", True), ("", False)]
)
def test_an_old_node_is_passed_over(version: str, will_do: bool, tmp_path: Path, monkeypatch) -> None:
    for name in ("node", "npm"):
        (tmp_path / name).write_text(f"#!/bin/sh\necho {version}\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert build.system_npm() == ([str(tmp_path / "npm")] if will_do else [])


def test_a_start_with_everything_there_is_quick(capsys: pytest.CaptureFixture[str]) -> None:
    def seconds() -> float:
        began = time.perf_counter()
        build.prepare("tests")
        return time.perf_counter() - began

    assert min(seconds() for _ in range(3)) < 0.05
    assert capsys.readouterr().err == ""
