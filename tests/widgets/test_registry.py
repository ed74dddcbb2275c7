"""What every widget of the registry keeps to, tried on its example in docs/widgets.md."""

import dataclasses
import importlib
import json
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import pytest

import nudge.widgets
from nudge.widgets import REGISTRY, Widget, entries, frames, make, start
from nudge.widgets.base import RESERVED, own
from nudge.widgets.kit import Composed
from nudge.widgets.markup import SETTABLE
from tests.guide import specimen
from tests.widgets.lookup import Lookup, compared, random_states

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


def test_every_widget_there_is_is_found_by_the_name_of_its_file() -> None:
    for module in pkgutil.walk_packages(nudge.widgets.__path__, "nudge.widgets."):
        importlib.import_module(module.name)
    ours = [kind for kind in finished(Widget) if kind.__module__.startswith("nudge.")]
    written = {(kind.__module__, kind.__qualname__) for kind in ours}
    assert written == {(kind.__module__, kind.__qualname__) for kind in REGISTRY.values()}
    assert [kind.kind for kind in REGISTRY.values()] == list(REGISTRY)
    files = Path(nudge.widgets.__file__).parent / "kinds"
    assert set(REGISTRY) == {path.stem for path in files.glob("[!_]*.py")}


def test_a_style_sheet_beside_a_kind_is_one_that_a_widget_wants() -> None:
    sheets = {path.stem for path in (Path(nudge.widgets.__file__).parent / "kinds").glob("*.css")}
    assert sheets == {look for kind in REGISTRY for look in specimen(kind).looks()} & sheets
    assert {"composition", "exercise"} <= sheets


@pytest.mark.parametrize("word", ["", "kinds", "base", "nudge.widgets.base", "..base", "__init__", "os", "sin x", "é"])
def test_a_word_that_is_no_kind_is_none(word: str) -> None:
    assert word not in REGISTRY
    with pytest.raises(KeyError):
        REGISTRY[word]


USED = """
import json, sys
from nudge.widgets import live
live.describe(sys.argv[1])
print(*sorted(name for name in sys.modules if name.startswith(("nudge.widgets.kinds.", "nudge.widgets.exercises"))))
"""


@pytest.mark.parametrize("kind", ["composition", "pipeline", "predict", "target"])
def test_a_page_imports_the_kinds_that_it_uses_and_no_others(kind: str) -> None:
    fields = {entry.key: FIELDS[kind][entry.key] for entry in entries(REGISTRY[kind]) if entry.key in FIELDS[kind]}
    described = json.dumps({"here": {"widget": kind, "fields": list(fields.items())}})
    done = subprocess.run([sys.executable, "-c", USED, described], capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    kinds = {kind, "composition"} if kind == "target" else {kind}
    assert {name for name in loaded if ".kinds." in name} == {f"nudge.widgets.kinds.{one}" for one in kinds}
    assert any(".exercises" in name for name in loaded) == (kind == "target")


FIELDS = {
    "composition": {"inner": "sin x", "outer": "u^2", "alt": "Plots."},
    "pipeline": {"functions": "3x; u + 1", "alt": "Boxes."},
    "predict": {"question": "Up?", "options": "yes; no"},
    "target": {
        "given": "g = sin x; f = u^2",
        "goal": "diff(f(g(x)), x) = 0",
        "x": "1 in [0.5, 3] step 0.05",
        "alt": "A.",
    },
}


def test_a_widget_is_frozen_and_slotted(widget: Widget) -> None:
    assert not hasattr(widget, "__dict__")
    with pytest.raises(dataclasses.FrozenInstanceError):
        widget.alt = "Another picture."  # type: ignore[misc]


def test_every_field_is_documented_and_its_default_readable(widget: Widget) -> None:
    found = entries(type(widget), internal=True)
    keys = {entry.key.replace("-", "_") for entry in found}
    if not isinstance(widget, Composed):  # whose fields are lines, and no attributes
        assert keys == {field.name for field in dataclasses.fields(widget) if field.init}
    for entry in found:
        assert re.fullmatch(r"[A-Z].*\.", entry.doc), entry.key
        if entry.default is not None:
            entry.read(entry.default)


def test_nothing_written_is_a_problem_and_no_error(widget: Widget) -> None:
    made, problems = make(type(widget), {})
    assert made is None
    assert problems
    assert {one.key for one in problems} >= {entry.key for entry in entries(type(widget)) if entry.default is None}


def test_every_part_has_exactly_one_place(widget: Widget) -> None:
    view = widget.view(start(widget))
    markup = widget.markup(view, "here")
    bindings = [pair.split(":") for group in re.findall(r'data-set="([^"]*)"', markup) for pair in group.split()]
    assert {attribute for attribute, _ in bindings} <= SETTABLE
    places = re.findall(r'data-part="([^"]*)"', markup) + [name for _, name in bindings]
    in_the_text = [name for name in view.parts if name.startswith("asked-")]  # the page has the places of these
    nowhere = [name for name in view.parts if own(name) in RESERVED]
    assert sorted(places + in_the_text + nowhere) == sorted(view.parts)


def test_inputs_and_buttons_move_controls_that_there_are(widget: Widget) -> None:
    markup = widget.markup(widget.view(start(widget)), "here")
    moved = set(re.findall(r'data-(?:control|handle|problem|turn|play|answer)="([\w-]+)', markup))
    assert moved == {control.name for control in widget.controls()} - {"typing"}  # it follows the answer's own field


def test_ids_hang_on_the_name_of_the_widget(widget: Widget) -> None:
    markup = widget.markup(widget.view(start(widget)), "here")
    assert all(name.startswith("here-") for name in re.findall(r'\bid="([^"]*)"', markup))


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:12]))
@pytest.mark.sampled(8)
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


@pytest.mark.sampled(3)
def test_frames_give_every_view_back(widget: Widget) -> None:
    """At every place of every table."""
    lookup = Lookup(frames.tables(widget))
    assert compared(widget, lookup, lookup.places(widget)) or not lookup.tables


@pytest.mark.sampled(4)
def test_frames_of_random_full_states_are_views_of_a_widget_that_never_drew(widget: Widget) -> None:
    lookup = Lookup(frames.tables(widget))
    assert compared(dataclasses.replace(widget), lookup, random_states(widget, 100)) or not lookup.tables


def test_every_position_of_one_control_is_drawn_whole(widget: Widget) -> None:
    lookup, begin = Lookup(frames.tables(widget)), start(widget)
    for control in widget.controls():
        for text in control.states():
            assert not lookup.find({**begin, control.name: text})[1], (control.name, text)
