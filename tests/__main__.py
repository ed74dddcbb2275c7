"""The tests as `python3 build.py test` runs them: a browser first, then pytest, with this project's exit statuses."""

import os
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
    status = pytest.main([*spread(arguments), *arguments])
    usage = (pytest.ExitCode.USAGE_ERROR, pytest.ExitCode.NO_TESTS_COLLECTED)
    return 0 if status == pytest.ExitCode.OK else 2 if status in usage else 1


def spread(arguments: list[str]) -> list[str]:
    """How to spread the tests over the cores: all quick ones at once, but a few chosen ones start sooner alone."""
    whole = "--quick" in arguments and all(one.startswith("-") and not one.startswith("-n") for one in arguments)
    return ["-n", "auto"] if whole else []


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
