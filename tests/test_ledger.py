from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from projects import SHIPPED

from sitegen.ledger.reading import read_ledger
from sitegen.quantities.quantity import Interval, Quantity
from sitegen.quantities.units import Unit, to_base

if TYPE_CHECKING:
    from sitegen.ledger.ledger import Ledger
    from sitegen.problems import Problem

FILES = {path.stem: path.read_text("utf-8") for path in (SHIPPED / "data").glob("*.csv")}


def load(**changes: tuple[str, str]) -> tuple[Ledger, tuple[Problem, ...]]:
    files = dict(FILES)
    for name, (old, new) in changes.items():
        assert old in files[name]
        files[name] = files[name].replace(old, new, 1)
    return read_ledger(files, ("en", "de"), "data")


def test_a_good_ledger_has_no_problems() -> None:
    ledger, problems = load()
    assert problems == ()
    assert len(ledger.facts) == 10


@pytest.mark.parametrize(
    ("key", "found"),
    [
        ("catch/isles/2023", ["catch/isles/2023/actual/level/gazette"]),
        ("catch/isles/2023/growth", ["catch/isles/2023/actual/growth/gazette"]),
        ("catch/isles/2023/actual/level/gazette", ["catch/isles/2023/actual/level/gazette"]),
        ("catch/isles/2023/gazette", ["catch/isles/2023/actual/level/gazette"]),
        ("catch/isles/2025", ["catch/isles/2025/target/level/plan"]),
        ("catch/isles/2025/actual", []),
        ("catch/isles", []),
        ("isles/catch/2023", []),
        ("", []),
    ],
)
def test_a_key_may_be_short_where_it_means_one_fact(key: str, found: list[str]) -> None:
    assert [fact.key for fact in load()[0].find_facts(key)] == found


def test_a_later_statement_must_be_asked_for() -> None:
    row = "catch,isles,2023,actual,growth"
    ledger, problems = load(
        facts=(
            row,
            "catch,isles,2023,actual,level,2,15,,,over,million euro,gazette,page 3,over 15,,\n"
            + row,
        )
    )
    assert problems == ()
    assert [fact.statement for fact in ledger.find_facts("catch/isles/2023")] == [1]
    assert [fact.key for fact in ledger.find_facts("catch/isles/2023/2")] == [
        "catch/isles/2023/actual/level/gazette/2"
    ]


@pytest.mark.parametrize(
    ("bound", "value", "agrees"),
    [
        ("over", "15.9", True),
        ("over", "16", False),
        ("at-least", "16", True),
        ("about", "15.5", True),
        ("about", "14", False),
        ("under", "16", False),
        ("under", "17", True),
        ("at-most", "16", True),
        ("exact", "16", True),
        ("exact", "16.1", False),
    ],
)
def test_facts_of_one_subject_agree_or_are_declared(bound: str, value: str, agrees: bool) -> None:
    row = "catch,isles,2023,actual,growth"
    twin = (
        f"catch,isles,2023,actual,level,2,{value},,,{bound},million euro,gazette,page 3,p,,\n{row}"
    )
    _, problems = load(facts=(row, twin))
    assert [problem.rule for problem in problems] == ([] if agrees else ["conflict"])
    files = dict(FILES)
    files["facts"] = files["facts"].replace(row, twin)
    key = "catch/isles/2023/actual/level/gazette"
    files["conflicts"] = (
        f"conflict,fact_a,fact_b,difference_en,difference_de,treatment_en,treatment_de\nx,{key},{key}/2,a,b,c,d\n"
    )
    assert read_ledger(files, ("en", "de"), "data")[1] == ()


FACTORS = st.integers(-2, 13).map(lambda power: Fraction(10) ** power)
NUMBERS = st.decimals(-(10**9), 10**9, places=4, allow_nan=False)


@given(NUMBERS, FACTORS)
def test_shifts_lose_and_gain_nothing(number: Decimal, factor: Fraction) -> None:
    base = to_base(number, Unit("u", "b", factor, ()))
    assert Fraction(base) == Fraction(number) * factor
    assert "E" not in str(base)


def test_thirds_are_rounded_once() -> None:
    third = Unit("1/3", "percent", Fraction(100, 3), ())
    assert to_base(Decimal(2), third) == Decimal("66.6666666667")
    quarter = Unit("1/4", "percent", Fraction(100, 4), ())
    assert to_base(Decimal("0.01"), quarter) == Decimal("0.25")


ENDS = st.one_of(st.none(), st.integers(-5, 5).map(Fraction))
INTERVALS = st.builds(Interval, ENDS, ENDS, st.booleans(), st.booleans())


@given(INTERVALS, INTERVALS)
def test_agreement_is_mutual(one: Interval, two: Interval) -> None:
    assert one.meets(two) == two.meets(one)


@given(NUMBERS, st.sampled_from(["over", "at-least", "under", "at-most", "about", "exact"]))
def test_every_statement_but_a_strict_one_agrees_with_its_number(
    number: Decimal, bound: str
) -> None:
    unit = Unit("u", "b", Fraction(1), ())
    stated = Quantity(number, None, None, bound, unit).interval  # type: ignore[arg-type]
    exact = Quantity(number, None, None, "exact", unit).interval
    assert stated.meets(exact) == (bound not in {"over", "under"})


@given(st.text(max_size=60))
def test_no_text_of_a_table_is_a_traceback(text: str) -> None:
    for name in ("facts", "units", "sources", "glossary"):
        _, problems = read_ledger(FILES | {name: text}, ("en", "de"), "data")
        assert problems
        _, problems = read_ledger(FILES | {name: FILES[name] + text + "\n"}, ("en", "de"), "data")
        assert problems or not text.strip("\n")
