"""The status of every target: which facts it rests on, or why it has none.

What cannot be judged is said to be so, with a reason: an indicator of another definition, a part
of a year or a missing year never stands in. `evidence` finds the facts, a file for each measure
(`levels`, `totals`, `rates`) compares them, `verdict` does the sums. A rank has no way to it that
could be measured: it is reached, or not judged.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from sitegen.analysis.assessment import Assessment
from sitegen.analysis.evidence import Evidence
from sitegen.analysis.judging import fail, fail_without_fact
from sitegen.analysis.kept import Kept
from sitegen.analysis.levels import assess_level, assess_points
from sitegen.analysis.rates import assess_rate
from sitegen.analysis.statuses import BOUNDED, REACHED, STATUSES
from sitegen.analysis.topics import (
    MEASURE_ORDER,
    Statements,
    Topic,
    group_topics,
    start_of,
    take_first,
)
from sitegen.analysis.totals import assess_total
from sitegen.analysis.verdict import Verdict
from sitegen.quantities.units import PERCENT, POINTS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sitegen.analysis.assessment import PathKind
    from sitegen.ledger.ledger import Ledger
    from sitegen.ledger.values import Comparability, Fact


def assess_targets(
    ledger: Ledger, kept: Kept[tuple[Assessment, ...]] | None = None
) -> tuple[Assessment, ...]:
    """The status of every target, by its first statement, in the order of the ledger.

    `kept` finds what was said before of an indicator and area whose facts are the same.
    """
    kept = Kept() if kept is None else kept
    topics = group_topics(ledger.facts)
    statements = _Statements(topics)
    unlike: dict[str, list[Comparability]] = defaultdict(list)
    for row in ledger.comparability:
        unlike[row.indicator].append(row)
    found: dict[str, Assessment] = {}
    for topic, facts in topics.items():
        if not any(fact.kind == "target" for fact in facts):
            continue
        rows = unlike.get(topic[0], ())
        others = [topics.get((row.other, topic[1]), ()) for row in rows]
        inputs = (ledger.units, *facts, *rows, *(fact for own in others for fact in (None, *own)))
        make = partial(assess_topic, topic, facts, rows, statements, ledger)
        found.update((one.target.key, one) for one in kept.recall(topic, inputs, make))
    return tuple(
        found[fact.key] for fact in ledger.facts if fact.kind == "target" and fact.key in found
    )


class _Statements(dict[Topic, Statements]):
    """The first statements of each indicator and area, put in order when they are asked for."""

    def __init__(self, topics: Mapping[Topic, Sequence[Fact]]) -> None:
        super().__init__()
        self._topics = topics

    def __missing__(self, topic: Topic) -> Statements:
        self[topic] = take_first(self._topics.get(topic, ()))
        return self[topic]


def assess_topic(
    topic: Topic,
    facts: Sequence[Fact],
    rows: Sequence[Comparability],
    statements: Mapping[Topic, Statements],
    ledger: Ledger,
) -> tuple[Assessment, ...]:
    """The status of every target of an indicator and area, by its first statement."""
    subjects: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.kind == "target":
            subjects.setdefault(fact.subject_key, []).append(fact)
    others = tuple((row, statements[row.other, topic[1]]) for row in rows)
    made = []
    for group in subjects.values():
        first = min(group, key=_statement)
        evidence = Evidence(first, statements[topic], others, ledger.unit_by_key)
        made.append(_assess(evidence, tuple(other for other in group if other is not first)))
    return _unite(made)


def _unite(made: Sequence[Assessment]) -> tuple[Assessment, ...]:
    """The assessments of an indicator and area, with one verdict on all that are set for the same time.

    Level, share and rate are said of one thing. So are totals, but for those of shorter spans.
    """
    starts: dict[int, int] = {}
    for one in made:
        end, start = one.target.period.end_month, start_of(one.target)
        starts[end] = min(start, starts.get(end, start))
    groups: dict[tuple[int, int], list[Assessment]] = defaultdict(list)
    for one in made:
        end, start = one.target.period.end_month, start_of(one.target)
        groups[end, start if one.path == "cumulative" else starts[end]].append(one)
    leaders = {id(one): min(own, key=_rank) for own in groups.values() for one in own}
    return tuple(
        one if leaders[id(one)] is one else replace(one, leader=leaders[id(one)]) for one in made
    )


def _rank(one: Assessment) -> tuple[bool, bool, bool, int]:
    """Who carries a verdict: who has one, of these the level, then the share."""
    status = one.verdict.status
    return (
        not STATUSES[status].decided,
        status != BOUNDED,
        one.latest is None,
        MEASURE_ORDER.index(one.target.measure),
    )


def _statement(fact: Fact) -> int:
    return fact.statement


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
    latest, target = evidence.find_latest(("rank",), evidence.set_at), done.target
    if latest is None:
        return fail_without_fact(evidence, done, evidence.set_at)
    done = replace(done, latest=latest, inputs=(latest, target))
    worst = latest.quantity.interval.high
    if worst is not None and worst <= target.quantity.exact_numbers[-1]:
        return replace(done, verdict=Verdict(REACHED))
    return fail(done, "rank-has-no-path", latest)
