"""An Atom feed a language (RFC 4287): its pages that say when they were last changed, the latest first.

All dates are those that authors wrote; the time of the build has no part in it, so the same
content makes the same bytes anywhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from sitegen.addresses import plain_of
from sitegen.frame.values import FEED
from sitegen.project.pages import HOME
from sitegen.render.outputs import OutputFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.language.voice import Voice
    from sitegen.site import Contents, PageCard, Site


NAMESPACE = "http://www.w3.org/2005/Atom"


def plan_feeds(contents: Contents) -> Iterator[OutputFile]:
    """The feed of each language that has dated pages."""
    for voice in contents.site.voices:
        cards = contents.site.dated(voice.language.code)
        if cards:
            address = f"{voice.language.code}/{FEED}"
            yield OutputFile(address, _write(contents, voice, address, cards))


def _write(contents: Contents, voice: Voice, address: str, cards: Sequence[PageCard]) -> bytes:
    site, code = contents.site, voice.language.code
    config = site.config
    home = site.of_kind(HOME, code)
    feed = ET.Element("feed", {"xmlns": NAMESPACE, "xml:lang": voice.language.tag})
    _add(feed, "id", _identity(site, code, site.config.absolute(address)))
    _add(feed, "title", config.title[code])
    _add(feed, "subtitle", config.description[code])
    _add(feed, "updated", _moment(cards[0]))
    _add(ET.SubElement(feed, "author"), "name", config.author[code])
    _add(feed, "rights", config.licence[code])
    _link(feed, "self", "application/atom+xml", site.config.absolute(address))
    if home:
        _link(feed, "alternate", "text/html", site.config.absolute(home.address))
    if config.licence_url:
        ET.SubElement(feed, "link", {"rel": "license", "href": config.licence_url})
    for card in cards:
        _add_entry(ET.SubElement(feed, "entry"), contents, card)
    ET.indent(feed, "")
    text = ET.tostring(feed, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def _add_entry(entry: ET.Element, contents: Contents, card: PageCard) -> None:
    site = contents.site
    address = site.config.absolute(card.address)
    _add(entry, "id", _identity(site, f"{card.language}/{card.slug}", address))
    _add(entry, "title", card.title)
    _add(entry, "updated", _moment(card))
    _link(entry, "alternate", "text/html", address)
    if card.traits.plain:
        plain = site.config.absolute(plain_of(card.address))
        _link(entry, "alternate", "text/markdown", plain)
    for domain in site.ledger.domains:
        if domain.domain == card.domain:
            label = domain.name[card.language]
            ET.SubElement(entry, "category", {"term": domain.domain, "label": label})
    lead = contents.by_slug[card.slug, card.language].get("lead")
    _add(entry, "summary", lead or card.description)


def _identity(site: Site, name: str, address: str) -> str:
    """A name that outlives the site's address (RFC 4151), or that address."""
    authority = site.config.feed_authority
    return f"tag:{authority}:{name}" if authority else address


def _moment(card: PageCard) -> str:
    """Authors write days; a feed wants a time of day, too."""
    return f"{card.updated}T00:00:00Z"


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text


def _link(parent: ET.Element, relation: str, kind: str, address: str) -> None:
    ET.SubElement(parent, "link", {"rel": relation, "type": kind, "href": address})
