"""How fast this machine is, so that a limit of time is one of work: slow, busy and wasm machines have longer seconds.

A second here is the time of 30 million turns of a plain loop: about a real second of a desktop of 2024.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import process_time

_TURNS = 600_000
_SECONDS = 1 / 50
"""What the loop of so many turns takes where a second is a second."""


def pace() -> float:
    """How many times longer a second is in this process now: the median of five measurements."""
    return sorted(_loop() for _ in range(5))[2] / _SECONDS


def _loop() -> float:
    start, total = process_time(), 0
    for i in range(_TURNS):
        total += i * i
    return process_time() - start


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Fail if what is done inside takes longer than so many seconds of `pace`, of this process's own time.

    The machine is measured only where the limit is passed by the clock.
    """
    start = process_time()
    yield
    took = process_time() - start
    if took >= seconds:
        here = pace()
        assert took < seconds * here, f"{took:.2f} s where a second takes {here:.2f}: more than {seconds} s"
