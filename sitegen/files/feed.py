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

    from sitegen.known import PageCard
    from sitegen.language.voice import Voice
    from sitegen.site import Site


NAMESPACE = "http://www.w3.org/2005/Atom"


def plan_feed(site: Site, code: str) -> Iterator[OutputFile]:
    """The feed of a language, where it has dated pages."""
    cards = site.dated(code)
    if cards:
        address = f"{code}/{FEED}"
        yield OutputFile(address, _write(site, site.voice(code), address, cards))


def _write(site: Site, voice: Voice, address: str, cards: Sequence[PageCard]) -> bytes:
    code, config = voice.language.code, site.config
    home = site.way_to(HOME, code)
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
        _add_entry(ET.SubElement(feed, "entry"), site, card)
    ET.indent(feed, "")
    text = ET.tostring(feed, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def _add_entry(entry: ET.Element, site: Site, card: PageCard) -> None:
    address = site.config.absolute(card.address)
    _add(entry, "id", _identity(site, f"{card.language}/{card.slug}", address))
    _add(entry, "title", card.title)
    _add(entry, "updated", _moment(card))
    _link(entry, "alternate", "text/html", address)
    if card.traits.plain:
        plain = site.config.absolute(plain_of(card.address))
        _link(entry, "alternate", "text/markdown", plain)
    if card.domain:
        label = site.ledger.domain_by_key[card.domain].name[card.language]
        ET.SubElement(entry, "category", {"term": card.domain, "label": label})
    _add(entry, "summary", card.lead or card.description)


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
