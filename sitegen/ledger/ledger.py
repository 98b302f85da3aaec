"""All curated tables as one frozen value, and the look-up of facts by key.

The ledger answers "which fact does this key mean". It knows nothing of pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sitegen.language.localized import Localized
    from sitegen.ledger.values import (
        Area,
        Comparability,
        Conflict,
        Coverage,
        Domain,
        Event,
        Fact,
        Hint,
        Indicator,
        LeftOut,
        Locator,
        Name,
        Programme,
        Relation,
        Source,
        Term,
        Unquantified,
    )
    from sitegen.quantities.period import Period
    from sitegen.quantities.units import Unit


_FIXED = 3
"""How many parts of a key every key names."""


@dataclass(frozen=True)
class Ledger:
    """All curated tables."""

    languages: tuple[str, ...]
    sources: tuple[Source, ...]
    areas: tuple[Area, ...]
    domains: tuple[Domain, ...]
    units: tuple[Unit, ...]
    indicators: tuple[Indicator, ...]
    facts: tuple[Fact, ...]
    conflicts: tuple[Conflict, ...]
    relations: tuple[Relation, ...]
    comparability: tuple[Comparability, ...]
    unquantified: tuple[Unquantified, ...]
    programmes: tuple[Programme, ...]
    events: tuple[Event, ...]
    """By date."""
    locators: tuple[Locator, ...]
    terms: tuple[Term, ...]
    leftout: tuple[LeftOut, ...]
    coverage: tuple[Coverage, ...]
    hints: tuple[Hint, ...]
    names: tuple[Name, ...]

    @cached_property
    def locator_by(self) -> Mapping[tuple[str, str], Localized]:
        """What places in documents are called, by source and locator."""
        return {(one.source, one.locator): one.text for one in self.locators}

    @cached_property
    def by_key(self) -> Mapping[str, Fact]:
        """Facts by key."""
        return {fact.key: fact for fact in self.facts}

    @cached_property
    def _by_start(self) -> Mapping[tuple[str, ...], Sequence[Fact]]:
        """Facts by the parts that every key names: indicator, area, period."""
        groups: dict[tuple[str, ...], list[Fact]] = {}
        for fact in self.facts:
            groups.setdefault(tuple(fact.key.split("/")[:_FIXED]), []).append(fact)
        return groups

    @cached_property
    def by_indicator(self) -> Mapping[str, Sequence[Fact]]:
        """Facts by the key of their indicator, in the order of the ledger."""
        groups: dict[str, list[Fact]] = {one.indicator: [] for one in self.indicators}
        for fact in self.facts:
            groups[fact.indicator.indicator].append(fact)
        return groups

    @cached_property
    def unit_by_key(self) -> Mapping[str, Unit]:
        """Units by key."""
        return {unit.unit: unit for unit in self.units}

    def find_facts(self, key: str) -> tuple[Fact, ...]:
        """The facts a key may mean: none, one, or the candidates of an ambiguous key.

        A key names indicator, area and period, in this order, and whatever of kind, measure,
        source and statement is needed. Where it is silent, it means the level, and the first
        statement.
        """
        if key in self.by_key:
            return (self.by_key[key],)
        parts = key.split("/")
        same = self._by_start.get(tuple(parts[:_FIXED]), ())
        found = [fact for fact in same if _matches(fact, parts)]
        for narrow in (_levels, _firsts):
            if len(found) > 1:
                found = narrow(found) or found
        return tuple(found)


def fact_key(
    indicator: str, area: str, period: Period, kind: str, measure: str, source: str, statement: int
) -> str:
    """The key of a fact: one key means one fact, on every page and in every file."""
    key = f"{indicator}/{area}/{period.key}/{kind}/{measure}/{source}"
    return key if statement == 1 else f"{key}/{statement}"


def _matches(fact: Fact, parts: list[str]) -> bool:
    """Whether the parts of a key after the fixed ones are parts of a fact's own."""
    own = {*fact.key.split("/")[_FIXED:6], str(fact.statement)}
    return all(part in own for part in parts[_FIXED:])


def _levels(facts: list[Fact]) -> list[Fact]:
    return [fact for fact in facts if fact.measure == "level"]


def _firsts(facts: list[Fact]) -> list[Fact]:
    return [fact for fact in facts if fact.statement == 1]


def combine_subjects(facts: Iterable[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """Pairs of facts that state the same subject."""
    groups: dict[tuple[str, str, Period, str, str], list[Fact]] = {}
    for fact in facts:
        groups.setdefault(fact.subject, []).append(fact)
    for group in groups.values():
        yield from combinations(group, 2)
