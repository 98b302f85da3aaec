"""Headings go down one level at a time, and have ids of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.checks.stages import PageStage
    from sitegen.problems import Problem


def check_headings(stage: PageStage) -> Iterator[Problem]:
    """A level skipped, a second title, an id given twice."""
    level, seen = 1, set[str]()
    for heading in stage.page.parsed.headings:
        if heading.level == 1:
            yield heading.place.problem(
                "heading",
                "the page has a second title",
                "The title is in the front matter; start with `##`",
            )
        elif heading.level > level + 1:
            yield heading.place.problem(
                "heading",
                f"the heading goes from level {level} to level {heading.level}",
                f"Write `{'#' * (level + 1)}`",
            )
        if heading.id in seen:
            yield heading.place.problem(
                "heading",
                f"the id `{heading.id}` is used twice on this page",
                "Give each heading its own",
            )
        seen.add(heading.id)
        level = heading.level
