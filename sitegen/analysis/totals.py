"""Targets for a total: what was added since the target's period began, over what is to be added."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from sitegen.analysis.evidence import chain, start_of
from sitegen.analysis.judging import (
    Comparison,
    conclude,
    fail,
    fail_without_fact,
    is_sure,
    plot_course,
)
from sitegen.analysis.verdict import Input, judge_course

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.analysis.assessment import Assessment
    from sitegen.analysis.evidence import Evidence
    from sitegen.analysis.verdict import Verdict
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
        levels = (Fraction(0), sum(values[:-1], Fraction(0)), values[-1])
        start = start_of(self.evidence.target)
        course = plot_course(self.evidence, self.parts[-1], start, levels)
        surely = all(is_sure(part, is_down=False) for part in self.parts)
        return judge_course(replace(course, surely=surely))


def assess_total(evidence: Evidence, done: Assessment) -> Assessment:
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
        return fail_without_fact(evidence, done, start)
    if target.indicator.path != "cumulative" and target.period.years > 1:
        return fail(done, "yearly-or-total", *found)
    parts = chain(found, start)
    if not parts or parts[-1].period.end_years < found[-1].period.end_years:
        return fail(done, "incomplete-sum", *found)
    done = replace(done, latest=parts[-1], inputs=(*parts, target))
    return conclude(done, _Total(evidence, parts).judge_end, is_down=evidence.is_down)
