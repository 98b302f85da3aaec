"""Numbers and dates as tables write them: strict, so that one quantity is written in one way.

Nothing is guessed: no separators, no signs but a minus, no digits of other scripts.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from sitegen.quantities.period import parse_period

NUMBER = r"-?[0-9]+(?:\.[0-9]+)?"
INTEGER = "[0-9]{1,18}"
FRACTION = f"({INTEGER})(?:/({INTEGER}))?"
_NUMBER, _FRACTION = re.compile(NUMBER), re.compile(FRACTION)


def parse_number(text: str) -> Decimal:
    """A decimal number: `3201.2`, `-1.5`.

    Raises:
        ValueError: The text is not such a number.
    """
    if not _NUMBER.fullmatch(text):
        raise ValueError
    return Decimal(text)


def parse_integer(text: str) -> int:
    """A whole number of up to eighteen digits, without a sign.

    Raises:
        ValueError: The text is not such a number.
    """
    match = _FRACTION.fullmatch(text)
    if not match or match[2]:
        raise ValueError
    return int(text)


def parse_fraction(text: str) -> Fraction:
    """A whole number, or two with a slash between: `365`, `1/3`.

    Raises:
        ValueError: The text is not such a number, or divides by zero.
    """
    match = _FRACTION.fullmatch(text)
    if not match or (match[2] and not int(match[2])):
        raise ValueError
    return Fraction(text)


def parse_date(text: str) -> str:
    """A date as it is written: a year, a month or a day, as precise as printed.

    Raises:
        ValueError: The text is not such a date, or the calendar does not have it.
    """
    try:
        parse_period(f"@{text}")
    except ValueError:
        raise ValueError from None  # its reason speaks of stocks
    return text
