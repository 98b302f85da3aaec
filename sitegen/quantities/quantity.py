"""Quantities as a source states them: value or range, bound, unit; exact, and never rounded.

Values are `Decimal`, unit factors `Fraction`, so 万, 亿 and 万亿 are shifts without loss.
What a bound means for arithmetic and for agreement is an `Interval`.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Literal, get_args

from sitegen.quantities.units import to_base

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from sitegen.quantities.units import Unit


Bound = Literal["exact", "at-least", "over", "about", "under", "at-most", "range"]
BOUNDS: tuple[str, ...] = get_args(Bound)

ABOUT = Fraction(1, 20)
"""How far a value "about" x may lie from x, as a share of x, when two statements are compared."""


@dataclass(frozen=True)
class Interval:
    """The real numbers a statement allows; `None` is without end."""

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False

    def meets(self, other: Interval) -> bool:
        """Whether some number satisfies both statements."""
        return _below(self, other) and _below(other, self)

    def holds(self, other: Interval) -> bool:
        """Whether all that the other statement allows, this one allows too."""
        return _reaches(self.low, self.low_open, other.low, other.low_open, 1) and _reaches(
            self.high, self.high_open, other.high, other.high_open, -1
        )

    def contains(self, number: Fraction) -> bool:
        """Whether the statement allows a number."""
        low, high = self.low, self.high
        return (low is None or low < number or (low == number and not self.low_open)) and (
            high is None or number < high or (high == number and not self.high_open)
        )

    @property
    def is_point(self) -> bool:
        """Whether it allows one number alone."""
        return (
            self.low is not None and self.low == self.high and not (self.low_open or self.high_open)
        )


def _below(one: Interval, two: Interval) -> bool:
    """Whether `one` starts no later than `two` ends."""
    if one.low is None or two.high is None:
        return True
    if one.low == two.high:
        return not (one.low_open or two.high_open)
    return one.low < two.high


def _reaches(
    own: Fraction | None, own_open: bool, other: Fraction | None, other_open: bool, sign: int
) -> bool:
    """Whether an end lies no further in than another; `sign` is 1 for lower ends, -1 for upper ones."""
    if own is None or other is None:
        return own is None
    if own == other:
        return other_open or not own_open
    return sign * own < sign * other


def find_apart(intervals: Iterable[Interval]) -> Iterator[tuple[Interval, Interval]]:
    """The pairs of intervals that have no number in common, the lower one first.

    No other pairs are looked at: where all meet, it takes no longer than to put them in order.
    """
    ordered = sorted(intervals, key=_start, reverse=True)
    for one in ordered:
        for other in ordered:
            if _below(other, one):  # nor do those end before it that start no later
                break
            yield one, other


def _start(one: Interval) -> tuple[bool, Fraction, bool]:
    """Puts intervals in the order in which they begin."""
    return one.low is not None, one.low or Fraction(0), one.low_open


@dataclass(frozen=True)
class Quantity:
    """One quantity as stated: `value`, or `low` and `high` where the bound is a range."""

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    bound: Bound
    unit: Unit

    @property
    def numbers(self) -> tuple[Decimal, ...]:
        """The stated numbers, in the stated unit: one, or two for a range."""
        return tuple(n for n in (self.value, self.low, self.high) if n is not None)

    @property
    def base_numbers(self) -> tuple[Decimal, ...]:
        """The stated numbers in base units, as they are printed and published."""
        return tuple(to_base(number, self.unit) for number in self.numbers)

    @cached_property
    def exact_numbers(self) -> tuple[Fraction, ...]:
        """The stated numbers in base units, never rounded, for arithmetic."""
        return tuple(Fraction(number) * self.unit.factor for number in self.numbers)

    @property
    def base(self) -> Decimal | None:
        """The value in base units; `None` for a range."""
        return None if self.value is None else to_base(self.value, self.unit)

    @cached_property
    def interval(self) -> Interval:
        """What the statement allows, in base units."""
        low, high = self.exact_numbers[0], self.exact_numbers[-1]
        match self.bound:
            case "at-least":
                return Interval(low, None)
            case "over":
                return Interval(low, None, low_open=True)
            case "under":
                return Interval(None, high, high_open=True)
            case "at-most":
                return Interval(None, high)
            case "about":
                slack = abs(low) * ABOUT
                return Interval(low - slack, high + slack)
            case _:
                return Interval(low, high)
