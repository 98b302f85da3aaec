"""The one rule of rounding: what a printed number stands for, and how a result is printed.

A printed number stands for all that rounds to it: half of its last digit either way. Whole counts
printed in full are exact: 571 items are neither more nor fewer. Results are rounded to whole steps,
halves away from zero; a single bound is rounded away from what it excludes, so that it stays true.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from sitegen.quantities.exact import WORKING_DIGITS, trim
from sitegen.quantities.quantity import Interval, Quantity
from sitegen.quantities.units import COUNT

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitegen.quantities.units import Unit


def round_half_up(number: Fraction) -> int:
    """The nearest whole number; halves go away from zero."""
    whole = math.floor(abs(number) + Fraction(1, 2))
    return whole if number >= 0 else -whole


@dataclass(frozen=True)
class Precision:
    """How finely a result is printed."""

    step: Decimal
    """One of the last digit shown, in base units; a power of ten."""
    trimmed: bool = False
    """Whether zeros at the end are left out: 10.5 times, not 10.50."""

    def print(
        self, number: Fraction, make_whole: Callable[[Fraction], int] = round_half_up
    ) -> Decimal:
        """A number in whole steps, with the digits of the step: 10 in steps of 0.1 is 10.0."""
        with localcontext() as context:
            context.prec = WORKING_DIGITS
            value = Decimal(make_whole(number / Fraction(self.step))) * self.step
        return trim(value) if self.trimmed else value


def last_place(number: Decimal) -> Fraction:
    """One of the last digit printed: a tenth for 3201.2."""
    return _raise_ten(int(number.as_tuple().exponent))


@lru_cache(maxsize=64)
def _raise_ten(power: int) -> Fraction:
    return Fraction(10) ** power


def finest_place(quantity: Quantity) -> Fraction:
    """One of the last digit printed, in base units: 10^7 for 3201.2 亿; of a range, the smaller."""
    return _scale(min(map(last_place, quantity.numbers)), quantity.unit.factor)


@lru_cache(maxsize=256)
def _scale(place: Fraction, factor: Fraction) -> Fraction:
    return place * factor


def coarsest_place(quantity: Quantity) -> Fraction:
    """One of the last digit printed, in base units; of a range, the larger."""
    return max(map(last_place, quantity.numbers)) * quantity.unit.factor


def floor_to_power_of_ten(number: Fraction) -> Decimal:
    """The largest power of ten that a positive number reaches: 0.01 for a thirtieth."""
    power = (Decimal(number.numerator) / number.denominator).adjusted()
    return Decimal(10**power) if power >= 0 else Decimal(1).scaleb(power)


def rounding_slack(quantity: Quantity) -> Fraction:
    """How far the true number may lie from a printed one, in base units.

    Half of the last printed digit, of a range that of its finer end; nothing for whole counts.
    """
    place = finest_place(quantity)
    is_count = quantity.unit.base_unit == COUNT and quantity.unit.factor == place == 1
    return Fraction(0) if is_count else place / 2


def printed_interval(quantity: Quantity) -> Interval:
    """The numbers a printed quantity may stand for, in base units: its bound, and the rounding."""
    stated, slack = quantity.interval, rounding_slack(quantity)
    return Interval(
        None if stated.low is None else stated.low - slack,
        None if stated.high is None else stated.high + slack,
        stated.low_open,
        stated.high_open,
    )


def state_interval(interval: Interval, precision: Precision, unit: Unit) -> Quantity | None:
    """An interval as a rounded quantity in a base unit; `None` where nothing bounds it.

    One number is exact, two that round to one are "about" it, others a range. A single bound goes
    away from what it excludes: over 12.39 in tenths is over 12.3.
    """
    low, high = interval.low, interval.high
    if low is not None and high is not None:
        first = precision.print(low)
        ends = first, first if low == high else precision.print(high)
        if ends[0] != ends[1]:
            return Quantity(None, *ends, "range", unit)
        return Quantity(ends[0], None, None, "exact" if low == high else "about", unit)
    if low is not None:
        value = precision.print(low, math.floor)
        return Quantity(value, None, None, "over" if interval.low_open else "at-least", unit)
    if high is not None:
        value = precision.print(high, math.ceil)
        return Quantity(value, None, None, "under" if interval.high_open else "at-most", unit)
    return None
