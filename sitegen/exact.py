"""Arithmetic without binary floats: fractions, with roots and logarithms to `DIGITS` digits."""

from __future__ import annotations

import math
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

DIGITS = 40
"""Significant digits of roots, logarithms and quotients."""

_WORKING_DIGITS = 60


def to_decimal(number: Fraction) -> Decimal:
    """A fraction as a plain decimal of at most `DIGITS` digits."""
    with localcontext() as context:
        context.prec = DIGITS
        return Decimal(f"{(Decimal(number.numerator) / number.denominator).normalize():f}")


def raise_power(base: Fraction, exponent: Fraction) -> Fraction:
    """A power of a number that is not negative: exact for whole exponents, else to `DIGITS` digits."""
    if exponent.denominator == 1:
        return base**exponent.numerator
    with localcontext() as context:
        context.prec = _WORKING_DIGITS
        power: Decimal = (Decimal(base.numerator) / base.denominator) ** (
            Decimal(exponent.numerator) / exponent.denominator
        )
        context.prec = DIGITS  # what the cut exponent did to the last digits is rounded off
        return Fraction(+power)


def divide_logs(part: Fraction, whole: Fraction) -> Fraction:
    """`log(part) / log(whole)` of positive numbers, `whole` not 1, to `DIGITS` digits."""
    with localcontext() as context:
        context.prec = _WORKING_DIGITS
        share = _log(part) / _log(whole)
        context.prec = DIGITS
        return Fraction(+share)


def _log(number: Fraction) -> Decimal:
    return (Decimal(number.numerator) / number.denominator).ln()


def compute_growth(start: Fraction, end: Fraction, years: Fraction) -> Fraction:
    """Mean yearly growth in percent from one level to another: `(end/start)^(1/years) − 1`."""
    return (raise_power(end / start, 1 / years) - 1) * 100


def compute_baseline(level: Fraction, rate: Fraction, years: Fraction) -> Fraction:
    """The level that grows to `level` in so many years at a yearly rate in percent."""
    return level / raise_power(1 + rate / 100, years)


def round_half_up(number: Fraction) -> int:
    """The nearest whole number; halves go away from zero."""
    whole = math.floor(abs(number) + Fraction(1, 2))
    return whole if number >= 0 else -whole


def round_to(
    step: Decimal, number: Fraction, how: Callable[[Fraction], int] = round_half_up
) -> Decimal:
    """A number in whole steps, with the digits of the step: 10 in steps of 0.1 is 10.0."""
    with localcontext() as context:
        context.prec = _WORKING_DIGITS
        return Decimal(how(number / Fraction(step))) * step


def find_digit(number: Decimal) -> Fraction:
    """One of the last digit printed: a tenth for 3201.2."""
    return Fraction(10) ** int(number.as_tuple().exponent)


def floor_power(number: Fraction) -> Decimal:
    """The largest power of ten that is no larger than a positive number."""
    power = (Decimal(number.numerator) / number.denominator).adjusted()
    return Decimal(10**power) if power >= 0 else Decimal(1).scaleb(power)
