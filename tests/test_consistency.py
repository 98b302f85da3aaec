"""Sums, shares, growth and paths: what holds is said to hold, and what does not is refused."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledgers import make_ledger, row

from sitegen.analysis.relations import check_relations, work_relations
from sitegen.language.localized import Localized
from sitegen.ledger.values import Relation
from sitegen.quantities.quantity import Interval, Quantity
from sitegen.quantities.rounding import printed_interval
from sitegen.sheets.rows import Row, Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.analysis.relations import RelationResult
    from sitegen.ledger.ledger import Ledger


def related(
    rule: str, rows: Sequence[dict[str, str]], factor: str = "1"
) -> tuple[Ledger, RelationResult]:
    """A ledger whose first fact must follow from the others, and the relation worked out."""
    ledger = make_ledger(rows)
    keys = [fact.key for fact in ledger.facts]
    texts = Localized((("zh", ""), ("en", "")))
    own = Row(Sheet("relations.csv", {}), 2, ())
    relation = Relation("r", rule, keys[0], tuple(keys[1:]), Fraction(factor), texts, row=own)
    ledger = replace(ledger, relations=(relation,), version="with a relation")
    return ledger, work_relations(ledger)[0]


def items(value: int, indicator: str, bound: str = "exact") -> dict[str, str]:
    return row(f"{indicator}/zone/2023", str(value), "家", bound)


@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=3), st.integers(-3, 3))
def test_a_sum_of_whole_counts_holds_exactly(parts: list[int], off: int) -> None:
    names = ("all-firms", "arrivals", "people")
    rows = [items(sum(parts) + off, "firms")] if sum(parts) + off > 0 else []
    if rows:
        rows += [items(part, name) for part, name in zip(parts, names, strict=False)]
        ledger, check = related("sum", rows)
        assert check.outcome == ("fails" if off else "holds")
        assert check.computed.base == sum(parts)
        assert len(list(check_relations(ledger, (check,)))) == bool(off)


@given(st.decimals("0.1", "999", places=1), st.decimals("1000", "9999", places=1))
def test_a_share_as_anyone_would_print_it_holds(part: Decimal, whole: Decimal) -> None:
    share = (part / whole * 100).quantize(Decimal("0.1"))
    rows = [
        row("quota/zone/2023/share", str(share), "%"),
        row("output/zone/2023", str(part), "亿元"),
        row("trade/zone/2023", str(whole), "亿元"),
    ]
    assert related("share", rows)[1].outcome == "holds"
    rows[0] = row("quota/zone/2023/share", str(share + 2), "%")
    assert related("share", rows)[1].outcome == "fails"


@pytest.mark.parametrize(
    ("rule", "rows", "factor", "outcome"),
    [
        ("percent-change", [("quota/zone/2023/growth", "10.5", "%"), ("firms/zone/2022", "200", "家"), ("firms/zone/2023", "221", "家")], "1", "holds"),
        ("percent-change", [("quota/zone/2023/growth", "11.5", "%"), ("firms/zone/2022", "200", "家"), ("firms/zone/2023", "221", "家")], "1", "fails"),
        ("change", [("firms/zone/2023", "21", "家"), ("firms/zone/2021", "200", "家"), ("all-firms/zone/2023", "221", "家")], "1", "holds"),
        ("sum", [("firms/zone/2023", "3650", "家"), ("arrivals/zone/2023", "10", "家")], "365", "holds"),
        ("sum", [("firms/zone/2023", "3650", "家"), ("arrivals/zone/2023", "11", "家")], "365", "fails"),
        ("sum", [("firms/zone/2023", "10", "家", "about"), ("arrivals/zone/2023", "3489", "家")], "1/365", "holds"),
        ("sum", [("firms/zone/2023", "300", "家", "over"), ("arrivals/zone/2023", "344", "家")], "1", "holds"),
        ("sum", [("firms/zone/2023", "300", "家", "over"), ("arrivals/zone/2023", "244", "家")], "1", "fails"),
        ("sum", [("firms/zone/2023", "300", "家"), ("arrivals/zone/2023", "200", "家", "over")], "1", "compatible"),
        ("sum", [("firms/zone/2023", "100", "家"), ("arrivals/zone/2023", "200", "家", "over")], "1", "fails"),
    ],
)  # fmt: skip
def test_each_rule_tells_what_holds_from_what_does_not(
    rule: str, rows: list[tuple[str, ...]], factor: str, outcome: str
) -> None:
    made = [row(one[0], one[1], one[2], one[3] if len(one) > 3 else "exact") for one in rows]
    assert related(rule, made, factor)[1].outcome == outcome


PATH = (
    row("firms/zone/2020", "2705", "家", source="plan"),
    row("firms/zone/2025/target", "6000", "家"),
    row("firms/zone/2021--2025/target/growth", "17", "%"),
)


def test_a_target_is_held_to_its_baseline_and_rate_without_being_told() -> None:
    (check,) = work_relations(make_ledger(PATH))
    assert (check.rule, check.amount, check.outcome) == ("path", Fraction(5), "holds")
    ledger = make_ledger([*PATH[:2], row("firms/zone/2021--2025/target/growth", "15", "%")])
    (check,) = work_relations(ledger)
    assert check.outcome == "fails"
    (problem,) = check_relations(ledger, (check,))
    assert problem.rule == "inconsistent"
    assert problem.path == "data/facts.csv"


def test_what_does_not_hold_may_be_declared() -> None:
    rows = [*PATH[:2], row("firms/zone/2021--2025/target/growth", "15", "%")]
    keys = [fact.key for fact in make_ledger(rows).facts]
    ledger = make_ledger(rows, conflicts=[(keys[1], keys[2])])
    assert list(check_relations(ledger, work_relations(ledger))) == []


@pytest.mark.parametrize(
    "rows",
    [
        [row("firms/zone/2020", "2705", "家", source="news"), *PATH[1:]],
        [row("firms/zone/2019", "2705", "家", source="plan"), *PATH[1:]],
        [row("firms/city/2020", "2705", "家", source="plan"), *PATH[1:]],
        [*PATH[:2], row("firms/zone/2021--2025/target/growth", "2", "multiple")],
    ],
)
def test_a_path_needs_baseline_and_rate_of_one_source_and_subject(
    rows: list[dict[str, str]],
) -> None:
    assert work_relations(make_ledger(rows)) == ()


def test_growth_is_held_to_the_levels_of_two_years_without_being_told() -> None:
    levels = [row("output/zone/2022", "100.0", "亿元"), row("output/zone/2023", "106.0", "亿元")]
    for rate, outcome in (("6.0", "holds"), ("7.0", "fails")):
        ledger = make_ledger([*levels, row("output/zone/2023/growth", rate, "%")])
        (check,) = work_relations(ledger)
        assert (check.rule, check.outcome) == ("percent-change", outcome)


@given(st.decimals("0.1", "9999", places=1), st.fractions(Fraction(-1, 20), Fraction(1, 20)))
def test_a_printed_number_stands_for_all_that_rounds_to_it(value: Decimal, off: Fraction) -> None:
    unit = make_ledger([row("output/zone/2023", "1", "亿元")]).facts[0].quantity.unit
    allowed = printed_interval(Quantity(value, None, None, "exact", unit))
    exact = (Fraction(value) + off) * unit.factor
    assert allowed.meets(Interval(exact, exact))
    beyond = (Fraction(value) + Fraction(3, 50)) * unit.factor
    assert not allowed.meets(Interval(beyond, beyond))


ENDS = st.one_of(st.none(), st.fractions(-9, 9, max_denominator=4))


@given(ENDS, ENDS, st.booleans(), st.booleans(), ENDS, ENDS, st.booleans(), st.booleans())
def test_an_interval_holds_another_exactly_if_every_number_of_it_is_allowed(
    a: Fraction | None,
    b: Fraction | None,
    a_open: bool,
    b_open: bool,
    c: Fraction | None,
    d: Fraction | None,
    c_open: bool,
    d_open: bool,
) -> None:
    one, two = Interval(a, b, a_open, b_open), Interval(c, d, c_open, d_open)
    grid = [Fraction(n, 24) for n in range(-300, 301)]  # every end lies on it

    def allows(interval: Interval, number: Fraction) -> bool:
        return interval.meets(Interval(number, number))

    if one.holds(two):
        assert all(allows(one, number) for number in grid if allows(two, number))
    inside = [number for number in grid if allows(two, number)]
    if inside and not one.holds(two):
        unbounded = (c is None and a is not None) or (d is None and b is not None)
        assert unbounded or not all(allows(one, number) for number in inside)
