"""From the site to its outputs: one file a page type, one line in the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.pages.design import plan_design
from sitegen.pages.downloads import plan_downloads
from sitegen.pages.entrance import plan_entrances
from sitegen.pages.feed import plan_feeds
from sitegen.pages.icons import plan_icons, plan_manifests
from sitegen.pages.indicator import plan_indicator_pages
from sitegen.pages.machines import plan_machine_files
from sitegen.pages.pictures import plan_pictures
from sitegen.pages.plain import plan_plain_pages
from sitegen.pages.search import plan_search
from sitegen.pages.source import plan_source_pages
from sitegen.pages.text import plan_text_pages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sitegen.pages.output import File, Output, Sheaf
    from sitegen.site import Site

    WorkshopPlanner = Callable[[Site, Mapping[str, str], Mapping[str, bytes]], Iterator[Output]]
    """Given the templates and the assets besides, by name."""

PAGE_PLANNERS: tuple[Callable[[Site], Iterator[Output]], ...] = (
    plan_text_pages,
    plan_source_pages,
    plan_entrances,
    plan_plain_pages,
)

SHEAF_PLANNERS: tuple[Callable[[Site], Iterator[Sheaf]], ...] = (plan_indicator_pages,)

FILE_PLANNERS: tuple[Callable[[Site], Iterator[File]], ...] = (
    plan_downloads,
    plan_search,
    plan_feeds,
    plan_manifests,
)

WORKSHOP_PLANNERS: tuple[WorkshopPlanner, ...] = (plan_design,)
"""Pages for those who make the site. The preview asks for them; they are never published."""

__all__ = [
    "FILE_PLANNERS",
    "PAGE_PLANNERS",
    "SHEAF_PLANNERS",
    "WORKSHOP_PLANNERS",
    "plan_icons",
    "plan_machine_files",
    "plan_pictures",
]
