"""Judging in processes of their own: a question that takes too long costs its process, never the build.

What was judged before is in the cache, under a key of the question and of the code that judges. Where all is
there, no process is started and SymPy is not imported.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from types import TracebackType
from typing import Self

from nudge.press.cache import Cache, key
from nudge.press.checks.judge import wire
from nudge.press.checks.judge.wire import Judgement, JudgeRequest
from nudge.press.codehash import SOURCES, code_hash
from nudge.press.node import NotPrepared

LIMIT = 20.0
"""Seconds for a question. Nearly all take milliseconds."""

LATE = Judgement("unclear", why="this took too long").text()
ENDED = Judgement("unclear", why="the process that was to check this ended, twice").text()
"""What is said where there is no verdict. Another time, or on another machine, there may be one: it is not kept."""

_WORKER = f"{__package__}.worker"
"""The module that the processes run."""


class Workers:
    """Answers questions. A context manager; processes start when first needed and end with the block.

    Without `keep` they end after each batch: a build asks once.
    """

    def __init__(self, keep: bool = False, limit: float = LIMIT, count: int = 2) -> None:
        self._keep, self._limit, self._count = keep, limit, count
        self._idle: list[_Worker] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the processes."""
        while self._idle:
            self._idle.pop().close()

    def verdicts(self, questions: Sequence[JudgeRequest], cache: Cache) -> list[Judgement]:
        """A verdict for each question, from the cache or from a process."""
        texts = [one.text() for one in questions]
        code = code_hash(_WORKER)
        names = {text: key("check", code, text) for text in texts}
        known = {text: kept for text, name in names.items() if (kept := cache.get(name)) is not None}
        missing = [text for text in names if text not in known]
        fresh = dict(zip(missing, self._asked(missing), strict=True))
        cache.put({names[text]: answer for text, answer in fresh.items() if answer not in (LATE, ENDED)})
        known |= fresh
        return [wire.verdict(known[text]) for text in texts]

    def _asked(self, questions: Sequence[str]) -> list[str]:
        if not questions:
            return []
        count = min(self._count, len(questions))
        while len(self._idle) < count:
            self._idle.append(_Worker())
        free: SimpleQueue[_Worker] = SimpleQueue()
        for worker in self._idle[:count]:
            free.put(worker)

        def ask(question: str) -> str:
            worker = free.get()
            try:
                return worker.ask(question, self._limit)
            finally:
                free.put(worker)

        try:
            with ThreadPoolExecutor(count) as pool:
                return list(pool.map(ask, questions))
        finally:
            if not self._keep:
                self.close()


class _Worker:
    """One process, started again after it was stopped."""

    def __init__(self) -> None:
        self._process = _started()
        self._ready = self._late = False

    def ask(self, question: str, limit: float) -> str:
        """The best verdict that is given within so many seconds. One that ended before is asked once more."""
        for _ in range(2):
            best, whole = self._answered(question, limit)
            if whole:
                return best
            late = self._late
            self.close()
            self._process, self._ready = _started(), False
            if best or late:
                return best or LATE
        return ENDED

    def _answered(self, question: str, limit: float) -> tuple[str, bool]:
        """The last verdict on a question, and whether the process came to the end of its answer."""
        assert self._process.stdin
        assert self._process.stdout
        if not self._ready and not self._process.stdout.readline():
            raise NotPrepared("SymPy could not be started; python3 build.py sets it up.")
        self._ready, self._late, best = True, False, ""
        watch = threading.Timer(limit, self._stop)
        watch.start()
        try:
            self._process.stdin.write(question + "\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
            while line.strip():
                best, line = line.strip(), self._process.stdout.readline()
            return best, line != ""
        except BrokenPipeError:
            return best, False
        finally:
            watch.cancel()

    def _stop(self) -> None:
        self._late = True
        self._process.kill()

    def close(self) -> None:
        """End the process."""
        self._process.communicate()


def _started() -> subprocess.Popen[str]:
    pipe, root = subprocess.PIPE, str(SOURCES)
    paths = os.pathsep.join([root, *filter(None, [os.environ.get("PYTHONPATH")])])
    environment = {**os.environ, "PYTHONPATH": paths, "PYTHONHASHSEED": "0"}
    command = [sys.executable, "-m", _WORKER]
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, encoding="utf-8", env=environment)
