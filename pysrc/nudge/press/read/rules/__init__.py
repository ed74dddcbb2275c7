"""What our markdown has beyond CommonMark: one rule per file, each a plugin that takes the parser.

A rule never reports a mistake itself. It leaves a token behind that says what it saw, and where: a `Seen` (tokens.py).
"""

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from nudge.press.read.rules.callout import callouts
from nudge.press.read.rules.colons import colon_blocks
from nudge.press.read.rules.comment import comments
from nudge.press.read.rules.details import details
from nudge.press.read.rules.dollars import formulas
from nudge.press.read.rules.places import places
from nudge.press.read.rules.stray import strays


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802
        """Any: where a link leads is checked later, and reported, where markdown would show it as it is written."""
        return True


def parser(writer: type[RendererHTML] = RendererHTML) -> MarkdownIt:
    """The parser of lessons. HTML is on so that it can be seen, and reported; none of it reaches a page."""
    md = _Parser("commonmark", {"html": True, "typographer": True, "xhtmlOut": False}, renderer_cls=writer)
    md.enable(["table", "strikethrough", "smartquotes"])
    md.use(footnote_plugin, inline=False)
    md.use(deflist_plugin)
    for rule in (formulas, colon_blocks, details, comments, callouts, places, strays):
        md.use(rule)
    return md
