"""Code in colour: Pygments, with classes and no style of its own."""

from __future__ import annotations

from functools import lru_cache
from html import escape

from nudge.press.cache import Cache, key


def highlight(text: str, language: str, cache: Cache) -> str:
    """The code as HTML spans; plain where there is no language, or none that Pygments knows."""
    if not language:
        return escape(text)
    name = key("pygments", _version(), language, text)
    kept = cache.get(name)
    if kept is None:
        kept = _coloured(text, language)
        cache.put({name: kept})
    return kept


@lru_cache(maxsize=1)
def _version() -> str:
    from importlib.metadata import version

    return version("pygments")


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
