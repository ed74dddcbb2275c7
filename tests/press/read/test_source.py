"""Front matter is read, and blanked so that lines keep their numbers."""

from pathlib import PurePosixPath

from nudge.press.read.source import read, split

PLACE = PurePosixPath("derivatives/one.md")


def test_lines_keep_their_numbers() -> None:
    source, front, found = split("---\ntitle: T\nsummary: S\nminutes: 5\norder: 2\n---\nText\n", "one.md", PLACE)
    assert not found
    assert source.body.split("\n")[6] == "Text"
    assert source.body.split("\n")[:6] == [""] * 6
    assert (front.title, front.summary, front.minutes, front.order, front.minutes_line) == ("T", "S", 5, 2, 4)


def test_line_ends_and_marks_of_other_systems() -> None:
    source, front, found = read("\ufeff---\r\ntitle: T\r\nsummary: S\r\n---\r\nText\r\n".encode(), "one.md", PLACE)
    assert not found
    assert front.title == "T"
    assert source.lines[4] == "Text"


def test_its_module_may_be_said_if_it_is_true() -> None:
    text = "---\ntitle: T\nsummary: S\nmodule: {}\n---\n"
    assert split(text.format("derivatives"), "one.md", PLACE)[2] == []
    (found,) = split(text.format("limits"), "one.md", PLACE)[2]
    assert (found.code, found.line, found.col, found.length) == ("module-mismatch", 4, 9, 6)


def test_a_problem_carries_its_line() -> None:
    source, _, _ = split("---\ntitle: T\nsummary: S\n---\n  Some text\n", "one.md", PLACE)
    found = source.whole_line("raw-html", "no", 5)
    assert (found.col, found.length, found.excerpt) == (3, 9, "  Some text")
