"""Which pages a site has: an entry each for those who plan them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sitegen.frame import pictures
from sitegen.frame.values import PLAIN
from sitegen.pages import indicator, source
from sitegen.pages.design import plan_design
from sitegen.pages.entrance import ENTRANCES, plan_entrances
from sitegen.pages.indicator import plan_indicator_pages
from sitegen.pages.kinds import PAGE_KINDS
from sitegen.pages.plain import LIST, plan_plain_pages
from sitegen.pages.source import plan_source_pages
from sitegen.pages.text import plan_text_pages
from sitegen.render.html import BLOCKS, INLINE
from sitegen.render.markdown import BLOCKS_TEMPLATE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sitegen.project.config import Config
    from sitegen.project.theme import Look
    from sitegen.render.outputs import PageBatch, PageOutput
    from sitegen.site import Contents

    PreviewPlanner = Callable[[Contents, Look], Iterator[PageOutput]]

PAGE_PLANNERS: tuple[Callable[[Contents], Iterator[PageOutput]], ...] = (
    plan_text_pages,
    plan_source_pages,
    plan_entrances,
    plan_plain_pages,
)

BATCH_PLANNERS: tuple[Callable[[Contents], Iterator[PageBatch[Any]]], ...] = (plan_indicator_pages,)

PREVIEW_PLANNERS: tuple[PreviewPlanner, ...] = (plan_design,)
"""Pages for those who make the site. The preview asks for them; they are never published."""


def list_templates(config: Config, kinds: Iterable[str]) -> tuple[str, ...]:
    """The templates of a site whose content has pages of these kinds, without those they need."""
    return (
        *(PAGE_KINDS[kind].template for kind in kinds),
        indicator.TEMPLATE,
        source.TEMPLATE,
        *ENTRANCES.values(),
        INLINE,
        BLOCKS,
        BLOCKS_TEMPLATE,
        PLAIN,
        LIST,
        *((pictures.TEMPLATE,) if config.pictures else ()),
    )
