"""Every diagnostic there is, word for word: a small lesson or course in tests/errors, and the text it must
give.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from nudge.press.build import Press
from nudge.press.diagnostics import CODES, text

ERRORS = Path(__file__).parents[1] / "errors"
CASES = sorted(path for path in ERRORS.iterdir() if path.is_dir() or path.suffix == ".md")


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
@pytest.mark.sampled(3)
def test_says_what_is_wrong(
    case: Path, tmp_path: Path, press: Callable[[], Press], expect: Callable[[Path, str], None]
) -> None:
    content = tmp_path / "content"
    if case.is_dir():
        shutil.copytree(case, content, symlinks=True)
    else:
        (content / "derivatives").mkdir(parents=True)
        shutil.copy(case, content / "derivatives" / case.name)
    said = "\n\n".join(text(one) for one in press().build().found)
    expect(ERRORS / f"{case.stem}.txt", said + "\n" if said else "")


def test_every_error_comes_with_a_hint() -> None:
    for path in sorted(ERRORS.glob("*.txt")):
        for said in path.read_text("utf-8").split("\n\n"):
            assert not said.strip() or "\n  hint: " in said, said


def test_every_code_has_a_fixture() -> None:
    said = "".join(path.read_text("utf-8") for path in ERRORS.glob("*.txt"))
    assert set(re.findall(r"(?:error|warning)\[([\w-]+)\]", said)) == set(CODES)


def test_what_is_right_stays_unmentioned() -> None:
    silent = list(ERRORS.glob("silent-*.txt"))
    assert silent
    assert all(path.read_text("utf-8") == "" for path in silent)
