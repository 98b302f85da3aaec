"""Whether facts that hang together by arithmetic fit each other: sums, shares, growth, paths to targets.

Curated relations say what must follow from what; two more kinds the ledger knows by itself: a
target must follow from its stated baseline and its yearly rate, and growth from the levels of two
years. Everything is computed with intervals: a printed 3201.2 stands for what rounds to it, a bound
for all it allows. What does not fit must be declared in `conflicts.csv`.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, Literal

from sitegen.analysis.arithmetic import RULES, bound_result, write_working
from sitegen.analysis.conditions import is_yearly_rate
from sitegen.analysis.kept import Kept
from sitegen.analysis.topics import LEVELS, group_topics, is_yearly, start_of
from sitegen.messages.said import say, say_names
from sitegen.quantities.rounding import (
    Precision,
    finest_place,
    floor_to_power_of_ten,
    printed_interval,
    state_interval,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sitegen.language.localized import Localized
    from sitegen.ledger.ledger import Ledger
    from sitegen.ledger.values import Fact, Relation
    from sitegen.problems import Place, Problem
    from sitegen.quantities.quantity import Interval, Quantity
    from sitegen.quantities.units import Unit


Outcome = Literal["holds", "compatible", "fails"]
"""Compatible: bounds leave room, and nothing speaks against it."""


@dataclass(frozen=True)
class Consequence:
    """That a fact follows from others by a rule of the arithmetic."""

    key: str
    """Of the relation; `rule:fact` for one that the ledger knows by itself."""
    rule: str
    result: Fact
    facts: tuple[Fact, ...]
    """In the order of the rule."""
    amount: Fraction
    """What a sum is multiplied by, or the years of a path; else 1."""
    note: Localized | None
    place: Place
    """Where the row stands that states it."""


@dataclass(frozen=True)
class RelationResult(Consequence):
    """A consequence with what its facts give, and whether the result fits that."""

    computed: Quantity
    """What the facts give, rounded one digit finer than the result is printed."""
    formula: str
    """The working as a template, as that of a derived number."""
    values: tuple[tuple[str, Fact | int], ...]
    """What stands for each name of the formula."""
    outcome: Outcome


Worked = tuple["RelationResult | None", ...]
"""What consequences give: nothing where nothing bounds what the facts give."""


def work_relations(
    ledger: Ledger, kept: Kept[tuple[RelationResult, ...]] | None = None
) -> tuple[RelationResult, ...]:
    """Work out all relations: the curated ones in their order, then those the ledger knows by itself.

    Relations that nothing bounds, or whose facts the rule is not about, are left out. `kept` finds what
    was worked out before of the same facts.
    """
    kept = Kept() if kept is None else kept
    worked: list[RelationResult] = []
    for relation in ledger.relations:
        one = _read_consequence(relation, ledger.fact_by_key)
        inputs = (ledger.units, relation, one.result, *one.facts)
        make = partial(_work_consequences, (one,), ledger.unit_by_key)
        worked += kept.recall(one.key, inputs, make)
    curated = {(one.rule, one.result) for one in ledger.relations}
    topics = group_topics(fact for fact in ledger.facts if fact.statement == 1)
    rated = {
        topic: facts
        for topic, facts in topics.items()
        if any(fact.measure == "growth" for fact in facts)
    }
    for find, place_of_rate in ((_find_paths, 1), (_find_growth, None)):
        found: dict[str, list[RelationResult]] = {}
        for topic, facts in rated.items():
            make = partial(_work_found, find, facts, ledger.unit_by_key)
            for one in kept.recall((find, topic), (ledger.units, *facts), make):
                rate = one.result if place_of_rate is None else one.facts[place_of_rate]
                if (one.rule, one.result.key) not in curated:
                    found.setdefault(rate.key, []).append(one)
        for fact in ledger.facts if found else ():
            worked += found.get(fact.key, ())
    return tuple(worked)


def check_relations(ledger: Ledger, results: Sequence[RelationResult]) -> Iterator[Problem]:
    """Curated relations that cannot be worked out; those that do not hold and no conflict declares."""
    worked = {result.key for result in results}
    for relation in ledger.relations:
        if relation.relation not in worked:
            yield relation.place.problem(
                "relation",
                say(
                    "nothing bounds the `{rule}` of {facts}, so `{result}` cannot be checked",
                    rule=relation.rule,
                    facts=say_names(relation.facts),
                    result=relation.result,
                ),
                say(
                    "Name facts bounded on the same side, amounts above zero, the earlier one first"
                ),
            )
    declared = {frozenset(conflict.facts) for conflict in ledger.conflicts}
    for result in results:
        if result.outcome != "fails":
            continue
        pairs = {frozenset((result.result.key, fact.key)) for fact in result.facts}
        if not pairs & declared:
            given = say_names([fact.key for fact in result.facts])
            number = "-".join(str(one) for one in result.computed.numbers)
            yield result.place.problem(
                "inconsistent",
                say(
                    "`{key}` does not follow from {given}: they give {number} {unit}",
                    key=result.result.key,
                    given=given,
                    number=number,
                    unit=result.computed.unit.unit,
                ),
                _CURES.get(result.rule, _CURE),
            )


_CURE = say("Fix the rows, or declare the result and one of them in conflicts.csv")
_CURES = {"percent-change": say("{cure}, e.g. where the rate leaves price changes out", cure=_CURE)}
"""What to do about a relation that does not hold, by its rule."""


def _read_consequence(relation: Relation, by_key: Mapping[str, Fact]) -> Consequence:
    """What a row of `relations.csv` states."""
    facts = tuple(by_key[key] for key in relation.facts)
    result = by_key[relation.result]
    years = result.period.end_years - facts[0].period.end_years
    return Consequence(
        relation.relation,
        relation.rule,
        result,
        facts,
        years if relation.rule == "path" else relation.factor,
        relation.note,
        relation.place,
    )


def _find_paths(facts: Sequence[Fact]) -> Iterator[Consequence]:
    """Targets of one indicator and area that have a stated baseline and a yearly rate, all of one source."""
    bases: dict[tuple[str, int], list[Fact]] = {}
    targets: dict[tuple[str, int], list[Fact]] = {}
    for fact in facts:
        if fact.measure in LEVELS:
            key = (fact.source.source, fact.period.end_month)
            if fact.kind == "actual" and is_yearly(fact):
                bases.setdefault(key, []).append(fact)
            elif fact.kind == "target":
                targets.setdefault(key, []).append(fact)
    for rate in facts:
        if rate.kind != "target" or not is_yearly_rate(rate):
            continue
        for base in bases.get((rate.source.source, start_of(rate)), ()):
            for target in targets.get((rate.source.source, rate.period.end_month), ()):
                if base.measure == target.measure:
                    yield _state("path", target, (base, rate), rate.period.years)


def _find_growth(facts: Sequence[Fact]) -> Iterator[Consequence]:
    """Growth of one indicator and area on the year before, where both levels are stated."""
    by_end = {
        fact.period.end: fact
        for fact in reversed(facts)
        if fact.kind == "actual" and fact.measure == "level" and fact.period.shape == "year"
    }
    for rate in facts:
        if rate.kind != "actual" or rate.period.shape != "year" or not is_yearly_rate(rate):
            continue
        year, month = rate.period.end
        now, before = by_end.get((year, month)), by_end.get((year - 1, month))
        if now and before:
            yield _state("percent-change", rate, (before, now))


def _state(
    rule: str, result: Fact, facts: tuple[Fact, ...], amount: Fraction = Fraction(1)
) -> Consequence:
    """What the ledger knows by itself."""
    return Consequence(f"{rule}:{result.key}", rule, result, facts, amount, None, result.place)


def _work_found(
    find: Callable[[Sequence[Fact]], Iterator[Consequence]],
    facts: Sequence[Fact],
    units: Mapping[str, Unit],
) -> tuple[RelationResult, ...]:
    """The outcomes of the consequences that are found in facts of one indicator and area."""
    return _work_consequences(find(facts), units)


def _work_consequences(
    consequences: Iterable[Consequence], units: Mapping[str, Unit]
) -> tuple[RelationResult, ...]:
    """The outcomes of consequences."""
    worked = (_work_one(one, units) for one in consequences)
    return tuple(result for result in worked if result is not None)


def _work_one(one: Consequence, units: Mapping[str, Unit]) -> RelationResult | None:
    """The outcome of a one; `None` where nothing bounds what the facts give."""
    rule, like = RULES[one.rule], one.result.quantity
    given = [fact.quantity for fact in one.facts]
    stated = bound_result(rule, [one.interval for one in given], one.amount)
    precision = Precision(floor_to_power_of_ten(finest_place(like)) / 10, trimmed=True)
    shown = state_interval(stated, precision, units[like.unit.base_unit])
    if shown is None:
        return None
    allowed = bound_result(rule, [printed_interval(one) for one in given], one.amount)
    formula, values = write_working(rule, one.facts, one.amount)
    return RelationResult(
        one.key,
        one.rule,
        one.result,
        one.facts,
        one.amount,
        one.note,
        one.place,
        shown,
        formula,
        values,
        _judge(printed_interval(like), allowed),
    )


def _judge(stated: Interval, computed: Interval) -> Outcome:
    """Whether what is stated fits what was computed."""
    if not stated.meets(computed):
        return "fails"
    is_open = None in (stated.low, stated.high, computed.low, computed.high)
    return "compatible" if is_open and not stated.holds(computed) else "holds"
