"""The rows of the curated tables as frozen values: sources, areas, indicators, facts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

    from sitegen.language.localized import Localized
    from sitegen.problems import Place
    from sitegen.quantities.period import Period
    from sitegen.quantities.quantity import Quantity


@dataclass(frozen=True)
class Source:
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
    source: Source
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
    source: Source
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
    source: Source
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
    source: Source
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
    source: Source
    place: Place = field(compare=False)


@dataclass(frozen=True)
class Name:
    """A name that holds numerals and states no quantity."""

    name: str
    language: str
