"""What pages show of documents besides facts: conflicts and checks, what was left out, programmes.

Views are plain values in one language, as in `views`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.addresses import source_address
from sitegen.views.facts import name_below, name_fact, print_phrase, write_formula
from sitegen.views.formulas import FormulaPart, divide_formula
from sitegen.views.values import LabelledFact
from sitegen.views.words import (
    COVERAGE_WORDS,
    EVENT_WORDS,
    LEFTOUT_WORDS,
    OUTCOME_WORDS,
    RULE_WORDS,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.analysis.relations import RelationResult
    from sitegen.ledger.values import Conflict, Coverage, Event, LeftOut, Programme
    from sitegen.views.maker import ViewMaker
    from sitegen.views.values import FactView


@dataclass(frozen=True)
class ConflictView:
    """Statements that disagree."""

    id: str
    """Its key: the anchor of it."""
    label: str
    """What they are of, as the first says it: indicator and measure."""
    details: str
    """Area, period and kind of the first."""
    sides: tuple[LabelledFact, ...]
    """The statements; each but the first with what it is of besides what stands above it."""
    difference: str
    """In what they differ."""
    treatment: str
    """What the site does about it."""
    is_of_words: bool = False
    """Whether all state one number of one thing, and differ in the words around it."""

    @property
    def facts(self) -> tuple[FactView, ...]:
        """The facts that disagree, without what each is of."""
        return tuple(side.fact for side in self.sides)


@dataclass(frozen=True)
class RelationView:
    """A relation between facts, worked out."""

    key: str
    """Its permanent key."""
    rule_key: str
    """The name of its rule."""
    rule: str
    """What kind of relation, in words."""
    result: FactView
    """The stated number that must follow from the others."""
    details: str
    """Area, period, kind and measure of the result."""
    inputs: tuple[LabelledFact, ...]
    """The facts it follows from; each with what it is of, as far as the result is not of it."""
    formula: str
    """The working in this language's numbers."""
    computed: str
    """What follows from them, with its bound."""
    value: str
    """What was computed, in base units; for machines."""
    outcome: str
    """`holds`, `compatible` or `fails`."""
    word: str
    """The outcome in words."""
    note: str
    """What a reader must know of it; may be empty."""

    @property
    def formula_parts(self) -> tuple[FormulaPart, ...]:
        """The formula at its powers, for where these can be raised."""
        return divide_formula(self.formula)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the facts it rests on."""
        return tuple(one.fact.key for one in self.inputs)


@dataclass(frozen=True)
class LeftOutView:
    """Numerals of a document that are not facts."""

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
    """SHA-256 of the text that was checked."""
    account: str
    """The numbers in sentences."""
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
    """What a document sets out that is not a quantity: a project, a task, a park."""

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


def view_conflict(maker: ViewMaker, one: Conflict) -> ConflictView:
    """The view of a conflict."""
    facts = [maker.ledger.fact_by_key[key] for key in one.facts]
    stated = {(fact.indicator.indicator, fact.quantity.base_numbers) for fact in facts}
    first, *others = map(maker.fact, facts)
    return ConflictView(
        id=one.conflict,
        label=name_fact(maker, first),
        details=maker.listed(first.area, first.period, first.kind_word),
        sides=(
            LabelledFact("", first),
            *(LabelledFact(name_below(maker, other, first), other) for other in others),
        ),
        difference=one.difference[maker.code],
        treatment=one.treatment[maker.code],
        is_of_words=len(stated) == 1,
    )


def view_relation(maker: ViewMaker, check: RelationResult) -> RelationView:
    """The view of a relation."""
    result = maker.fact(check.result)
    return RelationView(
        key=check.key,
        rule_key=check.rule,
        rule=maker.voice.say(RULE_WORDS[check.rule]),
        result=result,
        details=maker.listed(result.area, result.period, result.kind_word, result.measure_note),
        inputs=tuple(
            LabelledFact(_name_input(maker, fact, result), fact)
            for fact in map(maker.fact, check.facts)
        ),
        formula=write_formula(maker, check),
        computed=maker.voice.quantity(check.computed),
        value=" ".join(map(str, check.computed.base_numbers)),
        outcome=check.outcome,
        word=maker.voice.say(OUTCOME_WORDS[check.outcome]),
        note=check.note[maker.code] if check.note else "",
    )


def _name_input(maker: ViewMaker, one: FactView, result: FactView) -> str:
    """What a fact is of that a result follows from: its area only where the result's is another."""
    return maker.listed(one.indicator, "" if one.area == result.area else one.area, one.period)


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
        maker.voice.say(
            COVERAGE_WORDS["open" if coverage.open else "whole"],
            numerals=coverage.numerals,
            stated=coverage.stated,
            leftout=coverage.leftout,
            open=coverage.open,
        ),
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
