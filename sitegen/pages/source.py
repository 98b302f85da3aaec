"""A page for each source: what the document is, and every fact taken from it in its order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.addresses import source_address
from sitegen.frame.linked import add_linked, make_document
from sitegen.frame.make import make_frame
from sitegen.frame.values import PageHead, Position
from sitegen.render.outputs import PageOutput
from sitegen.views.records import view_coverage
from sitegen.views.values import UseView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.ledger.values import Source
    from sitegen.site import Contents, Site
    from sitegen.views.maker import ViewMaker

TEMPLATE = "source.html"


def plan_source_pages(contents: Contents) -> Iterator[PageOutput]:
    """The page of each source, in all languages."""
    site = contents.site
    for voice in site.voices:
        code = voice.language.code
        index = site.of_kind("sources", code)
        row = tuple(
            (one.title[code], source_address(code, one.source)) for one in site.ledger.sources
        )
        for source in site.ledger.sources:
            address = source_address(code, source.source)
            translations = {one: source_address(one, source.source) for one in site.config.codes}
            updated = site.date_of("sources", code)
            maker = site.maker(voice, address, updated)
            view = maker.source(source.source)
            coverage = site.ledger.coverage_by_source.get(source.source)
            description = voice.say(
                "All figures taken from “{title}”, in its order, each with its place and the pages that use it",
                title=view.title,
            )
            position = Position(address, translations, index.slug if index else "", row)
            head = PageHead("source", view.title, description, updated)
            frame = make_frame(site, voice, position, head)
            context = {
                "frame": add_linked(frame, make_document(site, source, code)),
                "source": view,
                "sections": tuple(_sections(site, maker, source)),
                "coverage": view_coverage(maker, coverage, site.ledger.leftout)
                if coverage
                else None,
                "total": len(site.ledger.facts_by_source[source.source]),
                "unquantified": tuple(
                    maker.unquantified(one)
                    for one in site.ledger.unquantified
                    if one.source == source
                ),
            }
            yield PageOutput(address, TEMPLATE, voice, context)


def _sections(
    site: Site, maker: ViewMaker, source: Source
) -> Iterator[tuple[str, str, tuple[tuple[object, tuple[UseView, ...]], ...]]]:
    """Facts of a source in its order, by place; each with the pages that use it."""
    rows: list[tuple[object, tuple[UseView, ...]]] = []
    locator = ""
    for fact in site.ledger.facts_by_source[source.source]:
        if fact.locator != locator and rows:
            yield *maker.locator(source, locator), tuple(rows)
            rows = []
        locator = fact.locator
        rows.append((maker.fact(fact), _uses(site, maker, fact.key)))
    if rows:
        yield *maker.locator(source, locator), tuple(rows)


def _uses(site: Site, maker: ViewMaker, key: str) -> tuple[UseView, ...]:
    pages = (site.by_slug.get((slug, maker.code)) for slug in site.uses.get(key, ()))
    return tuple(UseView(page.name, maker.href(page.address)) for page in pages if page is not None)
