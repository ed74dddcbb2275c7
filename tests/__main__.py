"""The tests as `python3 build.py test` runs them: a browser first, then pytest, with this project's exit statuses."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.browser import chromium  # noqa: E402


def main(arguments: list[str]) -> int:
    """Run pytest with these arguments. 0 passed, 1 failed, 2 wrongly asked for, 3 no browser to be had."""
    os.chdir(ROOT)
    if "--quick" not in arguments:
        try:
            chromium.prepare()
        except chromium.NoBrowser as problem:
            print(f"build.py: {problem}", file=sys.stderr)
            return 3
    status = 0
    for phase in phases(arguments):
        done = subprocess.run([sys.executable, "-m", "pytest", *phase, *arguments])
        status = max(status, STATUSES.get(done.returncode, 1))
        if status and {"-x", "--exitfirst"} & set(arguments):
            break
    return status


STATUSES = {pytest.ExitCode.OK: 0, pytest.ExitCode.USAGE_ERROR: 2, pytest.ExitCode.NO_TESTS_COLLECTED: 2}
"""The exit status of this project for one of pytest. All others are failures."""


def phases(arguments: list[str]) -> list[list[str]]:
    """What is run one after the other. All tests: those without a browser spread over the cores, then the others alone,
    since a browser with Python in it needs more than one core. A few chosen tests start sooner in one process.
    """
    if not all(one.startswith("-") and not one.startswith(("-n", "-m", "-k")) for one in arguments):
        return [[]]
    spread = ["-n", "auto", "-m", "not browser"]
    return [spread] if "--quick" in arguments else [spread, ["-m", "browser"]]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
