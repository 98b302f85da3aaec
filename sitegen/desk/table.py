"""The status of a project as tables for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.explaining.profile import Section
from sitegen.messages.said import say, say_many

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sitegen.desk.status import PageStatus, ProjectStatus
    from sitegen.messages.said import Said

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
    lists: tuple[tuple[Callable[[int], Said], tuple[str, ...]], ...] = (
        (
            lambda n: say_many(n, "{n} fact that no page cites", "{n} facts that no page cites"),
            status.never_cited,
        ),
        (
            lambda n: say_many(
                n, "{n} target without a later figure", "{n} targets without a later figure"
            ),
            status.without_figure,
        ),
        (
            lambda n: say_many(
                n, "{n} indicator that no page speaks of", "{n} indicators that no page speaks of"
            ),
            status.undiscussed,
        ),
        (
            lambda n: say_many(
                n, "{n} document that no page cites", "{n} documents that no page cites"
            ),
            status.unused_sources,
        ),
    )
    return (
        pages,
        *(
            Section(
                (title(len(keys)),),
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
        say_many(len(status.near_falling), "{n} claim near falling", "{n} claims near falling"),
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
