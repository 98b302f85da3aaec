"""One arithmetic: bounds that hold whatever the true numbers are, and one result for one rule."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledgers import make_ledger, row

from sitegen.analysis.arithmetic import RULES, bound_result, write_working
from sitegen.analysis.derive import DERIVATIONS, derive
from sitegen.analysis.relations import check_relations, work_relations
from sitegen.language.localized import Localized
from sitegen.ledger.schema import RELATION_RULES
from sitegen.ledger.values import Relation
from sitegen.quantities.propagation import AMOUNT, ANY, DIVISOR, DOWN, RATE, UP, Operand, propagate
from sitegen.quantities.quantity import Interval
from sitegen.quantities.rounding import Precision, state_interval
from sitegen.sheets.rows import Row, Sheet

EIGHTHS = st.integers(0, 320).map(lambda number: Fraction(number, 8))
WHOLE_YEARS = st.integers(1, 12).map(Fraction)
NONE_LESS = Fraction(-40)


def draw_number(draw: st.DrawFn, domain: Interval) -> Fraction:
    """A number that a rule is about, often the least one."""
    low = NONE_LESS if domain.low is None else domain.low
    return low + draw(EIGHTHS) + (Fraction(1, 8) if domain.low_open else 0)


def draw_interval(draw: st.DrawFn, number: Fraction) -> Interval:
    """A statement that allows a number: with one end, with two, or the number alone."""
    below, above = draw(EIGHTHS), draw(EIGHTHS)
    shape = draw(st.sampled_from(["point", "range", "low", "high", "from", "to"]))
    low = number if shape in {"point", "low"} else number - below
    high = number if shape in {"point", "high"} else number + above
    is_open = draw(st.booleans())
    return Interval(
        None if shape == "to" else low,
        None if shape == "from" else high,
        low_open=is_open and low < number and shape != "to",
        high_open=is_open and high > number and shape != "from",
    )


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    """Any statement of a number: with one end, with two, or the number alone."""
    return draw_interval(draw, draw_number(draw, ANY))


@st.composite
def choices(draw: st.DrawFn, terms: tuple[Operand, ...]) -> list[tuple[Fraction, Interval]]:
    """For each term a number, and a statement that allows it."""
    numbers = [draw_number(draw, term.domain) for term in terms]
    return [(number, draw_interval(draw, number)) for number in numbers]


@pytest.mark.parametrize("name", RULES)
def test_bounds_contain_what_every_choice_of_numbers_gives(name: str) -> None:
    rule = RULES[name]

    @given(choices(rule.spread(3)), WHOLE_YEARS)
    def check(chosen: list[tuple[Fraction, Interval]], amount: Fraction) -> None:
        result = rule.compute([number for number, _ in chosen], amount)
        found = bound_result(rule, [interval for _, interval in chosen], amount)
        if name == "growth":  # roots have 40 digits
            found = _widen(found)
        assert found.contains(result)

    check()


def _widen(interval: Interval) -> Interval:
    slack = Fraction(1, 10**20)
    return Interval(
        None if interval.low is None else interval.low - slack,
        None if interval.high is None else interval.high + slack,
    )


@pytest.mark.parametrize("name", RULES)
def test_an_end_is_reached_or_open(name: str) -> None:
    rule = RULES[name]
    numbers = (3, 7, 5)[: len(rule.terms)] if rule.formula else (3, 7)
    points = [Interval(Fraction(n), Fraction(n)) for n in numbers]
    exact = bound_result(rule, points, Fraction(2))
    assert exact == Interval(exact.low, exact.low)
    assert exact.low == rule.compute([*map(Fraction, numbers)], Fraction(2))
    around = [Interval(Fraction(n), Fraction(n + 1), high_open=True) for n in numbers]
    wider = bound_result(rule, around, Fraction(2))
    assert (wider.low, wider.high) != (exact.low, exact.low)
    assert wider.low_open or wider.high_open


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (
            Interval(Fraction(0), Fraction(0)),
            Interval(None, Fraction(9), high_open=True),
            "0..None",
        ),
        (Interval(Fraction(2), Fraction(2)), Interval(Fraction(0), Fraction(9)), "2/9..None"),
        (Interval(Fraction(2), Fraction(2)), Interval(Fraction(-1), Fraction(9)), "2/9..None"),
        (Interval(Fraction(-1), Fraction(2)), Interval(Fraction(1), Fraction(4)), "0..2"),
        (Interval(Fraction(-2), Fraction(-1)), Interval(Fraction(1), Fraction(4)), "None..None"),
        (Interval(Fraction(1), Fraction(2)), Interval(Fraction(-4), Fraction(0)), "None..None"),
    ],
)
def test_numbers_a_function_is_not_about_bound_nothing(
    part: Interval, whole: Interval, expected: str
) -> None:
    terms = (Operand("part", UP, AMOUNT), Operand("whole", DOWN, DIVISOR))
    found = propagate(lambda xs: xs[0] / xs[1], terms, (part, whole))
    assert f"{found.low}..{found.high}" == expected
    assert not found.low_open


def test_where_no_time_passes_nothing_is_bounded() -> None:
    points = [Interval(Fraction(3), Fraction(3))] * 2
    for years in (Fraction(0), Fraction(-1)):
        assert bound_result(RULES["path"], points, years) == ANY


@pytest.mark.parametrize("name", RULES)
def test_each_rule_names_its_terms_in_its_formula(name: str) -> None:
    rule = RULES[name]
    facts = make_ledger(
        [row(f"output/zone/{year}", "5", "CNY") for year in (2020, 2021, 2022)]
    ).facts
    facts = facts[: len(rule.terms)] if rule.formula else facts
    for amount in (Fraction(2), Fraction(19, 12)):
        formula, values = write_working(rule, facts, amount)
        shown = {key: f"<{key}>" for key, _ in values}
        assert all(text in formula.format_map(shown) for text in shown.values())
    assert all(term.domain in {ANY, AMOUNT, DIVISOR, RATE} for term in rule.terms)


SHARED = sorted(DERIVATIONS.keys() & set(RELATION_RULES))


def test_relations_and_derivations_speak_of_one_arithmetic() -> None:
    assert RULES.keys() == DERIVATIONS.keys() | set(RELATION_RULES)
    assert SHARED == ["change", "percent-change", "share"]


@given(
    st.sampled_from(SHARED),
    st.integers(1, 10**6),
    st.integers(1, 10**6),
    st.sampled_from([("exact", "exact"), ("exact", "over"), ("at-most", "exact")]),
)
def test_a_derived_number_and_a_relation_of_one_rule_agree(
    rule: str, one: int, two: int, bounds: tuple[str, str]
) -> None:
    low, high = sorted((one, two))
    area = "city" if rule == "share" else "zone"
    period = "2023" if rule == "share" else "2022"
    rows = [
        row(f"output/zone/{period}", str(low), "CNY", bounds[0]),
        row(f"output/{area}/2023", str(high), "CNY", bounds[1]),
    ]
    in_percent = RULES[rule].names != RULES["change"].names or rule == "percent-change"
    result = (
        ("quota/zone/2023/share", "1.0", "%") if in_percent else ("trade/zone/2023", "1", "CNY")
    )
    ledger = make_ledger([*rows, row(*result)])
    first, second, claimed = ledger.facts
    relation = _relate(rule, claimed.key, (first.key, second.key))
    (checked,) = work_relations(replace(ledger, relations=(relation,)))
    derived = derive(rule, (first, second), ledger.unit_by_key)
    assert (checked.formula, checked.values) == (derived.formula, derived.values)
    assert checked.computed.bound == derived.quantity.bound
    assert checked.computed.unit.base_unit == derived.quantity.unit.base_unit
    (shown,) = checked.computed.numbers
    assert abs(shown - derived.exact) <= Decimal("0.01")  # rounded one digit finer than 1.0
    (printed,) = derived.quantity.numbers
    assert abs(shown - printed) <= Decimal("0.1")


def _relate(rule: str, result: str, facts: tuple[str, ...]) -> Relation:
    texts = Localized((("zh", ""), ("en", "")))
    own = Row(Sheet("relations.csv", {}), 2, ())
    return Relation("r", rule, result, facts, Fraction(1), texts, row=own)


@pytest.mark.parametrize(
    ("rule", "rows"),
    [
        ("change", [("firms/zone/2021", "9", "over"), ("firms/zone/2022", "12", "over")]),
        ("share", [("firms/zone/2022", "9", "exact"), ("people/zone/2022", "0", "exact")]),
        ("percent-change", [("firms/zone/2021", "9", "exact"), ("firms/zone/2022", "-1", "exact")]),
        ("path", [("firms/zone/2023", "9", "exact"), ("people/zone/2023", "1", "exact")]),
    ],
)
def test_a_relation_that_nothing_bounds_is_refused(
    rule: str, rows: list[tuple[str, str, str]]
) -> None:
    ledger = make_ledger(
        [row("all-firms/zone/2023", "3", "家"), *(row(key, n, "家", how) for key, n, how in rows)]
    )
    result, *facts = [fact.key for fact in ledger.facts]
    ledger = replace(ledger, relations=(_relate(rule, result, tuple(facts)),))
    assert work_relations(ledger) == ()
    (problem,) = check_relations(ledger, ())
    assert (problem.rule, problem.path) == ("relation", "relations.csv")
    assert "nothing bounds" in problem.message


CNY = make_ledger([row("output/zone/2023", "1", "CNY")]).unit_by_key["CNY"]


@given(intervals(), st.sampled_from(["0.01", "0.1", "1", "10"]), st.booleans())
def test_a_rounded_interval_stays_true(interval: Interval, step: str, trimmed: bool) -> None:
    quantity = state_interval(interval, Precision(Decimal(step), trimmed), CNY)
    assert quantity is not None
    rounded = quantity.interval
    if interval.low is None or interval.high is None:
        assert rounded.holds(interval)  # a single bound never says more than is known
    elif quantity.bound == "exact":
        assert interval.low == interval.high
    for stated, exact in ((rounded.low, interval.low), (rounded.high, interval.high)):
        assert (stated is None) == (exact is None)
        if stated is not None and exact is not None and quantity.bound != "about":
            assert abs(stated - exact) <= Fraction(step)


def test_an_interval_without_ends_is_no_quantity() -> None:
    assert state_interval(ANY, Precision(Decimal(1)), CNY) is None
