"""What the rules for all measures share: a target's verdict by its ends, its course, or why it has none."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from sitegen.analysis.assessment import STATUS_BY_CODE, Reason
from sitegen.analysis.topics import LEVELS
from sitegen.analysis.verdict import Course, Verdict, judge_with_rounding

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from decimal import Decimal

    from sitegen.analysis.assessment import Assessment, Code
    from sitegen.analysis.evidence import Evidence
    from sitegen.analysis.verdict import Input
    from sitegen.ledger.values import Fact


_MONTHS = 12


class Comparison(ABC):
    """Stated numbers, and the verdict that they give."""

    @abstractmethod
    def inputs(self, end: int) -> tuple[Input, ...]:
        """The numbers, the target's last; of a range aimed at, its lower (0) or upper (-1) end."""

    @abstractmethod
    def judge(self, values: Sequence[Fraction]) -> Verdict:
        """The verdict of values in base units, in the order of the inputs."""

    def find_status(self, values: Sequence[Fraction]) -> str:
        """The status that values in base units give."""
        return self.judge(values).status

    def judge_end(self, end: int) -> Verdict:
        """The verdict of one end, with those that the rounding of a number would make of it."""
        return judge_with_rounding(self.inputs(end), self.judge, self.find_status)


def conclude(done: Assessment, judge_end: Callable[[int], Verdict], *, is_down: bool) -> Assessment:
    """The assessment with the verdict of a target's number, or of both ends of its range."""
    near, far = (-1, 0) if is_down else (0, -1)
    verdict = judge_end(near)
    done = replace(done, verdict=verdict)
    if verdict.ratio is None and verdict.due is not None and done.baseline is not None:
        done = explain(done, "baseline-beyond-target", done.baseline)
    if done.target.quantity.bound == "range":
        done = replace(done, stretch=judge_end(far))
    return done


def explain(done: Assessment, code: Code, *facts: Fact) -> Assessment:
    """The assessment with a reason why its verdict has no share of the way."""
    return replace(done, reason=Reason(code, facts))


def fail(done: Assessment, reason: Reason | Code, *facts: Fact) -> Assessment:
    """The assessment without a verdict, for a reason, which gives it its status."""
    why = reason if isinstance(reason, Reason) else Reason(reason, facts)
    return replace(done, verdict=Verdict(STATUS_BY_CODE[why.code]), reason=why)


def fail_without_fact(evidence: Evidence, done: Assessment, after: int) -> Assessment:
    """No verdict, for want of a later fact; one that must not stand in is named."""
    measure = done.target.measure
    part = evidence.find_latest((measure,), after, "part") if measure in LEVELS else None
    other = evidence.find_other(after)
    if part:
        return fail(done, "other-period", part)
    if other is not None:
        return fail(done, Reason("other-definition", (other[1],), other[0]))
    return fail(done, "no-later-fact")


def plot_course(
    evidence: Evidence,
    latest: Fact,
    at: int,
    levels: tuple[Fraction, Fraction, Fraction],
    *,
    geometric: bool = False,
) -> Course:
    """The course from a baseline at a time, by the latest level, to the target's."""
    bound = evidence.target.quantity.bound
    strict = "under" if evidence.is_down else "over"
    return Course(
        *levels,
        passed=_to_years(latest.period.end_month - at),
        years=_to_years(evidence.end - at),
        geometric=geometric,
        down=evidence.is_down,
        surely=is_sure(latest, is_down=evidence.is_down),
        strictly=bound == strict != latest.quantity.bound,
    )


@lru_cache(maxsize=4096)
def _to_years(months: int) -> Fraction:
    return Fraction(months, _MONTHS)


def worst_number(fact: Fact, *, is_down: bool) -> Decimal:
    """The number of a fact as printed; of a range, the end that is the worse one."""
    return fact.quantity.numbers[-1 if is_down else 0]


def is_sure(fact: Fact, *, is_down: bool) -> bool:
    """Whether the true number is surely no worse than the stated one."""
    unsure = {"about", "over", "at-least"} if is_down else {"about", "under", "at-most"}
    return fact.quantity.bound not in unsure
