"""The kind `fill`, which is written in exercises/fill.py."""

from nudge.widgets.exercises.fill import Fill

__all__ = ["Fill"]
