"""The status of every target: which facts it rests on, or why it has none.

What cannot be judged is said to be so, with a reason: an indicator of another definition, a part
of a year or a missing year never stands in. `evidence` finds the facts, a file for each measure
(`levels`, `totals`, `rates`) compares them, `verdict` does the sums. A rank has no way to it that
could be measured: it is reached, or not judged.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.analysis.assessment import Assessment
from sitegen.analysis.evidence import Evidence, group_topics, topic_of
from sitegen.analysis.judging import fail, fail_without_fact
from sitegen.analysis.levels import assess_level, assess_points
from sitegen.analysis.rates import assess_rate
from sitegen.analysis.statuses import REACHED
from sitegen.analysis.totals import assess_total
from sitegen.analysis.verdict import Verdict
from sitegen.quantities.units import PERCENT, POINTS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sitegen.analysis.assessment import PathKind
    from sitegen.analysis.evidence import Topic
    from sitegen.ledger.ledger import Ledger
    from sitegen.ledger.values import Comparability, Fact


def assess_targets(ledger: Ledger) -> tuple[Assessment, ...]:
    """The status of every target, by its first statement, in the order of the ledger."""
    subjects: dict[object, list[Fact]] = defaultdict(list)
    for fact in ledger.facts:
        if fact.kind == "target":
            subjects[fact.subject].append(fact)
    first = {min(group, key=_statement).key: group for group in subjects.values()}
    groups = group_topics(ledger.facts)
    unlike: dict[str, list[Comparability]] = defaultdict(list)
    for row in ledger.comparability:
        unlike[row.indicator].append(row)
    return tuple(
        _assess(
            Evidence(
                fact,
                groups.get(topic_of(fact), ()),
                _gather_others(fact, unlike[fact.indicator.indicator], groups),
                ledger.unit_by_key,
            ),
            tuple(other for other in first[fact.key] if other.key != fact.key),
        )
        for fact in ledger.facts
        if fact.key in first
    )


def _statement(fact: Fact) -> int:
    return fact.statement


def _gather_others(
    target: Fact, rows: Sequence[Comparability], groups: Mapping[Topic, tuple[Fact, ...]]
) -> tuple[tuple[Comparability, tuple[Fact, ...]], ...]:
    """Facts of the target's area about indicators that must not be set against its own."""
    return tuple((row, groups.get((row.other, target.area.area), ())) for row in rows)


def _assess(evidence: Evidence, restatements: tuple[Fact, ...]) -> Assessment:
    target = evidence.target
    path, assess = _choose_rule(target)
    blank = Assessment(target, restatements, path)
    if target.indicator.better == "none" and target.measure != "rank":
        return fail(blank, "no-direction")
    if evidence.is_down and (path == "cumulative" or target.measure == "increment"):
        return fail(blank, "no-direction")
    if path == "cumulative" and not target.period.years:
        return fail(blank, "yearly-or-total")
    return assess(evidence, blank)


def _choose_rule(target: Fact) -> tuple[PathKind, Callable[[Evidence, Assessment], Assessment]]:
    """How a target is judged, by its measure, its unit and its period."""
    if target.measure == "rank":
        return "rank", _assess_rank
    if target.measure == "growth":
        return "mean", assess_rate
    if target.measure == "increment" and target.quantity.unit.base_unit in {PERCENT, POINTS}:
        return "linear", assess_points
    if target.measure == "increment" or target.period.shape in {"years", "months"}:
        return "cumulative", assess_total
    return ("geometric" if target.indicator.path == "geometric" else "linear"), assess_level


def _assess_rank(evidence: Evidence, done: Assessment) -> Assessment:
    """Reached where the latest rank is within the bound."""
    done = replace(done, baseline=evidence.find_known(("rank",)))
    found = evidence.actuals(("rank",), evidence.set_at)
    if not found:
        return fail_without_fact(evidence, done, evidence.set_at)
    latest, target = found[-1], done.target
    done = replace(done, latest=latest, inputs=(latest, target))
    worst = latest.quantity.interval.high
    if worst is not None and worst <= target.quantity.exact_numbers[-1]:
        return replace(done, verdict=Verdict(REACHED))
    return fail(done, "rank-has-no-path", latest)
