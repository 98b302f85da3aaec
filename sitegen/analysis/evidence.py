"""What a target may be set against: the facts of its indicator and area, by time and measure.

A part of a year never stands for a year, an estimate never for an actual, and a second statement
never for a first one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.analysis.conditions import DeriveError
from sitegen.analysis.derive import derive
from sitegen.analysis.topics import LEVELS, start_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.analysis.derive import Derived
    from sitegen.analysis.topics import Only, Statements
    from sitegen.ledger.values import Comparability, Fact
    from sitegen.quantities.units import Unit


@dataclass(frozen=True)
class Origin:
    """Where the way to a target starts."""

    at: int
    """The end of the baseline's period, on the scale of `Period.end_month`."""
    base: Fact | None
    """The stated baseline, or the rate that implies it; `None` where there is neither."""
    implied: Derived | None = None


@dataclass(frozen=True)
class Evidence:
    """A target among the facts of its indicator and area. Times are months, as `Period.end_month`."""

    target: Fact
    own: Statements
    """Those of the same indicator and area."""
    others: tuple[tuple[Comparability, Statements], ...]
    """Those of the same area about indicators that must not stand in."""
    units: Mapping[str, Unit]
    """The ledger's units by key."""

    @property
    def end(self) -> int:
        """When the target is due."""
        return self.target.period.end_month

    @property
    def is_down(self) -> bool:
        """Whether less is better."""
        return self.target.indicator.better == "down"

    @property
    def set_at(self) -> int:
        """The end of the month that the target's source was written in."""
        return self.target.source.end_month

    def find_latest(self, measures: tuple[str, ...], after: int, only: Only = "all") -> Fact | None:
        """The latest and newest of the actuals that end later, and no later than the target."""
        return self.own.actuals(measures, only).find_last(after, self.end)

    def find_known(self, measures: tuple[str, ...]) -> Fact | None:
        """The last level that the target's source could know of."""
        return self.own.actuals(measures, "whole").find_last(0, min(self.set_at, self.end - 1))

    def find_level(self, measures: tuple[str, ...], at: int) -> Fact | None:
        """The level stated for a point in time."""
        return self.own.actuals(measures, "whole").find_last(at - 1, min(at, self.end))

    def find_rate(self) -> Fact | None:
        """The yearly rate aimed at up to the target's end; of its own source if that states one."""
        return self.own.find_rate(self.end, self.target.source.source)

    def find_origin(self, measures: tuple[str, ...]) -> Origin:
        """Where the way to a level starts.

        The stated level of the year before the target's yearly rate sets in; else the level that
        target and rate imply; else the last level that the target's source could know of.
        """
        rate, at = self.find_rate(), self.set_at
        if rate is not None:
            at = start_of(rate)
            base = self.find_level(measures, at)
            if base is not None:
                return Origin(at, base)
            implied = self.find_implied(self.target, rate)
            if implied is not None:
                return Origin(at, rate, implied)
        base = self.find_known(measures)
        return Origin(at if base is None else base.period.end_month, base)

    def find_start(self) -> int:
        """When the way to a target starts that has no stated level to start from.

        Where another target of the same is set for a span of years that ends with this one, its start.
        """
        spans = self.own.spans_by_end.get(self.end, ())
        own = [one for one in spans if one.source is self.target.source]
        return min(map(start_of, own), default=self.set_at)

    def find_implied(self, level: Fact, rate: Fact) -> Derived | None:
        """The baseline that two targets imply; `None` where nothing bounds it."""
        try:
            return derive("baseline", (level, rate), self.units)
        except DeriveError:
            return None

    def find_other(self, after: int) -> tuple[Comparability, Fact] | None:
        """A later fact of an indicator that must not stand in.

        One of the target's measure goes before a level, a level before others, the latest first.
        """
        found = [
            (row, fact)
            for row, facts in self.others
            if (fact := facts.find_other(self.target.measure, after, self.end))
        ]
        return max(found, key=lambda pair: self._rank_other(pair[1]), default=None)

    def _rank_other(self, fact: Fact) -> tuple[bool, bool, int]:
        own = fact.measure == self.target.measure
        return own, fact.measure in LEVELS, fact.period.end_month
