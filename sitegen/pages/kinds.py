"""The kinds of pages of the content folder, an entry each, with all that belongs to a kind.

A new kind is a file with a function for what it shows besides its text, a template, and an entry here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from sitegen.frame.linked import make_page, make_report
from sitegen.later import Later
from sitegen.project.pages import HOME, PageTraits

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sitegen.frame.values import PageFrame
    from sitegen.resolve.page import ResolvedPage
    from sitegen.site import Site, Studio
    from sitegen.views.maker import ViewMaker

    Show = Callable[[Studio, ViewMaker, ResolvedPage], Mapping[str, Any]]
    Link = Callable[[Site, PageFrame, ResolvedPage], Mapping[str, object]]


def show_nothing(_studio: Studio, _maker: ViewMaker, _page: ResolvedPage) -> Mapping[str, Any]:
    """An empty context, for kinds whose template needs only the text of the page."""
    return {}


def link_page(site: Site, frame: PageFrame, _page: ResolvedPage) -> Mapping[str, object]:
    """The node of a page whose kind has no type of its own in schema.org: a `WebPage`."""
    return make_page(site, frame)


@dataclass(frozen=True)
class PageKind:
    """A kind of page of the content folder."""

    name: str
    """As authors write it: `kind: briefing`."""
    template: str
    traits: PageTraits = field(default_factory=PageTraits)
    """What is true of its pages wherever they are read or listed."""
    show: Show = show_nothing
    """What its template gets besides the text."""
    link: Link = link_page
    """What the page is to machines, as a node of JSON-LD."""
    late: bool = False
    """Whether `show` asks for what the texts of other pages say, or for charts that they draw."""


PAGE_KINDS: Mapping[str, PageKind] = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            PageKind(
                HOME,
                "home.html",
                PageTraits(plain=True),
                Later("pages.home:show_home"),
                Later("pages.home:link_home"),
            ),
            PageKind(
                "briefing",
                "briefing.html",
                PageTraits(
                    single=False, of_subject=True, plain=True, group="briefings", noted=True
                ),
                link=make_report,
            ),
            PageKind(
                "tracker",
                "tracker.html",
                PageTraits(plain=True, group="plan"),
                Later("pages.tracker:show_tracker"),
            ),
            PageKind(
                "sources",
                "sources.html",
                PageTraits(footer=3, group="data"),
                Later("pages.sources:show_sources"),
            ),
            PageKind(
                "discrepancies",
                "discrepancies.html",
                PageTraits(footer=4, group="data"),
                Later("pages.discrepancies:show_discrepancies"),
            ),
            PageKind(
                "data",
                "data.html",
                PageTraits(footer=2, group="data"),
                Later("pages.data:show_data"),
                Later("pages.data:link_data"),
                late=True,
            ),
            PageKind(
                "indicators",
                "indicators.html",
                PageTraits(group="data"),
                Later("pages.indicators:show_indicators"),
                Later("pages.indicators:link_indicators"),
                late=True,
            ),
            PageKind(
                "changes",
                "changes.html",
                PageTraits(group="data"),
                Later("pages.changes:show_changes"),
            ),
            PageKind(
                "programmes",
                "programmes.html",
                PageTraits(group="plan"),
                Later("pages.programmes:show_programmes"),
            ),
            PageKind(
                "timeline",
                "timeline.html",
                PageTraits(group="plan"),
                Later("pages.timeline:show_timeline"),
            ),
            PageKind(
                "glossary",
                "glossary.html",
                PageTraits(footer=5),
                Later("pages.glossary:show_glossary"),
                Later("pages.glossary:link_glossary"),
                late=True,
            ),
            PageKind(
                "search",
                "search.html",
                PageTraits(listed=False),
                show=Later("pages.search:show_search"),
            ),
            PageKind("method", "page.html", PageTraits(plain=True, footer=1, noted=True)),
            PageKind("page", "page.html", PageTraits(single=False, pictured=False, noted=True)),
        )
    }
)
"""Every kind by its name, in the order of the documentation."""

TRAITS: Mapping[str, PageTraits] = MappingProxyType(
    {name: kind.traits for name, kind in PAGE_KINDS.items()}
)
"""What those who read and list pages need to know of the kinds."""
