"""What happened and what is due, by year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.views.records import view_event

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from sitegen.resolve.page import ResolvedPage
    from sitegen.site import Studio
    from sitegen.views.maker import ViewMaker
    from sitegen.views.records import EventView


def show_timeline(studio: Studio, maker: ViewMaker, _page: ResolvedPage) -> Mapping[str, Any]:
    """Events by year, in the order of their dates."""
    years: dict[int, list[EventView]] = {}
    for one in studio.site.ledger.events:
        years.setdefault(one.date.end[0], []).append(view_event(maker, one))
    return {"years": tuple((str(year), tuple(events)) for year, events in years.items())}
