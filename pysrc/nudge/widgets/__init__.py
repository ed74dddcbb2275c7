"""Everything the reader meets that answers: plots with sliders, steppers, exercises. One file a kind, in `kinds/`."""

from nudge.widgets.base import Entry, FieldProblem, State, View, Widget, entries, entry, make, start
from nudge.widgets.kinds import REGISTRY

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
