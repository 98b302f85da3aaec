"""Every link of the site leads somewhere, and no page fetches anything from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.problems import suggest
from sitegen.project.markdown import make_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.checks.stages import LinkStage, OutputStage
    from sitegen.problems import Problem


def check_outputs(stage: OutputStage) -> Iterator[Problem]:
    """Ids given twice, requests that leave the site."""
    for one in sorted({*stage.scan.doubles} - stage.anchors.keys()):
        origin = stage.origins.trace_id(one)
        yield origin.place.problem(
            "duplicate-id",
            f"the id `{one}` is used twice on the page{origin.suffix}",
            "Give each element its own",
        )
    for href in stage.scan.foreign:
        origin = stage.origins.trace_attribute(("src", "href", "data"), href)
        yield origin.place.problem(
            "request",
            f"the page fetches `{href}` from another site{origin.suffix}",
            "Serve it with the site",
        )


def check_links(stage: LinkStage) -> Iterator[Problem]:
    """Dead links, dead anchors."""
    for href, goal, fragment in stage.goals:
        if not stage.exists(goal):
            hint = suggest(goal, stage.addresses()) or "Fix the link"
            for place, written, suffix in stage.trace().trace_link(href):
                yield place.problem(
                    "dead-link",
                    f"`{written or href}` leads to a file that does not exist{suffix}",
                    hint,
                )
        elif fragment:
            ids = stage.anchors(goal)
            page = "the page" if href.startswith("#") else goal
            if ids is not None and fragment not in ids:
                hint = suggest(fragment, ids) or _hint_at_id(fragment)
                for place, written, suffix in stage.trace().trace_link(href):
                    yield place.problem(
                        "dead-anchor",
                        f"`{written or href}` leads to an anchor that {page} does not have{suffix}",
                        hint,
                    )


def _hint_at_id(fragment: str) -> str:
    """How a section gets the id that a link names, or one that is like it and may be one."""
    meant = make_id(fragment)
    more = "" if meant == fragment else f", and link to `#{meant}`"
    return f"Write a line `{{#{meant}}}` above its heading{more}"
