"""How far a claim is from falling, against the precision that its figures are printed in.

A claim that holds by less than one of the last printed digit falls with the next revision of a figure;
who reads over what is near falling knows first where to look.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from sitegen.analysis.statuses import STATUSES, THRESHOLDS
from sitegen.claims.expressions import WITHIN, StatusClaim
from sitegen.claims.tallies import BORDERLINE, JUDGED
from sitegen.claims.weighing import SURELY
from sitegen.quantities.rounding import finest_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.analysis.assessment import Assessment
    from sitegen.claims.judging import Finding
    from sitegen.claims.weighing import Pair, Weighed

_RATIO_STEP = Fraction(1, 100)
"""One of the last digit of the ratios from which statuses are given."""
RATIO = "ratio"
"""What the margin of a status counts in: progress made over progress due."""


@dataclass(frozen=True)
class Margin:
    """How far what decides a claim is from what would make it fall."""

    gap: Fraction
    """In base units; below zero where the claim does not surely hold."""
    step: Fraction
    """One of the last digit of the coarser figure, in base units."""
    base_unit: str

    @property
    def steps(self) -> Fraction:
        """The gap in steps of what is printed."""
        return self.gap / self.step

    @property
    def is_close(self) -> bool:
        """Whether a change of the last printed digit may undo the claim."""
        return self.steps <= 1


def find_margin(finding: Finding) -> Margin | None:
    """The margin of the comparison of a claim that falls first.

    `None` for what holds or does not, and never narrowly: that something is absent, the latest, or
    stated alike.
    """
    if finding.target is not None:
        named = _list_named(finding)
        margins = [_measure_status(one, named) for one in (finding.target, *finding.beside)]
    else:
        margins = [_measure_pair(step) for step in finding.steps]
    return min((one for one in margins if one), key=lambda one: one.steps, default=None)


def _measure_status(target: Assessment, named: frozenset[str]) -> Margin | None:
    """How far the ratio of a target is from one of a status that the claim does not name."""
    verdict = target.leading.verdict
    if named & {JUDGED, BORDERLINE}:
        return None
    if {one.status for one in verdict.alternatives} - named:
        return Margin(Fraction(0), _RATIO_STEP, RATIO)
    if verdict.ratio is None or STATUSES[target.status].least is None:
        return None
    ratio = Fraction(verdict.ratio)
    gaps = [abs(ratio - end) for end in _list_ends(named)]
    return Margin(min(gaps), _RATIO_STEP, RATIO) if gaps else None


def _list_named(finding: Finding) -> frozenset[str]:
    """The statuses under which a claim holds."""
    words = finding.claim.statuses if isinstance(finding.claim, StatusClaim) else ()
    return frozenset({*words, *(one.status for one in finding.beside)})


def _list_ends(named: frozenset[str]) -> Iterator[Fraction]:
    """The ratios at which a status that is named meets one that is not."""
    for (above, least), (below, _) in pairwise(THRESHOLDS):
        if (above in named) != (below in named):
            yield Fraction(least)


def _measure_pair(pair: Pair) -> Margin | None:
    step = max(_list_steps(pair), default=None)
    gap = _find_gap(pair)
    if gap is None or step is None:
        return None
    # a bound that excludes its own number holds by the word: what is over 2 is above 2
    held = gap == 0 and pair.judgement == SURELY and pair.sign in {"<", ">"}
    return None if held else Margin(gap, step, pair.left.base_unit)


def _list_steps(pair: Pair) -> Iterator[Fraction]:
    """One of the last printed digit of each side that a source or a rule gives; authors' numbers have none."""
    for side in (pair.left, pair.right):
        if side.facts or side.tally is not None:
            yield finest_place(side.quantity) * side.times


def _find_gap(pair: Pair) -> Fraction | None:
    """How far one side may move before the comparison falls; `None` where nothing bounds that."""
    left, right = pair.left, pair.right
    match pair.sign:
        case "<" | "<=":
            return _subtract(right.interval.low, left.interval.high)
        case ">" | ">=":
            return _subtract(left.interval.low, right.interval.high)
        case "~":
            return _find_overlap(left, right)
        case _ if pair.sign == WITHIN:
            one, two = left.interval, right.interval
            ends = (_subtract(one.low, two.low), _subtract(two.high, one.high))
            return min((end for end in ends if end is not None), default=None)
        case _:
            return None


def _find_overlap(left: Weighed, right: Weighed) -> Fraction | None:
    """How much of what two printed numbers stand for is common to both."""
    one, two = left.printed, right.printed
    ends = (_subtract(one.high, two.low), _subtract(two.high, one.low))
    return min((end for end in ends if end is not None), default=None)


def _subtract(one: Fraction | None, two: Fraction | None) -> Fraction | None:
    return None if one is None or two is None else one - two
