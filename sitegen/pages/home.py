"""The home page of a language: its text, and the ways into the briefings and the tracker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.frame.linked import make_web_site
from sitegen.views.titles import divide_title

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from sitegen.frame.values import PageFrame
    from sitegen.resolve.page import ResolvedPage
    from sitegen.site import Site, Studio
    from sitegen.views.maker import ViewMaker


def show_home(studio: Studio, maker: ViewMaker, _page: ResolvedPage) -> Mapping[str, Any]:
    """The briefings, and where the tracker is."""
    site = studio.site
    return {
        "briefings": tuple(
            {
                "title": card.title,
                "title_pieces": divide_title(card.title),
                "short": card.name,
                "description": card.description,
                "href": maker.href(card.address),
            }
            for card in site.briefings(maker.code)
        ),
        "tracker": maker.href(maker.tracker) if maker.tracker else "",
    }


def link_home(site: Site, frame: PageFrame, _page: ResolvedPage) -> Mapping[str, object]:
    """The site in this language, with its search."""
    search = site.way_to("search", frame.code)
    return make_web_site(
        frame,
        site.config.description[frame.code],
        site.config.absolute(search.address) if search else "",
    )
