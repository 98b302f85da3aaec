"""How far a target has come: the arithmetic of one verdict, and what would change it.

Due is the share of the time from baseline to target that has passed, made the share of the way,
on a logarithmic scale where the path is geometric. Made over due is the ratio that the
list of `statuses` grades. A verdict is borderline where one of two questions changes it:

- By the ratio of compound yearly growth rates, `(y/y0)^(1/t) − 1` over `(yT/y0)^(1/T) − 1` (the
  rule of Open SDG for indicators with a target), graded by the same thresholds?
- With one input moved by half of its last printed digit, the rule of `rounding`?
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from sitegen.analysis.arithmetic import compute_growth
from sitegen.analysis.statuses import REACHED, grade, grade_nearly, lowest_status
from sitegen.quantities.exact import divide_logs, to_decimal
from sitegen.quantities.rounding import rounding_slack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from decimal import Decimal

    from sitegen.ledger.values import Fact


_LEAST_WAY = 1e-6
"""Logarithm of the shortest way that is measured in binary floats, whatever of it was made."""
_ERROR = 1e-8
"""More than a ratio of two such logarithms is off by, for each unit of the ratio."""


@dataclass(frozen=True)
class Alternative:
    """Another status that the same facts could be given."""

    by: Literal["growth-rates", "rounding"]
    status: str
    ratio: Decimal | None
    fact: Fact | None = None
    """Of rounding, the fact whose last digit decides."""


@dataclass(frozen=True)
class Verdict:
    """The status of a target, or of the upper end of one, with the numbers behind it."""

    status: str
    due: Fraction | None = None
    """Share of the time that has passed, 0 to 1."""
    made: Decimal | None = None
    """Share of the way that has been made; below 0 on the way back."""
    ratio: Decimal | None = None
    """Made over due: what `grade` takes."""
    alternatives: tuple[Alternative, ...] = ()

    @property
    def borderline(self) -> bool:
        """Whether another rule, or the rounding of an input, gives another status."""
        return bool(self.alternatives)


@dataclass(frozen=True)
class Input:
    """A stated number that a verdict rests on."""

    fact: Fact
    number: Decimal
    """The number as printed; of a range, one of its ends."""

    @cached_property
    def value(self) -> Fraction:
        """The number in base units, exact."""
        return Fraction(self.number) * self.fact.quantity.unit.factor

    @property
    def rounding_ends(self) -> tuple[Fraction, Fraction]:
        """The number moved by what rounding may hide, either way, but never below zero."""
        slack = rounding_slack(self.fact.quantity)
        low = self.value - slack
        return low if self.value < 0 else max(low, Fraction(0)), self.value + slack


@dataclass(frozen=True)
class Course:
    """The way from a baseline to a target, and the point reached on it, in base units."""

    start: Fraction
    latest: Fraction
    goal: Fraction
    passed: Fraction
    """Years from the baseline to the latest fact."""
    years: Fraction
    """Years from the baseline to the target."""
    geometric: bool
    down: bool
    """Whether less is better."""
    surely: bool
    """Whether the latest fact is surely no worse than its number: "under 9" is not 9."""
    strictly: bool
    """Whether the target has to be passed, not only met: "over 9" is not 9."""

    @property
    def due(self) -> Fraction:
        """Share of the time that has passed."""
        return self.passed / self.years

    @property
    def is_met(self) -> bool:
        """Whether the latest fact meets the target."""
        excess = self.goal - self.latest if self.down else self.latest - self.goal
        return self.surely and (excess > 0 if self.strictly else excess >= 0)

    @property
    def is_improvement(self) -> bool:
        """Whether the target is better than the baseline, so that there is a way to go."""
        return self.goal < self.start if self.down else self.goal > self.start

    @property
    def is_positive(self) -> bool:
        """Whether all levels are above zero, as logarithms and growth rates need."""
        return min(self.start, self.latest, self.goal) > 0


def judge_course(course: Course) -> Verdict:
    """The verdict of a course, with the other one where growth rates give another.

    A target that is no better than its baseline has no share of the way: it is kept (reached), or
    the indicator moves away.
    """
    if not course.is_improvement:
        return Verdict(REACHED if course.is_met else lowest_status(), course.due)
    made = compute_made(course)
    ratio = made / course.due
    status = REACHED if course.is_met else grade(ratio)
    return Verdict(
        status, course.due, to_decimal(made), to_decimal(ratio), tuple(_by_growth(course, status))
    )


def find_status(course: Course) -> str:
    """The status of a course alone, as `judge_course` gives it, without the digits of what was made."""
    if course.is_met:
        return REACHED
    if not course.is_improvement:
        return lowest_status()
    if course.geometric:
        way = math.log(course.goal / course.start)
        if abs(way) > _LEAST_WAY:  # so that what a logarithm lacks is nothing against it
            ratio = math.log(course.latest / course.start) / way / float(course.due)
            if status := grade_nearly(ratio, _ERROR * (1 + abs(ratio))):
                return status
    return grade(compute_made(course) / course.due)


def compute_made(course: Course) -> Fraction:
    """The share of the way that has been made on a course to a better goal."""
    if course.geometric:
        return divide_logs(course.latest / course.start, course.goal / course.start)
    return (course.latest - course.start) / (course.goal - course.start)


def _by_growth(course: Course, status: str) -> Iterator[Alternative]:
    if not course.is_positive or course.is_met:
        return
    ratio = compute_growth(course.start, course.latest, course.passed) / compute_growth(
        course.start, course.goal, course.years
    )
    if grade(ratio) != status:
        yield Alternative("growth-rates", grade(ratio), to_decimal(ratio))


def judge_rate(mean: Fraction, rate: Fraction, due: Fraction, *, strictly: bool) -> Verdict:
    """The verdict of a yearly rate: the mean reached over the rate aimed at, never compounded.

    A rate has no way of which a share could be made. It is reached only when its period is over.
    """
    ratio = mean / rate
    is_met = due == 1 and (ratio > 1 if strictly else ratio >= 1)
    status = REACHED if is_met else grade(ratio)
    return Verdict(status, due, ratio=to_decimal(ratio))


def judge_with_rounding(
    inputs: Sequence[Input],
    judge: Callable[[Sequence[Fraction]], Verdict],
    find: Callable[[Sequence[Fraction]], str],
) -> Verdict:
    """The verdict of the inputs, with those that the rounding of one of them would make of it.

    `find` gives the status of what `judge` would judge: most roundings change none.
    """
    values = [one.value for one in inputs]
    verdict = judge(values)
    found: dict[tuple[str, str], Alternative] = {}
    for index, one in enumerate(inputs):
        for value in one.rounding_ends:
            others = [*values[:index], value, *values[index + 1 :]]
            if find(others) != verdict.status:
                moved = judge(others)
                other = Alternative("rounding", moved.status, moved.ratio, one.fact)
                found.setdefault((one.fact.key, moved.status), other)
    return Verdict(
        verdict.status,
        verdict.due,
        verdict.made,
        verdict.ratio,
        (*verdict.alternatives, *found.values()),
    )
