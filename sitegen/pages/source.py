"""A page for each source: what the document is, and every fact taken from it in its order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.addresses import source_address
from sitegen.frame.linked import add_linked, make_document
from sitegen.frame.make import make_frame
from sitegen.frame.values import PageHead, Position
from sitegen.pages.shared import FOLDED, find_neighbours, find_uses
from sitegen.render.outputs import PageOutput
from sitegen.views.records import view_coverage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.ledger.values import Source
    from sitegen.site import Site
    from sitegen.views.maker import ViewMaker
    from sitegen.views.values import UseView

TEMPLATE = "source.html"
_SOURCE = 5
"""Where the keys of facts have the source."""


def plan_source_page(site: Site, key: str, code: str) -> PageOutput:
    """The page of a source in a language."""
    voice, source = site.voice(code), site.ledger.source_by_key[key]
    updated = site.date_of("sources", code)
    position = _place(site, key, code)
    maker = site.maker(voice, position.address, updated)
    view = maker.source(key)
    coverage = site.ledger.coverage_by_source.get(key)
    description = voice.say(
        "All figures taken from “{title}”, in its order, each with its place and the pages that use it",
        title=view.title,
    )
    frame = make_frame(site, voice, position, PageHead("source", view.title, description, updated))
    total = len(site.ledger.facts_by_source[key])
    context = {
        "frame": add_linked(frame, make_document(site, source, code)),
        "source": view,
        "sections": tuple(_sections(site, maker, source)),
        "coverage": view_coverage(maker, coverage, site.ledger.leftout_by_source.get(key, ()))
        if coverage
        else None,
        "total": total,
        "folded": total >= FOLDED,
        "unquantified": tuple(
            maker.unquantified(one) for one in site.ledger.unquantified_by_source.get(key, ())
        ),
    }
    return PageOutput(position.address, TEMPLATE, voice, context, total)


def _place(site: Site, key: str, code: str) -> Position:
    """Where the page stands: under the list of documents, between the pages of those beside it."""
    index = site.way_to("sources", code)
    row = [
        (one.source, (one.title[code], source_address(code, one.source)))
        for one in site.ledger.sources
    ]
    before, after = find_neighbours(row, key)
    return Position(
        source_address(code, key),
        {one: source_address(one, key) for one in site.config.codes},
        index.slug if index else "",
        before,
        after,
    )


def _sections(
    site: Site, maker: ViewMaker, source: Source
) -> Iterator[tuple[str, str, tuple[tuple[object, tuple[UseView, ...]], ...]]]:
    """Facts of a source in its order, by place; each with the pages that use it."""
    used = find_uses(site, maker, _SOURCE, source.source)
    rows: list[tuple[object, tuple[UseView, ...]]] = []
    locator = ""
    for fact in site.ledger.facts_by_source[source.source]:
        if fact.locator != locator and rows:
            yield *maker.locator(source, locator), tuple(rows)
            rows = []
        locator = fact.locator
        rows.append((maker.fact(fact), used.get(fact.key, ())))
    if rows:
        yield *maker.locator(source, locator), tuple(rows)
