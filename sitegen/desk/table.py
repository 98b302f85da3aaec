"""The status of a project as tables for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.explaining.profile import Section
from sitegen.messages.said import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.desk.status import PageStatus, ProjectStatus

_WORDS = 40
"""Characters of the words of a claim that are shown."""
_MOST = 20
"""How many keys of a kind are listed; all stand in the JSON."""


def tabulate_status(status: ProjectStatus) -> tuple[Section, ...]:
    """Tables of a status: the pages, then what no page speaks of."""
    columns = (
        say("page"),
        say("language"),
        say("errors"),
        say("warnings"),
        say("facts"),
        say("computed"),
        say("claims"),
        say("unclaimed"),
        say("unbound"),
        say("stale"),
        say("unpaired"),
        say("updated"),
    )
    pages = Section(columns, tuple(_row(one) for one in status.pages))
    lists = (
        (say("facts that no page cites"), status.never_cited),
        (say("targets without a later figure"), status.without_figure),
        (say("indicators that no page speaks of"), status.undiscussed),
        (say("documents that no page cites"), status.unused_sources),
    )
    return (
        pages,
        *(
            Section(
                (say("{number} {things}", number=len(keys), things=title),),
                tuple((key,) for key in (*keys[:_MOST], *(["…"] if keys[_MOST:] else ()))),
            )
            for title, keys in lists
            if keys
        ),
        *_tabulate_close(status),
    )


def _tabulate_close(status: ProjectStatus) -> Iterator[Section]:
    """The claims that are near falling, the narrowest first."""
    if not status.near_falling:
        return
    columns = (
        say("{number} claims near falling", number=len(status.near_falling)),
        say("margin"),
        say("last digits"),
        say("words"),
    )
    rows = [
        (one.place, f"{one.margin} {one.unit}", one.steps, one.words[:_WORDS])
        for one in status.near_falling[:_MOST]
    ]
    more = [("…", "", "", "")] if status.near_falling[_MOST:] else []
    yield Section(columns, (*rows, *more))


def _row(one: PageStatus) -> tuple[str, ...]:
    if one.missing:
        return (one.page, one.language, say("not written"), *[""] * 9)
    numbers = (
        one.errors,
        one.warnings,
        one.cited,
        one.derived,
        one.claims,
        one.unheld,
        one.unbound,
        len(one.stale),
        len(one.unpaired),
    )
    return (one.page, one.language, *map(str, numbers), one.updated)
