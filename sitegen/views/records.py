"""What pages show of documents besides facts: what was left out, programmes, checks of consistency.

Views are plain values in one language, as in `views`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.views.maker import print_phrase
from sitegen.views.words import EVENT_WORDS, LEFTOUT_WORDS, OUTCOME_WORDS, RULE_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.analysis.relations import RelationResult
    from sitegen.ledger.values import Coverage, Event, LeftOut, Programme
    from sitegen.views.maker import ViewMaker
    from sitegen.views.values import FactView


WORD_LISTS = (OUTCOME_WORDS, RULE_WORDS, LEFTOUT_WORDS, EVENT_WORDS)
"""All words that these views say, for the check of the catalogues."""


@dataclass(frozen=True)
class RelationView:
    """A relation between facts, worked out."""

    key: str
    rule_key: str
    rule: str
    """What kind of relation, in words."""
    result: FactView
    facts: tuple[FactView, ...]
    formula: str
    """The working in this language's numbers."""
    computed: str
    value: str
    """What was computed, in base units; for machines."""
    outcome: str
    word: str
    note: str

    @property
    def keys(self) -> tuple[str, ...]:
        """The facts it rests on."""
        return tuple(fact.key for fact in self.facts)


@dataclass(frozen=True)
class LeftOutView:
    """Numerals of a document that are no facts."""

    text: str
    is_pattern: bool
    numerals: int
    note: str


@dataclass(frozen=True)
class CoverageView:
    """How the numerals of a document are accounted for."""

    numerals: int
    stated: int
    leftout: int
    open: int
    digest: str
    reasons: tuple[tuple[str, int, tuple[LeftOutView, ...]], ...]
    """By reason: its words, how many numerals, and the rows; the largest first."""


@dataclass(frozen=True)
class EventView:
    """What happened, or is due, at a date."""

    id: str
    date: str
    """ISO, for machines."""
    time: str
    """The date in words."""
    kind: str
    word: str
    name: str
    area: str
    summary: str
    source: str
    source_href: str
    locator: str
    locator_language: str
    """BCP 47 tag of the language of `locator`."""


@dataclass(frozen=True)
class ProgrammeView:
    """What a document sets out that is no quantity."""

    id: str
    name: str
    area: str
    period: str
    summary: str
    source: str
    source_href: str
    locator: str
    locator_language: str
    """BCP 47 tag of the language of `locator`."""


def view_relation(writer: ViewMaker, check: RelationResult) -> RelationView:
    """The view of a relation."""
    quantities = [writer.voice.quantity(fact.quantity) for fact in check.facts]
    return RelationView(
        key=check.key,
        rule_key=check.rule,
        rule=writer.voice.say(RULE_WORDS[check.rule]),
        result=writer.fact(check.result),
        facts=tuple(writer.fact(fact) for fact in check.facts),
        formula=check.formula.format(*quantities, n=check.years),
        computed=writer.voice.quantity(check.computed),
        value=" ".join(map(str, check.computed.base_numbers)),
        outcome=check.outcome,
        word=writer.voice.say(OUTCOME_WORDS[check.outcome]),
        note=check.note[writer.code] if check.note else "",
    )


def view_coverage(
    writer: ViewMaker, coverage: Coverage, leftout: Iterable[LeftOut]
) -> CoverageView:
    """The view of a document's coverage, with the rows of what was left out of it."""
    rows = [one for one in leftout if one.source == coverage.source]
    numbers = Counter[str]()
    for one in rows:
        numbers[one.reason] += one.numerals
    return CoverageView(
        coverage.numerals,
        coverage.stated,
        coverage.leftout,
        coverage.open,
        coverage.digest,
        tuple(
            (
                writer.voice.say(LEFTOUT_WORDS[reason]),
                number,
                tuple(
                    LeftOutView(
                        one.text if one.is_pattern else print_phrase(one.text),
                        one.is_pattern,
                        one.numerals,
                        one.note[writer.code],
                    )
                    for one in rows
                    if one.reason == reason
                ),
            )
            for reason, number in numbers.most_common()
        ),
    )


def view_event(writer: ViewMaker, one: Event) -> EventView:
    """The view of an event."""
    locator, spoken = writer.locator(one.source, one.locator)
    return EventView(
        id=one.event,
        date=one.date.text.removeprefix("@"),
        time=writer.voice.date(one.date.text.removeprefix("@")),
        kind=one.kind,
        word=writer.voice.say(EVENT_WORDS[one.kind]),
        name=one.name[writer.code],
        area=one.area.short[writer.code],
        summary=one.summary[writer.code],
        source=one.source.title[writer.code],
        source_href=writer.href(writer.source_address(one.source.source)),
        locator=locator,
        locator_language=spoken,
    )


def view_programme(writer: ViewMaker, one: Programme) -> ProgrammeView:
    """The view of a programme."""
    locator, spoken = writer.locator(one.source, one.locator)
    return ProgrammeView(
        id=one.programme,
        name=one.name[writer.code],
        area=one.area.short[writer.code],
        period=writer.voice.period(one.period),
        summary=one.summary[writer.code],
        source=one.source.title[writer.code],
        source_href=writer.href(writer.source_address(one.source.source)),
        locator=locator,
        locator_language=spoken,
    )
