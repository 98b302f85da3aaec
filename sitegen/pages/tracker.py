"""The tracker: all targets by subject with their status, and the targets that have no number."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sitegen.pages.indicator import generate_charts
from sitegen.pages.shared import count_statuses, find_entries, view_sources
from sitegen.views.maker import order_rows, sort_targets
from sitegen.views.words import STATUS_WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from sitegen.ledger.values import Domain
    from sitegen.resolve.page import ResolvedPage
    from sitegen.site import Studio
    from sitegen.views.maker import ViewMaker
    from sitegen.views.values import TargetView


def show_tracker(studio: Studio, maker: ViewMaker, page: ResolvedPage) -> Mapping[str, Any]:
    """All targets with what they may be filtered and found by, and their paths as charts.

    At a glance are those that plans set, of which `setters` has the titles; without any, all targets.
    """
    site, code = studio.site, maker.code
    views = [maker.target(one) for one in sort_targets(site.assessments)]
    planned = [view for view in views if view.of_plan]
    shown = (
        fact
        for one in site.assessments
        for fact in (
            *(one.target, one.baseline, one.latest),
            *one.restatements,
            *one.inputs,
            *(one.reason.facts if one.reason else ()),
        )
    )
    return {
        "sources": view_sources(site, maker, page, shown),
        "entries": find_entries(site, maker),
        "choices": {
            "area": tuple(dict.fromkeys((view.area_key, view.area) for view in views)),
            "horizon": tuple((year, year) for year in sorted({view.horizon for view in views})),
        },
        "setters": tuple(dict.fromkeys(view.target.source for view in planned)),
        "strips": tuple(_strip(maker, domain, planned or views) for domain in site.ledger.domains),
        "paths": {
            key: {"chart": chart, "drawing": studio.draw(chart)}
            for indicator in site.curated.assessments_by_indicator
            for key, chart in generate_charts(site, indicator, code).items()
        },
        "counts": count_statuses(site, maker),
        "groups": tuple(
            (domain.domain, domain.name[code], own)
            for domain in site.ledger.domains
            if (own := order_rows(view for view in views if view.domain == domain.domain))
        ),
        "table": maker.href("data/targets.js"),
        "unquantified": tuple(maker.unquantified(one) for one in site.ledger.unquantified),
    }


def _strip(
    maker: ViewMaker, domain: Domain, views: Sequence[TargetView]
) -> tuple[str, str, tuple[tuple[str, str, int], ...]]:
    """How many of some targets have each status, in one domain."""
    numbers = Counter[str](view.verdict.status for view in views if view.domain == domain.domain)
    return (
        domain.domain,
        domain.name[maker.code],
        tuple(
            (status, maker.voice.say(word), numbers[status])
            for status, word in STATUS_WORDS.items()
            if numbers[status]
        ),
    )
