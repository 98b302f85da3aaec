"""The time a fact is about: a year, a part of one, a span, or a stock at a date.

Written forms, after ISO 8601 where it has one:

    2020                a year
    2023-H1             a half year
    2023-Q1             a quarter
    2023-08             a month
    2023-01/2023-11     from month to month, both included
    2021/2025           from year to year, both included
    @2023, @2023-08, @2023-08-15   a stock as of that time
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Literal

from sitegen.messages.said import say

Shape = Literal["year", "half", "quarter", "month", "months", "years", "as-of"]

POINT = "([0-9]{4})(?:-(?:H([12])|Q([1-4])|(0[1-9]|1[0-2])(?:-([0-2][0-9]|3[01]))?))?"
"""A year, or a part of one."""
PERIOD = f"(@)?{POINT}(?:/{POINT})?"
_PATTERN = re.compile(PERIOD)

_YEAR = 12
"""Months of a year."""
_DATED = 3
"""Parts of a date that names a day."""

SEPARATOR = "--"
"""Stands for the slash of a period in the key of a fact, as ISO 8601 allows."""


@dataclass(frozen=True, order=True)
class Period:
    """A period, ordered by its end, then by its start."""

    end: tuple[int, int]
    """Last year and month, included."""
    start: tuple[int, int]
    """First year and month; of a stock, its date."""
    text: str
    """The written form."""
    shape: Shape

    @cached_property
    def key(self) -> str:
        """The written form, fit for a fact's key."""
        return self.text.replace("/", SEPARATOR)

    @cached_property
    def days(self) -> tuple[date, date]:
        """First and last day; of a stock, those between which its date lies, as precise as it is written."""
        year, month = self.start
        if self.shape == "as-of":
            written = [int(part) for part in self.text.removeprefix("@").split("-")]
            if len(written) == _DATED:
                day = date(*written)
                return day, day
            month = written[1] if len(written) > 1 else 1
        return date(year, month, 1), date(*self.end, monthrange(*self.end)[1])

    @cached_property
    def months(self) -> int:
        """Length in months; a stock has none."""
        if self.shape == "as-of":
            return 0
        return (self.end[0] - self.start[0]) * _YEAR + self.end[1] - self.start[1] + 1

    @cached_property
    def end_month(self) -> int:
        """The end of the period on a scale of months."""
        return self.end[0] * _YEAR + self.end[1]

    @cached_property
    def years(self) -> Fraction:
        """Length in years; a stock has none."""
        return Fraction(self.months, _YEAR)

    @cached_property
    def end_years(self) -> Fraction:
        """The end of the period on a scale of years: the end of 2023 is 2024."""
        return Fraction(self.end_month, _YEAR)


def parse_period(text: str) -> Period:
    """Read a written period.

    Raises:
        ValueError: The text has none of the forms, or ends before it starts.
    """
    match = _PATTERN.fullmatch(text)
    if not match:
        raise ValueError(say("it has none of the written forms"))
    as_of, *parts = match.groups()
    first, second = parts[:5], parts[5:]
    start, end, shape = _point(first)
    day = int(first[4]) if first[4] else None
    if day:
        date(start[0], start[1], day)  # refuses a day that the month does not have
    if second[0]:
        if as_of or {shape, _point(second)[2]} - {"year", "month"} or day or second[4]:
            raise ValueError(say("a span goes from year to year or from month to month"))
        if shape != _point(second)[2]:
            raise ValueError(say("a span has two ends of one kind"))
        end = _point(second)[1]
        if _point(second)[0] <= start:
            raise ValueError(say("the span ends before it starts"))
        return Period(end, start, text, "years" if shape == "year" else "months")
    if as_of:
        if shape in {"half", "quarter"}:
            raise ValueError(say("a stock is dated by year, month or day"))
        return Period(end, end, text, "as-of")
    if day:
        raise ValueError(say("a day needs `@` before it: a stock as of that day"))
    return Period(end, start, text, shape)


def _point(parts: list[str | None]) -> tuple[tuple[int, int], tuple[int, int], Shape]:
    """Start, end and shape of one side of a period."""
    year = int(parts[0] or 0)
    if parts[1]:
        half = int(parts[1])
        return (year, half * 6 - 5), (year, half * 6), "half"
    if parts[2]:
        quarter = int(parts[2])
        return (year, quarter * 3 - 2), (year, quarter * 3), "quarter"
    if parts[3]:
        month = int(parts[3])
        return (year, month), (year, month), "month"
    return (year, 1), (year, 12), "year"
