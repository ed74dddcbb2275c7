"""The tests of the engine, run by the browser's Python: what holds in CPython holds there."""

import json
import re
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from nudge.press import node

ROOT = Path(__file__).resolve().parents[1]
PYODIDE = ROOT / "node_modules" / "pyodide"
CACHE = ROOT / ".cache" / "pyodide"
FEWEST = 900
"""How many tests there are at least, so that none are left out unseen."""


def hypothesis_there() -> Path:
    """Hypothesis for Pyodide, from the registry once. The other packages are the ones of this Python: pure Python."""
    pinned = re.search(r"^hypothesis==(\S+).*\n(?: .*\n)+", (ROOT / "requirements-dev.txt").read_text("utf-8"), re.M)
    about = json.loads((PYODIDE / "pyodide-lock.json").read_text("utf-8"))["info"]
    version = "".join(about["python"].split(".")[:2])
    platform = f"pyemscripten_{about['abi_version']}_wasm32"
    folder = CACHE / f"hypothesis-{pinned[1]}-{version}-{platform}"
    if not folder.is_dir():
        CACHE.mkdir(parents=True, exist_ok=True)
        wanted = CACHE / "requirements.txt"
        wanted.write_text(pinned[0], "utf-8")
        kind = ("--only-binary", ":all:", "--platform", platform, "--python-version", version, "--abi", f"cp{version}")
        options = ("--quiet", "--no-deps", "--require-hashes", "--dest", str(CACHE), *kind, "-r", str(wanted))
        subprocess.run([sys.executable, "-m", "pip", "download", *options], check=True)
        (wheel,) = CACHE.glob(f"hypothesis-{pinned[1]}-*{platform}.whl")
        zipfile.ZipFile(wheel).extractall(folder)
    return folder


@pytest.mark.slow
def test_the_tests_of_the_engine_pass_under_pyodide() -> None:
    places = {"/nudge": str(ROOT), "/there": str(hypothesis_there()), "/packages": sysconfig.get_path("purelib")}
    options = ["-q", "-p", "_hypothesis_pytestplugin", "-o", "cache_dir=/tmp/pytest", "--quick"]
    arguments = [*options, "tests/rates", "tests/figures"]
    command = [str(node.executable()), str(ROOT / "tests" / "pyodide.mjs"), str(PYODIDE)]
    done = subprocess.run(
        [*command, json.dumps(places), json.dumps(arguments)], capture_output=True, text=True, timeout=600, check=False
    )
    told = done.stdout + done.stderr
    assert done.returncode == 0, told
    passed = re.search(r"^(\d+) passed", told, re.M)
    assert passed, told
    assert int(passed[1]) >= FEWEST
