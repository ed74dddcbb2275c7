"""What every widget of the registry keeps to, tried on its example in docs/widgets.md."""

import dataclasses
import importlib
import pkgutil
import re

import pytest

import nudge.widgets
from nudge.widgets import REGISTRY, Widget, entries, frames, make, start
from nudge.widgets.markup import SETTABLE
from tests.guide import specimen

HOSTILE = (
    *("", " ", "\0", "\ud800", "é" * 3000, "(" * 50_000, "x" * 50_000, "9" * 5000, "-" * 5000, "2^" * 3000 + "2"),
    *("sin(", "1/0", "0/0", "1e999", "-1e999", "10^10^10", "nan", "inf", "٣", "½", "1,5", "1_000", "0x10", "π/2", "i"),
    *("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</svg>", "$x$", "{0}", "%s", "\\href{x}{y}"),
    *("__import__('os')", "().__class__", "x; y", "x\ny", "\u202ex", "x = 1"),
)


@pytest.fixture(scope="module", params=REGISTRY)
def widget(request: pytest.FixtureRequest) -> Widget:
    return specimen(request.param)


def finished(kind: type[Widget]) -> list[type[Widget]]:
    """The classes of widgets that can be written: those that have a kind of their own."""
    more = [one for below in kind.__subclasses__() for one in finished(below)]
    return more + ([kind] if "kind" in vars(kind) else [])


def test_every_widget_there_is_is_registered_under_its_own_kind() -> None:
    for module in pkgutil.walk_packages(nudge.widgets.__path__, "nudge.widgets."):
        importlib.import_module(module.name)
    written = {(kind.__module__, kind.__qualname__) for kind in finished(Widget)}
    assert written == {(kind.__module__, kind.__qualname__) for kind in REGISTRY.values()}
    assert [kind.kind for kind in REGISTRY.values()] == list(REGISTRY)


def test_a_widget_is_frozen_and_slotted(widget: Widget) -> None:
    assert not hasattr(widget, "__dict__")
    with pytest.raises(dataclasses.FrozenInstanceError):
        widget.alt = "Another picture."  # type: ignore[misc]


def test_every_field_is_documented_and_its_default_readable(widget: Widget) -> None:
    found = entries(type(widget), internal=True)
    assert {entry.key.replace("-", "_") for entry in found} == {field.name for field in dataclasses.fields(widget)}
    for entry in found:
        assert re.fullmatch(r"[A-Z].*\.", entry.doc), entry.key
        if entry.default is not None:
            entry.read(entry.default)


def test_nothing_written_is_a_problem_and_no_error(widget: Widget) -> None:
    made, problems = make(type(widget), {})
    assert made is None
    assert {one.key for one in problems} == {entry.key for entry in entries(type(widget)) if entry.default is None}


def test_every_part_has_exactly_one_place(widget: Widget) -> None:
    view = widget.view(start(widget))
    markup = widget.markup(view, "here")
    bindings = [pair.split(":") for group in re.findall(r'data-set="([^"]*)"', markup) for pair in group.split()]
    assert {attribute for attribute, _ in bindings} <= SETTABLE
    places = re.findall(r'data-part="([^"]*)"', markup) + [name for _, name in bindings]
    in_the_text = [name for name in view.parts if name.startswith("asked-")]  # the page has the places of these
    assert sorted(places + in_the_text) == sorted(view.parts)


def test_inputs_and_buttons_move_controls_that_there_are(widget: Widget) -> None:
    markup = widget.markup(widget.view(start(widget)), "here")
    moved = set(re.findall(r'data-(?:control|handle|problem|turn|answer)="([\w-]+)', markup))
    assert moved == {control.name for control in widget.controls()}


def test_ids_hang_on_the_name_of_the_widget(widget: Widget) -> None:
    markup = widget.markup(widget.view(start(widget)), "here")
    assert all(name.startswith("here-") for name in re.findall(r'\bid="([^"]*)"', markup))


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:12]))
def test_no_text_is_an_error(widget: Widget, text: str) -> None:
    for control in widget.controls():
        view = widget.view({**start(widget), control.name: text})
        assert set(view.problems) <= {control.name}
        assert not (view.problems and view.parts)
        assert all(view.problems.values())
        said = "".join([*view.parts.values(), view.caption, *view.problems.values()])
        said.encode()  # half a character would raise
        shown = "".join(view.parts.values())
        assert not any(tag in shown for tag in ("<script", "<img", "</svg"))


def test_a_view_is_a_function_of_the_state(widget: Widget) -> None:
    state = start(widget)
    assert widget.view(state) == widget.view(dict(state)) == dataclasses.replace(widget).view(state)


def test_frames_give_every_view_back(widget: Widget) -> None:
    begin = start(widget)
    tables = frames.table(widget)
    assert list(tables) == [control.name for control in widget.controls() if len(control.states()) > 1]
    for name, table in tables.items():
        assert begin[name] in table["states"]
        columns = {part: frames.texts(column) for part, column in table["parts"].items()}
        captions, still = frames.texts(table["caption"]), widget.view(begin).parts
        for i, text in enumerate(table["states"]):
            view = widget.view({**begin, name: text})
            assert {**still, **{part: column[i] for part, column in columns.items()}} == view.parts
            assert (captions[i], i in table["done"]) == (view.caption, view.done)
            assert not view.problems
