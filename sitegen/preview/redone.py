"""What a build of the preview did, in a line: what was made again, and how long it took."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.messages.said import Said, say, say_all, say_many
from sitegen.problems import count_problems

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sitegen.traces.result import BuildResult

_THINGS: tuple[tuple[frozenset[str], Callable[[int], Said]], ...] = (
    (
        frozenset({"text", "late", "indicator", "source", "entrance"}),
        lambda number: say_many(number, "{n} page", "{n} pages"),
    ),
    (frozenset({"chart"}), lambda number: say_many(number, "{n} chart", "{n} charts")),
    (
        frozenset({"picture", "image", "icons"}),
        lambda number: say_many(number, "{n} picture", "{n} pictures"),
    ),
    (
        frozenset(
            {"table-files", "workbook", "indicator-files", "briefing-files", "feed", "search"}
        ),
        lambda number: say_many(number, "{n} set of data", "{n} sets of data"),
    ),
    (
        frozenset({"look"}),
        lambda _: say("the look"),
    ),
)
"""What readers see, by the kinds of units and results that make it. A page that is made twice counts once."""


def say_made(
    built: BuildResult, redone: Iterable[tuple[str, str]], seconds: float, *, before: bool
) -> Said:
    """What came of a build, in a line; `before` says whether there are good pages from before."""
    time = say_time(seconds)
    if built.publishable:
        return say("{redone}, {time}", redone=say_redone(redone), time=time)
    count = count_problems(built.problems) or say("nothing was built")
    if before:
        return say("{count}, {time}; the last good pages stay", count=count, time=time)
    return say("{count}, {time}; no page yet", count=count, time=time)


def say_redone(redone: Iterable[tuple[str, str]]) -> Said:
    """How much was made again: `2 pages, 1 chart`; each thing is told by its kind and label."""
    listed = [*redone]
    counts = (
        (name, len({label for kind, label in listed if kind in kinds})) for kinds, name in _THINGS
    )
    told = [name(number) for name, number in counts if number]
    return say_all(told) if told else say("nothing to redo")


def say_time(seconds: float) -> Said:
    """A time as people read it: `38 ms`, `1.2 s`."""
    if seconds < 1:
        return say("{number} ms", number=round(seconds * 1000))
    return say("{number} s", number=f"{seconds:.1f}")


def name_some(names: Sequence[str], most: int = 3) -> Said:
    """The first of some names, and how many there are besides."""
    more, listed = len(names) - most, say_all(names[:most])
    return say("{told} and {more} more", told=listed, more=more) if more > 0 else listed
