"""Code in colour: Pygments, with classes and no style of its own."""

from __future__ import annotations

from html import escape

from nudge.press.cache import Cache, key
from nudge.press.codehash import code_hash


def highlight(text: str, language: str, cache: Cache) -> str:
    """The code as HTML spans; plain where there is no language, or none that Pygments knows."""
    if not language:
        return escape(text)
    name = key("pygments", code_hash(__name__), language, text)
    kept = cache.get(name)
    if kept is None:
        kept = _coloured(text, language)
        cache.put({name: kept})
    return kept


def _coloured(text: str, language: str) -> str:
    from pygments import highlight as coloured  # slow to import; most builds find everything in the cache
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        lexer = get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return escape(text)
    return coloured(text, lexer, HtmlFormatter(nowrap=True))
