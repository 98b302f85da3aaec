"""The frame of every page: title, languages, navigation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.addresses import INDEX, plain_of, relative
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
    from sitegen.frame.values import PageHead, Position
    from sitegen.language.voice import Voice
    from sitegen.site import Site


def make_frame(site: Site, voice: Voice, position: Position, head: PageHead) -> PageFrame:
    """The frame of a page."""
    code, config = voice.language.code, site.config
    home = site.of_kind(HOME, code)
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
        feed=relative(position.address, f"{code}/{FEED}") if site.dated(code) else "",
        manifest=relative(position.address, f"{code}/{MANIFEST}") if config.manifest else "",
        picture=find_picture(site, position.pictured or position.slug, code),
        updated=head.updated,
        updated_text=voice.date(head.updated) if head.updated else "",
        alternates=_alternates(site, position, code),
        x_default=site.config.absolute(INDEX if head.kind == HOME else default),
        nav=_navigation(site, voice, position),
        before=_neighbour(position, -1),
        after=_neighbour(position, 1),
        trail=_trail(site, position, code, head.title),
    )


def _alternates(site: Site, position: Position, code: str) -> tuple[Alternate, ...]:
    """The page in each language that has it; the one it is in, of this `code`, among them."""
    return tuple(
        Alternate(
            one.language.tag,
            one.language.name,
            relative(position.address, position.translations[one.language.code]),
            site.config.absolute(position.translations[one.language.code]),
            one.language.code == code,
        )
        for one in site.voices
        if one.language.code in position.translations
    )


def _trail(site: Site, position: Position, code: str, title: str) -> tuple[Step, ...]:
    """The home page, the page of the navigation that this one belongs to, and this one."""
    pages = (site.of_kind(HOME, code), site.by_slug.get((position.slug, code)))
    above = {page.address: page.name for page in pages if page}
    names = above | {position.address: above.get(position.address, title)}
    home = pages[0]
    if home is None or position.address == home.address:
        return ()
    return tuple(
        Step(text, relative(position.address, address), site.config.absolute(address))
        for address, text in names.items()
    )


def _neighbour(position: Position, step: int) -> Neighbour | None:
    """The page that stands so many places from this one among those of its sort."""
    addresses = [address for _, address in position.row]
    if position.address not in addresses:
        return None
    place = addresses.index(position.address) + step
    if not 0 <= place < len(addresses):
        return None
    text, address = position.row[place]
    return Neighbour(text, relative(position.address, address))


def _find_search(site: Site, position: Position, code: str) -> str:
    page = site.of_kind("search", code)
    return relative(position.address, page.address) if page else ""


def _find_plain(site: Site, position: Position, code: str) -> str:
    """Address of the page as Markdown; empty where it does not stand as such."""
    card = site.by_slug.get((position.slug, code))
    is_own = card is not None and card.address == position.address and card.traits.plain
    return plain_of(INDEX) if is_own else ""


def _navigation(site: Site, voice: Voice, position: Position) -> tuple[NavItem, ...]:
    """The pages of the language, but for its home."""
    return tuple(
        NavItem(
            card.name,
            relative(position.address, card.address),
            current=card.slug == position.slug,
            kind=card.kind,
            of_subject=card.traits.of_subject,
            footer=card.traits.footer,
        )
        for card in site.in_language(voice.language.code)
        if card.traits.listed and card.kind != HOME
    )
