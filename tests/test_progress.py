from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledgers import make_ledger, row

from sitegen.analysis.assessment import STATUS_BY_CODE, Code
from sitegen.analysis.statuses import STATUSES, THRESHOLDS, grade
from sitegen.analysis.targets import assess_targets

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sitegen.analysis.assessment import Assessment

Row = dict[str, str]
UNDECIDED = ("bounded", "other-definition", "start-unknown", "not-in-sources", "not-measurable")
LADDER = ("moving-away", "far-behind", "behind", "on-track", "ahead", "reached")

OUTPUT_2020 = row("output/zone/2020", "2401.9", "亿元")
OUTPUT_2023 = row("output/zone/2023", "3201.2", "亿元")
OUTPUT_GOAL = row("output/zone/2025/target", "3500..4000", "亿元")
OUTPUT_RATE = row("output/zone/2021--2025/target/growth", "7.8..10.8", "%")
TRADE_GOAL = row("trade/zone/2025/target", "7900", "亿元")
TRADE_RATE = row("trade/zone/2021--2025/target/growth", "9.2", "%")
TRADE_2023 = row("trade/zone/2023", "4646.4", "亿元")
FIRMS_2020 = row("firms/zone/2020", "2705", "家")
FIRMS_GOAL = row("firms/zone/2025/target", "6000", "家")


def assess(*rows: Mapping[str, str], comparability: Iterable[tuple[str, str]] = ()) -> Assessment:
    """The status of the target that stands first."""
    return assess_targets(make_ledger(rows, comparability))[0]


def short(number: Decimal | None) -> str:
    assert number is not None
    return f"{number:.3f}"


def code(assessment: Assessment) -> str:
    assert assessment.reason is not None
    return assessment.reason.code


def test_geometric_range_has_a_verdict_for_each_end() -> None:
    found = assess(OUTPUT_GOAL, OUTPUT_RATE, OUTPUT_2020, OUTPUT_2023)
    assert (found.status, found.due, found.path) == ("ahead", Fraction(3, 5), "geometric")
    assert (short(found.made), short(found.ratio)) == ("0.763", "1.272")
    assert found.stretch is not None
    assert (found.stretch.status, short(found.stretch.ratio)) == ("behind", "0.939")
    assert not found.borderline
    assert not found.stretch.borderline
    assert [fact.period.text for fact in found.inputs] == ["2020", "2023", "2025"]


def test_an_implied_baseline_is_tried_where_one_is_stated() -> None:
    found = assess(OUTPUT_GOAL, OUTPUT_RATE, OUTPUT_2020, OUTPUT_2023)
    assert found.deviation is not None
    assert f"{float(found.deviation):.4f}" == "-0.0027"
    assert assess(OUTPUT_GOAL, OUTPUT_2020, OUTPUT_2023).deviation is None
    assert assess(TRADE_GOAL, TRADE_RATE, TRADE_2023).deviation is None


def test_without_a_stated_baseline_target_and_rate_imply_one() -> None:
    found = assess(TRADE_GOAL, TRADE_RATE, TRADE_2023)
    assert found.status == "moving-away"
    assert found.baseline is None
    assert found.implied is not None
    assert round(found.implied.exact) == 508_761_102_110
    assert (short(found.made), short(found.ratio)) == ("-0.206", "-0.344")


def test_a_stock_counts_at_the_end_of_its_month_and_rules_may_differ() -> None:
    found = assess(FIRMS_GOAL, FIRMS_2020, row("firms/zone/@2024-02", "4781", "家"))
    assert (found.status, found.due) == ("on-track", Fraction(19, 30))
    assert short(found.ratio) == "0.995"
    assert [(one.by, one.status) for one in found.verdict.alternatives] == [
        ("growth-rates", "ahead")
    ]


def test_rounding_of_an_input_may_decide() -> None:
    # made and due are both 0.6, to the last digit
    start, goal = (
        row("firms/zone/2020", "0.27", "万人"),
        row("firms/zone/2025/target", "0.60", "万人"),
    )
    found = assess(goal, start, row("firms/zone/2023", "0.468", "万人"))
    assert found.status == "ahead"
    assert found.ratio == 1
    assert {(one.by, one.status) for one in found.verdict.alternatives} >= {
        ("rounding", "on-track")
    }
    rounded = [one for one in found.verdict.alternatives if one.by == "rounding"]
    assert {one.fact.period.text for one in rounded if one.fact} == {"2020", "2023", "2025"}


def test_whole_counts_are_not_rounded() -> None:
    found = assess(FIRMS_GOAL, FIRMS_2020, row("firms/zone/2023", "6000", "家"))
    assert (found.status, found.borderline) == ("reached", False)


@pytest.mark.parametrize(
    ("goal", "latest", "status"),
    [
        ("exact", "exact", "reached"),
        ("at-least", "exact", "reached"),
        ("over", "exact", "ahead"),
        ("over", "over", "reached"),
        ("exact", "over", "reached"),
        ("exact", "under", "ahead"),
        ("exact", "about", "ahead"),
    ],
)
def test_a_target_is_reached_only_if_bounds_say_so(goal: str, latest: str, status: str) -> None:
    found = assess(
        row("firms/zone/2025/target", "6000", "家", goal),
        FIRMS_2020,
        row("firms/zone/2023", "6000", "家", latest),
    )
    assert found.status == status


@pytest.mark.parametrize(
    ("latest", "status"),
    [
        ("36", "ahead"),
        ("37", "behind"),
        ("39", "far-behind"),
        ("41", "moving-away"),
        ("30", "reached"),
    ],
)
def test_less_may_be_better(latest: str, status: str) -> None:
    rows = (row("dust/zone/2025/target", "32..34", "家"), row("dust/zone/2020", "40", "家"))
    found = assess(*rows, row("dust/zone/2023", latest, "家"))
    assert found.status == status
    assert found.stretch is not None
    assert LADDER.index(found.stretch.status) <= LADDER.index(found.status)


def test_a_target_no_better_than_its_baseline_is_kept_or_lost() -> None:
    goal = row("firms/zone/2025/target", "2000", "家")
    kept = assess(goal, FIRMS_2020, row("firms/zone/2023", "2500", "家"))
    lost = assess(goal, FIRMS_2020, row("firms/zone/2023", "1999", "家"))
    assert (kept.status, kept.made, code(kept)) == ("reached", None, "baseline-beyond-target")
    assert (lost.status, lost.made, code(lost)) == ("moving-away", None, "baseline-beyond-target")


def test_only_comparable_first_statements_of_actuals_count() -> None:
    found = assess(
        OUTPUT_GOAL,
        OUTPUT_2020,
        row("output/zone/2022", "2900", "亿元"),
        row("output/zone/2022/2", "2800", "亿元", "over"),
        row("output/zone/2023-H1", "1600", "亿元"),
        row("output/zone/2023/estimate", "3300", "亿元"),
        row("output/city/2023", "9999", "亿元"),
        row("output/zone/2026", "9999", "亿元"),
    )
    assert found.latest is not None
    assert (found.latest.period.text, found.latest.statement) == ("2022", 1)


def test_restatements_have_no_status_of_their_own() -> None:
    rows = (
        row("output/zone/2025/target/2", "3500", "亿元"),
        OUTPUT_GOAL,
        row("trade/zone/2025/target", "7900", "亿元"),
        row("output/zone/2025/target", "3500", "亿元", source="news"),
    )
    found = assess_targets(make_ledger(rows))
    assert [one.target.indicator.indicator for one in found] == ["output", "trade"]
    assert [len(one.restatements) for one in found] == [2, 0]


def test_without_a_later_fact_it_is_not_in_the_sources() -> None:
    found = assess(OUTPUT_GOAL, OUTPUT_2020)
    assert (found.status, code(found), found.latest) == ("not-in-sources", "no-later-fact", None)
    assert found.baseline is not None
    yearly = row("output/zone/2024/target", "3500", "亿元", source="news")
    found = assess(yearly, OUTPUT_2020, OUTPUT_2023)
    assert (found.status, code(found)) == ("not-in-sources", "no-later-fact")
    assert found.baseline is not None
    assert found.baseline.period.text == "2023"


def test_another_definition_gives_no_verdict() -> None:
    rows = (FIRMS_GOAL, FIRMS_2020, row("all-firms/zone/2023", "9000", "家"))
    found = assess(*rows, comparability=[("firms", "all-firms")])
    assert (found.status, code(found), found.made) == ("other-definition", "other-definition", None)
    assert found.reason is not None
    assert found.reason.comparability is not None
    assert [fact.indicator.indicator for fact in found.reason.facts] == ["all-firms"]
    assert code(assess(*rows)) == "no-later-fact"
    elsewhere = (FIRMS_GOAL, FIRMS_2020, row("all-firms/city/2023", "9000", "家"))
    earlier = (FIRMS_GOAL, FIRMS_2020, row("all-firms/zone/2019", "9000", "家"))
    for others in (elsewhere, earlier):
        assert code(assess(*others, comparability=[("firms", "all-firms")])) == "no-later-fact"
    own = (*rows, row("firms/zone/2022", "3000", "家"))
    assert assess(*own, comparability=[("firms", "all-firms")]).reason is None


def test_a_part_of_a_year_gives_no_verdict() -> None:
    found = assess(OUTPUT_GOAL, OUTPUT_2020, row("output/zone/2023-H1", "1600", "亿元"))
    assert (found.status, code(found)) == ("other-definition", "other-period")


def test_without_a_baseline_only_reaching_shows() -> None:
    goal = row("firms/zone/2025/target", "6000", "家")
    below = assess(goal, row("firms/zone/2023", "5999", "家"))
    above = assess(goal, row("firms/zone/2023", "6001", "家"))
    assert (below.status, code(below), below.made) == ("start-unknown", "no-baseline", None)
    assert (above.status, code(above), above.made) == ("reached", "no-baseline", None)


def test_no_direction_and_no_logarithm() -> None:
    people = assess(row("people/zone/2025/target", "9", "家"), row("people/zone/2023", "8", "家"))
    assert (people.status, code(people)) == ("not-measurable", "no-direction")
    zero = assess(OUTPUT_GOAL, row("output/zone/2020", "0", "亿元"), OUTPUT_2023)
    assert (zero.status, code(zero)) == ("not-measurable", "not-positive")


@pytest.mark.parametrize(
    ("latest", "bound", "status"),
    [("5", "exact", "reached"), ("3", "at-most", "reached"), ("6", "exact", "not-measurable")],
)
def test_ranks_are_reached_or_not_judged(latest: str, bound: str, status: str) -> None:
    goal = row("standing/zone/2025/target/rank", "5", "rank", "at-most")
    before = row("standing/zone/2020/rank", "4", "rank")
    found = assess(goal, before, row("standing/zone/2023/rank", latest, "rank", bound))
    assert (found.status, found.made, found.path) == (status, None, "rank")
    assert (found.reason is None) == (status == "reached")
    assert code(assess(goal, before)) == "no-later-fact"


def test_increments_add_up_within_the_period() -> None:
    goal = row("arrivals/zone/2021--2025/target/increment", "10", "家")
    years = [row(f"arrivals/zone/{year}/increment", "3", "家") for year in (2021, 2022, 2023)]
    found = assess(goal, *years, row("arrivals/zone/2020/increment", "9", "家"))
    assert (found.status, found.made, found.due) == ("ahead", Decimal("0.9"), Fraction(3, 5))
    assert len(found.inputs) == 4
    gap = assess(goal, years[0], years[2])
    assert (gap.status, code(gap)) == ("bounded", "incomplete-sum")
    assert gap.bounds is not None
    assert (gap.bounds.low, gap.bounds.high, gap.bounds.worst) == (Fraction(3, 5), None, "ahead")
    late = assess(goal, years[1])
    assert (late.status, code(late)) == ("bounded", "incomplete-sum")
    little = assess(goal, row("arrivals/zone/2022/increment", "1", "家"))
    assert (little.status, code(little)) == ("other-definition", "incomplete-sum")
    assert code(assess(goal)) == "no-later-fact"
    done = assess(goal, row("arrivals/zone/2021--2023/increment", "10", "家"))
    assert done.status == "reached"


def test_a_yearly_number_is_not_summed_over_years() -> None:
    goal = row("firms/zone/2021--2025/target/increment", "2", "家")
    found = assess(goal, row("firms/zone/2021/increment", "2", "家"))
    assert (found.status, code(found)) == ("not-measurable", "yearly-or-total")
    year = row("firms/zone/2024/target/increment", "2", "家")
    assert assess(year, row("firms/zone/2024/increment", "2", "家")).status == "reached"


def test_percentage_points_are_added_to_the_level_of_the_baseline() -> None:
    goal = row("quota/zone/2021--2025/target/increment", "0.5", "percentage-point", "at-least")
    start = row("quota/zone/2020/share", "13.6", "%")
    found = assess(goal, start, row("quota/zone/2023/share", "13.9", "%"))
    assert (found.status, found.made, found.ratio) == ("ahead", Decimal("0.6"), Decimal(1))
    assert found.borderline
    assert assess(goal, start, row("quota/zone/2023/share", "14.1", "%")).status == "reached"
    assert code(assess(goal, row("quota/zone/2023/share", "14.1", "%"))) == "no-baseline"


def test_growth_is_compared_with_the_mean_between_levels() -> None:
    found = assess(OUTPUT_RATE, OUTPUT_GOAL, OUTPUT_2020, OUTPUT_2023)
    assert (found.status, found.path, found.due) == ("ahead", "mean", Fraction(3, 5))
    assert short(found.ratio) == "1.288"
    assert found.mean is not None
    assert found.mean.quantity.value == Decimal("10.0")
    assert found.stretch is not None
    assert (found.stretch.status, short(found.stretch.ratio)) == ("behind", "0.930")


def test_growth_is_reached_only_when_its_period_is_over() -> None:
    rate = row("firms/zone/2021--2025/target/growth", "10", "%")
    base = row("firms/zone/2020", "1000", "家")
    assert assess(rate, base, row("firms/zone/2023", "9999", "家")).status == "ahead"
    assert assess(rate, base, row("firms/zone/2025", "1611", "家")).status == "reached"
    assert assess(rate, base, row("firms/zone/2025", "1600", "家")).status == "on-track"


def test_growth_of_all_years_stands_in_for_levels() -> None:
    rate = row("foreign/zone/2021--2025/target/growth", "5", "%", "over")
    years = [row(f"foreign/zone/{2021 + n}/growth", str(4 + n), "%") for n in range(3)]
    found = assess(rate, *years)
    assert (found.status, found.ratio, found.made) == ("ahead", Decimal(1), None)
    assert found.borderline
    missing = assess(rate, years[0], years[2])
    assert (missing.status, code(missing)) == ("other-definition", "growth-years-missing")
    single = row("foreign/zone/2024/target/growth", "50", "%")
    assert assess(single, row("foreign/zone/2024/growth", "51", "%")).status == "reached"


@pytest.mark.parametrize(
    ("rows", "status", "expected"),
    [
        ((TRADE_RATE, TRADE_GOAL, TRADE_2023), "start-unknown", "same-as-level"),
        ((TRADE_RATE, TRADE_2023), "start-unknown", "growth-without-levels"),
        ((TRADE_RATE, TRADE_GOAL), "not-in-sources", "no-later-fact"),
        (
            (row("trade/zone/2025/target/growth", "2", "multiple"), TRADE_2023),
            "start-unknown",
            "growth-not-a-rate",
        ),
        (
            (row("trade/zone/2025/target/growth", "2", "multiple"),),
            "not-in-sources",
            "no-later-fact",
        ),
        (
            (row("dust/zone/2021--2025/target/growth", "2", "%"), row("dust/zone/2023", "2", "家")),
            "not-measurable",
            "rate-against-direction",
        ),
        (
            (TRADE_RATE, row("trade/zone/2020", "0", "亿元"), TRADE_2023),
            "not-measurable",
            "not-positive",
        ),
    ],
)
def test_growth_without_a_verdict_says_why(
    rows: tuple[Row, ...], status: str, expected: str
) -> None:
    found = assess(*rows)
    assert (found.verdict.status, code(found)) == (status, expected)


def test_a_bare_over_and_over_implies_no_baseline() -> None:
    goal = row("output/zone/2025/target", "25", "亿元", "over")
    rate = row("output/zone/2021--2025/target/growth", "5.4", "%", "over")
    found = assess(goal, rate, row("output/zone/2023", "24", "亿元"))
    assert (found.status, code(found), found.implied) == ("start-unknown", "no-baseline", None)


def test_thresholds_are_the_published_ones_and_fall() -> None:
    assert [str(least) for _, least in THRESHOLDS] == ["1", "0.95", "0.60", "0", "-Infinity"]
    *upper, _ = THRESHOLDS
    assert [grade(Fraction(least)) for _, least in upper] == [one for one, _ in upper]
    assert grade(Fraction(-1, 10**9)) == "moving-away"
    assert (*reversed(LADDER), *UNDECIDED) == tuple(STATUSES)


def test_every_reason_gives_a_status_without_a_verdict_or_leaves_the_verdict() -> None:
    assert {"bounded", *STATUS_BY_CODE.values()} == set(UNDECIDED)
    assert set(get_args(Code)) - set(STATUS_BY_CODE) == {"baseline-beyond-target"}


LEVELS = st.integers(1, 10**7)
SUBJECTS = st.sampled_from(["output", "firms", "dust"])


def place(subject: str, start: int, latest: int, goal: int) -> Assessment:
    unit = "CNY" if subject == "output" else "家"
    return assess(
        row(f"{subject}/zone/2025/target", str(goal), unit),
        row(f"{subject}/zone/2020", str(start), unit),
        row(f"{subject}/zone/2023", str(latest), unit),
    )


@given(SUBJECTS, LEVELS, LEVELS, LEVELS, LEVELS)
def test_a_better_latest_value_is_never_a_worse_status(
    subject: str, start: int, goal: int, one: int, two: int
) -> None:
    low, high = sorted((one, two), reverse=subject == "dust")
    worse, better = place(subject, start, low, goal), place(subject, start, high, goal)
    assert LADDER.index(worse.status) <= LADDER.index(better.status)
    assert (worse.status == "reached") == (low <= goal if subject == "dust" else low >= goal)


@given(LEVELS, LEVELS, LEVELS, st.integers(2, 1000))
def test_scale_does_not_change_what_is_made(start: int, latest: int, goal: int, by: int) -> None:
    one, two = (
        place("output", start, latest, goal),
        place("output", start * by, latest * by, goal * by),
    )
    assert one.status == two.status
    assert one.made == two.made


@given(SUBJECTS, LEVELS, LEVELS, st.integers(1, 59))
def test_due_is_a_share_and_made_over_due_the_ratio(
    subject: str, start: int, goal: int, months: int
) -> None:
    unit = "CNY" if subject == "output" else "家"
    period = f"@{2021 + (months - 1) // 12}-{(months - 1) % 12 + 1:02d}"
    found = assess(
        row(f"{subject}/zone/2025/target", str(goal), unit),
        row(f"{subject}/zone/2020", str(start), unit),
        row(f"{subject}/zone/{period}", str(start), unit),
        # a later source sets no target here, so the baseline stays the level of 2020
    )
    if found.baseline is None or found.baseline.period.text != "2020":
        assert months <= 11  # the plan of 2021-11 knew a later level
        return
    assert found.due == Fraction(months, 60)
    if found.made is None:
        assert found.reason is not None
    else:
        assert found.made == found.ratio == Decimal(0)
