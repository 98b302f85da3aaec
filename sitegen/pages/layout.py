"""The frame of every page: title, languages, navigation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.pages.output import (
    FEED,
    MANIFEST,
    PLAIN,
    PLAIN_KINDS,
    Alternate,
    Frame,
    Layout,
    NavItem,
    Neighbour,
    Step,
    absolute,
)
from sitegen.pages.pictures import find_picture
from sitegen.site import page_address
from sitegen.views import relative

if TYPE_CHECKING:
    from sitegen.languages import Voice
    from sitegen.site import Site


SCRIPTS = ("cards.js", "place.js")
"""The assets that every page runs, where the project has them: what is behind a number, and the same
place in another language."""

TOUCH_ICON = "icon-180.png"


def make_layout(
    site: Site,
    voice: Voice,
    frame: Frame,
    kind: str,
    title: str,
    description: str,
    updated: str = "",
) -> Layout:
    """The frame of a page; `updated` is the day of its last change of substance."""
    code, config = voice.language.code, site.config
    home = site.of_kind("home", code)
    alternates = tuple(
        Alternate(
            one.language.tag,
            one.language.name,
            relative(frame.address, frame.translations[one.language.code]),
            absolute(site, frame.translations[one.language.code]),
            one.language.code == code,
        )
        for one in site.voices
        if one.language.code in frame.translations
    )
    default = frame.translations.get(config.default_language, frame.address)
    return Layout(
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
        canonical=absolute(site, frame.address),
        home=relative(frame.address, page_address(home.document.page) if home else "index.html"),
        stylesheet=relative(frame.address, site.assets["style.css"]),
        icon=relative(frame.address, site.assets["icon.svg"]),
        scripts=tuple(
            relative(frame.address, site.assets[name]) for name in SCRIPTS if name in site.assets
        ),
        search=_find_search(site, frame, code),
        plain="index.md" if kind in PLAIN_KINDS and PLAIN in site.forms else "",
        feed=relative(frame.address, f"{code}/{FEED}") if site.dated(code) else "",
        manifest=relative(frame.address, f"{code}/{MANIFEST}") if config.manifest else "",
        touch_icon=relative(frame.address, site.assets[TOUCH_ICON]) if config.manifest else "",
        picture=find_picture(site, frame.pictured or frame.slug, code),
        updated=updated,
        updated_text=voice.date(updated) if updated else "",
        alternates=alternates,
        x_default=absolute(site, "index.html" if kind == "home" else default),
        nav=_navigation(site, voice, frame),
        before=_neighbour(frame, -1),
        after=_neighbour(frame, 1),
        trail=_trail(site, frame, code, title),
    )


def _trail(site: Site, frame: Frame, code: str, title: str) -> tuple[Step, ...]:
    """The home page, the page of the navigation that this one belongs to, and this one."""
    pages = (site.of_kind("home", code), site.by_slug.get((frame.slug, code)))
    above = {page_address(page.document.page): page.name for page in pages if page}
    names = above | {frame.address: above.get(frame.address, title)}
    home = pages[0]
    if home is None or frame.address == page_address(home.document.page):
        return ()
    return tuple(
        Step(text, relative(frame.address, address), absolute(site, address))
        for address, text in names.items()
    )


def _neighbour(frame: Frame, step: int) -> Neighbour | None:
    """The page that stands so many places from this one among those of its sort."""
    addresses = [address for _, address in frame.row]
    if frame.address not in addresses:
        return None
    place = addresses.index(frame.address) + step
    if not 0 <= place < len(addresses):
        return None
    text, address = frame.row[place]
    return Neighbour(text, relative(frame.address, address))


def _find_search(site: Site, frame: Frame, code: str) -> str:
    page = site.of_kind("search", code)
    return relative(frame.address, page_address(page.document.page)) if page else ""


def _navigation(site: Site, voice: Voice, frame: Frame) -> tuple[NavItem, ...]:
    """The pages of the language, but for its home."""
    return tuple(
        NavItem(
            page.name,
            relative(frame.address, page_address(page.document.page)),
            page.document.page.slug == frame.slug,
            page.document.page.kind,
        )
        for page in site.in_language(voice.language.code)
        if page.document.page.kind not in {"home", "search"}
    )
