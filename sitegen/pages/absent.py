"""What stands at the address of a page in a language that does not have it: that it is written in another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.addresses import page_address, relative
from sitegen.frame.make import make_frame
from sitegen.frame.values import PageHead, Position
from sitegen.project.pages import HOME
from sitegen.render.outputs import PageOutput

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.site import Site

TEMPLATE = "absent.html"
"""The template, and what the page is, without its ending."""
KIND = "absent"


def list_missing(site: Site, slug: str, translations: Mapping[str, str]) -> dict[str, str]:
    """What stands in the place of a page in each language that does not have it, by code."""
    return {
        code: page_address(code, slug)
        for code in site.config.codes
        if code not in translations and f"{code}/{slug}" in site.get("absent")
    }


def plan_absent_page(site: Site, key: str) -> PageOutput | None:
    """What says that a page is written in another language; `None` where it is in none by now.

    `key` is the language that does not have it, and its slug: `fr/trade`.
    """
    code, _, slug = key.partition("/")
    voice, address = site.voice(code), page_address(code, slug)
    cards = [site.page(slug, other) for other in site.config.codes]
    written = [
        (language, card)
        for language, card in zip(site.config.languages, cards, strict=True)
        if card is not None
    ]
    if not written:
        return None
    home = site.way_to(HOME, code)
    title = voice.say("This page is not available in {language}", language=voice.language.name)
    translations = {language.code: card.address for language, card in written}
    position = Position(address, translations)
    head = PageHead(KIND, title, title, indexed=False)
    context = {
        "frame": make_frame(site, voice, position, head),
        "pages": tuple(
            (language.tag, language.name, card.title, relative(address, card.address))
            for language, card in written
        ),
        "home": (home.name, relative(address, home.address)) if home else None,
    }
    return PageOutput(address, TEMPLATE, voice, context)
