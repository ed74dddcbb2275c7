"""Lines as tests write them, one a line, and what controls say."""

from nudge.widgets.lines.description import Description, Line
from nudge.widgets.lines.shared import describe
from nudge.widgets.values import Values


def described(text: str) -> Description:
    """The description that these lines make, whatever is wrong with them."""
    pieces = (line.split(":", 1) for line in text.strip().splitlines())
    return describe([Line(key.strip(), written.strip(), i) for i, (key, written) in enumerate(pieces)])


def sound(text: str) -> Description:
    """The same, when nothing is wrong."""
    made = described(text)
    assert made.troubles == []
    return made


def values(made: Description, **state: str) -> Values:
    """What the controls say in a state; `P_x` stands for `P.x`."""
    texts = {name: one.start for name, one in made.controls.items()}
    texts |= {name.replace("_", "."): text for name, text in state.items()}
    return Values(texts, {name: one.read(texts[name]) for name, one in made.controls.items()})


def worth(made: Description, text: str, **state: str) -> float | str:
    """The number that a text is worth in a state, or why there is none."""
    return made.expression(text, 0).said(values(made, **state))


def complaints(text: str) -> list[tuple[str, str, str]]:
    """What is wrong with lines: the message, the characters it points at, the hint."""
    found = []
    for trouble in described(text).troubles:
        at = trouble.error.offset
        found.append((trouble.error.message, trouble.line.text[at : at + trouble.error.length], trouble.error.hint))
    return found
