"""The processes that judge: what is known is not asked again, and none of them can hold up or end a build."""

from __future__ import annotations

import subprocess
import sys
import threading

import pytest

from nudge.press.cache import Memory
from nudge.press.checks.judge import workers
from nudge.press.checks.judge.wire import Amount, ClaimCheck
from nudge.press.checks.judge.workers import Workers
from nudge.press.checks.tex import statements
from nudge.press.checks.tex.scope import LessonScope
from nudge.press.checks.tex.tree import TexNode

SLOW = "9^{9^{9^{9}}} = 1 + x"


def asked(tex: str) -> ClaimCheck:
    return ClaimCheck(statements.read(tex, LessonScope()).claims[0])


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[str]]:
    """Every process that is started, as they are."""
    found: list[subprocess.Popen[str]] = []
    start = workers._started

    def note() -> subprocess.Popen[str]:
        found.append(start())
        return found[-1]

    monkeypatch.setattr(workers, "_started", note)
    return found


def test_what_was_judged_is_not_judged_again(started: list[subprocess.Popen[str]]) -> None:
    questions = [asked("(x + 1)^2 = x^2 + 2x + 1"), Amount(statements.expression("2/3", LessonScope()), 2)]
    cache = Memory()
    with Workers() as first:
        found = first.verdicts(questions, cache)
    count = len(started)
    with Workers() as second:
        assert second.verdicts(questions, cache) == found
    assert [one.status for one in found] == ["proved", "computed"]
    assert len(started) == count > 0


def test_another_question_or_other_code_is_judged_anew(
    started: list[subprocess.Popen[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = Memory()
    with Workers(keep=True, count=1) as kept:
        assert [one.status for one in kept.verdicts([asked("2x = x + x")], cache)] == ["proved"]
        assert [one.status for one in kept.verdicts([asked("2x = x + x + 1")], cache)] == ["false"]
        asks = iter([workers.LATE])
        monkeypatch.setattr(workers._Worker, "ask", lambda *_: next(asks))
        kept.verdicts([asked("2x = x + x"), asked("2x = x + x + 1")], cache)
        monkeypatch.setattr(workers, "code_hash", lambda *modules: "other code")
        assert kept.verdicts([asked("2x = x + x")], cache)[0].why == "this took too long"


@pytest.mark.slow
def test_a_batch_leaves_no_process_behind(started: list[subprocess.Popen[str]]) -> None:
    Workers().verdicts([asked("2x = x + x"), asked("3x = x + 2x")], Memory())
    assert len(started) == 2
    assert all(one.poll() == 0 for one in started)


@pytest.mark.slow
def test_what_takes_too_long_costs_its_process_only(started: list[subprocess.Popen[str]]) -> None:
    cache = Memory()
    with Workers(limit=1.5, count=1) as one:
        found = one.verdicts([asked(SLOW), asked("2x = x + x")], cache)
    assert [each.status for each in found] == ["unclear", "proved"]
    assert found[0].why == "this took too long"
    assert len(started) == 2
    with Workers(limit=0.5, count=1) as again:
        again.verdicts([asked(SLOW)], cache)
    assert len(started) > 2


@pytest.mark.slow
def test_a_process_that_died_meanwhile_is_replaced(started: list[subprocess.Popen[str]]) -> None:
    with Workers(keep=True, count=1) as kept:
        kept.verdicts([asked("2x = x + x")], Memory())
        started[0].kill()
        started[0].wait()
        assert kept.verdicts([asked("3x = x + 2x")], Memory())[0].status == "proved"
    assert len(started) == 2


@pytest.mark.slow
def test_a_question_that_was_cut_short_is_asked_once_more(started: list[subprocess.Popen[str]]) -> None:
    with Workers(keep=True, count=1, limit=3) as kept:
        kept.verdicts([asked("2x = x + x")], Memory())
        threading.Timer(0.5, started[0].kill).start()
        assert kept.verdicts([asked(SLOW)], Memory())[0].why == "this took too long"
    assert len(started) == 3


CRASHES = "import sys; print('ready', flush=True); sys.stdin.readline(); sys.exit(1)"


@pytest.mark.slow
def test_a_question_that_ends_every_process_is_unclear_and_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe, cache = subprocess.PIPE, Memory()
    count = []

    def crashing() -> subprocess.Popen[str]:
        count.append(1)
        return subprocess.Popen([sys.executable, "-c", CRASHES], stdin=pipe, stdout=pipe, encoding="utf-8")

    with monkeypatch.context() as patched, Workers(count=1) as one:
        patched.setattr(workers, "_started", crashing)
        found = one.verdicts([asked("2x = x + x")], cache)[0]
    assert (found.status, found.why) == ("unclear", "the process that was to check this ended, twice")
    assert len(count) == 3
    with Workers(count=1) as sound:
        assert sound.verdicts([asked("2x = x + x")], cache)[0].status == "proved"


@pytest.mark.slow
def test_what_no_one_can_judge_ends_no_process(started: list[subprocess.Popen[str]]) -> None:
    deep = TexNode("symbol", "x")
    for _ in range(400):
        deep = TexNode("call", "sin", (deep,))
    with Workers(count=1) as one:
        found = one.verdicts([Amount(deep, 2), asked("2x = x + x")], Memory())
    assert [each.status for each in found] == ["unclear", "proved"]
    assert len(started) == 1
