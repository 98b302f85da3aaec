"""The ids that an author gives are free: no template gives them to something else of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.checks.signature import place_name
from sitegen.messages.said import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sitegen.checks.stages import OutputStage
    from sitegen.problems import Place, Problem
    from sitegen.resolve.page import ResolvedPage


def list_anchors(page: ResolvedPage) -> Mapping[str, Place]:
    """Where the ids of a page stand that its author gives."""
    charts = {one.get("name"): place_name(one) for one in page.parsed.directives if one.get("name")}
    return charts | {one.id: one.place for one in page.parsed.headings}


def check_anchors(stage: OutputStage) -> Iterator[Problem]:
    """An id of a heading or a chart that something else of the page has."""
    for one in stage.scan.doubles:
        if one in stage.anchors:
            yield stage.anchors[one].problem(
                "duplicate-id",
                say("the id `{one}` is taken: something else of the page has it", one=one),
                say("Choose another id"),
            )
