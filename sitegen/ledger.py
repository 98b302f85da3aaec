"""The curated tables as frozen values: sources, areas, indicators, units and facts.

The ledger answers "which fact does this key mean" and refuses what cannot be a fact. It knows
nothing of pages.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from fractions import Fraction

    from sitegen.period import Period
    from sitegen.problems import Place
    from sitegen.quantity import Quantity, Unit

_FIXED = 3
"""How many parts of a key every key names."""

PERCENT, POINTS, MULTIPLE, RANK = "percent", "percentage-point", "multiple", "rank"
"""Base units that measures are bound to, whatever else a project counts in."""


@dataclass(frozen=True)
class Localized:
    """A text in each language of the site."""

    texts: tuple[tuple[str, str], ...]

    def __getitem__(self, language: str) -> str:
        """The text in a language."""
        return dict(self.texts)[language]


@dataclass(frozen=True)
class Document:
    """A source: a document that facts are taken from."""

    source: str
    kind: str
    language: str
    title: Localized
    publisher: Localized
    date: str
    note: Localized
    place: Place = field(compare=False)


@dataclass(frozen=True)
class Area:
    """A place that facts are about."""

    area: str
    name: Localized
    short: Localized
    aliases: tuple[str, ...]
    """Other names of it in the documents."""
    part_of: str
    note: Localized


@dataclass(frozen=True)
class Domain:
    """A subject that indicators are grouped in."""

    domain: str
    name: Localized


@dataclass(frozen=True)
class Indicator:
    """What is measured."""

    indicator: str
    domain: str
    name: Localized
    definition: Localized
    unit: str
    better: str
    path: str
    nature: str
    place: Place = field(compare=False)


@dataclass(frozen=True)
class Fact:
    """One statement of one quantity by one source."""

    key: str
    indicator: Indicator
    area: Area
    period: Period
    kind: str
    measure: str
    statement: int
    quantity: Quantity
    source: Document
    locator: str
    phrase: str
    note: Localized
    place: Place = field(compare=False)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts it rests on: itself, as a derived number rests on several."""
        return (self,)

    @property
    def subject(self) -> tuple[str, str, Period, str, str]:
        """What is stated, whoever states it: facts of one subject must agree."""
        return (self.indicator.indicator, self.area.area, self.period, self.kind, self.measure)


@dataclass(frozen=True)
class Conflict:
    """Two facts that disagree, and what the site does about it."""

    conflict: str
    facts: tuple[str, str]
    difference: Localized
    treatment: Localized
    place: Place = field(compare=False)


@dataclass(frozen=True)
class Relation:
    """A fact that must follow from others by arithmetic."""

    relation: str
    rule: str
    result: str
    """Key of a fact, as those of `facts`."""
    facts: tuple[str, ...]
    factor: Fraction
    note: Localized
    place: Place = field(compare=False)


@dataclass(frozen=True)
class Comparability:
    """Two indicators that must not be set against each other."""

    indicator: str
    other: str
    reason: Localized


@dataclass(frozen=True)
class Unquantified:
    """A target that a source sets without a number."""

    indicator: Indicator
    area: Area
    period: Period
    source: Document
    locator: str
    statement: Localized


@dataclass(frozen=True)
class Programme:
    """What a document sets out that is no quantity."""

    programme: str
    part_of: str
    """Key of its group; empty for a group."""
    domain: str
    area: Area
    period: Period
    source: Document
    locator: str
    phrase: str
    name: Localized
    summary: Localized
    place: Place = field(compare=False)


@dataclass(frozen=True)
class Event:
    """What happened, or is due, at a date."""

    event: str
    date: Period
    """As a stock: a year, a month or a day."""
    kind: str
    domain: str
    area: Area
    source: Document
    locator: str
    phrase: str
    name: Localized
    summary: Localized
    place: Place = field(compare=False)


@dataclass(frozen=True)
class Locator:
    """A place in a document, said in each language."""

    source: str
    locator: str
    text: Localized
    """Empty where the locator stands as it is."""
    place: Place = field(compare=False)


@dataclass(frozen=True)
class LeftOut:
    """Numerals of a document that are no facts, and why."""

    source: str
    is_pattern: bool
    text: str
    numerals: int
    reason: str
    note: Localized
    place: Place = field(compare=False)


@dataclass(frozen=True)
class Coverage:
    """What the last audit found of a document."""

    source: str
    digest: str
    """SHA-256 of the text, in hexadecimal."""
    facts: int
    numerals: int
    stated: int
    leftout: int
    place: Place = field(compare=False)

    @property
    def open(self) -> int:
        """Numerals that are neither stated by a fact nor left out."""
        return self.numerals - self.stated - self.leftout


@dataclass(frozen=True)
class Hint:
    """A hint of the audit that was looked into and is no mistake."""

    fact: str
    hint: str
    place: Place = field(compare=False)


@dataclass(frozen=True)
class Term:
    """A glossary entry."""

    term: str
    names: Localized
    explanation: Localized
    source: Document
    place: Place = field(compare=False)


@dataclass(frozen=True)
class Name:
    """A name that holds numerals and states no quantity."""

    name: str
    language: str


@dataclass(frozen=True)
class Ledger:
    """All curated tables."""

    languages: tuple[str, ...]
    sources: tuple[Document, ...]
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
