"""What a published site has for machines: sitemap.xml and robots.txt. Both need the site's whole address."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import PurePosixPath

from nudge.press.page.pages import Page
from nudge.press.read.course import Course


def pages(course: Course, addresses: Iterable[str]) -> tuple[Page, ...]:
    """These files for the pages at `addresses`; none while the course has no address of its own."""
    if not course.url:
        return ()
    places = "".join(f"<url><loc>{escape(course.canonical(address))}</loc></url>\n" for address in addresses)
    return (
        Page(
            PurePosixPath("sitemap.xml"),
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{places}</urlset>\n',
        ),
        Page(PurePosixPath("robots.txt"), f"User-agent: *\nAllow: /\n\nSitemap: {course.canonical('sitemap.xml')}\n"),
    )
