"""The rows of the curated tables as frozen values: sources, areas, indicators, facts.

A field that is a column of its table means what the schema says of the column; a text in it that names
a row of another table is that row's key. A value knows the row it was read from, which counts for no
comparison; where that stands in the file is worked out when it is asked.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

    from sitegen.language.localized import Localized
    from sitegen.ledger.stages import SourceKind
    from sitegen.problems import Place
    from sitegen.quantities.period import Period
    from sitegen.quantities.quantity import Quantity
    from sitegen.sheets.rows import Row


_MONTHS = 12


@dataclass(frozen=True)
class TableValue:
    """A value of a curated table."""

    row: Row = field(compare=False, repr=False, kw_only=True)

    @property
    def place(self) -> Place:
        """Where a message about it points: the start of its row."""
        return self.row.place()


@dataclass(frozen=True)
class Source(TableValue):
    """A source: a document that facts are taken from."""

    source: str
    kind: SourceKind
    language: str
    title: Localized
    publisher: Localized
    date: str
    """A year, a month or a day, as precise as printed."""
    note: Localized
    printed: str = ""
    """Its title as printed, where that is not the title in its language."""
    author: str = ""
    """Who signs it, as printed, where that is not the publisher."""
    page: str = ""
    """The page that it stands on, as printed."""
    url: str = ""
    """Its address, where one is known."""
    latin_title: str = ""
    """Its title as printed, in Latin letters."""
    latin_author: str = ""
    latin_publisher: str = ""

    @property
    def end_month(self) -> int:
        """The end of the month, or the year, that it was written in, as `Period.end_month`."""
        year, _, rest = self.date.partition("-")
        return int(year) * _MONTHS + int(rest[:2] or _MONTHS)


@dataclass(frozen=True)
class Area(TableValue):
    """A place that facts are about."""

    area: str
    name: Localized
    short: Localized
    aliases: tuple[str, ...]
    """Other names of it in the documents."""
    part_of: str
    note: Localized


@dataclass(frozen=True)
class Domain(TableValue):
    """A subject that indicators are grouped in."""

    domain: str
    name: Localized


@dataclass(frozen=True)
class Indicator(TableValue):
    """What is measured."""

    indicator: str
    domain: str
    name: Localized
    definition: Localized
    unit: str
    better: str
    path: str
    nature: str


@dataclass(frozen=True)
class Fact(TableValue):
    """One statement of one quantity by one source."""

    key: str
    """`indicator/area/period/kind/measure/source`, and the statement from the second on."""
    indicator: Indicator
    area: Area
    period: Period
    kind: str
    measure: str
    statement: int
    """From 1: which of the statements of this quantity in the source."""
    quantity: Quantity
    source: Source
    locator: str
    phrase: str
    note: Localized
    stage: str
    """How settled the number is: planned, expected, announced, preliminary or final."""

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts it rests on: itself, as a derived number rests on several."""
        return (self,)

    @property
    def subject(self) -> tuple[str, str, Period, str, str]:
        """What is stated, whoever states it: facts of one subject must agree."""
        return (self.indicator.indicator, self.area.area, self.period, self.kind, self.measure)

    @property
    def subject_key(self) -> str:
        """What its key says of its subject: facts have one subject if they have the same."""
        return self.key.rsplit("/", 1 if self.statement == 1 else 2)[0]


@dataclass(frozen=True)
class Conflict(TableValue):
    """Two facts that disagree, and what the site does about it."""

    conflict: str
    facts: tuple[str, str]
    difference: Localized
    treatment: Localized


@dataclass(frozen=True)
class Relation(TableValue):
    """A fact that must follow from others by arithmetic."""

    relation: str
    rule: str
    result: str
    """Key of a fact, as those of `facts`."""
    facts: tuple[str, ...]
    factor: Fraction
    note: Localized


@dataclass(frozen=True)
class Comparability(TableValue):
    """Two indicators that must not be set against each other."""

    indicator: str
    other: str
    reason: Localized
    bounds: str


@dataclass(frozen=True)
class Unquantified(TableValue):
    """A target that a source sets without a number."""

    indicator: Indicator
    area: Area
    period: Period
    source: Source
    locator: str
    statement: Localized


@dataclass(frozen=True)
class Programme(TableValue):
    """What a document sets out that is not a quantity: a project, a task, a park."""

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


@dataclass(frozen=True)
class Event(TableValue):
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


@dataclass(frozen=True)
class Locator(TableValue):
    """A place in a document, said in each language."""

    source: str
    locator: str
    text: Localized
    """Empty where the locator stands as it is."""


@dataclass(frozen=True)
class LeftOut(TableValue):
    """Numerals of a document that are not facts, and why."""

    source: str
    is_pattern: bool
    text: str
    numerals: int
    reason: str
    note: Localized

    @property
    def place(self) -> Place:
        """Where a message about it points: the text that it leaves out."""
        return self.row.place("text")


@dataclass(frozen=True)
class Coverage(TableValue):
    """What the last audit found of a document."""

    source: str
    digest: str
    """SHA-256 of the text, in hexadecimal."""
    facts: int
    numerals: int
    stated: int
    leftout: int

    @property
    def open(self) -> int:
        """Numerals that are neither stated by a fact nor left out."""
        return self.numerals - self.stated - self.leftout


@dataclass(frozen=True)
class Hint(TableValue):
    """A hint of the audit that was checked and is not a mistake."""

    fact: str
    """Key of the fact."""
    hint: str
    """Rule of the hint."""
    reason: str


@dataclass(frozen=True)
class Term(TableValue):
    """A glossary entry."""

    term: str
    names: Localized
    explanation: Localized
    source: Source


@dataclass(frozen=True)
class Aliases(TableValue):
    """What readers call something besides its name; one of the first four says what."""

    indicator: str
    term: str
    area: str
    page: str
    names: tuple[tuple[str, tuple[str, ...]], ...]
    """By the codes of the languages."""

    @property
    def targets(self) -> tuple[tuple[str, str], ...]:
        """What is called so: column and key; more than one, or none, is a mistake."""
        said = (
            ("indicator", self.indicator),
            ("term", self.term),
            ("area", self.area),
            ("page", self.page),
        )
        return tuple(pair for pair in said if pair[1])

    @property
    def all_names(self) -> tuple[str, ...]:
        """The names in all languages."""
        return tuple(name for _, names in self.names for name in names)


@dataclass(frozen=True)
class Unstated(TableValue):
    """What readers look for and no document states."""

    absence: str
    name: Localized
    names: tuple[tuple[str, tuple[str, ...]], ...]
    """What else it is called, by the codes of the languages."""
    figures: tuple[str, ...]
    """Patterns of keys that no fact has."""
    nearest: tuple[str, ...]
    """Indicators and pages that come nearest."""

    @property
    def all_names(self) -> tuple[str, ...]:
        """What it is called in all languages."""
        return (
            *self.name.by_code.values(),
            *(name for _, names in self.names for name in names),
        )


@dataclass(frozen=True)
class Name(TableValue):
    """A name that holds numerals and states no quantity."""

    name: str
    language: str
    reason: str
    """Why it is not a quantity."""


@dataclass(frozen=True)
class Mistake(TableValue):
    """A sort of mistake in rows of facts, and how many of it were refused by whom when they were made on purpose."""

    mistake: str
    tried: int
    tables: int
    """Refused by the checks of the tables alone."""
    pages: int
    """By those of the pages, and not before."""
    audit: int
    """Asked about by the audit with the texts, and not refused before."""
    unseen: int


@dataclass(frozen=True)
class Release(TableValue):
    """A state of the site that readers were told of."""

    release: str
    date: str
    """The day, as ISO date."""
    facts: int
    """How many there were."""
    targets: int
    pages: int
    """Of the content folder, each counted once for all languages."""
    summary: Localized


@dataclass(frozen=True)
class Changed(TableValue):
    """What a release changed in a fact, a verdict or a page."""

    release: str
    thing: str
    change: str
    key: str
    """Of the fact or of the target, or the page's name without its language; it may be gone since."""
    before: str
    after: str


@dataclass(frozen=True)
class Remembered(TableValue):
    """How a fact, a verdict or a page stood at the last release."""

    thing: str
    key: str
    state: str


@dataclass(frozen=True)
class ComparingWords(TableValue):
    """Words that compare figures, or an expression that only looks so."""

    words: str
    language: str
    use: str
    """`compares` or `idiom`."""
    reason: str
