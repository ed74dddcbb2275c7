"""A process that judges and computes: a question a line in, its answers a line each out, then an empty line.

Only here is SymPy.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable

from nudge.press.checks.judge import wire
from nudge.press.checks.judge.amounts import computed
from nudge.press.checks.judge.curves import drawn
from nudge.press.checks.judge.following import followed
from nudge.press.checks.judge.solving import solved
from nudge.press.checks.judge.verdicts import verdicts


def main() -> None:
    """Answer until nothing more is asked."""
    sys.stdin.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    _say("ready")
    for line in sys.stdin:
        for one in answers(wire.question(line)):
            _say(one.text())
        _say("")


def answers(asked: wire.JudgeRequest) -> Iterable[wire.Judgement]:
    """What is known of what is asked, better and better."""
    match asked:
        case wire.Amount():
            return (computed(asked),)
        case wire.Solving():
            return (solved(asked),)
        case wire.Following():
            return (followed(asked),)
        case wire.CurveCheck():
            return (drawn(asked),)
    return verdicts(asked)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
