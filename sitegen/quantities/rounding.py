"""Rounding: the last place that was printed, what a printed number stands for, and results in whole steps."""

from __future__ import annotations

import math
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import TYPE_CHECKING

from sitegen.quantities.exact import WORKING_DIGITS
from sitegen.quantities.quantity import Interval

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitegen.quantities.quantity import Quantity


def round_half_up(number: Fraction) -> int:
    """The nearest whole number; halves go away from zero."""
    whole = math.floor(abs(number) + Fraction(1, 2))
    return whole if number >= 0 else -whole


def round_to(
    step: Decimal, number: Fraction, how: Callable[[Fraction], int] = round_half_up
) -> Decimal:
    """A number in whole steps, with the digits of the step: 10 in steps of 0.1 is 10.0."""
    with localcontext() as context:
        context.prec = WORKING_DIGITS
        return Decimal(how(number / Fraction(step))) * step


def last_place(number: Decimal) -> Fraction:
    """One of the last digit printed: a tenth for 3201.2."""
    return Fraction(10) ** int(number.as_tuple().exponent)


def floor_power(number: Fraction) -> Decimal:
    """The largest power of ten that is no larger than a positive number."""
    power = (Decimal(number.numerator) / number.denominator).adjusted()
    return Decimal(10**power) if power >= 0 else Decimal(1).scaleb(power)


def round_interval(quantity: Quantity) -> Interval:
    """What a printed quantity may stand for: its bound, and half of its last digit either way.

    Whole counts are exact: 571 items are neither more nor fewer.
    """
    stated = quantity.interval
    whole = all(number == number.to_integral_value() for number in quantity.numbers)
    if whole and quantity.unit.factor == 1 and quantity.unit.base_unit == "count":
        return stated
    half = min(last_place(number) for number in quantity.numbers) * quantity.unit.factor / 2
    return Interval(
        None if stated.low is None else stated.low - half,
        None if stated.high is None else stated.high + half,
        stated.low_open,
        stated.high_open,
    )
