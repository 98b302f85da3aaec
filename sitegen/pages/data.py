"""All facts in tables, and the files to take away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.frame.linked import make_dataset
from sitegen.ledger.schema import TABLES, UNPUBLISHED
from sitegen.pages.shared import find_entries
from sitegen.views.downloads import view_download
from sitegen.views.words import FILE_WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from sitegen.frame.values import PageFrame
    from sitegen.resolve.page import ResolvedPage
    from sitegen.site import Contents, Site
    from sitegen.views.downloads import DownloadView
    from sitegen.views.maker import ViewMaker


def show_data(contents: Contents, maker: ViewMaker, _page: ResolvedPage) -> Mapping[str, Any]:
    """All facts by subject with what they may be filtered by, and the names of all files."""
    site, code = contents.site, maker.code
    facts = site.ledger.facts
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
            if (
                own := tuple(
                    maker.fact(fact) for fact in facts if fact.indicator.domain == domain.domain
                )
            )
        ),
        "total": len(facts),
        **_downloads(contents, maker),
        "references": maker.cite(site.config.title[code], "data"),
    }


def _downloads(contents: Contents, maker: ViewMaker) -> Mapping[str, tuple[DownloadView, ...]]:
    """The files of data by what they are of."""
    site, say = contents.site, maker.voice.say
    data, both = maker.href("data/facts.csv").removesuffix("facts.csv"), ("csv", "json")
    return {
        "files": tuple(
            view_download(data, name, say(text), ("json",) if name == "datapackage" else both)
            for name, text in FILE_WORDS.items()
        ),
        "tables": tuple(
            view_download(data, table.name, say(table.description), ("csv",))
            for table in TABLES
            if table.name in site.curated.texts and table.name not in UNPUBLISHED
        ),
        "briefings": tuple(
            view_download(f"{data}briefings/", card.slug, card.name, both)
            for card in site.briefings(maker.code)
        ),
        "charts": tuple(
            view_download(
                f"{data}charts/",
                f"{chart.data.name}.{code}",
                chart.data.title,
                (*both, "svg", "vl.json"),
            )
            for code, chart in contents.charts
            if code == maker.code
        ),
    }


def link_data(site: Site, frame: PageFrame, _page: ResolvedPage) -> Mapping[str, object]:
    """The data set of all facts."""
    names = [f"data/{name}.{ending}" for name in ("facts", "targets") for ending in ("csv", "json")]
    return make_dataset(site, frame, site.ledger.facts, [*names, "data/datapackage.json"])
