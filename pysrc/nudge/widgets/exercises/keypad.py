"""A row of signs to insert where one types, for keyboards that hide them: the page puts each at the caret."""

from __future__ import annotations

from nudge.widgets.markup import attributes

_SIGNS = (
    ("^", "^", "to the power"),
    ("(", "(", "opening bracket"),
    (")", ")", "closing bracket"),
    ("/", "/", "divided by"),
    ("·", "·", "times"),
    ("−", "-", "minus"),
    ("√", "√()", "square root"),
    ("π", "π", "pi"),
)
"""What a key shows, what it inserts, and what it is called. In an insert that ends in () the caret goes between."""


def keypad() -> str:
    """The keys as HTML. They are for fingers: who types on a keyboard goes from the answer to Check without them."""
    keys = "".join(_key(shown, {"data-insert": text, "aria-label": f"insert {name}"}) for shown, text, name in _SIGNS)
    return f'<div class="keys" role="group" aria-label="Signs to insert">{keys}</div>'


def _key(shown: str, about: dict[str, str]) -> str:
    return f'<button type="button" tabindex="-1"{attributes(about)}>{shown}</button>'
