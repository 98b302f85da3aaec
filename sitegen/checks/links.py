"""Every link of the site leads somewhere, and no page fetches anything from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.problems import Place, suggest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.checks.stages import LinkStage, OutputStage
    from sitegen.problems import Problem


def check_outputs(stage: OutputStage) -> Iterator[Problem]:
    """Ids given twice, requests that leave the site."""
    for one in stage.scan.doubles:
        yield Place(stage.address).problem(
            "duplicate-id", f"the id `{one}` is used twice on the page", "Give each element its own"
        )
    for href in stage.scan.foreign:
        yield Place(stage.address).problem(
            "request", f"the page fetches `{href}` from another site", "Serve it with the site"
        )


def check_links(stage: LinkStage) -> Iterator[Problem]:
    """Dead links, dead anchors."""
    for href, goal, fragment in stage.goals:
        if not stage.exists(goal):
            yield Place(stage.address).problem(
                "dead-link",
                f"`{href}` leads to a file that does not exist",
                suggest(goal, stage.addresses()) or "Fix the link",
            )
        elif fragment:
            ids = stage.anchors(goal)
            if ids is not None and fragment not in ids:
                yield Place(stage.address).problem(
                    "dead-anchor",
                    f"`{href}` leads to an anchor that {goal} does not have",
                    suggest(fragment, ids) or "Fix the link",
                )
