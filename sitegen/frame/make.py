"""The frame of every page: title, languages, navigation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.addresses import relative
from sitegen.frame.pictures import find_picture
from sitegen.frame.values import (
    FEED,
    MANIFEST,
    PLAIN,
    PLAIN_KINDS,
    Alternate,
    NavItem,
    Neighbour,
    PageFrame,
    Step,
)

if TYPE_CHECKING:
    from sitegen.frame.values import Position
    from sitegen.language.voice import Voice
    from sitegen.site import Site


SCRIPTS = ("reader.js", "cards.js", "place.js")
"""The assets that every page runs, where the project has them: what all scripts share, what is behind
a number, and the same place in another language."""
CHARTS, BUNDLE = "charts.js", "vega.js"
"""The asset with which charts are explored and taken away, and what it draws with, made by the build."""
CITE = "cite.js"
"""The asset that copies references."""

TOUCH_ICON = "icon-180.png"


def make_frame(
    site: Site,
    voice: Voice,
    position: Position,
    kind: str,
    title: str,
    description: str,
    updated: str = "",
) -> PageFrame:
    """The frame of a page; `updated` is the day of its last change of substance."""
    code, config = voice.language.code, site.config
    home = site.of_kind("home", code)
    alternates = tuple(
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
    default = position.translations.get(config.default_language, position.address)
    return PageFrame(
        kind=kind,
        code=code,
        tag=voice.language.tag,
        title=title,
        description=description,
        site_title=config.title[code],
        author=config.author[code],
        licence=config.licence[code],
        licence_url=config.licence_url,
        repository=config.repository,
        canonical=site.config.absolute(position.address),
        home=relative(position.address, home.address if home else "index.html"),
        assets={name: relative(position.address, address) for name, address in site.assets.items()},
        stylesheet=relative(position.address, site.assets["style.css"]),
        icon=relative(position.address, site.assets["icon.svg"]),
        scripts=tuple(
            relative(position.address, site.assets[name]) for name in SCRIPTS if name in site.assets
        ),
        charts=_find_asset(site, position, CHARTS),
        bundle=_find_asset(site, position, BUNDLE),
        cite=_find_asset(site, position, CITE),
        search=_find_search(site, position, code),
        plain="index.md" if kind in PLAIN_KINDS and PLAIN in site.forms else "",
        feed=relative(position.address, f"{code}/{FEED}") if site.dated(code) else "",
        manifest=relative(position.address, f"{code}/{MANIFEST}") if config.manifest else "",
        touch_icon=relative(position.address, site.assets[TOUCH_ICON]) if config.manifest else "",
        picture=find_picture(site, position.pictured or position.slug, code),
        updated=updated,
        updated_text=voice.date(updated) if updated else "",
        alternates=alternates,
        x_default=site.config.absolute("index.html" if kind == "home" else default),
        nav=_navigation(site, voice, position),
        before=_neighbour(position, -1),
        after=_neighbour(position, 1),
        trail=_trail(site, position, code, title),
    )


def _trail(site: Site, position: Position, code: str, title: str) -> tuple[Step, ...]:
    """The home page, the page of the navigation that this one belongs to, and this one."""
    pages = (site.of_kind("home", code), site.by_slug.get((position.slug, code)))
    above = {page.address: page.name for page in pages if page}
    names = above | {position.address: above.get(position.address, title)}
    home = pages[0]
    if home is None or position.address == home.address:
        return ()
    return tuple(
        Step(text, relative(position.address, address), site.config.absolute(address))
        for address, text in names.items()
    )


def _find_asset(site: Site, position: Position, name: str) -> str:
    """Address of an asset; empty where the project has none of this name."""
    return relative(position.address, site.assets[name]) if name in site.assets else ""


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


def _navigation(site: Site, voice: Voice, position: Position) -> tuple[NavItem, ...]:
    """The pages of the language, but for its home."""
    return tuple(
        NavItem(
            page.name,
            relative(position.address, page.address),
            page.slug == position.slug,
            page.kind,
        )
        for page in site.in_language(voice.language.code)
        if page.kind not in {"home", "search"}
    )
