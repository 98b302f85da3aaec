"""What a target may be set against: the facts of its indicator and area, by time and measure.

A part of a year never stands for a year, an estimate never for an actual, and a second statement
never for a first one.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from sitegen.analysis.derive import DeriveError, derive, is_yearly_rate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.analysis.derive import Derived
    from sitegen.ledger.ledger import Ledger
    from sitegen.ledger.values import Comparability, Fact


LEVELS = ("level", "share")
"""Measures that say how much of an indicator there is at the end of a period, or in it."""

_MONTHS = 12


@dataclass(frozen=True)
class Origin:
    """Where the way to a target starts."""

    at: Fraction
    """The end of the baseline's period, on the scale of `Period.end_years`."""
    base: Fact | None
    """The stated baseline, or the rate that implies it; `None` where there is neither."""
    implied: Derived | None = None


@dataclass(frozen=True)
class Evidence:
    """A target among the facts of its indicator and area."""

    ledger: Ledger
    target: Fact
    own: tuple[Fact, ...]
    """First statements of the same indicator and area."""

    @property
    def end(self) -> Fraction:
        """When the target is due."""
        return self.target.period.end_years

    @property
    def is_down(self) -> bool:
        """Whether less is better."""
        return self.target.indicator.better == "down"

    @property
    def set_at(self) -> Fraction:
        """The end of the month that the target's source was written in."""
        year, _, rest = self.target.source.date.partition("-")
        return int(year) + Fraction(int(rest[:2] or _MONTHS), _MONTHS)

    def actuals(self, measures: Sequence[str], after: Fraction) -> tuple[Fact, ...]:
        """Actuals that end later, and no later than the target; the latest and newest one last."""
        found = [
            fact
            for fact in self.own
            if fact.kind == "actual"
            and fact.measure in measures
            and after < fact.period.end_years <= self.end
        ]
        return tuple(sorted(found, key=lambda fact: (fact.period.end, fact.source.date)))

    def levels(self, measures: Sequence[str], after: Fraction) -> tuple[Fact, ...]:
        """Those of the actuals that are of a whole year or as of a date."""
        return tuple(fact for fact in self.actuals(measures, after) if is_yearly(fact))

    def known(self, measures: Sequence[str]) -> Fact | None:
        """The last level that the target's source could know of."""
        found = [
            fact
            for fact in self.levels(measures, Fraction(0))
            if fact.period.end_years <= self.set_at and fact.period.end_years < self.end
        ]
        return found[-1] if found else None

    def level_at(self, measures: Sequence[str], at: Fraction) -> Fact | None:
        """The level stated for a point in time."""
        found = [fact for fact in self.levels(measures, Fraction(0)) if fact.period.end_years == at]
        return found[-1] if found else None

    def find_rate(self) -> Fact | None:
        """The yearly rate aimed at up to the target's end; of its own source if that states one."""
        rates = [
            fact
            for fact in self.own
            if fact.kind == "target" and is_yearly_rate(fact) and fact.period.end_years == self.end
        ]
        return min(
            rates,
            key=lambda fact: (fact.source != self.target.source, -fact.period.years),
            default=None,
        )

    def find_origin(self, measures: Sequence[str]) -> Origin:
        """Where the way to a level starts.

        The stated level of the year before the target's yearly rate sets in; else the level that
        target and rate imply; else the last level that the target's source could know of.
        """
        rate, at = self.find_rate(), self.set_at
        if rate is not None:
            at = start_of(rate)
            base = self.level_at(measures, at)
            if base is not None:
                return Origin(at, base)
            implied = self.find_implied(self.target, rate)
            if implied is not None:
                return Origin(at, rate, implied)
        base = self.known(measures)
        return Origin(at if base is None else base.period.end_years, base)

    def find_implied(self, level: Fact, rate: Fact) -> Derived | None:
        """The baseline that two targets imply; `None` where nothing bounds it."""
        try:
            return derive("baseline", (level, rate), self.ledger.unit_by_key)
        except DeriveError:
            return None

    def find_other(self, after: Fraction) -> tuple[Comparability, Fact] | None:
        """A later fact of an indicator that must not stand in.

        One of the target's measure goes before a level, a level before others, the latest first.
        """
        found = [
            (row, fact)
            for row in self.ledger.comparability
            if row.indicator == self.target.indicator.indicator
            for fact in select_own(self.ledger, row.other, self.target.area.area)
            if fact.kind == "actual" and after < fact.period.end_years <= self.end
        ]
        return max(found, key=lambda pair: self._rank_other(pair[1]), default=None)

    def _rank_other(self, fact: Fact) -> tuple[bool, bool, tuple[int, int]]:
        return fact.measure == self.target.measure, fact.measure in LEVELS, fact.period.end


def select_own(ledger: Ledger, indicator: str, area: str) -> tuple[Fact, ...]:
    """First statements about an indicator and area, in the order of the ledger."""
    return tuple(
        fact
        for fact in ledger.facts_by_indicator.get(indicator, ())
        if fact.statement == 1 and fact.area.area == area
    )


def is_yearly(fact: Fact) -> bool:
    """Whether a fact is of a whole year, or a stock as of a date."""
    return fact.period.shape in {"year", "as-of"}


def start_of(fact: Fact) -> Fraction:
    """When a fact's period begins, on the scale of `Period.end_years`."""
    return fact.period.end_years - fact.period.years


def chain(facts: Sequence[Fact], start: Fraction) -> tuple[Fact, ...]:
    """Facts whose periods follow each other from a start without a gap, the longest where several do."""
    links: list[Fact] = []
    at = start
    while found := [fact for fact in facts if start_of(fact) == at and fact.period.years]:
        links.append(max(found, key=lambda fact: (fact.period.years, fact.source.date)))
        at = links[-1].period.end_years
    return tuple(links)
