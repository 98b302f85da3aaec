"""Settings mean something that is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.problems import Place, suggest
from sitegen.project.config import FILE
from sitegen.project.pages import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.problems import Problem
    from sitegen.site import Site


def check_settings(site: Site) -> Iterator[Problem]:
    """Kinds of pages to be offered as PDF that are none."""
    for kind in site.config.pdf:
        if kind not in KINDS:
            yield Place(FILE).problem(
                "config",
                f"`pdf` names `{kind}`, which is no kind of page",
                suggest(kind, KINDS) or f"Kinds are `{'`, `'.join(KINDS)}`",
            )
