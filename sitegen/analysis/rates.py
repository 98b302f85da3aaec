"""Targets for a yearly rate: the mean growth reached, between stated levels or else of all years."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from sitegen.analysis.arithmetic import compute_growth
from sitegen.analysis.conditions import DeriveError, is_yearly_rate
from sitegen.analysis.derive import derive
from sitegen.analysis.judging import Comparison, conclude, fail, fail_without_fact, worst_number
from sitegen.analysis.topics import LEVELS, chain, start_of
from sitegen.analysis.verdict import Input, judge_rate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.analysis.assessment import Assessment, Code
    from sitegen.analysis.evidence import Evidence
    from sitegen.analysis.verdict import Verdict
    from sitegen.ledger.values import Fact


@dataclass(frozen=True)
class _MeanGrowth(Comparison):
    """The mean growth reached, and the rate aimed at."""

    evidence: Evidence
    facts: tuple[Fact, ...]
    """The earlier and the later of two levels, or the rates of all years."""
    is_between: bool
    """Whether the facts are levels."""

    def inputs(self, end: int) -> tuple[Input, ...]:
        """Levels or rates, then the rate aimed at."""
        target, is_down = self.evidence.target, self.evidence.is_down
        stated = [Input(fact, worst_number(fact, is_down=is_down)) for fact in self.facts]
        return (*stated, Input(target, target.quantity.numbers[end]))

    def judge(self, values: Sequence[Fraction]) -> Verdict:
        """The mean growth reached, over the rate aimed at."""
        target, latest = self.evidence.target, self.facts[-1]
        due = Fraction(latest.period.end_month - start_of(target), target.period.months)
        strictly = target.quantity.bound in {"over", "under"}
        return judge_rate(self._compute_mean(values[:-1]), values[-1], due, strictly=strictly)

    def _compute_mean(self, values: Sequence[Fraction]) -> Fraction:
        if self.is_between:
            years = self.facts[1].period.end_years - self.facts[0].period.end_years
            return compute_growth(values[0], values[1], years)
        return sum(values, Fraction(0)) / len(values)


def assess_rate(evidence: Evidence, done: Assessment) -> Assessment:
    """A yearly rate against the mean growth reached: between stated levels, else of all years."""
    target = done.target
    if not is_yearly_rate(target):
        return _fail_unrated(evidence, done)
    if any(number >= 0 if evidence.is_down else number <= 0 for number in target.quantity.numbers):
        return fail(done, "rate-against-direction")
    start = start_of(target)
    base = evidence.find_level(LEVELS, start)
    if base is None:
        return _assess_years(evidence, done, evidence.find_latest(LEVELS, start, "whole"))
    done = replace(done, baseline=base)
    comparable = evidence.find_latest((base.measure,), start, "whole")
    if comparable:
        return _assess_between(evidence, done, base, comparable)
    return _assess_years(evidence, done, None)


def _assess_between(evidence: Evidence, done: Assessment, base: Fact, latest: Fact) -> Assessment:
    """A yearly rate against the mean growth from one stated level to another."""
    try:
        mean = derive("growth", (base, latest), evidence.units)
    except DeriveError:  # from zero, or bounded on neither side
        is_positive = min(base.quantity.numbers) > 0
        return fail(done, "growth-without-levels" if is_positive else "not-positive", base, latest)
    done = replace(done, latest=latest, mean=mean)
    return _compare(done, _MeanGrowth(evidence, (base, latest), is_between=True))


def _assess_years(evidence: Evidence, done: Assessment, level: Fact | None) -> Assessment:
    """A yearly rate against the mean of the rates of all years; `level` is one that has no start."""
    start = start_of(done.target)
    rates = evidence.own.actuals(("growth",), "rate")
    last = rates.find_last(start, evidence.end)
    if last:
        parts = chain(rates, rates, start, evidence.end)
        if not parts or parts[-1].period.end < last.period.end:
            return fail(done, "growth-years-missing", *rates.select(start, evidence.end))
        done = replace(done, latest=parts[-1])
        return _compare(done, _MeanGrowth(evidence, parts, is_between=False))
    if level:
        return fail(done, _explain_levels(evidence), level)
    return fail_without_fact(evidence, done, start)


def _compare(done: Assessment, growth: _MeanGrowth) -> Assessment:
    done = replace(done, inputs=(*growth.facts, done.target))
    return conclude(done, growth.judge_end, is_down=growth.evidence.is_down)


def _fail_unrated(evidence: Evidence, done: Assessment) -> Assessment:
    """No verdict of what is no yearly rate: a later level says nothing without the base that is meant."""
    later = evidence.find_latest((*LEVELS, "growth"), evidence.set_at, "whole")
    if later is None:
        return fail_without_fact(evidence, done, evidence.set_at)
    return fail(done, "growth-not-a-rate", later)


def _explain_levels(evidence: Evidence) -> Code:
    """Why a later level says nothing of a rate: its own start is implied by it, or there is none."""
    goals = evidence.own.level_targets.get(evidence.end, ())
    implied = any(evidence.find_implied(goal, evidence.target) for goal in goals)
    return "same-as-level" if implied else "growth-without-levels"
