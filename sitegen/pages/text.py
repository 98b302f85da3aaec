"""Pages of the content folder: their text, and what their kind adds to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.addresses import beside
from sitegen.frame.linked import add_linked
from sitegen.frame.make import make_frame
from sitegen.frame.values import PageHead, Position
from sitegen.pages.kinds import PAGE_KINDS
from sitegen.render.outputs import PageOutput

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.language.voice import Voice
    from sitegen.resolve.page import ResolvedPage
    from sitegen.site import Contents


def plan_text_pages(contents: Contents) -> Iterator[PageOutput]:
    """All pages of the content folder, in all languages, in the order of the navigation."""
    site = contents.site
    for voice in site.voices:
        cards = site.in_language(voice.language.code)
        row = tuple((card.name, card.address) for card in cards if card.traits.listed)
        for page in contents.in_language(voice.language.code):
            yield _plan(contents, voice, page, row)


def _plan(
    contents: Contents, voice: Voice, page: ResolvedPage, row: tuple[tuple[str, str], ...]
) -> PageOutput:
    """A page, among those of its row."""
    site, kind = contents.site, PAGE_KINDS[page.kind]
    card, body = site.by_slug[page.slug, page.language], contents.bodies[page.slug, page.language]
    maker = site.maker(voice, card.address, card.updated)
    position = Position(card.address, site.translations(page.slug), page.slug, row)
    head = PageHead(kind.name, card.title, card.description, card.updated)
    frame = make_frame(site, voice, position, head)
    context = {
        "frame": add_linked(frame, kind.link(site, frame, page)),
        "lead": body.lead,
        "body": body.html,
        "sections": body.parts,
        "headings": body.headings,
        "workings": page.workings,
        "sources": tuple(maker.source(source) for source in page.sources),
        "references": maker.cite(card.title),
        "pdf": None,
        **kind.show(contents, maker, page),
    }
    name = f"{page.slug}.{page.language}.pdf"
    pdf = beside(card.address, name) if kind.name in site.config.pdf else ""
    return PageOutput(card.address, kind.template, voice, context, pdf)
