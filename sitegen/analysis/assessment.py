"""What is said of a target: its status, what that rests on, or why it has none."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from sitegen.analysis.statuses import (
    NOT_IN_SOURCES,
    NOT_MEASURABLE,
    OTHER_DEFINITION,
    START_UNKNOWN,
)
from sitegen.analysis.verdict import Verdict

if TYPE_CHECKING:
    from decimal import Decimal

    from sitegen.analysis.derive import Derived
    from sitegen.ledger.values import Comparability, Fact


Code = Literal[
    "no-later-fact",
    "other-definition",
    "other-period",
    "no-baseline",
    "baseline-beyond-target",
    "no-direction",
    "not-positive",
    "rank-has-no-path",
    "incomplete-sum",
    "yearly-or-total",
    "growth-not-a-rate",
    "rate-against-direction",
    "same-as-level",
    "growth-years-missing",
    "growth-without-levels",
]
"""Why a target has no verdict, or one without a share of the way."""

STATUS_BY_CODE = MappingProxyType[Code, str](
    {
        "no-later-fact": NOT_IN_SOURCES,
        "other-definition": OTHER_DEFINITION,
        "other-period": OTHER_DEFINITION,
        "incomplete-sum": OTHER_DEFINITION,
        "growth-years-missing": OTHER_DEFINITION,
        "no-baseline": START_UNKNOWN,
        "growth-not-a-rate": START_UNKNOWN,
        "same-as-level": START_UNKNOWN,
        "growth-without-levels": START_UNKNOWN,
        "no-direction": NOT_MEASURABLE,
        "not-positive": NOT_MEASURABLE,
        "rank-has-no-path": NOT_MEASURABLE,
        "yearly-or-total": NOT_MEASURABLE,
        "rate-against-direction": NOT_MEASURABLE,
    }
)
"""The status of a target without a verdict, by the reason: what is missing is the later figure, its
definition (or time), the start, or a way that could be measured. A baseline beyond the target leaves a verdict."""

PathKind = Literal["geometric", "linear", "cumulative", "mean", "rank"]
"""How made is counted: on a logarithmic or linear scale, as a sum, as a mean of rates, or not."""

UNKNOWN = Verdict(NOT_IN_SOURCES)
"""What is said of a target before the facts are looked for."""


@dataclass(frozen=True)
class Reason:
    """Why a target has no verdict, and what that rests on."""

    code: Code
    facts: tuple[Fact, ...] = ()
    """Facts that are there and do not do, e.g. the later one of another definition."""
    comparability: Comparability | None = None


@dataclass(frozen=True)
class Bounds:
    """What facts that only bound the latest level say of a target."""

    share: Derived
    """The share of the way that has been made, in percent, as far as it is bounded."""
    low: Fraction | None
    """The least share of the way that there can be, where one is known."""
    high: Fraction | None
    """The largest, where one is known."""
    due: Fraction
    """Share of the time that has passed."""
    worst: str
    """The worst verdict that the bounds leave open."""
    best: str
    """The best one."""


@dataclass(frozen=True)
class Assessment:
    """A target and its status."""

    target: Fact
    restatements: tuple[Fact, ...]
    """Further statements of the same target, in the order of the ledger."""
    path: PathKind
    verdict: Verdict = UNKNOWN
    """Of a range, the verdict of its lower end (the higher one where less is better)."""
    stretch: Verdict | None = None
    """Of a range, the verdict of its other end."""
    baseline: Fact | None = None
    implied: Derived | None = None
    """The baseline that target and yearly rate imply, where none is stated."""
    deviation: Fraction | None = None
    """Where a baseline is stated and target and yearly rate imply one as well, by what part of the first the
    second is off; of a range, at the end where it is off by more."""
    latest: Fact | None = None
    mean: Derived | None = None
    """Of a target for growth, the mean growth reached from one stated level to another."""
    inputs: tuple[Fact, ...] = ()
    """All facts that the verdict is computed from, the target last."""
    reason: Reason | None = None
    bounds: Bounds | None = None
    """Of a bounded verdict, what it rests on."""
    leader: Assessment | None = None
    """The target of the same indicator, area and time that carries the one verdict on all of them; none
    where this one does."""

    @property
    def has_path(self) -> bool:
        """Whether it is a level that has a baseline, stated or implied, from which a path leads to it."""
        return self.target.measure == "level" and bool(self.baseline or self.implied)

    @property
    def leading(self) -> Assessment:
        """The target that carries the one verdict on the indicator, area and time: this one or its leader."""
        return self.leader or self

    @property
    def status(self) -> str:
        """The status of the one verdict: of a range, that of its nearer end."""
        return self.leading.verdict.status

    @property
    def rate(self) -> Fraction | None:
        """Of a target for a yearly rate, in percent, the mean that was reached."""
        if self.path != "mean" or self.verdict.ratio is None:
            return None
        near = -1 if self.target.indicator.better == "down" else 0
        return Fraction(self.verdict.ratio) * self.target.quantity.exact_numbers[near]

    @property
    def due(self) -> Fraction | None:
        """Share of the time that has passed."""
        return self.verdict.due

    @property
    def made(self) -> Decimal | None:
        """Share of the way that has been made."""
        return self.verdict.made

    @property
    def ratio(self) -> Decimal | None:
        """The share of the way made, over the share of the time that has passed."""
        return self.verdict.ratio

    @property
    def borderline(self) -> bool:
        """Whether another rule, or the rounding of an input, gives another status."""
        return self.leading.verdict.borderline
