"""The kind `choice`, which is written in exercises/choice.py."""

from nudge.widgets.exercises.choice import Select

__all__ = ["Select"]
