"""An Atom feed a language (RFC 4287): its pages that say when they were last changed, the latest first.

All dates are those that authors wrote; the time of the build has no part in it, so the same
content makes the same bytes anywhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from sitegen.addresses import plain_of
from sitegen.frame.values import FEED, PLAIN_KINDS
from sitegen.render.outputs import OutputFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.language.voice import Voice
    from sitegen.resolve.page import ResolvedPage
    from sitegen.site import Site


NAMESPACE = "http://www.w3.org/2005/Atom"


def plan_feeds(site: Site) -> Iterator[OutputFile]:
    """The feed of each language that has dated pages."""
    for voice in site.voices:
        address = f"{voice.language.code}/{FEED}"
        pages = site.dated(voice.language.code)
        if pages:
            yield OutputFile(address, _write(site, voice, address, pages))


def _write(site: Site, voice: Voice, address: str, pages: tuple[ResolvedPage, ...]) -> bytes:
    config, code = site.config, voice.language.code
    home = site.of_kind("home", code)
    feed = ET.Element("feed", {"xmlns": NAMESPACE, "xml:lang": voice.language.tag})
    _add(feed, "id", _identity(site, code, site.config.absolute(address)))
    _add(feed, "title", config.title[code])
    _add(feed, "subtitle", config.description[code])
    _add(feed, "updated", _moment(pages[0]))
    _add(ET.SubElement(feed, "author"), "name", config.author[code])
    _add(feed, "rights", config.licence[code])
    _link(feed, "self", "application/atom+xml", site.config.absolute(address))
    if home:
        _link(feed, "alternate", "text/html", site.config.absolute(home.address))
    if config.licence_url:
        ET.SubElement(feed, "link", {"rel": "license", "href": config.licence_url})
    for page in pages:
        _add_entry(ET.SubElement(feed, "entry"), site, page)
    ET.indent(feed, "")
    text = ET.tostring(feed, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def _add_entry(entry: ET.Element, site: Site, page: ResolvedPage) -> None:
    own = page.parsed.page
    address = own.address
    _add(entry, "id", _identity(site, f"{own.language}/{own.slug}", site.config.absolute(address)))
    _add(entry, "title", page.get("title"))
    _add(entry, "updated", _moment(page))
    _link(entry, "alternate", "text/html", site.config.absolute(address))
    if own.kind in PLAIN_KINDS:
        plain = plain_of(address)
        _link(entry, "alternate", "text/markdown", site.config.absolute(plain))
    for domain in site.ledger.domains:
        if domain.domain == page.get("domain"):
            label = domain.name[own.language]
            ET.SubElement(entry, "category", {"term": domain.domain, "label": label})
    _add(entry, "summary", page.get("lead") or page.get("description"))


def _identity(site: Site, name: str, address: str) -> str:
    """A name that outlives the site's address (RFC 4151), or that address."""
    authority = site.config.feed_authority
    return f"tag:{authority}:{name}" if authority else address


def _moment(page: ResolvedPage) -> str:
    """Authors write days; a feed wants a time of day, too."""
    return f"{page.get('updated')}T00:00:00Z"


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text


def _link(parent: ET.Element, relation: str, kind: str, address: str) -> None:
    ET.SubElement(parent, "link", {"rel": relation, "type": kind, "href": address})
