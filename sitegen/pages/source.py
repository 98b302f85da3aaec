"""A page for each source: what the document is, and every fact taken from it in its order.

A document with more facts than a page lists has a page for each part of them.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from sitegen.addresses import source_address
from sitegen.frame.linked import add_linked, make_document
from sitegen.frame.make import make_frame
from sitegen.frame.values import PageHead, Position
from sitegen.pages.shared import FOLDED, find_neighbours, find_uses
from sitegen.render.outputs import PageOutput
from sitegen.views.records import view_coverage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.language.voice import Voice
    from sitegen.ledger.values import Fact, Source
    from sitegen.site import Site
    from sitegen.views.maker import ViewMaker
    from sitegen.views.values import UseView

TEMPLATE = "source.html"
_SOURCE = 5
"""Where the keys of facts have the source."""


def plan_source_page(site: Site, key: str, code: str, part: int = 1) -> PageOutput:
    """The page of a source in a language, or of a part of its facts."""
    voice, source = site.voice(code), site.ledger.source_by_key[key]
    updated = site.date_of("sources", code)
    parts = site.ledger.parts_by_source[key]
    position = _place(site, (key, part), parts.number, voice)
    maker = site.maker(voice, position.address, updated)
    view = maker.source(key)
    coverage = site.ledger.coverage_by_source.get(key)
    description = voice.say(
        "All figures taken from “{title}”, in its order, each with its place and the pages that use it",
        title=view.title,
    )
    title = _name_part(voice, view.title, part, parts.number)
    frame = make_frame(site, voice, position, PageHead("source", title, description, updated))
    facts = site.ledger.facts_by_part[key, part]
    is_first = part == 1
    context = {
        "frame": add_linked(frame, make_document(site, source, code)),
        "source": view,
        "sections": tuple(_sections(site, maker, source, facts)),
        "parts": tuple(
            (voice.number(Decimal(one)), maker.href(source_address(code, key, one)), one == part)
            for one in range(1, parts.number + 1)
            if parts.number > 1
        ),
        "coverage": view_coverage(maker, coverage, site.ledger.leftout_by_source.get(key, ()))
        if coverage and is_first
        else None,
        "total": parts.total,
        "folded": len(facts) >= FOLDED,
        "unquantified": tuple(
            maker.unquantified(one)
            for one in (site.ledger.unquantified_by_source.get(key, ()) if is_first else ())
        ),
    }
    return PageOutput(position.address, TEMPLATE, voice, context, len(facts))


def _name_part(voice: Voice, title: str, part: int, number: int) -> str:
    """What the page of a part is called; one that is all of them is called as the document."""
    if number == 1:
        return title
    return voice.say("{title}, part {part} of {number}", title=title, part=part, number=number)


def _place(site: Site, page: tuple[str, int], number: int, voice: Voice) -> Position:
    """Where the page stands: under the list of documents, between the pages of those beside it.

    `page` is the document and the part, of which there are `number`: they stand one after the other.
    """
    code, (key, part) = voice.language.code, page
    index = site.way_to("sources", code)
    row = [
        (one.source, (one.title[code], source_address(code, one.source)))
        for one in site.ledger.sources
    ]
    before, after = find_neighbours(row, key)
    title = site.ledger.source_by_key[key].title[code]

    def turn(to: int) -> tuple[str, str]:
        return _name_part(voice, title, to, number), source_address(code, key, to)

    return Position(
        source_address(code, key, part),
        {one: source_address(one, key, part) for one in site.config.codes},
        index.slug if index else "",
        turn(part - 1) if part > 1 else before,
        turn(part + 1) if part < number else after,
    )


def _sections(
    site: Site, maker: ViewMaker, source: Source, facts: Sequence[Fact]
) -> Iterator[tuple[str, str, tuple[tuple[object, tuple[UseView, ...]], ...]]]:
    """Facts of a source, or of a part of it, in its order, by place; each with the pages that use it."""
    used = find_uses(site, maker, _SOURCE, source.source)
    rows: list[tuple[object, tuple[UseView, ...]]] = []
    locator = ""
    for fact in facts:
        if fact.locator != locator and rows:
            yield *maker.locator(source, locator), tuple(rows)
            rows = []
        locator = fact.locator
        rows.append((maker.fact(fact), used.get(fact.key, ())))
    if rows:
        yield *maker.locator(source, locator), tuple(rows)
