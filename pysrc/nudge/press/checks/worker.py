"""A process that judges and computes: a question a line in, its answers a line each out, then an empty line.

Only here is SymPy.
"""

from __future__ import annotations

import sys

from nudge.press.checks import wire
from nudge.press.checks.amounts import computed
from nudge.press.checks.judge import verdicts


def main() -> None:
    """Answer until nothing more is asked."""
    sys.stdin.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    _say("ready")
    for line in sys.stdin:
        question = wire.question(line)
        answers = (computed(question),) if isinstance(question, wire.Amount) else verdicts(question)
        for one in answers:
            _say(one.text())
        _say("")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
