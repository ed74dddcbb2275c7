"""The text of an exercise whose numbers vary: formulas in it that hold `{{a}}` become parts of the widget."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace

from markdown_it.token import Token

from nudge.press.diagnostics import Diagnostic
from nudge.press.read.lesson import Callout, Details, Prose, WidgetBlock
from nudge.press.read.source import Source
from nudge.press.read.tokens import PartReference, flat, mean, meaning
from nudge.widgets import REGISTRY
from nudge.widgets.base import read
from nudge.widgets.exercises.base import Exercise
from nudge.widgets.exercises.filling import filled, wanting


def numbered(block: WidgetBlock, source: Source) -> tuple[WidgetBlock, list[Diagnostic]]:
    """The block of an exercise with its varying formulas tied to the widget; a number never shown is an error."""
    if not isinstance(block.widget, Exercise):
        return block, []
    parameters, first = block.widget.given.parameters(), block.widget.given.variants()[0]
    asked: list[str] = []
    found: list[Diagnostic] = []
    for token in _flat(block):
        known = meaning(token)
        formula = known.formula
        if formula is None or not wanting(formula.tex) & set(parameters):
            continue
        if formula.display:
            line, col = formula.spot.place(formula.tex.find("{{"))
            message, hint = "numbers are filled in only within the text", "set this formula between single dollar signs"
            found.append(source.problem("unshown-number", message, line, col, 5, hint))
            continue
        part = PartReference(f"asked-{len(asked)}", filled(formula.tex, first.chosen))
        mean(token, replace(known, formula=replace(formula, part=part)))
        asked.append(formula.tex.replace("\n", " "))
    shown = set().union(*(wanting(one) for one in asked))
    for name in (one for one in parameters if one not in shown and not found):
        message = f"the question never shows what {name} is"
        hint = f"write it with two pairs of braces in a formula: $g(x) = {{{{{name}}}}}x + 1$"
        found.append(source.whole_line("unshown-number", message, block.line, hint))
    if asked:
        fields = (*block.fields, ("asked", "\n".join(asked)))
        widget, _ = read(REGISTRY[block.kind], fields)
        assert widget is not None
        block = replace(block, fields=fields, widget=widget)
    return block, found


def version(block: WidgetBlock) -> str:
    """A short hash of what is asked. A mark that a reader's browser kept counts only for the same question.

    Which slips can be made changes what is said of an answer, and not what is asked.
    """
    words = [token.content for token in _flat(block) if not token.children]
    fields: dict[str, str] = {}
    for key, written in block.fields:
        if key != "slips":
            fields[key] = f"{fields[key]}\n{written}" if key in fields else written
    text = json.dumps([block.kind, fields, words], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _flat(block: WidgetBlock | Callout | Details) -> Iterator[Token]:
    if isinstance(block, WidgetBlock):
        yield from block.title
    elif isinstance(block, Details):
        yield from block.summary
    for inner in block.blocks:
        if isinstance(inner, Prose):
            yield from flat(inner.tokens)
        elif not isinstance(inner, WidgetBlock):
            yield from _flat(inner)
