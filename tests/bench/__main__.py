"""Measurements, as `python3 build.py bench NAME` runs them. Each is a module beside this one, with a `main`."""

import importlib
import os
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
ROOT = FOLDER.parents[1]
NAMES = sorted(path.stem for path in FOLDER.glob("[!_]*.py"))


def main(arguments: list[str]) -> int:
    """Run one benchmark. 0 its targets are met, 1 they are missed, 2 wrongly asked for, 3 something is missing."""
    name, *rest = arguments or [""]
    if name not in NAMES:
        print(f"usage: build.py bench NAME, where NAME is one of: {', '.join(NAMES)}", file=sys.stderr)
        return 2
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    return importlib.import_module(f"tests.bench.{name}").main(rest)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
