"""Where pages are made from: the templates, and the macros for blocks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from nudge.press.page.blocks import BlockRenderer

BLOCKS = "blocks.html.j2"


def environment(folder: Path) -> Environment:
    """The templates in a folder."""
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def block_renderer(templates: Environment, colour: Callable[[str, str], str]) -> BlockRenderer:
    """What writes the blocks of lessons with these templates."""
    return BlockRenderer(templates.get_template(BLOCKS).module, colour)
