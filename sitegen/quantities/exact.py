"""Arithmetic without binary floats: fractions, with roots and logarithms to `DIGITS` digits."""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction

DIGITS = 40
"""Significant digits of roots, logarithms and quotients."""
WORKING_DIGITS = 60
"""Digits that are carried while computing, so that the first `DIGITS` of a result are right."""
BASE_DIGITS = 12
"""Significant digits of a base value whose unit factor is not a power of ten (two thirds, in percent)."""


def to_decimal(number: Fraction, digits: int = DIGITS) -> Decimal:
    """A fraction as a plain decimal of at most so many significant digits, without zeros at its end."""
    with localcontext() as context:
        context.prec = digits
        return Decimal(f"{(Decimal(number.numerator) / number.denominator).normalize():f}")


def trim(number: Decimal) -> Decimal:
    """A number as a plain decimal, without exponent and without zeros at its end."""
    return to_decimal(Fraction(number), WORKING_DIGITS)


def raise_power(base: Fraction, exponent: Fraction) -> Fraction:
    """A power of a number that is not negative: exact for whole exponents, else to `DIGITS` digits."""
    if exponent.denominator == 1:
        return base**exponent.numerator
    with localcontext() as context:
        context.prec = WORKING_DIGITS
        power: Decimal = (Decimal(base.numerator) / base.denominator) ** (
            Decimal(exponent.numerator) / exponent.denominator
        )
        context.prec = DIGITS  # what the cut exponent did to the last digits is rounded off
        return Fraction(+power)


def divide_logs(part: Fraction, whole: Fraction) -> Fraction:
    """`log(part) / log(whole)` of positive numbers, `whole` not 1, to `DIGITS` digits."""
    with localcontext() as context:
        context.prec = WORKING_DIGITS
        share = _log(part) / _log(whole)
        context.prec = DIGITS
        return Fraction(+share)


def _log(number: Fraction) -> Decimal:
    return (Decimal(number.numerator) / number.denominator).ln()
