"""What machines look for at the site's root: sitemap, robots.txt."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from sitegen.render.outputs import OutputFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.known import ListedPage
    from sitegen.site import Site


def plan_machine_files(site: Site) -> Iterator[OutputFile]:
    """Files made of the list of pages."""
    yield OutputFile("sitemap.xml", _sitemap(site.get("listed")).encode())
    yield OutputFile(
        "robots.txt",
        f"User-agent: *\nAllow: /\nSitemap: {site.config.absolute('sitemap.xml')}\n".encode(),
    )
    yield OutputFile(".nojekyll", b"")


def _sitemap(pages: Sequence[ListedPage]) -> str:
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append(
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">'
    )
    for page in pages:
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang={quoteattr(tag)} href={quoteattr(url)}/>'
            for tag, url in page.alternates
        )
        changed = f"<lastmod>{page.updated}</lastmod>" if page.updated else ""
        lines.append(f"<url><loc>{quoteattr(page.canonical)[1:-1]}</loc>{changed}{links}</url>")
    return "\n".join([*lines, "</urlset>", ""])
