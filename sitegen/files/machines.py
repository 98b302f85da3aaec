"""What machines look for at the site's root: sitemap, robots.txt, and what servers read there."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from xml.sax.saxutils import quoteattr

from sitegen.addresses import EMBED
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
    yield OutputFile("_headers", _say_headers(site).encode())


def _say_headers(site: Site) -> str:
    """Who may show pages in a frame, and who may fetch data: what a page cannot say of itself.

    Netlify, Cloudflare Pages and others read it. A host that does not (GitHub Pages) sends no such header, and
    all pages can be framed. No path has two policies: browsers would hold a page to both.
    """
    root = urlsplit(site.config.url).path
    closed = [f"{root}{code}/*" for code in site.config.codes]
    policies = [(f"{root}{EMBED}/*", "*"), *((path, "'self'") for path in closed)]
    lines = [
        line
        for path, allowed in policies
        for line in (path, f"  Content-Security-Policy: frame-ancestors {allowed}")
    ]
    return "\n".join([*lines, f"{root}data/*", "  Access-Control-Allow-Origin: *", ""])


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
