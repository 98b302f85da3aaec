from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from ledgers import make_ledger, row

from sitegen.analysis.statuses import STATUSES
from sitegen.analysis.targets import assess_targets

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sitegen.analysis.assessment import Assessment, Bounds

AT_MOST, AT_LEAST = ("firms", "all-firms", "at-most"), ("firms", "all-firms", "at-least")
GOAL = row("firms/zone/2025/target", "50", "家")
SPAN = row("firms/zone/2021--2025/target/increment", "50", "家")
BASE = row("firms/zone/2020", "10", "家")
LEVELS = st.integers(1, 200)


def assess(
    *rows: Mapping[str, str], comparability: Iterable[tuple[str, ...]] = ()
) -> tuple[Assessment, ...]:
    return assess_targets(make_ledger(rows, comparability))


def bound(one: Assessment) -> Bounds:
    assert one.bounds is not None
    return one.bounds


def others(number: int, period: str = "2023", said: str = "exact") -> dict[str, str]:
    return row(f"all-firms/zone/{period}", str(number), "家", said)


def test_what_is_at_most_so_much_has_come_no_further() -> None:
    level, total = assess(GOAL, SPAN, others(15), comparability=[AT_MOST])
    found = bound(level)
    assert (level.status, found.low, found.high, found.due) == (
        "bounded",
        None,
        Fraction(3, 10),
        Fraction(3, 5),
    )
    assert (found.best, found.worst) == ("far-behind", "moving-away")
    assert (found.share.quantity.bound, found.share.quantity.value) == ("at-most", Decimal(30))
    assert found.share.formula == "{latest} ÷ {target}"
    assert level.reason is not None
    assert level.reason.code == "other-definition"
    assert (total.leader, total.status) == (level, "bounded")


def test_a_known_start_is_taken_off() -> None:
    (level,) = assess(GOAL, BASE, others(15), comparability=[AT_MOST])
    assert bound(level).high == Fraction(1, 8)
    (level,) = assess(GOAL, BASE, others(42), comparability=[AT_LEAST])
    found = bound(level)
    assert (found.low, found.high, found.worst, found.best) == (
        Fraction(4, 5),
        None,
        "ahead",
        "reached",
    )


@pytest.mark.parametrize(
    ("number", "row_of"), [(49, AT_MOST), (9, AT_LEAST), (15, ("firms", "all-firms"))]
)
def test_a_bound_that_leaves_every_verdict_open_says_nothing(
    number: int, row_of: tuple[str, ...]
) -> None:
    (level,) = assess(GOAL, BASE, others(number), comparability=[row_of])
    assert (level.status, level.bounds) == ("other-definition", None)


def test_nothing_is_bounded_where_the_start_may_be_anywhere_below() -> None:
    (level,) = assess(GOAL, row("firms/zone/2023", "20", "家", "over"))
    assert (level.status, level.bounds) == ("start-unknown", None)
    level, _ = assess(GOAL, SPAN, row("firms/zone/2023", "10", "家"))
    assert (level.status, bound(level).high) == ("bounded", Fraction(1, 5))


def test_a_part_of_a_year_bounds_nothing() -> None:
    (level,) = assess(GOAL, BASE, others(15, "2023-H1"), comparability=[AT_MOST])
    assert level.bounds is None


def test_a_figure_over_a_number_is_at_least_so_good() -> None:
    (level,) = assess(GOAL, BASE, row("firms/zone/2023", "30", "家", "over"))
    found = bound(level)
    assert (level.status, found.low, found.worst, found.best) == (
        "bounded",
        Fraction(1, 2),
        "behind",
        "reached",
    )
    (level,) = assess(GOAL, BASE, row("firms/zone/2023", "50", "家", "over"))
    assert (level.status, level.bounds) == ("reached", None)


@settings(suppress_health_check=[HealthCheck.filter_too_much])
@given(LEVELS, LEVELS, LEVELS, LEVELS, st.sampled_from((AT_MOST, AT_LEAST)))
def test_bounds_hold_every_verdict_of_values_within_them(
    start: int, goal: int, limit: int, level: int, of: tuple[str, ...]
) -> None:
    assume(goal > start)
    assume(level <= limit if of is AT_MOST else level >= limit)
    target = row("firms/zone/2025/target", str(goal), "家")
    base = row("firms/zone/2020", str(start), "家")
    (only,) = assess(target, base, others(limit), comparability=[of])
    (known,) = assess(target, base, row("firms/zone/2023", str(level), "家"))
    if only.bounds is None:
        return
    order = [*STATUSES]
    assert (
        order.index(only.bounds.best) <= order.index(known.status) <= order.index(only.bounds.worst)
    )
    made = Fraction(level - start, goal - start)
    assert only.bounds.low is None or only.bounds.low <= made
    assert only.bounds.high is None or made <= only.bounds.high


@given(LEVELS, LEVELS, LEVELS, st.integers(0, 200))
def test_bounds_from_an_unknown_start_hold_for_every_start(
    goal: int, limit: int, level: int, start: int
) -> None:
    assume(level <= limit)
    assume(start < goal)
    target = row("firms/zone/2025/target", str(goal), "家")
    span = row("firms/zone/2021--2025/target/increment", "1", "家")
    only, _ = assess(target, span, others(limit), comparability=[AT_MOST])
    known = assess(
        target, row("firms/zone/2020", str(start), "家"), row("firms/zone/2023", str(level), "家")
    )[0]
    if only.bounds is None:
        return
    order = [*STATUSES]
    assert order.index(only.bounds.best) <= order.index(known.status)
    assert only.bounds.high is not None
    assert Fraction(level - start, goal - start) <= only.bounds.high
