"""All facts in tables, and the files to take away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.frame.linked import make_dataset
from sitegen.ledger.schema import TABLES, UNPUBLISHED
from sitegen.pages.shared import find_entries, find_script

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from sitegen.frame.values import PageFrame
    from sitegen.resolve.page import ResolvedPage
    from sitegen.site import Contents, Site
    from sitegen.views.maker import ViewMaker


def show_data(contents: Contents, maker: ViewMaker, _page: ResolvedPage) -> Mapping[str, Any]:
    """All facts by subject with what they may be filtered by, and the names of all files."""
    site, code = contents.site, maker.code
    facts = site.ledger.facts
    return {
        "script": find_script(site, maker),
        "entries": find_entries(site, maker),
        "choices": {
            "area": tuple(dict.fromkeys((fact.area.area, fact.area.short[code]) for fact in facts)),
            "year": tuple(sorted({str(fact.period.end[0]) for fact in facts})),
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
        "tables": tuple(
            (table.name, maker.voice.say(table.description))
            for table in TABLES
            if table.name in site.curated.texts and table.name not in UNPUBLISHED
        ),
        "briefings": tuple((card.slug, card.name) for card in site.briefings(code)),
        "charts": tuple(
            (f"{chart.data.name}.{own}", chart.data.title)
            for own, chart in contents.charts
            if own == code
        ),
        "data": maker.href("data/facts.csv").removesuffix("facts.csv"),
        "references": maker.cite(site.config.title[code], "data"),
    }


def link_data(site: Site, frame: PageFrame, _page: ResolvedPage) -> Mapping[str, object]:
    """The data set of all facts."""
    names = [f"data/{name}.{ending}" for name in ("facts", "targets") for ending in ("csv", "json")]
    return make_dataset(site, frame, site.ledger.facts, [*names, "data/datapackage.json"])
