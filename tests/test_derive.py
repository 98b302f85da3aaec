from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledgers import UNITS, make_ledger, row

from sitegen.analysis.arithmetic import RULES
from sitegen.analysis.conditions import DeriveError
from sitegen.analysis.derive import DERIVATIONS, Derived, derive
from sitegen.quantities.exact import raise_power
from sitegen.quantities.rounding import round_half_up

if TYPE_CHECKING:
    from collections.abc import Mapping

LEVELS = st.integers(1, 10**9).map(lambda number: Decimal(number) / 100)
YEARS = st.integers(2001, 2099)


def work(rule: str, *rows: Mapping[str, str]) -> Derived:
    ledger = make_ledger(rows)
    return derive(rule, ledger.facts, ledger.unit_by_key)


def refuse(rule: str, *rows: Mapping[str, str]) -> DeriveError:
    with pytest.raises(DeriveError) as caught:
        work(rule, *rows)
    return caught.value


def say(derived: Derived) -> str:
    quantity = derived.quantity
    numbers = "..".join(f"{number:f}" for number in quantity.numbers)
    return f"{quantity.bound} {numbers} {quantity.unit.unit}"


OUTPUT_2020 = row("output/zone/2020", "2401.9", "亿元")
OUTPUT_2023 = row("output/zone/2023", "3201.2", "亿元")
OUTPUT_GOAL = row("output/zone/2025/target", "3500..4000", "亿元")
TRADE_GOAL = row("trade/zone/2025/target", "7900", "亿元")
TRADE_RATE = row("trade/zone/2021--2025/target/growth", "9.2", "%")


def test_growth_is_the_mean_yearly_rate_with_one_decimal() -> None:
    derived = work("growth", OUTPUT_2020, OUTPUT_2023)
    assert say(derived) == "exact 10.0 percent"
    assert derived.exact.quantize(Decimal("1e-9")) == Decimal("10.048964902")
    assert derived.formula == "({b} ÷ {a})^(1/{n}) − 1"
    assert dict(derived.values) == {"a": derived.facts[0], "b": derived.facts[1], "n": 3}
    assert derived.key == f"growth({derived.facts[0].key},{derived.facts[1].key})"


def test_growth_to_a_month_counts_months() -> None:
    stock = row("firms/zone/@2024-02", "4781", "家")
    derived = work("growth", row("firms/zone/2020", "2705", "家"), stock)
    assert derived.formula == "({b} ÷ {a})^(12/{m}) − 1"
    assert dict(derived.values)["m"] == 38
    assert say(derived) == "exact 19.7 percent"


@pytest.mark.parametrize(
    ("rule", "rows", "expected"),
    [
        ("change", (OUTPUT_2020, OUTPUT_2023), "exact 79930000000 CNY"),
        ("percent-change", (OUTPUT_2020, OUTPUT_2023), "exact 33.3 percent"),
        ("ratio", (OUTPUT_2020, OUTPUT_2023), "exact 1.33 multiple"),
        ("gap", (OUTPUT_2023, OUTPUT_GOAL), "range 29880000000..79880000000 CNY"),
        ("growth", (OUTPUT_2023, OUTPUT_GOAL), "range 4.6..11.8 percent"),
        ("baseline", (TRADE_GOAL, TRADE_RATE), "exact 508800000000 CNY"),
        (
            "share",
            (row("output/zone/2023", "3201.2", "亿元"), row("output/city/2023", "22074.7", "亿元")),
            "exact 14.5 percent",
        ),
        (
            "change",
            (row("quota/zone/2020/share", "12", "%"), row("quota/zone/2023/share", "13.6", "%")),
            "exact 1.6 percentage-point",
        ),
        (
            "change",
            (row("quota/zone/2020", "4.86", "%"), row("quota/zone/2023", "5.10", "%")),
            "exact 0.24 percentage-point",
        ),
    ],
)
def test_rules(rule: str, rows: tuple[Mapping[str, str], ...], expected: str) -> None:
    assert say(work(rule, *rows)) == expected


def test_implied_baseline_is_kept_exactly_beside_its_rounding() -> None:
    derived = work("baseline", TRADE_GOAL, TRADE_RATE)
    assert round(derived.exact) == 508_761_102_110
    assert dict(derived.values)["n"] == 5
    small = work(
        "baseline",
        row("firms/zone/2025/target", "8", "家"),
        row("firms/zone/2021--2025/target/growth", "18.7", "%"),
    )
    assert say(small) == "exact 3.4 家"


def test_a_count_is_stated_in_what_its_inputs_are_counted_in() -> None:
    goal, rate = "people/zone/2025/target", "people/zone/2021--2025/target/growth"
    large = work("change", row("people/zone/2020", "1.2", "万人"), row(goal, "2.8", "万人"))
    small = work("change", row("people/zone/2020", "2.4", "万人"), row(goal, "2.8", "万人"))
    assert say(large) == "exact 1.6 万人"
    assert say(small) == "exact 4000 count"
    implied = work("baseline", row(goal, "2.4", "万人"), row(rate, "5", "%"))
    assert say(implied) == "exact 1.9 万人"


@pytest.mark.parametrize(
    ("rule", "first", "second", "expected"),
    [
        ("change", "exact", "over", "over 800 CNY"),
        ("change", "exact", "at-least", "at-least 800 CNY"),
        ("change", "over", "exact", "under 800 CNY"),
        ("change", "at-least", "exact", "at-most 800 CNY"),
        ("change", "under", "at-least", "over 800 CNY"),
        ("change", "about", "exact", "about 800 CNY"),
        ("percent-change", "exact", "over", "over 33.3 percent"),
        ("percent-change", "over", "exact", "under 33.4 percent"),
        ("growth", "at-most", "at-least", "at-least 10.0 percent"),
        ("ratio", "exact", "under", "under 1.34 multiple"),
        ("change", "about", "over", "over 680 CNY"),
    ],
)
def test_bounds_of_the_inputs_bound_the_result(
    rule: str, first: str, second: str, expected: str
) -> None:
    one = row("output/zone/2020", "2400", "CNY", first)
    two = row("output/zone/2023", "3200", "CNY", second)
    assert say(work(rule, one, two)) == expected


def test_a_range_narrower_than_the_last_digit_is_about() -> None:
    two = row("output/zone/2021", "1100.1..1100.2", "CNY")
    assert say(work("growth", row("output/zone/2020", "1000", "CNY"), two)) == "about 10.0 percent"


@pytest.mark.parametrize(
    ("rule", "rows", "message"),
    [
        ("growht", (OUTPUT_2020, OUTPUT_2023), "no rule `growht`"),
        ("growth", (OUTPUT_2020,), "takes 2 facts, not 1"),
        ("growth", (OUTPUT_2023, OUTPUT_2020), "does not end after"),
        ("growth", (OUTPUT_2020, row("output/city/2023", "1", "亿元")), "same indicator and area"),
        ("growth", (OUTPUT_2020, row("trade/zone/2023", "1", "亿元")), "same indicator and area"),
        ("growth", (OUTPUT_2020, row("output/zone/2023-H1", "1", "亿元")), "different length"),
        ("growth", (OUTPUT_2020, row("output/zone/2023/growth", "1", "%")), "the growth"),
        ("growth", (row("output/zone/2020", "0", "亿元"), OUTPUT_2023), "not above zero"),
        ("growth", (OUTPUT_2020, row("output/zone/2023", "-1", "亿元")), "is negative"),
        (
            "growth",
            (row("output/zone/2022/growth", "1", "%"), row("output/zone/2023/growth", "2", "%")),
            "rate of growth",
        ),
        ("change", (row("output/zone/2022/target", "1", "亿元"), OUTPUT_2023), "is a target"),
        (
            "change",
            (
                row("output/zone/2020", "1", "亿元", "over"),
                row("output/zone/2023", "2", "亿元", "over"),
            ),
            "nothing bounds",
        ),
        ("gap", (OUTPUT_2020, OUTPUT_2023), "not an actual and a target"),
        ("gap", (row("output/zone/2026", "1", "亿元"), OUTPUT_GOAL), "is later than"),
        ("share", (OUTPUT_2023, row("foreign/zone/2023", "1", "USD")), "in CNY"),
        ("share", (OUTPUT_2020, OUTPUT_2023), "different periods"),
        ("share", (OUTPUT_2023, row("trade/zone/2023", "1", "亿元")), "is larger than"),
        ("baseline", (OUTPUT_2020, TRADE_RATE), "same indicator and area"),
        ("baseline", (row("trade/zone/2020", "1", "亿元"), TRADE_RATE), "not two targets"),
        ("baseline", (row("trade/zone/2030/target", "1", "亿元"), TRADE_RATE), "does not end with"),
        (
            "baseline",
            (TRADE_GOAL, row("trade/zone/2025/target/growth", "2", "multiple")),
            "not a yearly rate",
        ),
        (
            "change",
            (
                row("standing/zone/2020/rank", "2", "rank"),
                row("standing/zone/2023/rank", "1", "rank"),
            ),
            "is a rank",
        ),
    ],
)
def test_facts_that_do_not_go_together_are_refused_with_a_cure(
    rule: str, rows: tuple[Mapping[str, str], ...], message: str
) -> None:
    error = refuse(rule, *rows)
    assert message in str(error)
    assert error.hint


def test_a_result_needs_its_base_unit() -> None:
    units = {key: value for key, value in UNITS.items() if key != "multiple"}
    ledger = make_ledger((OUTPUT_2020, OUTPUT_2023), units=units)
    with pytest.raises(DeriveError, match="`multiple`, which is not a unit"):
        derive("ratio", ledger.facts, ledger.unit_by_key)


def test_each_derivation_takes_two_facts_or_three() -> None:
    assert list(DERIVATIONS) == [
        "growth",
        "change",
        "percent-change",
        "share",
        "gap",
        "baseline",
        "ratio",
        "yearly-change",
        "planned-yearly-change",
        "needed",
        "lacking",
    ]
    counts = {name: len(RULES[name].names) + len(one.dated_by) for name, one in DERIVATIONS.items()}
    assert {name for name, count in counts.items() if count == 3} == {"needed", "lacking"}
    assert {*counts.values()} == {2, 3}


def test_a_pace_is_what_is_added_a_year() -> None:
    firms = (row("firms/zone/2020", "2705", "家"), row("firms/zone/@2024-02", "4781", "家"))
    done = work("yearly-change", *firms)
    assert (str(done.quantity.value), done.formula) == ("656", "({b} − {a}) ÷ {m} × 12")
    listed = (
        row("firms/zone/2025/target", "80", "家"),
        row("firms/zone/2021--2025/target/growth", "16", "%"),
    )
    planned = work("planned-yearly-change", *listed)
    assert str(planned.quantity.value) == "8.4"
    assert planned.formula == "({level} − {level} ÷ (1 + {rate})^{n}) ÷ {n}"


def test_what_a_path_needs_is_set_against_what_is_there() -> None:
    goal = row("output/zone/2025/target", "9000", "亿元")
    rate = row("output/zone/2021--2025/target/growth", "9.4", "%")
    part = row("trade/zone/2023", "5574.5", "亿元")
    needed, lacking = work("needed", goal, rate, part), work("lacking", goal, rate, part)
    assert str(needed.quantity.base_numbers[0]) == "752000000000"
    assert str(lacking.quantity.value) == "34.9"
    assert dict(needed.values)["n"] == 2
    open_part = row("trade/zone/2023", "5000", "亿元", "over")
    assert work("needed", goal, rate, open_part).quantity.bound == "exact"
    assert work("lacking", goal, rate, open_part).quantity.bound == "under"
    for late in (goal | {"kind": "actual"}, row("trade/zone/2025", "1", "亿元")):
        assert "does not end before" in str(refuse("needed", goal, rate, late))
    assert "in CNY" in str(refuse("lacking", goal, rate, row("firms/zone/2023", "1", "家")))


@given(LEVELS, LEVELS, YEARS, st.integers(1, 30))
def test_growth_compounded_gives_the_later_level_back(
    a: Decimal, b: Decimal, year: int, span: int
) -> None:
    derived = work(
        "growth",
        row(f"output/zone/{year}", str(a), "CNY"),
        row(f"output/zone/{year + span}", str(b), "CNY"),
    )
    back = Fraction(a) * (1 + Fraction(derived.exact) / 100) ** span
    assert abs(back / Fraction(b) - 1) < Fraction(1, 10**12)


@given(LEVELS, st.integers(-500, 5000), st.integers(1, 20))
def test_baseline_then_growth_gives_the_rate_back(level: Decimal, tenths: int, span: int) -> None:
    rate = Decimal(tenths) / 10
    years = "2040" if span == 1 else f"{2041 - span}--2040"
    derived = work(
        "baseline",
        row("output/zone/2040/target", str(level), "CNY"),
        row(f"output/zone/{years}/target/growth", str(rate), "%"),
    )
    back = raise_power(Fraction(level) / Fraction(derived.exact), Fraction(1, span)) - 1
    assert abs(back * 100 - Fraction(rate)) < Fraction(1, 10**12)


@given(LEVELS, LEVELS)
def test_change_of_one_unit_is_exact(a: Decimal, b: Decimal) -> None:
    derived = work(
        "change",
        row("output/zone/2020", f"{a:.2f}", "亿元"),
        row("output/zone/2023", f"{b:.2f}", "亿元"),
    )
    assert derived.quantity.value == derived.exact == (b - a) * 10**8


@given(
    LEVELS,
    LEVELS,
    st.sampled_from(["percent-change", "growth", "ratio", "change"]),
    st.sampled_from([("exact", "over"), ("over", "exact"), ("at-most", "at-least")]),
)
def test_one_sided_results_stay_true_when_rounded(
    a: Decimal, b: Decimal, rule: str, bounds: tuple[str, str]
) -> None:
    derived = work(
        rule,
        row("output/zone/2020", str(a), "CNY", bounds[0]),
        row("output/zone/2023", str(b), "CNY", bounds[1]),
    )
    value = derived.quantity.value
    assert value is not None
    if derived.quantity.bound in {"over", "at-least"}:
        assert value <= derived.exact
    else:
        assert derived.quantity.bound == "under"
        assert value >= derived.exact


@pytest.mark.parametrize(("number", "whole"), [("5/2", 3), ("-5/2", -3), ("7/3", 2), ("0", 0)])
def test_halves_go_away_from_zero(number: str, whole: int) -> None:
    assert round_half_up(Fraction(number)) == whole
