"""`key: value` lines keep their places."""

from nudge.press.read.fields import Field, NotAField, read


def test_columns_are_those_of_the_file() -> None:
    assert list(read([(7, 3, "  inner :  sin(x) ")])) == [Field("inner", "sin(x)", 7, 5, 14)]


def test_quotes_around_all_of_a_value_are_taken_off() -> None:
    fields = list(read([(1, 1, 'a: "x: y"'), (2, 1, "b: 'it'"), (3, 1, 'c: "open')]))
    assert [(f.value, f.value_col) for f in fields if isinstance(f, Field)] == [
        ("x: y", 5),
        ("it", 5),
        ('"open', 4),
    ]


def test_a_value_may_hold_colons_and_hashes() -> None:
    (field,) = read([(1, 1, "title: Rates: #1")])
    assert isinstance(field, Field)
    assert field.value == "Rates: #1"


def test_empty_lines_and_remarks_are_passed_over() -> None:
    assert list(read([(1, 1, ""), (2, 1, "  # a remark"), (3, 1, " what")])) == [NotAField(3, 2, "what")]
