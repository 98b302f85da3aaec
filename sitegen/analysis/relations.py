"""Whether facts that hang together by arithmetic fit each other: sums, shares, growth, paths to targets.

Curated relations say what must follow from what; two more kinds the ledger knows by itself: a
target must follow from its stated baseline and its yearly rate, and growth from the levels of two
years. Everything is computed with intervals: a printed 3201.2 stands for what rounds to it, a bound
for all it allows. What does not fit must be declared in `conflicts.csv`.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from sitegen.analysis.arithmetic import RULES, bound_result, write_working
from sitegen.analysis.conditions import is_yearly_rate
from sitegen.analysis.evidence import LEVELS, group_topics, is_yearly, start_of, topic_of
from sitegen.quantities.rounding import (
    Precision,
    finest_place,
    floor_to_power_of_ten,
    printed_interval,
    state_interval,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sitegen.analysis.evidence import Topic
    from sitegen.language.localized import Localized
    from sitegen.ledger.ledger import Ledger
    from sitegen.ledger.values import Fact, Relation
    from sitegen.problems import Place, Problem
    from sitegen.quantities.quantity import Interval, Quantity
    from sitegen.quantities.units import Unit


Outcome = Literal["holds", "compatible", "fails"]
"""Compatible: bounds leave room, and nothing speaks against it."""


@dataclass(frozen=True)
class Claim:
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
    """Where the row stands that claims it."""


@dataclass(frozen=True)
class RelationResult(Claim):
    """A claim with what its facts give, and whether the result fits that."""

    computed: Quantity
    """What the facts give, rounded one digit finer than the result is printed."""
    formula: str
    """The working as a template, as that of a derived number."""
    values: tuple[tuple[str, Fact | int], ...]
    """What stands for each name of the formula."""
    outcome: Outcome


def work_relations(ledger: Ledger) -> tuple[RelationResult, ...]:
    """Work out all relations: the curated ones in their order, then those the ledger knows by itself.

    Relations that nothing bounds, or whose facts the rule is not about, are left out.
    """
    groups = group_topics(ledger.facts)
    curated = {(one.rule, one.result) for one in ledger.relations}
    claims = (
        *(_read_claim(one, ledger.fact_by_key) for one in ledger.relations),
        *_find_paths(ledger.facts, groups, curated),
        *_find_growth(ledger.facts, groups, curated),
    )
    worked = (_work_claim(claim, ledger.unit_by_key) for claim in claims)
    return tuple(result for result in worked if result is not None)


def check_relations(ledger: Ledger, results: Sequence[RelationResult]) -> Iterator[Problem]:
    """Curated relations that cannot be worked out; those that do not hold and no conflict declares."""
    worked = {result.key for result in results}
    for relation in ledger.relations:
        if relation.relation not in worked:
            yield relation.place.problem(
                "relation",
                f"nothing bounds the `{relation.rule}` of {_quote(relation.facts)}, so `{relation.result}` cannot be checked",
                "Name facts bounded on the same side, amounts above zero, the earlier one first",
            )
    declared = {frozenset(conflict.facts) for conflict in ledger.conflicts}
    for result in results:
        pairs = {frozenset((result.result.key, fact.key)) for fact in result.facts}
        if result.outcome == "fails" and not pairs & declared:
            given = _quote([fact.key for fact in result.facts])
            number = "-".join(str(one) for one in result.computed.numbers)
            yield result.place.problem(
                "inconsistent",
                f"`{result.result.key}` does not follow from {given}: they give {number} {result.computed.unit.unit}",
                "Fix the rows, or declare the result and one of them in conflicts.csv",
            )


def _quote(keys: Sequence[str]) -> str:
    return ", ".join(f"`{key}`" for key in keys)


def _read_claim(relation: Relation, by_key: Mapping[str, Fact]) -> Claim:
    """What a row of `relations.csv` claims."""
    facts = tuple(by_key[key] for key in relation.facts)
    result = by_key[relation.result]
    years = result.period.end_years - facts[0].period.end_years
    return Claim(
        relation.relation,
        relation.rule,
        result,
        facts,
        years if relation.rule == "path" else relation.factor,
        relation.note,
        relation.place,
    )


def _find_paths(
    facts: Sequence[Fact], groups: Mapping[Topic, Sequence[Fact]], curated: set[tuple[str, str]]
) -> Iterator[Claim]:
    """Targets that have a stated baseline and a yearly rate, all of one source."""
    for rate in facts:
        if rate.statement != 1 or rate.kind != "target" or not is_yearly_rate(rate):
            continue
        same = [
            fact
            for fact in groups[topic_of(rate)]
            if fact.measure in LEVELS and fact.source.source == rate.source.source
        ]
        bases = [
            fact
            for fact in same
            if fact.kind == "actual" and is_yearly(fact) and fact.period.end_years == start_of(rate)
        ]
        targets = [
            fact
            for fact in same
            if fact.kind == "target" and fact.period.end_years == rate.period.end_years
        ]
        for base in bases:
            for target in targets:
                if base.measure == target.measure and ("path", target.key) not in curated:
                    yield _claim("path", target, (base, rate), rate.period.years)


def _find_growth(
    facts: Sequence[Fact], groups: Mapping[Topic, Sequence[Fact]], curated: set[tuple[str, str]]
) -> Iterator[Claim]:
    """Growth on the year before, where both levels are stated."""
    for rate in facts:
        if rate.statement != 1 or rate.kind != "actual" or rate.period.shape != "year":
            continue
        if not is_yearly_rate(rate) or ("percent-change", rate.key) in curated:
            continue
        by_end = {
            fact.period.end: fact
            for fact in reversed(groups[topic_of(rate)])
            if fact.kind == "actual" and fact.measure == "level" and fact.period.shape == "year"
        }
        year, month = rate.period.end
        now, before = by_end.get((year, month)), by_end.get((year - 1, month))
        if now and before:
            yield _claim("percent-change", rate, (before, now))


def _claim(
    rule: str, result: Fact, facts: tuple[Fact, ...], amount: Fraction = Fraction(1)
) -> Claim:
    """What the ledger knows by itself."""
    return Claim(f"{rule}:{result.key}", rule, result, facts, amount, None, result.place)


def _work_claim(claim: Claim, units: Mapping[str, Unit]) -> RelationResult | None:
    """The outcome of a claim; `None` where nothing bounds what the facts give."""
    rule, like = RULES[claim.rule], claim.result.quantity
    given = [fact.quantity for fact in claim.facts]
    stated = bound_result(rule, [one.interval for one in given], claim.amount)
    precision = Precision(floor_to_power_of_ten(finest_place(like)) / 10, trimmed=True)
    shown = state_interval(stated, precision, units[like.unit.base_unit])
    if shown is None:
        return None
    allowed = bound_result(rule, [printed_interval(one) for one in given], claim.amount)
    formula, values = write_working(rule, claim.facts, claim.amount)
    return RelationResult(
        claim.key,
        claim.rule,
        claim.result,
        claim.facts,
        claim.amount,
        claim.note,
        claim.place,
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
