"""Which pages a site has: an entry each for those who plan them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sitegen.pages.design import plan_design
from sitegen.pages.entrance import plan_entrances
from sitegen.pages.indicator import plan_indicator_pages
from sitegen.pages.plain import plan_plain_pages
from sitegen.pages.source import plan_source_pages
from sitegen.pages.text import plan_text_pages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sitegen.render.outputs import PageBatch, PageOutput
    from sitegen.site import Contents

    PreviewPlanner = Callable[
        [Contents, Mapping[str, str], Mapping[str, bytes]], Iterator[PageOutput]
    ]
    """Given the templates and the assets besides, by name."""

PAGE_PLANNERS: tuple[Callable[[Contents], Iterator[PageOutput]], ...] = (
    plan_text_pages,
    plan_source_pages,
    plan_entrances,
    plan_plain_pages,
)

BATCH_PLANNERS: tuple[Callable[[Contents], Iterator[PageBatch[Any]]], ...] = (plan_indicator_pages,)

PREVIEW_PLANNERS: tuple[PreviewPlanner, ...] = (plan_design,)
"""Pages for those who make the site. The preview asks for them; they are never published."""
