"""Targets for a total: what was added since the target's period began, over what is to be added."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from sitegen.analysis.bounds import Route, bound_by_others, bound_by_parts
from sitegen.analysis.judging import (
    Comparison,
    conclude,
    fail,
    fail_without_fact,
    is_sure,
    plot_course,
)
from sitegen.analysis.topics import chain, start_of
from sitegen.analysis.verdict import Input, find_status, judge_course

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.analysis.assessment import Assessment
    from sitegen.analysis.evidence import Evidence
    from sitegen.analysis.topics import Series
    from sitegen.analysis.verdict import Course, Verdict
    from sitegen.ledger.values import Fact


@dataclass(frozen=True)
class _Total(Comparison):
    """Parts that follow each other without a gap, and the target for all of them."""

    evidence: Evidence
    parts: tuple[Fact, ...]

    def inputs(self, end: int) -> tuple[Input, ...]:
        """The parts in their order, then the target."""
        target = self.evidence.target
        terms = [Input(part, part.quantity.numbers[0]) for part in self.parts]
        return (*terms, Input(target, target.quantity.numbers[end]))

    def judge(self, values: Sequence[Fraction]) -> Verdict:
        """The sum of the parts on the way from nothing to the target."""
        return judge_course(self._plot(values))

    def find_status(self, values: Sequence[Fraction]) -> str:
        """The status of that sum."""
        return find_status(self._plot(values))

    def _plot(self, values: Sequence[Fraction]) -> Course:
        levels = (Fraction(0), sum(values[:-1], Fraction(0)), values[-1])
        start = start_of(self.evidence.target)
        course = plot_course(self.evidence, self.parts[-1], start, levels)
        surely = all(is_sure(part, is_down=False) for part in self.parts)
        return replace(course, surely=surely)


def assess_total(evidence: Evidence, done: Assessment) -> Assessment:
    """What was added since the target's period began, over the whole that is to be added."""
    target, start, end = done.target, start_of(done.target), evidence.end
    measures = dict.fromkeys(("increment", target.measure))
    single = evidence.own.actuals(tuple(one for one in measures if one != "cumulative"))
    every = evidence.own.actuals((*measures, "cumulative"))
    whole, last = every.find_longest(start, end), single.find_last_since(start, end)
    route = _find_route(evidence, target)
    if whole is None and last is None:
        done = fail_without_fact(evidence, done, start)
        return bound_by_others(evidence, done, route, start)
    if target.indicator.path != "cumulative" and target.period.years > 1:
        return fail(done, "yearly-or-total", *_select(every, start, end))
    parts = chain(every, single, start, end)
    if not parts or (last and parts[-1].period.end < last.period.end):
        stated = tuple(_select(every, start, end))
        return bound_by_parts(evidence, fail(done, "incomplete-sum", *stated), route, stated)
    done = replace(done, latest=parts[-1], inputs=(*parts, target))
    return conclude(done, _Total(evidence, parts).judge_end, is_down=evidence.is_down)


def _find_route(evidence: Evidence, target: Fact) -> Route:
    """The way from nothing to the lower end of a target, for sums that are only bounded."""
    goal = Input(target, target.quantity.numbers[0]).value
    return Route(
        plot=lambda total, fact: plot_course(
            evidence, fact, start_of(target), (Fraction(0), total, goal)
        ),
        formula="{latest} ÷ {target}",
        values=(("target", target),),
        is_sum=True,
    )


def _select(every: Series, start: int, end: int) -> Iterator[Fact]:
    """What was added between two months, and the totals since the first of them."""
    for fact in every.select(start, end):
        begin = start_of(fact)
        if (
            fact.period.months
            and begin >= start
            and (fact.measure != "cumulative" or begin == start)
        ):
            yield fact
