"""Facts that become larger or smaller, phrase and all, as a correction by the source would have it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from sitegen.ledger.phrases import find_difference, find_readings, says_bound

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from fractions import Fraction

    from sitegen.ledger.ledger import Ledger
    from sitegen.ledger.values import Fact
    from sitegen.quantities.quantity import Quantity

SIZES = ("1", "5", "20", "50", "100")
"""How far facts are moved, in percent; up by so much and down again to what was before so much more."""
_MAGNITUDES = ("", "万", "亿", " million", " billion")
_HUNDRED = 100


@dataclass(frozen=True)
class Move:
    """A fact with another number."""

    line: int
    """Of the row, from 1."""
    size: str
    """How far it is moved, in percent."""
    cells: Mapping[str, str]


def make_moves(fact: Fact, ledger: Ledger) -> Iterator[Move]:
    """A fact moved by each size, up and down; a size that its digits cannot show is left out."""
    for size in SIZES:
        up = 1 + Decimal(size) / _HUNDRED
        for factor in (up, 1 / up):
            if cells := scale_fact(fact, factor, ledger):
                yield Move(fact.row.line, size, cells)


def scale_fact(fact: Fact, factor: Decimal, ledger: Ledger) -> Mapping[str, str] | None:
    """The cells of a fact that is so many times as large, its phrase among them; `None` where that cannot be written."""
    numbers = [round_like(number * factor, number) for number in fact.quantity.numbers]
    return write_numbers(fact, numbers, ledger)


def set_fact(fact: Fact, exact: Fraction, ledger: Ledger) -> Mapping[str, str] | None:
    """The cells of a fact of one number that is about so much in base units; `None` where that cannot be written."""
    if fact.quantity.value is None:
        return None
    value = exact / fact.quantity.unit.factor
    number = Decimal(value.numerator) / Decimal(value.denominator)
    return write_numbers(fact, [round_like(number, fact.quantity.value)], ledger)


def round_like(number: Decimal, other: Decimal) -> Decimal:
    """A number with as many decimals as another."""
    return number.quantize(Decimal(1).scaleb(min(0, int(other.as_tuple().exponent))), ROUND_HALF_UP)


def write_numbers(fact: Fact, numbers: list[Decimal], ledger: Ledger) -> Mapping[str, str] | None:
    """The cells of a fact with other numbers, in its phrase too; `None` where a phrase cannot say them so."""
    old = fact.quantity.numbers
    if numbers == [*old] or min(numbers) <= 0 or (len(numbers) > 1 and numbers[0] >= numbers[1]):
        return None
    names = ("value",) if fact.quantity.value is not None else ("low", "high")
    cells = dict(zip(names, map(str, numbers), strict=True))
    changed = requantify(fact.quantity, cells)
    for phrase in _write_phrases(fact, numbers):
        if (
            find_difference(replace(fact, quantity=changed, phrase=phrase), ledger.unit_by_key)
            is None
        ):
            return {**cells, "phrase": phrase}
    return None


def requantify(quantity: Quantity, cells: Mapping[str, str]) -> Quantity:
    """A quantity with the numbers of a row's cells."""
    value, low, high = (
        Decimal(cells[name]) if cells.get(name) else None for name in ("value", "low", "high")
    )
    return replace(quantity, value=value, low=low, high=high)


def _write_phrases(fact: Fact, numbers: list[Decimal]) -> Iterator[str]:
    """A fact's phrase with other numbers where its own stand, in each way that might do."""
    phrase = fact.phrase
    for reading in find_readings(fact):
        if not says_bound(fact.quantity.bound, reading):
            continue
        said = phrase[reading.start : reading.end]
        digits, at = said, 0
        for old, new in zip(fact.quantity.numbers, numbers, strict=True):
            found = digits.find(str(old), at)
            if found >= 0:
                digits = digits[:found] + str(new) + digits[found + len(str(old)) :]
                at = found + len(str(new))
        for text in (digits, *(f"{numbers[0]}{name}" for name in _MAGNITUDES)):
            yield phrase[: reading.start] + text + phrase[reading.end :]
    if str(fact.quantity.numbers[0]) in phrase:  # a number that no unit stands beside
        yield phrase.replace(str(fact.quantity.numbers[0]), str(numbers[0]), 1)
