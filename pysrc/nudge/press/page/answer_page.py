"""The key to all exercises of a course, as a page to print. Its formulas are MathML, so it needs no other file."""

from __future__ import annotations

from collections.abc import Iterable

from jinja2 import Environment
from markupsafe import Markup

from nudge.press.draw.katex import Typeset
from nudge.press.page import answer_key, markdown
from nudge.press.page.blocks import BlockRenderer
from nudge.press.page.holes import filled
from nudge.press.page.pages import PreparedLesson
from nudge.press.page.render import PlacedLesson
from nudge.press.read.course import Course


def answer_page(
    templates: Environment,
    blocks: BlockRenderer,
    course: Course,
    prepared_lessons: Iterable[tuple[PreparedLesson, PlacedLesson]],
    typeset: Typeset,
) -> str:
    """The page. `typeset` has the formulas of all lessons."""
    lessons = []
    for prepared, placed in prepared_lessons:
        context = blocks.context(prepared, typeset)
        exercises = [
            (
                one,
                Markup(filled(markdown.inline(one.block.title, context), placed.resolved, placed.sizes)),
                Markup(filled(blocks.body(one.block.blocks, prepared, context), placed.resolved, placed.sizes)),
            )
            for one in answer_key.keyed(prepared.lesson)
        ]
        lessons += [(prepared.lesson.front.title, exercises)] if exercises else []
    return templates.get_template("answers.html.j2").render(course=course, lessons=lessons)
