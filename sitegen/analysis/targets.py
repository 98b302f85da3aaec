"""The status of every target: which facts it rests on, or why it has none.

What cannot be judged is said to be so, with a reason: an indicator of another definition, a part
of a year or a missing year never stands in. `evidence` finds the facts, `verdict` does the sums.
Ranks have no path: a rank is reached or not judged.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from sitegen.analysis.assessment import Assessment, Reason
from sitegen.analysis.derive import DeriveError, derive, is_yearly_rate
from sitegen.analysis.evidence import (
    LEVELS,
    Evidence,
    Origin,
    chain,
    is_yearly,
    select_own,
    start_of,
)
from sitegen.analysis.verdict import (
    Course,
    Input,
    Verdict,
    judge_course,
    judge_rate,
    judge_with_rounding,
)
from sitegen.quantities.exact import compute_baseline, compute_growth
from sitegen.quantities.units import PERCENT, POINTS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from decimal import Decimal

    from sitegen.analysis.assessment import Code, Path
    from sitegen.ledger.ledger import Ledger
    from sitegen.ledger.values import Fact


def assess_targets(ledger: Ledger) -> tuple[Assessment, ...]:
    """The status of every target, by its first statement, in the order of the ledger."""
    groups: dict[object, list[Fact]] = {}
    for fact in ledger.facts:
        if fact.kind == "target":
            groups.setdefault(fact.subject, []).append(fact)
    stated = {min(group, key=lambda fact: fact.statement).key: group for group in groups.values()}
    return tuple(
        _assess(ledger, fact, tuple(other for other in stated[fact.key] if other != fact))
        for fact in ledger.facts
        if fact.key in stated
    )


def _assess(ledger: Ledger, target: Fact, restatements: tuple[Fact, ...]) -> Assessment:
    indicator = target.indicator
    own = select_own(ledger, indicator.indicator, target.area.area)
    evidence = Evidence(ledger, target, own)
    path, assess = _choose_rule(target)
    blank = Assessment(target, restatements, path)
    if indicator.better == "none" and target.measure != "rank":
        return _fail(blank, "no-direction")
    if evidence.is_down and (path == "cumulative" or target.measure == "increment"):
        return _fail(blank, "no-direction")
    if path == "cumulative" and not target.period.years:
        return _fail(blank, "yearly-or-total")
    return assess(evidence, blank)


def _choose_rule(target: Fact) -> tuple[Path, Callable[[Evidence, Assessment], Assessment]]:
    """How a target is judged, by its measure, its unit and its period."""
    if target.measure == "rank":
        return "rank", _assess_rank
    if target.measure == "growth":
        return "mean", _assess_growth
    if target.measure == "increment" and target.quantity.unit.base_unit in {PERCENT, POINTS}:
        return "linear", _assess_added
    if target.measure == "increment" or target.period.shape in {"years", "months"}:
        return "cumulative", _assess_sum
    return ("geometric" if target.indicator.path == "geometric" else "linear"), _assess_level


def _fail(done: Assessment, code: Code, *facts: Fact) -> Assessment:
    return replace(done, reason=Reason(code, facts))


def _fail_without_fact(evidence: Evidence, done: Assessment, after: Fraction) -> Assessment:
    """No verdict, for want of a later fact; one that must not stand in is named."""
    parts = [
        fact
        for fact in evidence.actuals((done.target.measure,), after)
        if done.target.measure in LEVELS and not is_yearly(fact)
    ]
    other = evidence.find_other(after)
    if parts:
        reason = Reason("other-period", (parts[-1],))
    elif other is not None:
        reason = Reason("other-definition", (other[1],), other[0])
    else:
        return _fail(done, "no-later-fact")
    return replace(done, verdict=Verdict("not-comparable"), reason=reason)


def _assess_rank(evidence: Evidence, done: Assessment) -> Assessment:
    """Reached where the latest rank is within the bound; there is no way to a rank to measure."""
    done = replace(done, baseline=evidence.known(("rank",)))
    found = evidence.actuals(("rank",), evidence.set_at)
    if not found:
        return _fail_without_fact(evidence, done, evidence.set_at)
    latest, target = found[-1], done.target
    done = replace(done, latest=latest, inputs=(latest, target))
    worst = latest.quantity.interval.high
    if worst is not None and worst <= Fraction(target.quantity.base_numbers[-1]):
        return replace(done, verdict=Verdict("reached"))
    return _fail(done, "rank-has-no-path", latest)


def _assess_level(evidence: Evidence, done: Assessment) -> Assessment:
    """A level against the path that leads to the target."""
    measures = (done.target.measure,)
    return _assess_way(evidence, done, measures, evidence.find_origin(measures))


def _assess_added(evidence: Evidence, done: Assessment) -> Assessment:
    """A target in percentage points to be added: the level of the baseline and so much more."""
    at = start_of(done.target)
    return _assess_way(evidence, done, LEVELS, Origin(at, evidence.level_at(LEVELS, at)))


def _assess_way(
    evidence: Evidence, done: Assessment, measures: Sequence[str], origin: Origin
) -> Assessment:
    base, at, target = origin.base, origin.at, done.target
    done = replace(done, implied=origin.implied, baseline=None if origin.implied else base)
    if done.baseline is not None:
        measures = (done.baseline.measure,)
    found = evidence.levels(measures, at)
    if not found:
        return _fail_without_fact(evidence, done, at)
    latest = found[-1]
    done = replace(done, latest=latest)
    if base is None:
        return _assess_end(evidence, done, latest)
    stated = [fact for fact in (done.baseline, latest, target) if fact is not None]
    if done.path == "geometric" and min(min(fact.quantity.numbers) for fact in stated) <= 0:
        return _fail(done, "not-positive", *stated)

    def judge(values: Sequence[Fraction]) -> Verdict:
        start, reached, goal = values
        if done.implied is not None:
            start = compute_baseline(goal, start, base.period.years)
        if target.measure == "increment":
            goal += start
        return judge_course(_plot(evidence, done, (start, reached, goal), latest, at))

    def weigh_end(end: int) -> Verdict:
        first = base.quantity.numbers[end if done.implied is not None else 0]
        return judge_with_rounding(
            (
                Input(base, first),
                Input(latest, _worst(latest, is_down=evidence.is_down)),
                Input(target, target.quantity.numbers[end]),
            ),
            judge,
        )

    return _conclude(evidence, replace(done, inputs=(base, latest, target)), weigh_end)


def _assess_end(evidence: Evidence, done: Assessment, latest: Fact) -> Assessment:
    """A target without a baseline: it is met, or nothing can be said."""
    if done.target.measure == "increment":
        return _fail(done, "no-baseline", latest)
    reached = Input(latest, _worst(latest, is_down=evidence.is_down)).value

    def judge_end(end: int) -> Verdict:
        goal = Input(done.target, done.target.quantity.numbers[end]).value
        course = _plot(evidence, done, (reached, reached, goal), latest, evidence.set_at)
        return Verdict("reached" if course.is_met else "no-data")

    done = _conclude(evidence, replace(done, inputs=(latest, done.target)), judge_end)
    return replace(done, reason=Reason("no-baseline", (latest,)))


def _assess_sum(evidence: Evidence, done: Assessment) -> Assessment:
    """What was added since the target's period began, over the whole that is to be added."""
    target, start = done.target, start_of(done.target)
    found = [
        fact
        for fact in evidence.actuals(("increment", "cumulative", target.measure), start)
        if fact.period.years
        and start_of(fact) >= start
        and (fact.measure != "cumulative" or start_of(fact) == start)
    ]
    if not found:
        return _fail_without_fact(evidence, done, start)
    if target.indicator.path != "cumulative" and target.period.years > 1:
        return _fail(done, "yearly-or-total", *found)
    parts = chain(found, start)
    if not parts or parts[-1].period.end_years < found[-1].period.end_years:
        return _fail(done, "incomplete-sum", *found)
    done = replace(done, latest=parts[-1], inputs=(*parts, target))

    def judge(values: Sequence[Fraction]) -> Verdict:
        course = _plot(
            evidence,
            done,
            (Fraction(0), sum(values[:-1], Fraction(0)), values[-1]),
            parts[-1],
            start,
        )
        return judge_course(
            replace(course, surely=all(_is_sure(part, is_down=False) for part in parts))
        )

    def weigh_end(end: int) -> Verdict:
        terms = [Input(part, part.quantity.numbers[0]) for part in parts]
        return judge_with_rounding((*terms, Input(target, target.quantity.numbers[end])), judge)

    return _conclude(evidence, done, weigh_end)


def _assess_growth(evidence: Evidence, done: Assessment) -> Assessment:
    """A yearly rate against the mean growth reached: between stated levels, else of all years."""
    target = done.target
    if not is_yearly_rate(target):
        return _fail(done, "growth-not-a-rate")
    if any(number >= 0 if evidence.is_down else number <= 0 for number in target.quantity.numbers):
        return _fail(done, "rate-against-direction")
    start = start_of(target)
    base, levels = evidence.level_at(LEVELS, start), evidence.levels(LEVELS, start)
    if base is not None:
        done, levels = (
            replace(done, baseline=base),
            tuple(fact for fact in levels if fact.measure == base.measure),
        )
        if levels:
            return _assess_between(evidence, done, base, levels[-1])
    return _assess_rates(evidence, done, levels)


def _assess_rates(evidence: Evidence, done: Assessment, levels: tuple[Fact, ...]) -> Assessment:
    """A yearly rate against the mean of the rates of all years; `levels` have no start."""
    start = start_of(done.target)
    rates = [
        fact
        for fact in evidence.actuals(("growth",), start)
        if is_yearly_rate(fact) and fact.period.shape == "year"
    ]
    if rates:
        parts = chain(rates, start)
        if not parts or parts[-1].period.end < rates[-1].period.end:
            return _fail(done, "growth-years-missing", *rates)
        done = replace(done, latest=parts[-1])
        return _judge_growth(
            evidence, done, parts, lambda values: sum(values, Fraction(0)) / len(values)
        )
    if levels:
        return _fail(done, _explain_levels(evidence), levels[-1])
    return _fail_without_fact(evidence, done, start)


def _explain_levels(evidence: Evidence) -> Code:
    """Why a later level says nothing of a rate: its own start is implied by it, or there is none."""
    goals = [
        fact
        for fact in evidence.own
        if fact.kind == "target"
        and fact.measure in LEVELS
        and fact.period.end_years == evidence.end
    ]
    implied = any(evidence.find_implied(goal, evidence.target) for goal in goals)
    return "same-as-level" if implied else "growth-without-levels"


def _assess_between(evidence: Evidence, done: Assessment, base: Fact, latest: Fact) -> Assessment:
    """A yearly rate against the mean growth from one stated level to another."""
    try:
        mean = derive("growth", (base, latest), evidence.ledger.unit_by_key)
    except DeriveError:  # from zero, or bounded on neither side
        return _fail(done, "growth-without-levels", base, latest)
    years = latest.period.end_years - base.period.end_years
    return _judge_growth(
        evidence,
        replace(done, latest=latest, mean=mean),
        (base, latest),
        lambda values: compute_growth(values[0], values[1], years),
    )


def _judge_growth(
    evidence: Evidence,
    done: Assessment,
    facts: tuple[Fact, ...],
    compute_mean: Callable[[Sequence[Fraction]], Fraction],
) -> Assessment:
    target, start = done.target, start_of(done.target)
    due = (facts[-1].period.end_years - start) / target.period.years
    strictly = target.quantity.bound in {"over", "under"}

    def judge(values: Sequence[Fraction]) -> Verdict:
        return judge_rate(compute_mean(values[:-1]), values[-1], due, strictly=strictly)

    def weigh_end(end: int) -> Verdict:
        stated = [Input(fact, _worst(fact, is_down=evidence.is_down)) for fact in facts]
        return judge_with_rounding((*stated, Input(target, target.quantity.numbers[end])), judge)

    return _conclude(evidence, replace(done, inputs=(*facts, target)), weigh_end)


def _conclude(evidence: Evidence, done: Assessment, judge: Callable[[int], Verdict]) -> Assessment:
    """The verdicts of a target's number, or of both ends of its range."""
    near, far = (-1, 0) if evidence.is_down else (0, -1)
    verdict = judge(near)
    done = replace(done, verdict=verdict)
    if verdict.made is None and verdict.due is not None and done.baseline is not None:
        done = replace(done, reason=Reason("baseline-beyond-target", (done.baseline,)))
    if done.target.quantity.bound == "range":
        done = replace(done, stretch=judge(far))
    return done


def _plot(
    evidence: Evidence,
    done: Assessment,
    levels: tuple[Fraction, Fraction, Fraction],
    latest: Fact,
    at: Fraction,
) -> Course:
    """The course from a baseline, by the latest level, to the target."""
    is_down = evidence.is_down
    strict = "under" if is_down else "over"
    return Course(
        *levels,
        passed=latest.period.end_years - at,
        years=evidence.end - at,
        geometric=done.path == "geometric",
        down=is_down,
        surely=_is_sure(latest, is_down=is_down),
        strictly=done.target.quantity.bound == strict != latest.quantity.bound,
    )


def _worst(fact: Fact, *, is_down: bool) -> Decimal:
    """The number of a fact; of a range, the end that is the worse one."""
    return fact.quantity.numbers[-1 if is_down else 0]


def _is_sure(fact: Fact, *, is_down: bool) -> bool:
    """Whether the true number is surely no worse than the stated one."""
    unsure = {"about", "over", "at-least"} if is_down else {"about", "under", "at-most"}
    return fact.quantity.bound not in unsure
