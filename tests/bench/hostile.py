"""What hostile texts cost: the time and the memory that each public name takes for each of a hundred of them.

Every call is made in a process of its own, forked from one that has only loaded the engine, so that nothing comes from
a cache and the most memory it ever had is its own. The time is the processor's, in seconds of `tests/pace.py`: so much
work, however fast the machine is and whatever else runs beside. Without `fork`, as on Windows, there is no such
measurement.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from time import process_time

from nudge.figures import Window, sample
from nudge.rates import (
    Expr,
    Question,
    Unreadable,
    check,
    compiled,
    derivative,
    graph_of,
    parse,
    rate,
    rate_report,
    rates_of,
    second_rate,
    simplify,
    steps,
    tex,
    value,
)
from tests.bench._hostile_texts import LETTERS, TEXTS
from tests.pace import pace

SECONDS, MEGABYTES = 1.0, 200.0
"""What no call may take here."""
_PATIENCE = 15  # real seconds of the processor after which a call is ended
_PLACES = (0.0, 0.7, -2.0, 1e300)


def _asked(expr: Expr, ask: Callable[[Expr, dict[str, float]], object], x: float) -> object:
    return ask(expr, dict.fromkeys(LETTERS, x))


def calls(text: str) -> dict[str, Callable[[], object]]:
    """What is measured, by name. Every call reads the text too."""
    window = Window(-5.0, 5.0, -3.0, 3.0, 400.0, 300.0)
    read: Callable[[], Expr] = lambda: parse(text, LETTERS)  # noqa: E731
    made: dict[str, Callable[[], object]] = {
        "parse": read,
        "tex": lambda: tex(read()),
        "derivative": lambda: derivative(read()),
        "simplify": lambda: simplify(read()),
        "steps": lambda: steps(read()),
        "check": lambda: check(text, text, Question(LETTERS)),
        "check another": lambda: check("x sin x", text, Question(LETTERS)),
        "check of": lambda: check("x", "x^2", Question(LETTERS, of=text)),
        "check of at": lambda: check("1", "2", Question(LETTERS, of=text, at="0.7")),
        "curve": lambda: sample(compiled(read(), LETTERS[-3:-2]), window) if read().names <= {"x"} else None,
    }
    at: dict[str, Callable[[Expr, dict[str, float]], object]] = {
        "value": value,
        "rate": rate,
        "second_rate": second_rate,
        "rate_report": rate_report,
        "compiled": lambda expr, env: compiled(expr, tuple(env))(*env.values()),
        "reverse": lambda expr, env: rates_of(graph_of(expr, env)),
    }
    for name, ask in at.items():
        for x in _PLACES:
            made[f"{name} {x:g}"] = lambda ask=ask, x=x: _asked(read(), ask, x)  # type: ignore[misc]
    return made


@dataclass(frozen=True, slots=True)
class Cost:
    """What one call took, and what went wrong."""

    text: str
    name: str
    seconds: float
    megabytes: float
    wrong: str

    @property
    def fails(self) -> bool:
        """Whether this is more than a call may take, or another error than that of reading."""
        return bool(self.wrong) or self.seconds > SECONDS or self.megabytes > MEGABYTES


def measured(text: str, name: str, call: Callable[[], object], second: float) -> Cost:
    """Make a call in a process of its own. `second` is how long a second takes here."""
    import resource

    here, there = os.pipe()
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_CPU, (_PATIENCE, _PATIENCE))
        start, wrong = process_time(), ""
        try:
            call()
        except Unreadable:
            pass
        except BaseException as error:
            wrong = f"{type(error).__name__}: {error}"[:200]
        took = process_time() - start
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # kilobytes on Linux
        os.write(there, f"{took}\n{most}\n{wrong}".encode("utf-8", "replace"))
        os._exit(0)
    os.close(there)
    with os.fdopen(here, encoding="utf-8") as answer:
        told = answer.read()
    os.waitpid(child, 0)
    if not told:
        return Cost(text, name, _PATIENCE / second, 0.0, "no answer")
    seconds, megabytes, wrong = told.split("\n", 2)
    return Cost(text, name, float(seconds) / second, float(megabytes), wrong)


def main(arguments: list[str]) -> int:
    """Print the worst of every name, or of those given. Returns 1 if a call took or raised what it may not."""
    costs = []
    paces = []
    for text in TEXTS:
        paces.append(pace())
        for name, call in calls(text).items():
            if arguments and name.split(" ")[0] not in arguments:
                continue
            costs.append(cost := measured(text, name, call, paces[-1]))
            if cost.fails:
                print(f"{cost.seconds:8.2f} s{cost.megabytes:6.0f} MB  {name}: {_short(text)} {cost.wrong}", flush=True)
    print(f"{len(TEXTS)} texts, {len(costs)} calls; a second took {min(paces):.1f} to {max(paces):.1f} s here")
    print(f"{'':14}{'longest':>10}{'most':>12}   the longest one")
    for name in dict.fromkeys(cost.name.split(" ")[0] for cost in costs):
        own = [cost for cost in costs if cost.name.split(" ")[0] == name]
        longest, most = max(own, key=lambda c: c.seconds), max(own, key=lambda c: c.megabytes)
        print(f"{name:14}{longest.seconds:8.3f} s{most.megabytes:9.0f} MB   {longest.name}: {_short(longest.text)}")
    return int(any(cost.fails for cost in costs))


def _short(text: str) -> str:
    shown = ascii(text)[1:-1]
    return shown if len(shown) <= 48 else f"{shown[:36]}… ({len(text)} characters)"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
