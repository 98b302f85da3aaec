"""The frame of every page: title, languages, navigation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.addresses import INDEX, list_above, plain_of, relative
from sitegen.analysis.statuses import STATUSES
from sitegen.frame.pictures import find_picture
from sitegen.frame.values import (
    FEED,
    MANIFEST,
    Alternate,
    NavItem,
    Neighbour,
    PageFrame,
    Step,
)
from sitegen.project.pages import HOME

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sitegen.frame.values import PageHead, Position
    from sitegen.language.voice import Voice
    from sitegen.site import Site


def make_frame(site: Site, voice: Voice, position: Position, head: PageHead) -> PageFrame:
    """The frame of a page."""
    code, config = voice.language.code, site.config
    home = site.way_to(HOME, code)
    default = position.translations.get(config.default_language, position.address)
    return PageFrame(
        kind=head.kind,
        code=code,
        tag=voice.language.tag,
        title=head.title,
        description=head.description,
        site_title=config.title[code],
        author=config.author[code],
        licence=config.licence[code],
        licence_url=config.licence_url,
        repository=config.repository,
        canonical=site.config.absolute(position.address),
        home=relative(position.address, home.address if home else INDEX),
        assets={name: relative(position.address, address) for name, address in site.assets.items()},
        statuses=tuple(STATUSES.values()),
        search=_find_search(site, position, code),
        plain=_find_plain(site, position, code),
        feed=relative(position.address, f"{code}/{FEED}") if site.is_dated(code) else "",
        manifest=relative(position.address, f"{code}/{MANIFEST}") if config.manifest else "",
        picture=find_picture(site, position.pictured or position.slug, code, position.seen),
        updated=head.updated,
        evidence=head.evidence,
        updated_text=voice.date(head.updated) if head.updated else "",
        alternates=_alternates(site, position, position.translations, code),
        missing=_alternates(site, position, position.missing, code),
        newer=_alternates(site, position, _select(position.translations, position.newer), code),
        indexed=head.indexed,
        x_default=site.config.absolute(INDEX if head.kind == HOME else default),
        nav=_navigation(site, voice, position),
        before=_neighbour(position, position.before),
        after=_neighbour(position, position.after),
        trail=_trail(site, position, code, head.title),
    )


def _select(addresses: Mapping[str, str], codes: Iterable[str]) -> dict[str, str]:
    return {code: addresses[code] for code in codes if code in addresses}


def _alternates(
    site: Site, position: Position, addresses: Mapping[str, str], code: str
) -> tuple[Alternate, ...]:
    """The page at its addresses by language; `code` is of the language that it is in."""
    return tuple(
        Alternate(
            one.tag,
            one.name,
            relative(position.address, addresses[one.code]),
            site.config.absolute(addresses[one.code]),
            one.code == code,
        )
        for one in site.config.languages
        if one.code in addresses
    )


def _trail(site: Site, position: Position, code: str, title: str) -> tuple[Step, ...]:
    """The home page, the pages of the folders above, the page of the navigation that this one belongs to, and it."""
    folders = [site.page_of_folder(one, code) for one in list_above(position.slug)]
    pages = (site.way_to(HOME, code), *folders, site.page(position.slug, code))
    above = {page.address: page.name for page in pages if page}
    names = above | {position.address: above.get(position.address, title)}
    home = pages[0]
    if home is None or position.address == home.address:
        return ()
    return tuple(
        Step(text, relative(position.address, address), site.config.absolute(address))
        for address, text in names.items()
    )


def _neighbour(position: Position, page: tuple[str, str] | None) -> Neighbour | None:
    """A page of the same sort, by name and address, as seen from this one."""
    if page is None:
        return None
    text, address = page
    return Neighbour(text, relative(position.address, address))


def _find_search(site: Site, position: Position, code: str) -> str:
    page = site.way_to("search", code)
    return relative(position.address, page.address) if page else ""


def _find_plain(site: Site, position: Position, code: str) -> str:
    """Address of the page as Markdown; empty where it does not stand as such."""
    card = site.page(position.slug, code)
    is_own = card is not None and card.address == position.address and card.traits.plain
    return plain_of(INDEX) if is_own else ""


def _navigation(site: Site, voice: Voice, position: Position) -> tuple[NavItem, ...]:
    """The pages of the language that are in the navigation of each page."""
    return tuple(
        NavItem(
            entry.name,
            relative(position.address, entry.address),
            current=entry.slug == position.slug,
            kind=entry.kind,
            group=entry.group,
            footer=entry.footer,
        )
        for entry in site.navigation(voice.language.code)
    )
