from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.quantities.period import parse_period


@pytest.mark.parametrize(
    ("text", "shape", "start", "end", "years"),
    [
        ("2020", "year", (2020, 1), (2020, 12), Fraction(1)),
        ("2023-H1", "half", (2023, 1), (2023, 6), Fraction(1, 2)),
        ("2023-H2", "half", (2023, 7), (2023, 12), Fraction(1, 2)),
        ("2023-Q1", "quarter", (2023, 1), (2023, 3), Fraction(1, 4)),
        ("2023-08", "month", (2023, 8), (2023, 8), Fraction(1, 12)),
        ("2023-01/2023-11", "months", (2023, 1), (2023, 11), Fraction(11, 12)),
        ("2021/2025", "years", (2021, 1), (2025, 12), Fraction(5)),
        ("@2023", "as-of", (2023, 12), (2023, 12), Fraction(0)),
        ("@2023-08", "as-of", (2023, 8), (2023, 8), Fraction(0)),
        ("@2023-12-29", "as-of", (2023, 12), (2023, 12), Fraction(0)),
    ],
)
def test_written_forms(
    text: str, shape: str, start: tuple[int, int], end: tuple[int, int], years: Fraction
) -> None:
    period = parse_period(text)
    assert (period.shape, period.start, period.end, period.years) == (shape, start, end, years)
    assert period.text == text
    assert "/" not in period.key


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2020", "2020-01-01", "2020-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-H2", "2023-07-01", "2023-12-31"),
        ("2023-01/2023-11", "2023-01-01", "2023-11-30"),
        ("2021/2025", "2021-01-01", "2025-12-31"),
        ("@2023", "2023-01-01", "2023-12-31"),
        ("@2023-08", "2023-08-01", "2023-08-31"),
        ("@2023-08-15", "2023-08-15", "2023-08-15"),
    ],
)
def test_a_period_has_a_first_and_a_last_day(text: str, first: str, last: str) -> None:
    assert [day.isoformat() for day in parse_period(text).days] == [first, last]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "23",
        "2023-13",
        "2023-Q5",
        "2023-H3",
        "2023/2021",
        "2023/2023",
        "2023/2025-06",
        "@2021/2025",
        "2023-08-15",
        "@2023-Q1",
        "2023-Q1/2023-Q2",
        "2023 ",
        "２０２３",
        "2023-00",
        "2023-08-15/2023-08-16",
    ],
)
def test_anything_else_is_no_period(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_period(text)


@given(st.integers(1950, 2100), st.integers(1, 12), st.integers(1, 12))
def test_periods_are_ordered_by_their_end(year: int, one: int, two: int) -> None:
    first, second = (parse_period(f"{year}-{month:02d}") for month in (one, two))
    assert (first < second) == (one < two)
    assert first.end_years <= parse_period(str(year)).end_years
