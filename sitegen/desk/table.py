"""The status of a project as tables for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.explaining.profile import Section
from sitegen.messages.said import say

if TYPE_CHECKING:
    from sitegen.desk.status import PageStatus, ProjectStatus

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
    )


def _row(one: PageStatus) -> tuple[str, ...]:
    if one.missing:
        return (one.page, one.language, say("not written"), *[""] * 7)
    numbers = (
        one.errors,
        one.warnings,
        one.cited,
        one.derived,
        one.claims,
        len(one.stale),
        len(one.unpaired),
    )
    return (one.page, one.language, *map(str, numbers), one.updated)
