"""Pages that belong to no language: the chooser at the root, and the page for addresses that are not there."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sitegen.render.outputs import PageOutput

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.site import Site


def plan_entrances(site: Site) -> Iterator[PageOutput]:
    """The language chooser and the 404 page; both speak every language of the site."""
    default = next(
        voice for voice in site.voices if voice.language.code == site.config.default_language
    )
    root = urlsplit(site.config.url).path
    for address, template in (("index.html", "chooser.html"), ("404.html", "404.html")):
        # A missing address may lie at any depth, so the 404 page links from the site's root.
        prefix = root if address == "404.html" else ""
        context = {
            "languages": tuple(_language(site, code, prefix) for code in site.config.codes),
            "assets": {name: prefix + address for name, address in site.assets.items()},
            "stylesheet": prefix + site.assets["style.css"],
            "icon": prefix + site.assets["icon.svg"],
            "canonical": site.config.absolute(address),
            "tag": default.language.tag,
            "title": site.config.title[site.config.default_language],
        }
        yield PageOutput(address, template, default, context)


def _language(site: Site, code: str, prefix: str) -> dict[str, object]:
    """What a language's entrance shows, in that language."""
    voice = site.voice(code)
    home = site.of_kind("home", code)
    address = home.address if home else f"{code}/index.html"
    search = site.of_kind("search", code)
    return {
        "tag": voice.language.tag,
        "name": voice.language.name,
        "title": site.config.title[code],
        "description": site.config.description[code],
        "href": prefix + address,
        "url": site.config.absolute(address),
        "missing": voice.say("This page does not exist"),
        "advice": voice.say(
            "The address may be mistyped, or the page may have moved. Start again here:"
        ),
        "search": {
            "href": prefix + search.address,
            "label": voice.say("Search the site"),
            "button": voice.say("Search"),
        }
        if search
        else None,
        "pages": tuple(
            (page.name, prefix + page.address)
            for page in site.in_language(code)
            if page is not search
        ),
    }
