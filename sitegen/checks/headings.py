"""Headings go down one level at a time, and have ids of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.messages.said import say

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
                say("the page has a second title"),
                say("The title is in the front matter; start with `##`"),
            )
        elif heading.level > level + 1:
            yield heading.place.problem(
                "heading",
                say(
                    "the heading goes from level {level} to level {heading_level}",
                    level=level,
                    heading_level=heading.level,
                ),
                say("Write `{value}`", value="#" * (level + 1)),
            )
        if heading.id in seen:
            yield heading.place.problem(
                "heading",
                say("the id `{id}` is used twice on this page", id=heading.id),
                say("Give each heading its own"),
            )
        seen.add(heading.id)
        level = heading.level
