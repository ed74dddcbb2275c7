"""A process that judges: a question a line in, its verdicts a line each out, then an empty line. Only here is SymPy."""

from __future__ import annotations

import sys

from nudge.press.checks import wire
from nudge.press.checks.judge import verdicts


def main() -> None:
    """Answer until nothing more is asked."""
    sys.stdin.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    _say("ready")
    for line in sys.stdin:
        for one in verdicts(wire.question(line)):
            _say(one.text())
        _say("")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
