"""What machines look for at the site's root: sitemap, robots.txt."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from sitegen.pages.output import File, absolute

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.pages.output import Output
    from sitegen.site import Site


def plan_machine_files(site: Site, outputs: Sequence[Output]) -> Iterator[File]:
    """Files made of the list of pages."""
    yield File("sitemap.xml", _sitemap(outputs).encode())
    yield File(
        "robots.txt",
        f"User-agent: *\nAllow: /\nSitemap: {absolute(site, 'sitemap.xml')}\n".encode(),
    )
    yield File(".nojekyll", b"")


def _sitemap(outputs: Sequence[Output]) -> str:
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append(
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">'
    )
    for output in outputs:
        layout = output.context.get("layout")
        if layout is None:
            continue
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang={quoteattr(one.tag)} href={quoteattr(one.url)}/>'
            for one in layout.alternates
        )
        lines.append(f"<url><loc>{quoteattr(layout.canonical)[1:-1]}</loc>{links}</url>")
    return "\n".join([*lines, "</urlset>", ""])
