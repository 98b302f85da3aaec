"""From the site to its outputs: one file a page kind, one entry in the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.frame import pictures
from sitegen.frame.values import PLAIN
from sitegen.pages import indicator, source
from sitegen.pages.design import plan_design
from sitegen.pages.entrance import ENTRANCES, plan_entrances
from sitegen.pages.indicator import plan_indicator_pages
from sitegen.pages.plain import LIST, plan_plain_pages
from sitegen.pages.source import plan_source_pages
from sitegen.pages.text import TEMPLATES, plan_text_pages
from sitegen.render.html import BLOCKS, INLINE
from sitegen.render.markdown import BLOCKS_TEMPLATE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sitegen.project.config import Config
    from sitegen.project.theme import Look
    from sitegen.render.outputs import PageBatch, PageOutput
    from sitegen.site import Site

    PreviewPlanner = Callable[[Site, Look], Iterator[PageOutput]]


PAGE_PLANNERS: tuple[Callable[[Site], Iterator[PageOutput]], ...] = (
    plan_text_pages,
    plan_source_pages,
    plan_entrances,
    plan_plain_pages,
)

BATCH_PLANNERS: tuple[Callable[[Site], Iterator[PageBatch]], ...] = (plan_indicator_pages,)

PREVIEW_PLANNERS: tuple[PreviewPlanner, ...] = (plan_design,)
"""Pages for those who make the site. The preview asks for them; they are never published."""


def list_templates(config: Config, kinds: Iterable[str]) -> tuple[str, ...]:
    """The templates of a site whose content has pages of these kinds, without those they need."""
    return (
        *(TEMPLATES[kind] for kind in kinds if kind in TEMPLATES),
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
