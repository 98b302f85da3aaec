"""Where the time of a build went: what was measured, and tables of it for people.

Units are timed where they are made, so those of several processes add up to more than what passed.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from sitegen.messages.said import Said, say
from sitegen.messages.telling import measure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MOST_SHOWN = 10
"""How many of the slowest are shown."""
PAGES = frozenset({"text", "late", "indicator", "source", "entrance"})
"""Kinds of units that are pages."""
CHART = "chart"
"""The kind of results that are drawings of charts."""


class Seconds(NamedTuple):
    """Time that something took."""

    wall: float
    """As a clock on the wall has it."""
    cpu: float
    """Of all processors."""

    def since(self, before: Seconds) -> Seconds:
        """What passed since then."""
        return Seconds(self.wall - before.wall, self.cpu - before.cpu)

    def plus(self, other: Seconds) -> Seconds:
        """Both."""
        return Seconds(self.wall + other.wall, self.cpu + other.cpu)


NO_TIME = Seconds(0.0, 0.0)


def read_clocks() -> Seconds:
    """The clocks of this process; on the second are those that it started too, as soon as they have ended."""
    ended = os.times()
    return Seconds(
        time.perf_counter(), time.process_time() + ended.children_user + ended.children_system
    )


@dataclass(frozen=True)
class KindTime:
    """The units of a kind that were made, or the results."""

    kind: str
    made: int
    time: Seconds
    found: int = 0
    """Of results, how many were found and need not be computed."""


@dataclass(frozen=True)
class Profile:
    """Where the time of a build went."""

    stages: tuple[tuple[Said, Seconds], ...]
    """In the order in which each began first; no time is in two of them."""
    units: tuple[KindTime, ...]
    """In the order in which kinds were first made."""
    results: tuple[KindTime, ...]
    """What is kept by its inputs, by kind; of the processors' time nothing is known."""
    pages: tuple[tuple[str, Seconds], ...]
    """The slowest, the slowest first."""
    charts: tuple[tuple[str, float], ...]
    """Those that took longest to draw, with seconds on the wall."""

    @property
    def total(self) -> Seconds:
        """Of the whole build."""
        return _add(one for _, one in self.stages)


def sum_kinds(units: Iterable[tuple[str, Seconds]]) -> tuple[KindTime, ...]:
    """What the units of each kind took together, given the name and the time of each."""
    found: dict[str, list[Seconds]] = {}
    for unit, spent in units:
        found.setdefault(unit.partition(":")[0], []).append(spent)
    return tuple(KindTime(kind, len(some), _add(some)) for kind, some in found.items())


def find_slowest_pages(
    units: Iterable[tuple[str, Seconds]],
) -> tuple[tuple[str, Seconds], ...]:
    """The units that are pages and took longest."""
    pages = (one for one in units if one[0].partition(":")[0] in PAGES)
    return tuple(sorted(pages, key=lambda one: (-one[1].wall, one[0]))[:MOST_SHOWN])


def _add(some: Iterable[Seconds]) -> Seconds:
    total = NO_TIME
    for one in some:
        total = total.plus(one)
    return total


@dataclass(frozen=True)
class Section:
    """A table of a profile; the first column is text, the others are numbers."""

    columns: tuple[Said, ...]
    rows: tuple[tuple[str, ...], ...]
    """Cells; those that are `Said` are told in the language of whoever reads them."""


def tabulate(profile: Profile) -> tuple[Section, ...]:
    """A profile as tables, without those that would be empty."""
    stages = (*profile.stages, (say("all"), profile.total))
    sections = (
        Section(
            (say("stage"), say("seconds"), say("CPU")),
            tuple((name, *_say_both(one)) for name, one in stages),
        ),
        Section(
            (say("units"), say("made"), say("seconds"), say("CPU")),
            tuple((one.kind, f"{one.made:,}", *_say_both(one.time)) for one in profile.units),
        ),
        Section(
            (say("results"), say("computed"), say("found"), say("seconds")),
            tuple(
                (one.kind, f"{one.made:,}", f"{one.found:,}", _say(one.time.wall))
                for one in profile.results
            ),
        ),
        Section(
            (say("slowest pages"), say("seconds"), say("CPU")),
            tuple((unit.partition(":")[2], *_say_both(one)) for unit, one in profile.pages),
        ),
        Section(
            (say("slowest charts"), say("seconds")),
            tuple((label, _say(seconds)) for label, seconds in profile.charts),
        ),
    )
    return tuple(section for section in sections if section.rows)


def _say(seconds: float) -> str:
    return f"{seconds:.3f}"


def _say_both(spent: Seconds) -> tuple[str, str]:
    return _say(spent.wall), _say(spent.cpu)


def align_sections(tables: Sequence[Sequence[Sequence[str]]]) -> Iterator[str]:
    """Tables, each its header and its rows, as lines with the same columns: texts to the left, numbers to the right."""
    first = max((measure(row[0]) for table in tables for row in table), default=0)
    other = max((measure(cell) for table in tables for row in table for cell in row[1:]), default=0)
    for table in tables:
        yield ""
        for name, *cells in table:
            padded = (" " * (other - measure(cell)) + cell for cell in cells)
            yield "  ".join([name + " " * (first - measure(name)), *padded])
