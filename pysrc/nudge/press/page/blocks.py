"""The blocks of a lesson as HTML: prose, callouts, widgets with their pictures, and what else stands in a step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from markupsafe import Markup

from nudge.press.checks import report
from nudge.press.draw.katex import Typeset
from nudge.press.page import holes, links, markdown
from nudge.press.page.markdown import RenderContext
from nudge.press.page.pages import PreparedLesson, Section
from nudge.press.read.lesson import Block, Callout, Details, Prose, Step, WidgetBlock


class BlockRenderer:
    """Writes blocks with the macros of blocks.html.j2. `colour` sets code in a language."""

    def __init__(self, macros: Any, colour: Callable[[str, str], str]) -> None:
        self._macros, self._colour = macros, colour

    def context(self, prepared: PreparedLesson, typeset: Typeset | None = None) -> RenderContext:
        """What the text of a lesson needs to become HTML. `typeset` is for formulas that are set in another way."""
        marks = {
            formula: str(self._macros.mark(one, report.lines(one))).rstrip()
            for formula, one in prepared.checked.displays.items()
            if one.status in report.MARKED
        }
        numbers = {computed: one.shown for computed, one in prepared.checked.numbers.items()}
        unresolved = holes.unresolved(links.numbered(prepared.lesson))
        return RenderContext(typeset or prepared.typeset, unresolved, self._colour, holes.ROOMS, marks, numbers)

    def section(self, step: Step, prepared: PreparedLesson, context: RenderContext) -> Section:
        """A step, or the ending."""
        return Section(step.id, markdown.inline(step.title, context), str(self.body(step.blocks, prepared, context)))

    def body(self, blocks: Sequence[Block], prepared: PreparedLesson, context: RenderContext) -> Markup:
        """The HTML of some blocks."""
        return Markup("").join(self._block(block, prepared, context) for block in blocks)

    def _block(self, block: Block, prepared: PreparedLesson, context: RenderContext) -> Markup:
        match block:
            case Prose(tokens=tokens):
                return Markup(markdown.html(tokens, context))
            case Callout(kind=kind, blocks=blocks):
                return Markup(self._macros.callout(kind, self.body(blocks, prepared, context)))
            case Details(summary=summary, blocks=blocks):
                shown = Markup(markdown.inline(summary, context))
                return Markup(self._macros.details(shown, self.body(blocks, prepared, context)))
            case WidgetBlock(id=name, blocks=blocks):
                body = Markup(prepared.pictures[name].filled(context.typeset))
                title, caption = (Markup(markdown.inline(one, context)) for one in (block.title, block.caption))
                inside, number = self.body(blocks, prepared, context), context.resolved.numbers.get(name)
                return Markup(self._macros.widget(block, body, caption, number, title, inside))
