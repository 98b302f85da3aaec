"""Atom feeds of a language (RFC 4287): its pages that say when they were last changed, and releases; the latest first.

All dates are those that authors wrote; the time of the build has no part in it, so the same
content makes the same bytes anywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from sitegen.addresses import plain_of
from sitegen.frame.values import CHANGES_FEED, FEED
from sitegen.pages.changes import view_releases
from sitegen.project.pages import HOME
from sitegen.render.outputs import OutputFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.known import PageCard
    from sitegen.language.voice import Voice
    from sitegen.pages.changes import ReleaseView
    from sitegen.site import Site


NAMESPACE = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True)
class Entry:
    """What a feed tells of: a page, or a release."""

    name: str
    """What names it in the site, whatever the site's address."""
    title: str
    day: str
    address: str
    """Absolute."""
    summary: str
    plain: str = ""
    """Absolute address of it as Markdown; empty where there is none."""
    category: tuple[str, str] = ("", "")
    """Key and name of its subject."""


def plan_feed(site: Site, code: str) -> Iterator[OutputFile]:
    """The feeds of a language: of its pages where some are dated, and of releases where a page tells of them."""
    cards = site.dated(code)
    if cards:
        entries = [_enter_page(site, card) for card in cards]
        yield _make(
            site, site.voice(code), f"{code}/{FEED}", (code, site.config.title[code]), entries
        )
    page = site.of_kind("changes", code)
    if page and site.ledger.releases:
        maker = site.maker(site.voice(code), page.address)
        ledger = site.ledger
        views = view_releases(maker, ledger.releases, ledger.changes, site.page)
        entries = [_enter_release(site, page, one) for one in views]
        named = (f"{code}/changes", f"{page.title} · {site.config.title[code]}")
        yield _make(site, site.voice(code), f"{code}/{CHANGES_FEED}", named, entries)


def _enter_page(site: Site, card: PageCard) -> Entry:
    domain = card.domain and site.ledger.domain_by_key[card.domain].name[card.language]
    return Entry(
        card.key,
        card.title,
        card.updated,
        site.config.absolute(card.address),
        card.lead or card.description,
        site.config.absolute(plain_of(card.address)) if card.traits.plain else "",
        (card.domain, domain),
    )


def _enter_release(site: Site, page: PageCard, one: ReleaseView) -> Entry:
    address = f"{site.config.absolute(page.address)}#{one.id}"
    return Entry(f"{page.language}/changes/{one.id}", one.date_text, one.date, address, one.said)


def _make(
    site: Site, voice: Voice, address: str, named: tuple[str, str], entries: Sequence[Entry]
) -> OutputFile:
    """A feed; `named` are what names it in the site, and its title."""
    code, config = voice.language.code, site.config
    home = site.way_to(HOME, code)
    feed = ET.Element("feed", {"xmlns": NAMESPACE, "xml:lang": voice.language.tag})
    _add(feed, "id", _identity(site, named[0], site.config.absolute(address)))
    _add(feed, "title", named[1])
    _add(feed, "subtitle", config.description[code])
    _add(feed, "updated", _moment(entries[0].day))
    _add(ET.SubElement(feed, "author"), "name", config.author[code])
    _add(feed, "rights", config.licence[code])
    _link(feed, "self", "application/atom+xml", site.config.absolute(address))
    if home:
        _link(feed, "alternate", "text/html", site.config.absolute(home.address))
    if config.licence_url:
        ET.SubElement(feed, "link", {"rel": "license", "href": config.licence_url})
    for one in entries:
        _add_entry(ET.SubElement(feed, "entry"), site, one)
    ET.indent(feed, "")
    text = ET.tostring(feed, encoding="unicode")
    return OutputFile(address, f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode())


def _add_entry(entry: ET.Element, site: Site, one: Entry) -> None:
    _add(entry, "id", _identity(site, one.name, one.address))
    _add(entry, "title", one.title)
    _add(entry, "updated", _moment(one.day))
    _link(entry, "alternate", "text/html", one.address)
    if one.plain:
        _link(entry, "alternate", "text/markdown", one.plain)
    if one.category[0]:
        term, label = one.category
        ET.SubElement(entry, "category", {"term": term, "label": label})
    _add(entry, "summary", one.summary)


def _identity(site: Site, name: str, address: str) -> str:
    """A name that outlives the site's address (RFC 4151), or that address."""
    authority = site.config.feed_authority
    return f"tag:{authority}:{name}" if authority else address


def _moment(day: str) -> str:
    """Authors write days; a feed wants a time of day, too."""
    return f"{day}T00:00:00Z"


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text


def _link(parent: ET.Element, relation: str, kind: str, address: str) -> None:
    ET.SubElement(parent, "link", {"rel": relation, "type": kind, "href": address})
