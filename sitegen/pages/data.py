"""All facts in tables, and the files to take away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.frame.linked import make_dataset
from sitegen.ledger.ledger import list_latest
from sitegen.ledger.schema import TABLES, UNPUBLISHED
from sitegen.pages.shared import FOLDED, count_left, find_entries
from sitegen.views.downloads import view_download
from sitegen.views.words import FILE_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from sitegen.frame.values import PageFrame
    from sitegen.ledger.values import Fact
    from sitegen.resolve.page import ResolvedPage
    from sitegen.site import Site, Studio
    from sitegen.views.downloads import DownloadView
    from sitegen.views.maker import ViewMaker


_FILES = (
    ("facts", FILE_WORDS["workbook"], ("xlsx",)),
    *(
        (name, FILE_WORDS[name], ("excel", "csv", "json"))
        for name in ("facts", "targets", "checks")
    ),
    ("datapackage", FILE_WORDS["datapackage"], ("json",)),
)
"""Files of the whole site by name: what they hold, and in which formats."""


def show_data(studio: Studio, maker: ViewMaker, _page: ResolvedPage) -> Mapping[str, Any]:
    """Facts by subject with what they may be filtered by, and the names of all files."""
    site, code = studio.site, maker.code
    facts = list_latest(site.ledger.facts)
    by_domain: dict[str, list[Fact]] = {}
    for fact in facts:
        by_domain.setdefault(fact.indicator.domain, []).append(fact)
    return {
        "entries": find_entries(site, maker),
        "choices": {
            "area": tuple(dict.fromkeys((fact.area.area, fact.area.short[code]) for fact in facts)),
            "year": tuple(
                (year, year) for year in sorted({str(fact.period.end[0]) for fact in facts})
            ),
            "kind": tuple(dict.fromkeys((fact.kind, maker.fact(fact).kind_word) for fact in facts)),
            "source": tuple((one.source, one.title[code]) for one in site.ledger.sources),
        },
        "groups": tuple(
            (domain.domain, domain.name[code], own)
            for domain in site.ledger.domains
            if (own := tuple(map(maker.fact, by_domain.get(domain.domain, ()))))
        ),
        "total": len(facts),
        "left": count_left(facts, site.ledger.facts),
        "folded": len(facts) >= FOLDED,
        "table": maker.href("data/facts.js"),
        **_downloads(studio, maker),
        "references": maker.cite(site.config.title[code], "data"),
    }


def _downloads(studio: Studio, maker: ViewMaker) -> Mapping[str, tuple[DownloadView, ...]]:
    """The files of data by what they are of."""
    site, voice = studio.site, maker.voice
    data, both = maker.href("data/facts.csv").removesuffix("facts.csv"), ("csv", "json")
    return {
        "files": tuple(
            view_download(data, name, voice.say(text), endings) for name, text, endings in _FILES
        ),
        "tables": tuple(
            view_download(data, table.name, voice.say(table.description), ("excel", "csv"))
            for table in TABLES
            if table.name in site.curated.texts and table.name not in UNPUBLISHED
        ),
        "briefings": tuple(
            view_download(f"{data}briefings/", card.slug, card.name, both)
            for card in site.briefings(maker.code)
        ),
        "charts": tuple(
            view_download(
                f"{data}charts/", f"{name}.{maker.code}", title, (*both, "svg", "vl.json")
            )
            for name, title in _list_charts(site, maker.code)
        ),
    }


def _list_charts(site: Site, code: str) -> Iterator[tuple[str, str]]:
    """Names and titles of all charts: those of pages first, then those that no author wrote."""
    for _, charts in site.get("charts", code):
        yield from charts
    drawn = site.get("drawn", code)
    for indicator in site.ledger.indicators:
        yield from drawn.get(indicator.indicator, ())


def link_data(site: Site, frame: PageFrame, _page: ResolvedPage) -> Mapping[str, object]:
    """The data set of all facts."""
    names = [f"data/{name}.{ending}" for name in ("facts", "targets") for ending in ("csv", "json")]
    files = [*names, "data/facts.xlsx", "data/datapackage.json"]
    return make_dataset(site, frame, site.ledger.facts, files)
