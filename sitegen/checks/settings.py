"""Settings mean something that is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.pages.kinds import PAGE_KINDS
from sitegen.problems import Place, suggest
from sitegen.project.setting import FILE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.checks.stages import SiteStage
    from sitegen.problems import Problem


def check_settings(stage: SiteStage) -> Iterator[Problem]:
    """Names in `pdf` that are not kinds of pages."""
    for kind in stage.site.config.pdf:
        if kind not in PAGE_KINDS:
            yield Place(FILE).problem(
                "config",
                f"`pdf` names `{kind}`, which is not a kind of page",
                suggest(kind, PAGE_KINDS) or f"Kinds are `{'`, `'.join(PAGE_KINDS)}`",
            )
