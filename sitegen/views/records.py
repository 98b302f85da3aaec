"""What pages show of documents besides facts: what was left out, programmes, checks of consistency.

Views are plain values in one language, as in `views`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.addresses import source_address
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


def view_relation(maker: ViewMaker, check: RelationResult) -> RelationView:
    """The view of a relation."""
    return RelationView(
        key=check.key,
        rule_key=check.rule,
        rule=maker.voice.say(RULE_WORDS[check.rule]),
        result=maker.fact(check.result),
        facts=tuple(maker.fact(fact) for fact in check.facts),
        formula=maker.formula(check),
        computed=maker.voice.quantity(check.computed),
        value=" ".join(map(str, check.computed.base_numbers)),
        outcome=check.outcome,
        word=maker.voice.say(OUTCOME_WORDS[check.outcome]),
        note=check.note[maker.code] if check.note else "",
    )


def view_coverage(maker: ViewMaker, coverage: Coverage, leftout: Iterable[LeftOut]) -> CoverageView:
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
                maker.voice.say(LEFTOUT_WORDS[reason]),
                number,
                tuple(
                    LeftOutView(
                        one.text if one.is_pattern else print_phrase(one.text),
                        one.is_pattern,
                        one.numerals,
                        one.note[maker.code],
                    )
                    for one in rows
                    if one.reason == reason
                ),
            )
            for reason, number in numbers.most_common()
        ),
    )


def view_event(maker: ViewMaker, one: Event) -> EventView:
    """The view of an event."""
    locator, spoken = maker.locator(one.source, one.locator)
    return EventView(
        id=one.event,
        date=one.date.text.removeprefix("@"),
        time=maker.voice.date(one.date.text.removeprefix("@")),
        kind=one.kind,
        word=maker.voice.say(EVENT_WORDS[one.kind]),
        name=one.name[maker.code],
        area=one.area.short[maker.code],
        summary=one.summary[maker.code],
        source=one.source.title[maker.code],
        source_href=maker.href(source_address(maker.code, one.source.source)),
        locator=locator,
        locator_language=spoken,
    )


def view_programme(maker: ViewMaker, one: Programme) -> ProgrammeView:
    """The view of a programme."""
    locator, spoken = maker.locator(one.source, one.locator)
    return ProgrammeView(
        id=one.programme,
        name=one.name[maker.code],
        area=one.area.short[maker.code],
        period=maker.voice.period(one.period),
        summary=one.summary[maker.code],
        source=one.source.title[maker.code],
        source_href=maker.href(source_address(maker.code, one.source.source)),
        locator=locator,
        locator_language=spoken,
    )
