"""The files of a site that need no template, an entry each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.files.downloads import plan_downloads
from sitegen.files.feed import plan_feeds
from sitegen.files.icons import plan_manifests
from sitegen.files.search import plan_search

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sitegen.render.outputs import OutputFile
    from sitegen.site import Contents


FILE_PLANNERS: tuple[Callable[[Contents], Iterator[OutputFile]], ...] = (
    plan_downloads,
    plan_search,
    plan_feeds,
    plan_manifests,
)
"""Those made of the site itself; those made of the list of its pages are planned by `machines`."""
