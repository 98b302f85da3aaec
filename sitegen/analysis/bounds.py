"""How far a target has come at least, or at most, where facts only bound its latest level.

A figure may be stated as "over" a number; a row of `comparability.csv` may say that an indicator is at
most, or at least, as much as another; some years of a sum may be known. Each of these bounds the level,
and with it the share of the way and the verdict. A start that nobody states is no less than nothing, which
bounds the share of the way to a goal that lies above.

Start and goal are taken as printed, as in a verdict. A bound that leaves every verdict open says nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from sitegen.analysis.assessment import Bounds
from sitegen.analysis.derive import Derived
from sitegen.analysis.statuses import BOUNDED, REACHED, STATUSES, THRESHOLDS, grade, lowest_status
from sitegen.analysis.topics import LEVELS, start_of
from sitegen.analysis.verdict import Verdict, compute_made, find_status
from sitegen.quantities.exact import to_decimal
from sitegen.quantities.quantity import Interval
from sitegen.quantities.rounding import Precision, state_interval
from sitegen.quantities.units import PERCENT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sitegen.analysis.assessment import Assessment
    from sitegen.analysis.evidence import Evidence
    from sitegen.analysis.verdict import Course
    from sitegen.ledger.values import Comparability, Fact
    from sitegen.quantities.units import Unit


AT_MOST, AT_LEAST = "at-most", "at-least"
"""How another indicator bounds the one of a target: this is at most, or at least, as much."""
ONE_SIDED = frozenset({"over", "at-least", "under", "at-most", "range"})
"""Bounds of a stated figure that leave open how far it goes."""
_BEST = (REACHED, THRESHOLDS[0][0])
"""Verdicts of which the better one never needs a bound: a target that is ahead may be reached."""
_HUNDRED = 100
_WHOLE = Precision(Decimal(1))


@dataclass(frozen=True)
class Route:
    """The way to a target, on which some level has been reached that is only bounded."""

    plot: Callable[[Fraction, Fact], Course]
    """The course by a level in base units, as of the time of a fact."""
    formula: str
    """How the share of the way is computed, with `{latest}` for what bounds the level."""
    values: tuple[tuple[str, Fact | int], ...]
    """What stands for the other names of the formula."""
    is_open: bool = False
    """Whether the way may start from anywhere, and is plotted from nothing."""
    is_sum: bool = False
    """Whether the level is a sum to which things are only added."""

    @property
    def worst(self) -> str:
        """The worst verdict that there can be, whatever the level is."""
        return grade(Fraction(0)) if self.is_sum else lowest_status()


def bound_by_itself(evidence: Evidence, done: Assessment, route: Route) -> Assessment:
    """The assessment, with bounds where its latest figure is stated with one that may change the verdict."""
    latest = done.latest
    if latest is None or (not route.is_open and latest.quantity.bound not in ONE_SIDED):
        return done
    found = weigh_bounds(evidence, route, (latest,), latest.quantity.interval)
    if found is None or found.worst == found.best or not _tells(found, route):
        return done
    return _settle(done, found)


def bound_by_others(evidence: Evidence, done: Assessment, route: Route, after: int) -> Assessment:
    """The assessment, with bounds where another indicator bounds the one of the target."""
    for row, fact in _find_bounding(evidence, after, is_sum=route.is_sum):
        stated = fact.quantity.interval
        given = (
            Interval(None, stated.high, high_open=stated.high_open)
            if row.bounds == AT_MOST
            else Interval(stated.low, None, low_open=stated.low_open)
        )
        found = weigh_bounds(evidence, route, (fact,), given)
        if found is not None and _tells(found, route):
            return _settle(done, found)
    return done


def bound_by_parts(
    evidence: Evidence, done: Assessment, route: Route, parts: Sequence[Fact]
) -> Assessment:
    """The assessment, with a lower bound: what some years of a sum come to."""
    chosen = _choose_apart(parts)
    if not chosen:
        return done
    least = sum((one.quantity.interval.low or Fraction(0) for one in chosen), Fraction(0))
    found = weigh_bounds(evidence, route, chosen, Interval(least, None))
    return _settle(done, found) if found is not None and _tells(found, route) else done


def weigh_bounds(
    evidence: Evidence, route: Route, facts: tuple[Fact, ...], level: Interval
) -> Bounds | None:
    """What a level between two ends, as of the last of some facts, says of a target.

    `None` where it says nothing: the way leads nowhere, no time has passed, or the level has no end.
    """
    is_down, units = evidence.is_down, evidence.units
    low, high = (level.high, level.low) if is_down else (level.low, level.high)
    opened = (level.low_open, level.high_open)
    worse = _plot(route, low, facts[-1], is_passed=opened[is_down], is_met=True)
    better = _plot(route, high, facts[-1], is_met=not opened[not is_down])
    some = worse or better
    if some is None or PERCENT not in units or not (some.is_improvement and 0 < some.due <= 1):
        return None
    least = None if worse is None else compute_made(worse)
    most = None if better is None else compute_made(better)
    if route.is_open:  # from nothing on: what is beyond the goal is so from any start, and what is short of it, too
        least = least if least is not None and least >= 1 else None
        most = most if most is not None and most < 1 else None
    if least is None and most is None:
        return None
    share = _state_share(evidence.target, route, facts, (least, most), units[PERCENT])
    return Bounds(
        share=share,
        low=least,
        high=most,
        due=some.due,
        worst=route.worst if worse is None or least is None else find_status(worse),
        best=REACHED if better is None or most is None else find_status(better),
    )


def _plot(
    route: Route, level: Fraction | None, fact: Fact, *, is_met: bool, is_passed: bool = False
) -> Course | None:
    """The course by one end of a level; `None` where there is no end, or no logarithm of it.

    A level that lies beyond its end passes a goal that lies there; one that stays below it does not meet it.
    """
    if level is None:
        return None
    course = replace(route.plot(level, fact), surely=is_met)
    if course.geometric and not course.is_positive:
        return None
    return replace(course, strictly=False) if is_passed else course


def _state_share(
    target: Fact,
    route: Route,
    facts: tuple[Fact, ...],
    ends: tuple[Fraction | None, Fraction | None],
    unit: Unit,
) -> Derived:
    """The share of the way as a number with its working."""
    low, high = (None if one is None else one * _HUNDRED for one in ends)
    quantity = state_interval(Interval(low, high), _WHOLE, unit)
    main = high if low is None else low
    if quantity is None or main is None:
        raise AssertionError  # one of the ends is there
    names = ["latest"] if len(facts) == 1 else [f"part{n}" for n in range(1, len(facts) + 1)]
    latest = " + ".join(f"{{{name}}}" for name in names)
    formula = route.formula.replace("{latest}", latest if len(names) == 1 else f"({latest})")
    others = tuple(value for _, value in route.values if not isinstance(value, int))
    return Derived(
        rule="bound",
        facts=tuple(dict.fromkeys((*facts, *others))),
        quantity=quantity,
        exact=to_decimal(main),
        formula=formula,
        values=(*zip(names, facts, strict=True), *route.values),
        key=f"bound({target.key})",
    )


def _settle(done: Assessment, found: Bounds) -> Assessment:
    verdict = Verdict(BOUNDED, found.due)
    return replace(done, verdict=verdict, stretch=None, bounds=found, inputs=found.share.facts)


def _tells(found: Bounds, route: Route) -> bool:
    """Whether bounds leave out a verdict that there could be without them."""
    return found.best not in _BEST or _rank(found.worst) < _rank(route.worst)


def _rank(status: str) -> int:
    return [*STATUSES].index(status)


def _find_bounding(
    evidence: Evidence, after: int, *, is_sum: bool
) -> Iterator[tuple[Comparability, Fact]]:
    """The latest facts of indicators that bound the one of the target, in the order of the table."""
    target = evidence.target
    for row, facts in evidence.others:
        if not row.bounds or (is_sum and row.bounds == AT_LEAST):
            continue
        if row.bounds == AT_LEAST:
            found = facts.actuals((target.measure,), "whole").find_last(after, evidence.end)
        elif is_sum:
            found = facts.actuals(("cumulative",)).find_last(after, evidence.end)
        else:
            found = facts.actuals((*LEVELS, "cumulative"), "whole").find_last(after, evidence.end)
        if found and found.quantity.unit.base_unit == target.quantity.unit.base_unit:
            yield row, found


def _choose_apart(parts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Parts of which no two share a month, the longest first chosen, in the order of time."""
    chosen: list[Fact] = []
    for part in sorted(parts, key=lambda one: -one.period.months):
        if all(
            part.period.end_month <= start_of(one) or one.period.end_month <= start_of(part)
            for one in chosen
        ):
            chosen.append(part)
    return tuple(sorted(chosen, key=lambda one: one.period.end_month))
