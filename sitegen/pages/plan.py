"""Which templates a site needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.frame import pictures
from sitegen.frame.values import PLAIN
from sitegen.pages import absent, embed, indicator, source
from sitegen.pages.entrance import ENTRANCES
from sitegen.pages.indicators import MOVED
from sitegen.pages.kinds import PAGE_KINDS
from sitegen.pages.plain import LIST
from sitegen.render.html import BLOCKS, INLINE, MARGIN, MARKUP
from sitegen.render.markdown import BLOCKS_TEMPLATE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.project.config import Config


_OF_SUBJECTS = (indicator.TEMPLATE, source.TEMPLATE)


def list_templates(
    config: Config, kinds: Iterable[str], subjects: tuple[bool, bool]
) -> tuple[str, ...]:
    """The templates of a site whose content has pages of these kinds, without those they need.

    `subjects` tells whether its tables have indicators, and sources.
    """
    kinds = tuple(kinds)
    return (
        *(PAGE_KINDS[kind].template for kind in kinds),
        *(name for name, there in zip(_OF_SUBJECTS, subjects, strict=True) if there),
        *((MOVED,) if "indicators" in kinds else ()),
        *((absent.TEMPLATE,) if len(config.codes) > 1 else ()),
        embed.TEMPLATE,
        *ENTRANCES.values(),
        INLINE,
        BLOCKS,
        MARKUP,
        MARGIN,
        BLOCKS_TEMPLATE,
        PLAIN,
        LIST,
        *((pictures.TEMPLATE,) if config.pictures else ()),
    )
