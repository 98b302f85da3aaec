"""Every link of the site leads somewhere, and no page fetches anything from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.messages.said import Said, say
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
            say("the id `{one}` is used twice on the page{suffix}", one=one, suffix=origin.suffix),
            say("Give each element its own"),
        )
    for href in stage.scan.foreign:
        origin = stage.origins.trace_attribute(("src", "href", "data"), href)
        yield origin.place.problem(
            "request",
            say(
                "the page fetches `{href}` from another site{suffix}",
                href=href,
                suffix=origin.suffix,
            ),
            say("Serve it with the site"),
        )


def check_links(stage: LinkStage) -> Iterator[Problem]:
    """Dead links, dead anchors."""
    for href, goal, fragment in stage.goals:
        if not stage.exists(goal):
            hint = suggest(goal, stage.addresses()) or say("Fix the link")
            for place, written, suffix in stage.trace().trace_link(href):
                yield place.problem(
                    "dead-link",
                    say(
                        "`{written}` leads to a file that does not exist{suffix}",
                        written=written or href,
                        suffix=suffix,
                    ),
                    hint,
                )
        elif fragment:
            ids = stage.anchors(goal)
            page = say("the page") if href.startswith("#") else goal
            if ids is not None and fragment not in ids:
                hint = suggest(fragment, ids) or _hint_at_id(fragment)
                for place, written, suffix in stage.trace().trace_link(href):
                    yield place.problem(
                        "dead-anchor",
                        say(
                            "`{written}` leads to an anchor that {page} does not have{suffix}",
                            written=written or href,
                            page=page,
                            suffix=suffix,
                        ),
                        hint,
                    )


def _hint_at_id(fragment: str) -> Said:
    """How a section gets the id that a link names, or one that is like it and may be one."""
    meant = make_id(fragment)
    cure = say("Write a line `{{#{meant}}}` above its heading", meant=meant)
    if meant == fragment:
        return cure
    return say("{cure}, and link to `#{meant}`", cure=cure, meant=meant)
