"""Everything the reader meets that answers: plots with sliders, steppers, exercises. One file a widget."""

from nudge.widgets.backchain import Backchain
from nudge.widgets.base import Entry, FieldProblem, State, View, Widget, entries, entry, make, start
from nudge.widgets.composition import Composition
from nudge.widgets.exercises.choice import Select
from nudge.widgets.exercises.fill import Fill
from nudge.widgets.exercises.target import Target
from nudge.widgets.exercises.typed import Typed
from nudge.widgets.pipeline import Pipeline
from nudge.widgets.predict import Predict

_KINDS = (
    Backchain,
    Composition,
    Fill,
    Pipeline,
    Predict,
    Select,
    Target,
    Typed,
)

REGISTRY: dict[str, type[Widget]] = {kind.kind: kind for kind in _KINDS}
"""The word an author writes -> the class it names. A new widget is one file and one more name in `_KINDS`."""

__all__ = [
    "REGISTRY",
    "Entry",
    "FieldProblem",
    "State",
    "View",
    "Widget",
    "entries",
    "entry",
    "make",
    "start",
]
