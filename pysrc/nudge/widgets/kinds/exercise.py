"""The kind `exercise`, which is written in exercises/typed.py."""

from nudge.widgets.exercises.typed import Typed

__all__ = ["Typed"]
