"""Pages that belong to no language: the chooser at the root, and the page for addresses that are not there."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sitegen.addresses import INDEX, index_of
from sitegen.project.pages import HOME
from sitegen.render.outputs import PageOutput

if TYPE_CHECKING:
    from sitegen.site import Site

MISSING = "404.html"
"""Address of the page for addresses that are not there, and its template."""
ENTRANCES = {INDEX: "chooser.html", MISSING: MISSING}
"""Templates of these pages by their addresses."""


def plan_entrance(site: Site, address: str) -> PageOutput:
    """The language chooser, or the 404 page; both speak every language of the site."""
    default = site.voice(site.config.default_language)
    root = urlsplit(site.config.url).path
    # A missing address may lie at any depth, so the 404 page links from the site's root.
    prefix = root if address == MISSING else ""
    context = {
        "languages": tuple(_language(site, code, prefix) for code in site.config.codes),
        "assets": {name: prefix + asset for name, asset in site.assets.items()},
        "canonical": site.config.absolute(address),
        "tag": default.language.tag,
        "title": site.config.title[site.config.default_language],
    }
    return PageOutput(address, ENTRANCES[address], default, context)


def _language(site: Site, code: str, prefix: str) -> dict[str, object]:
    """What a language's entrance shows, in that language."""
    voice = site.voice(code)
    home = site.way_to(HOME, code)
    address = home.address if home else index_of(code)
    search = site.way_to("search", code)
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
        "pages": (
            *([(home.name, prefix + home.address)] if home else []),
            *((page.name, prefix + page.address) for page in site.navigation(code)),
        ),
    }
