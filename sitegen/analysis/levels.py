"""Targets for a level, or for points to be added to one: the path from a baseline to it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from sitegen.analysis.arithmetic import compute_baseline
from sitegen.analysis.bounds import Route, bound_by_itself, bound_by_others
from sitegen.analysis.evidence import Origin
from sitegen.analysis.judging import (
    Comparison,
    conclude,
    explain,
    fail,
    fail_without_fact,
    plot_course,
    worst_number,
)
from sitegen.analysis.statuses import REACHED, START_UNKNOWN
from sitegen.analysis.topics import LEVELS, start_of
from sitegen.analysis.verdict import Input, Verdict, find_status, judge_course

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.analysis.assessment import Assessment
    from sitegen.analysis.evidence import Evidence
    from sitegen.analysis.verdict import Course
    from sitegen.ledger.values import Fact


@dataclass(frozen=True)
class _Way(Comparison):
    """From a baseline, by the latest level, to the target."""

    evidence: Evidence
    base: Fact
    """The stated baseline, or the rate that implies it."""
    latest: Fact
    at: int
    """When the way starts, on the scale of `Period.end_month`."""
    is_implied: bool
    """Whether `base` is a rate, and the baseline follows from it and the target."""
    is_geometric: bool

    def inputs(self, end: int) -> tuple[Input, ...]:
        """Baseline (or rate), latest level and target."""
        target = self.evidence.target
        return (
            Input(self.base, self.base.quantity.numbers[end if self.is_implied else 0]),
            Input(self.latest, worst_number(self.latest, is_down=self.evidence.is_down)),
            Input(target, target.quantity.numbers[end]),
        )

    def judge(self, values: Sequence[Fraction]) -> Verdict:
        """The share of the way made, over the share of the time that has passed."""
        return judge_course(self._plot(values))

    def find_status(self, values: Sequence[Fraction]) -> str:
        """The status of that share."""
        return find_status(self._plot(values))

    def _plot(self, values: Sequence[Fraction]) -> Course:
        start, reached, goal = values
        if self.is_implied:
            start = compute_baseline(goal, start, self.base.period.years)
        if self.evidence.target.measure == "increment":
            goal += start
        levels = (start, reached, goal)
        return plot_course(self.evidence, self.latest, self.at, levels, geometric=self.is_geometric)


@dataclass(frozen=True)
class _End:
    """The latest level and the target alone: met or not, without a way."""

    evidence: Evidence
    latest: Fact

    def judge_end(self, end: int) -> Verdict:
        """Reached where the latest level meets the target; else there is nothing to say."""
        target, is_down = self.evidence.target, self.evidence.is_down
        reached = Input(self.latest, worst_number(self.latest, is_down=is_down)).value
        goal = Input(target, target.quantity.numbers[end]).value
        levels = (reached, reached, goal)
        course = plot_course(self.evidence, self.latest, self.evidence.set_at, levels)
        return Verdict(REACHED if course.is_met else START_UNKNOWN)


def assess_level(evidence: Evidence, done: Assessment) -> Assessment:
    """A level against the path that leads to the target."""
    measures = (done.target.measure,)
    return _assess_way(evidence, done, measures, evidence.find_origin(measures))


def assess_points(evidence: Evidence, done: Assessment) -> Assessment:
    """Percentage points to be added: the level of the baseline and so much more."""
    at = start_of(done.target)
    return _assess_way(evidence, done, LEVELS, Origin(at, evidence.find_level(LEVELS, at)))


def _assess_way(
    evidence: Evidence, done: Assessment, measures: tuple[str, ...], origin: Origin
) -> Assessment:
    """The latest level of some measures against the way from an origin."""
    base, target = origin.base, done.target
    done = replace(done, implied=origin.implied, baseline=None if origin.implied else base)
    done = replace(done, deviation=_measure_deviation(evidence, done))
    if done.baseline is not None:
        measures = (done.baseline.measure,)
    latest = evidence.find_latest(measures, origin.at, "whole")
    is_geometric = done.path == "geometric"
    route = _find_route(evidence, done, origin)
    if latest is None:
        done = fail_without_fact(evidence, done, origin.at)
        return bound_by_others(evidence, done, route, origin.at) if route else done
    done = replace(done, latest=latest)
    if base is None:
        done = _assess_end(evidence, done, latest)
        return bound_by_itself(evidence, done, route) if route else done
    stated = [fact for fact in (done.baseline, latest, target) if fact is not None]
    if is_geometric and min(min(fact.quantity.numbers) for fact in stated) <= 0:
        return fail(done, "not-positive", *stated)
    way = _Way(evidence, base, latest, origin.at, origin.implied is not None, is_geometric)
    done = replace(done, inputs=(base, latest, target))
    done = conclude(done, way.judge_end, is_down=evidence.is_down)
    return bound_by_itself(evidence, done, route) if route else done


def _measure_deviation(evidence: Evidence, done: Assessment) -> Fraction | None:
    """By what part of a stated baseline the one is off that target and yearly rate imply."""
    rate, base, target = evidence.find_rate(), done.baseline, done.target
    if rate is None or base is None or base.period.end_month != start_of(rate):
        return None
    start = Input(base, base.quantity.numbers[0]).value
    goals, rates = target.quantity.numbers, rate.quantity.numbers
    if start <= 0 or len(goals) != len(rates) or base.measure != target.measure:
        return None
    factor = target.quantity.unit.factor
    found = (
        compute_baseline(Fraction(goal) * factor, Fraction(own), rate.period.years) / start - 1
        for goal, own in zip(goals, rates, strict=True)
    )
    return max(found, key=abs)


def _find_route(evidence: Evidence, done: Assessment, origin: Origin) -> Route | None:
    """The way to the nearer end of a target for levels that are only bounded; none where it cannot be measured."""
    base, target = origin.base, done.target
    is_geometric = done.path == "geometric"
    near = -1 if evidence.is_down else 0
    goal = Input(target, target.quantity.numbers[near]).value
    if base is None:
        is_open = not (is_geometric or evidence.is_down or target.measure == "increment")
        if not is_open or goal <= 0:
            return None
        at, start = evidence.find_start(), Fraction(0)
    elif origin.implied is not None:
        rate = Input(base, base.quantity.numbers[near]).value
        at, start = origin.at, compute_baseline(goal, rate, base.period.years)
    else:
        at, start = origin.at, Input(base, base.quantity.numbers[0]).value
    if target.measure == "increment":
        goal += start
    return Route(
        plot=lambda level, fact: plot_course(
            evidence, fact, at, (start, level, goal), geometric=is_geometric
        ),
        formula=_write_formula(done, origin),
        values=_name_values(done, origin),
        is_open=base is None,
    )


def _write_formula(done: Assessment, origin: Origin) -> str:
    """How the share of the way is computed, with names for the figures."""
    if origin.base is None:
        return "{latest} ÷ {target}"
    if done.target.measure == "increment":
        return "({latest} − {start}) ÷ {target}"
    is_geometric = done.path == "geometric"
    if origin.implied is None:
        if is_geometric:
            return "ln({latest} ÷ {start}) ÷ ln({target} ÷ {start})"
        return "({latest} − {start}) ÷ ({target} − {start})"
    if is_geometric:
        return "1 + ln({latest} ÷ {target}) ÷ ({n} × ln(1 + {rate}))"
    start = "{target} ÷ (1 + {rate})^{n}"
    return f"({{latest}} − {start}) ÷ ({{target}} − {start})"


def _name_values(done: Assessment, origin: Origin) -> tuple[tuple[str, Fact | int], ...]:
    """What stands for the names of that, the target last."""
    own: tuple[tuple[str, Fact | int], ...] = ()
    if origin.base is not None and origin.implied is not None:
        own = (("rate", origin.base), ("n", int(origin.base.period.years)))
    elif origin.base is not None:
        own = (("start", origin.base),)
    return (*own, ("target", done.target))


def _assess_end(evidence: Evidence, done: Assessment, latest: Fact) -> Assessment:
    """A target without a baseline: it is met, or nothing can be said."""
    if done.target.measure == "increment":
        return fail(done, "no-baseline", latest)
    done = conclude(done, _End(evidence, latest).judge_end, is_down=evidence.is_down)
    return explain(replace(done, inputs=(latest, done.target)), "no-baseline", latest)
