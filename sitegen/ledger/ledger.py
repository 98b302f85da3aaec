"""All curated tables as one frozen value, and the look-up of facts by key.

The ledger answers "which fact does this key mean". It knows nothing of pages.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sitegen.language.localized import Localized
    from sitegen.ledger import values
    from sitegen.ledger.values import Fact
    from sitegen.quantities.period import Period
    from sitegen.quantities.units import Unit


_FIXED = 3
"""How many parts of a key every key names."""


@dataclass(frozen=True)
class Ledger:
    """All curated tables.

    A pure function of the tables' texts, so a digest of those names it, in comparisons and in the
    keys of results; no other field counts. Who makes another one gives it another version.
    """

    version: str
    """Digest of all that the ledger was read from: texts, languages, folder, kinds of sources."""
    languages: tuple[str, ...] = field(compare=False)
    sources: tuple[values.Source, ...] = field(compare=False, repr=False)
    areas: tuple[values.Area, ...] = field(compare=False, repr=False)
    domains: tuple[values.Domain, ...] = field(compare=False, repr=False)
    units: tuple[Unit, ...] = field(compare=False, repr=False)
    indicators: tuple[values.Indicator, ...] = field(compare=False, repr=False)
    facts: tuple[Fact, ...] = field(compare=False, repr=False)
    conflicts: tuple[values.Conflict, ...] = field(compare=False, repr=False)
    relations: tuple[values.Relation, ...] = field(compare=False, repr=False)
    comparability: tuple[values.Comparability, ...] = field(compare=False, repr=False)
    unquantified: tuple[values.Unquantified, ...] = field(compare=False, repr=False)
    programmes: tuple[values.Programme, ...] = field(compare=False, repr=False)
    events: tuple[values.Event, ...] = field(compare=False, repr=False)
    """By date."""
    locators: tuple[values.Locator, ...] = field(compare=False, repr=False)
    terms: tuple[values.Term, ...] = field(compare=False, repr=False)
    leftout: tuple[values.LeftOut, ...] = field(compare=False, repr=False)
    coverage: tuple[values.Coverage, ...] = field(compare=False, repr=False)
    hints: tuple[values.Hint, ...] = field(compare=False, repr=False)
    names: tuple[values.Name, ...] = field(compare=False, repr=False)

    @cached_property
    def source_by_key(self) -> Mapping[str, values.Source]:
        """Sources by key."""
        return {one.source: one for one in self.sources}

    @cached_property
    def domain_by_key(self) -> Mapping[str, values.Domain]:
        """Domains by key."""
        return {one.domain: one for one in self.domains}

    @cached_property
    def unit_by_key(self) -> Mapping[str, Unit]:
        """Units by key."""
        return {one.unit: one for one in self.units}

    @cached_property
    def term_by_key(self) -> Mapping[str, values.Term]:
        """Terms of the glossary by key."""
        return {one.term: one for one in self.terms}

    @cached_property
    def locator_by_place(self) -> Mapping[tuple[str, str], Localized]:
        """What places in documents are called, by source and locator."""
        return {(one.source, one.locator): one.text for one in self.locators}

    @cached_property
    def coverage_by_source(self) -> Mapping[str, values.Coverage]:
        """What the last audit found, by key of the source; only of sources that were audited."""
        return {one.source: one for one in self.coverage}

    @cached_property
    def fact_by_key(self) -> Mapping[str, Fact]:
        """Facts by key."""
        return {fact.key: fact for fact in self.facts}

    @cached_property
    def facts_by_indicator(self) -> Mapping[str, Sequence[Fact]]:
        """Facts by the key of their indicator, in the order of the ledger; every indicator is there."""
        groups: dict[str, list[Fact]] = {one.indicator: [] for one in self.indicators}
        for fact in self.facts:
            groups[fact.indicator.indicator].append(fact)
        return groups

    @cached_property
    def facts_by_source(self) -> Mapping[str, Sequence[Fact]]:
        """Facts by the key of their source, in the order of the ledger; every source is there."""
        groups: dict[str, list[Fact]] = {one.source: [] for one in self.sources}
        for fact in self.facts:
            groups[fact.source.source].append(fact)
        return groups

    @cached_property
    def _facts_by_start(self) -> Mapping[tuple[str, ...], Sequence[Fact]]:
        """Facts by the parts that every key names: indicator, area, period."""
        groups: dict[tuple[str, ...], list[Fact]] = {}
        for fact in self.facts:
            groups.setdefault(tuple(fact.key.split("/")[:_FIXED]), []).append(fact)
        return groups

    def find_facts(self, key: str) -> tuple[Fact, ...]:
        """The facts a key may mean: none, one, or the candidates of an ambiguous key.

        A key names indicator, area and period, in this order, and whatever of kind, measure,
        source and statement is needed. Where it is silent, it means the level, and the first
        statement.
        """
        if key in self.fact_by_key:
            return (self.fact_by_key[key],)
        parts = key.split("/")
        same = self._facts_by_start.get(tuple(parts[:_FIXED]), ())
        found = [fact for fact in same if _matches(fact, parts)]
        for narrow in (_levels, _firsts):
            if len(found) > 1:
                found = narrow(found) or found
        return tuple(found)


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
