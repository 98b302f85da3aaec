"""The tracker: the targets that lead as bars, all others by subject, and the targets that have no number."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sitegen.pages.shared import (
    count_left,
    count_statuses,
    find_entries,
    find_first,
    list_tracked,
    view_sources,
)
from sitegen.views.leading import view_leading
from sitegen.views.maker import order_rows, sort_targets

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from sitegen.analysis.assessment import Assessment
    from sitegen.ledger.values import Fact
    from sitegen.resolve.page import ResolvedPage
    from sitegen.site import Site, Studio
    from sitegen.views.maker import ViewMaker
    from sitegen.views.values import TargetView

FOLDED = 40
"""From how many targets on the subjects are folded where no targets lead."""


class TargetGroup(NamedTuple):
    """The targets of a subject."""

    key: str
    name: str
    targets: tuple[TargetView, ...]
    parts: tuple[tuple[str, str, int], ...]
    """How many of them have each status: its key, its word, the number."""


def show_tracker(studio: Studio, maker: ViewMaker, page: ResolvedPage) -> Mapping[str, Any]:
    """The targets that lead, and all others with what they may be filtered and found by."""
    site = studio.site
    leading = view_leading(maker, site.assessments)
    first = find_first(site, maker)
    shown = list_tracked(site, first)
    views = [maker.target(one) for one in sort_targets(shown) if one.target.key not in first]
    rows = [*(one.target for one in leading.views), *views]
    return {
        "sources": view_sources(site, maker, page, _list_shown(shown)),
        "entries": find_entries(site, maker),
        "choices": {
            "area": tuple(dict.fromkeys((view.area_key, view.area) for view in rows)),
            "horizon": tuple((year, year) for year in sorted({view.horizon for view in rows})),
        },
        "total": len(rows),
        "left": count_left(shown, site.assessments),
        "folded": bool(leading.views) or len(rows) >= FOLDED,
        "leading": leading,
        "counts": count_statuses(maker, rows),
        "table": maker.href("data/targets.js"),
        "groups": tuple(_group(site, maker, views)),
        "unquantified": tuple(maker.unquantified(one) for one in site.ledger.unquantified),
    }


def _list_shown(assessments: Sequence[Assessment]) -> Iterator[Fact | None]:
    """The facts that the tables show."""
    for one in assessments:
        yield from (one.target, one.baseline, one.latest)
        yield from (*one.restatements, *one.inputs)
        yield from one.reason.facts if one.reason else ()


def _group(site: Site, maker: ViewMaker, views: Sequence[TargetView]) -> Iterator[TargetGroup]:
    """Targets by subject, only of subjects that have some."""
    for domain in site.ledger.domains:
        own = order_rows(view for view in views if view.domain == domain.domain)
        if own:
            parts = tuple(part for part in count_statuses(maker, own) if part[2])
            yield TargetGroup(domain.domain, domain.name[maker.code], own, parts)
