"""The search, and the lists that a reader without it is led to."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from sitegen.resolve.page import ResolvedPage
    from sitegen.site import Studio
    from sitegen.views.maker import ViewMaker

LISTS = ("tracker", "indicators", "data", "sources", "glossary")
"""Kinds of pages that list what may be searched for."""


def show_search(studio: Studio, maker: ViewMaker, _page: ResolvedPage) -> Mapping[str, Any]:
    """The names and addresses of the lists that there are."""
    ways = (studio.site.way_to(kind, maker.code) for kind in LISTS)
    return {"lists": tuple((way.name, maker.href(way.address)) for way in ways if way)}
