"""Units of quantities, and the shift from a stated number to base units: exact, and never rounded.

Unit factors are `Fraction`s, so 万, 亿 and 万亿 are shifts without loss.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from sitegen.quantities.exact import BASE_DIGITS, WORKING_DIGITS, to_decimal

if TYPE_CHECKING:
    from decimal import Decimal

PERCENT, POINTS, MULTIPLE, RANK = "percent", "percentage-point", "multiple", "rank"
"""Base units that measures are bound to, whatever else a project counts in."""
COUNT = "count"
"""Base unit whose whole numbers are exact as printed."""


@dataclass(frozen=True)
class Unit:
    """How a quantity is written in each language; a row of `units.csv`."""

    unit: str
    """Key: the unit as the source prints it, with its 万 or 亿."""
    base_unit: str
    """Key of the unit that facts are compared in."""
    factor: Fraction
    """One of this unit in base units."""
    forms: tuple[tuple[str, tuple[str, ...]], ...]
    """By language code, the plural forms of the template with one placeholder."""

    def form(self, language: str) -> tuple[str, ...]:
        """Plural forms of the template in a language.

        Raises:
            KeyError: The unit has no form in this language.
        """
        return dict(self.forms)[language]


def to_base(number: Decimal, unit: Unit) -> Decimal:
    """A stated number in base units: exact for decimal factors, else to `BASE_DIGITS` digits.

    The decimals of the statement are kept only as far as they carry a digit:
    3201.2 亿元 is 320120000000, 6.0 % is 6.0.
    """
    if unit.factor == 1:
        return number
    base = Fraction(number) * unit.factor
    exact = to_decimal(base, WORKING_DIGITS)
    return exact if Fraction(exact) == base else to_decimal(base, BASE_DIGITS)


def is_power_of_ten(factor: Fraction) -> bool:
    """Whether a unit's factor shifts the decimal point and changes no digit."""
    return set(str(factor.numerator * factor.denominator).rstrip("0")) == {"1"}
