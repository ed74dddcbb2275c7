"""Our lock file, read by Pyodide's own tools."""

import subprocess
import sys
from pathlib import Path

import pytest

from nudge.press.ship import bundle, engine

ROOT = Path(__file__).parents[3]

MAKE = """
import sys
from pathlib import Path
from pyodide_build.create_package_index import create_package_index
from pyodide_lock import PyodideLockSpec

lock = Path(sys.argv[1])
create_package_index(PyodideLockSpec.from_json(lock).packages, Path(sys.argv[2]), lock.parent.as_uri() + "/")
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.version_info < (3, 12), reason="pyodide-build for this runtime needs Python 3.12")
def test_the_wheel_can_be_installed_from_the_lock_file(tmp_path: Path) -> None:
    made = bundle.gather(ROOT, tmp_path / "cache", lambda text: None)
    lock = next(path for _, path in made.files if path.name == engine.LOCK)
    # -P: build.py in this folder is not the package `build` that pyodide-build imports.
    subprocess.run([sys.executable, "-P", "-c", MAKE, lock, tmp_path], check=True, cwd=tmp_path)
    index = (tmp_path / "package_index").as_uri()
    pip = [sys.executable, "-m", "pip", "--isolated", "install", "--no-deps", "--target", tmp_path / "installed"]
    subprocess.run([*pip, "--index-url", index, "nudge"], check=True, cwd=tmp_path)
    assert sorted(path.name for path in (tmp_path / "installed" / "nudge").iterdir()) == sorted(engine.ENGINE)
