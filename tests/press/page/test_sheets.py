"""A page links the looks of the kinds that it uses, and of no others."""

from __future__ import annotations

from pathlib import PurePosixPath

from nudge.press.page.sheets import sheet
from nudge.press.read import parse, source
from nudge.press.read.outline import outline
from tests.guide import example

LOOKS = {"composition": "a {}", "pipeline": "b {}", "exercise": "c {}", "predict": "d {}"}


def lesson(*kinds: str) -> tuple[str, ...]:
    """What may have looks in a lesson with the examples of these kinds."""
    text = "---\ntitle: One\nsummary: One.\n---\n\n" + "\n".join(map(example, kinds))
    read, _ = parse.parse(*source.read(text.encode(), "one.md", PurePosixPath("a/one.md"))[:2])
    return outline(read, 1).looks


def test_the_kinds_that_are_used_are_in_one_file() -> None:
    found = sheet(lesson("pipeline", "composition"), LOOKS)
    assert found
    assert found.text == "a {}\nb {}"
    assert found.path.match("assets/composition-pipeline-*.css")
    again = sheet(lesson("composition", "pipeline"), LOOKS)
    assert found == again


def test_an_exercise_has_the_looks_of_what_stands_above_its_question() -> None:
    found = sheet(lesson("target"), LOOKS)
    assert found
    assert found.text == "a {}\nc {}"
    assert sheet(lesson("fill"), LOOKS) == sheet(lesson("exercise"), LOOKS)


def test_what_has_no_looks_of_its_own_needs_no_file() -> None:
    assert sheet(lesson(), LOOKS) is None
    assert sheet(lesson("pipeline"), {"exercise": "c {}"}) is None


def test_other_looks_have_another_name() -> None:
    one, other = (sheet(lesson("pipeline"), {"pipeline": text}) for text in ("b {}", "b { }"))
    assert one
    assert other
    assert one.path != other.path
