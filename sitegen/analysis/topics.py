"""The first statements of an indicator and area, as they are looked up: by end, by start, by measure.

What may be held against each other shares an indicator and an area. Times are counted in months, so
that they are put in order as whole numbers.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from sitegen.analysis.conditions import is_yearly_rate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sitegen.ledger.values import Fact


LEVELS = ("level", "share")
"""Measures that say how much of an indicator there is at the end of a period, or in it."""

MEASURE_ORDER = ("level", "share", "cumulative", "increment", "growth", "rank")
"""Measures in the order in which lists show targets, and in which one speaks for the others."""

Topic = tuple[str, str]
"""Keys of an indicator and an area: what facts must share to be held against each other."""

Only = Literal["all", "whole", "part", "rate"]
"""All facts, those of whole years or dates, those of parts or spans of years, the rates of single years."""


def topic_of(fact: Fact) -> Topic:
    """The indicator and area of a fact."""
    return fact.indicator.indicator, fact.area.area


def is_yearly(fact: Fact) -> bool:
    """Whether a fact is of a whole year, or a stock as of a date."""
    return fact.period.shape in {"year", "as-of"}


def start_of(fact: Fact) -> int:
    """When a fact's period begins, on the scale of `Period.end_month`."""
    return fact.period.end_month - fact.period.months


@dataclass(frozen=True, eq=False)
class Series:
    """Facts in the order in which they end."""

    facts: Sequence[Fact]

    @cached_property
    def _ends(self) -> Sequence[int]:
        return [fact.period.end_month for fact in self.facts]

    @cached_property
    def _by_start(self) -> Mapping[int, Series]:
        """Facts that take time by when they begin; of equal ones the newest is last, or the first of these."""
        groups: dict[int, list[Fact]] = defaultdict(list)
        for fact in reversed(self.facts):
            if fact.period.months:
                groups[start_of(fact)].append(fact)
        return {start: Series(sorted(own, key=_end_and_date)) for start, own in groups.items()}

    def select(self, after: int, until: int) -> tuple[Fact, ...]:
        """Those that end later than one month, and no later than another."""
        return tuple(self.facts[bisect_right(self._ends, after) : bisect_right(self._ends, until)])

    def find_last(self, after: int, until: int) -> Fact | None:
        """The last one that ends later than one month, and no later than another."""
        index = bisect_right(self._ends, until)
        return self.facts[index - 1] if index and self._ends[index - 1] > after else None

    def find_last_since(self, start: int, until: int) -> Fact | None:
        """The last one that takes time and lies between two months."""
        for index in range(bisect_right(self._ends, until) - 1, -1, -1):
            if self._ends[index] <= start:
                break
            if self.facts[index].period.months and start_of(self.facts[index]) >= start:
                return self.facts[index]
        return None

    def find_longest(self, start: int, until: int) -> Fact | None:
        """The longest one that begins with a month, the newest where several are."""
        own = self._by_start.get(start)
        return own.find_last(start, until) if own else None


def chain(first: Series, others: Series, start: int, until: int) -> tuple[Fact, ...]:
    """Facts whose periods follow each other from a start without a gap, the longest where several do."""
    links: list[Fact] = []
    link = first.find_longest(start, until)
    while link:
        links.append(link)
        link = others.find_longest(link.period.end_month, until)
    return tuple(links)


@dataclass(frozen=True, eq=False)
class Statements:
    """The first statements of one indicator and area, in the order of the ledger."""

    facts: Sequence[Fact]
    _series: dict[tuple[tuple[str, ...], str], Series] = field(default_factory=dict, repr=False)

    def actuals(self, measures: tuple[str, ...], only: Only = "all") -> Series:
        """Actuals of some measures; of those that end together, the newest source's last."""
        if (measures, only) not in self._series:
            keeps = _KEEPS[only]
            self._series[measures, only] = Series(
                [fact for fact in self._actuals if fact.measure in measures and keeps(fact)]
            )
        return self._series[measures, only]

    def find_other(self, measure: str, after: int, until: int) -> Fact | None:
        """The latest actual: of a measure, else of a level, else of any; the first where several are."""
        for measures in ((measure,), LEVELS, ()):
            key = (measures, "latest")
            if key not in self._series:
                own = [one for one in reversed(self.facts) if one.kind == "actual"]
                own = [one for one in own if not measures or one.measure in measures]
                self._series[key] = Series(sorted(own, key=_end))
            if found := self._series[key].find_last(after, until):
                return found
        return None

    @cached_property
    def _actuals(self) -> Sequence[Fact]:
        return sorted((fact for fact in self.facts if fact.kind == "actual"), key=_end_and_date)

    @cached_property
    def yearly_rates(self) -> Sequence[Fact]:
        """Targets for yearly growth."""
        return [fact for fact in self.facts if fact.kind == "target" and is_yearly_rate(fact)]

    @cached_property
    def _longest_rates(self) -> Mapping[tuple[int, str], Fact]:
        """Targets for yearly growth by end and source, and by end alone: the longest, then the first."""
        found: dict[tuple[int, str], Fact] = {}
        for fact in self.yearly_rates:
            for source in (fact.source.source, ""):
                key = (fact.period.end_month, source)
                if key not in found or fact.period.months > found[key].period.months:
                    found[key] = fact
        return found

    def find_rate(self, end: int, source: str) -> Fact | None:
        """The yearly rate aimed at up to a month; of a source if that states one."""
        rates = self._longest_rates
        return rates.get((end, source)) or rates.get((end, ""))

    @cached_property
    def spans_by_end(self) -> Mapping[int, Sequence[Fact]]:
        """Targets for spans of years by the months that they end with."""
        found: dict[int, list[Fact]] = {}
        for fact in self.facts:
            if fact.kind == "target" and fact.period.shape == "years":
                found.setdefault(fact.period.end_month, []).append(fact)
        return found

    @cached_property
    def level_targets(self) -> Mapping[int, Sequence[Fact]]:
        """Targets for levels by the months that they end with."""
        found: dict[int, list[Fact]] = {}
        for fact in self.facts:
            if fact.kind == "target" and fact.measure in LEVELS:
                found.setdefault(fact.period.end_month, []).append(fact)
        return found


def _end(fact: Fact) -> int:
    return fact.period.end_month


def _end_and_date(fact: Fact) -> tuple[int, str]:
    return fact.period.end_month, fact.source.date


_KEEPS: Mapping[Only, Callable[[Fact], bool]] = {
    "all": lambda _: True,
    "whole": is_yearly,
    "part": lambda fact: not is_yearly(fact),
    "rate": lambda fact: fact.period.shape == "year" and is_yearly_rate(fact),
}


def group_topics(facts: Iterable[Fact]) -> dict[Topic, list[Fact]]:
    """Facts by indicator and area, in the order of the ledger."""
    groups: dict[Topic, list[Fact]] = defaultdict(list)
    for fact in facts:
        groups[fact.indicator.indicator, fact.area.area].append(fact)
    return dict(groups)


def take_first(facts: Iterable[Fact]) -> Statements:
    """The first statements among facts of one indicator and area."""
    return Statements([fact for fact in facts if fact.statement == 1])
