"""The numbers that rules compute from facts a page is about, as far as one of them may have been typed.

There are too many pairs of facts to compute all exactly. A quotient or a root in machine numbers tells which come near a
typed number; only those are derived, and what is derived is compared as it reads.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from itertools import permutations, product
from typing import TYPE_CHECKING

from sitegen.analysis.conditions import DeriveError, check_baseline
from sitegen.analysis.derive import derive

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sitegen.analysis.derive import Derived
    from sitegen.ledger.values import Fact
    from sitegen.quantities.units import Unit

_SLACK, _TENTH = 0.06, 0.101
"""How far an estimate may lie from what is shown: as a share of it, and at least; results have two digits or a decimal."""


_ROUNDED = Fraction(1, 4)
"""How far a number may lie from what was rounded to it, as a part of itself."""
_FINEST = 1e-6
"""The least power of ten that counts, and the part of a reach that machine numbers may be off by."""


def _span(a: Fact, b: Fact) -> float:
    return float(b.period.end_years - a.period.end_years)


def _start(level: float, rate: float, years: float) -> float:
    return level / math.pow(1 + rate / 100, years)


def _grow(x: float, y: float, a: Fact, b: Fact) -> float:
    return (math.pow(y / x, 1 / _span(a, b)) - 1) * 100


def _pace(x: float, y: float, a: Fact, b: Fact) -> float:
    return (y - x) / _span(a, b)


def _plan(x: float, y: float, _a: Fact, b: Fact) -> float:
    years = float(b.period.years)
    return (x - _start(x, y, years)) / years


PAIRS: Mapping[str, Callable[[float, float, Fact, Fact], float]] = {
    "growth": _grow,
    "change": lambda x, y, _a, _b: y - x,
    "percent-change": lambda x, y, _a, _b: (y / x - 1) * 100,
    "gap": lambda x, y, _a, _b: y - x,
    "baseline": lambda x, y, _a, b: _start(x, y, float(b.period.years)),
    "yearly-change": _pace,
    "planned-yearly-change": _plan,
}
"""Estimates of the rules for two facts of one indicator and area, from a number of each and the facts."""
ACROSS: Mapping[str, Callable[[float, float], float]] = {
    "share": lambda x, y: 100 * x / y,
    "ratio": lambda x, y: y / x,
}
"""Estimates of the rules for two facts of any indicators."""


@dataclass(frozen=True)
class Sieve:
    """Numbers that were typed, in base units, in order, each with how far what is shown so may lie from it."""

    numbers: tuple[tuple[float, float], ...]

    def holds(self, estimate: float) -> bool:
        """Whether an estimate may be shown as one of them, whatever its sign."""
        size = abs(estimate)
        first = bisect_left(self.numbers, (size * (1 - _SLACK) - _TENTH,))
        last = bisect_right(self.numbers, (size * (1 + _SLACK) + _TENTH, math.inf))
        return any(abs(number - size) <= reach for number, reach in self.numbers[first:last])


def make_sieve(numbers: Iterable[Fraction]) -> Sieve:
    """A sieve for typed numbers: what is shown as 752 billion lies within a billion of it."""
    return Sieve(tuple(sorted({(float(one), _find_reach(one)) for one in numbers})))


def _find_reach(number: Fraction) -> float:
    """The largest power of ten that goes into a number, as far as a result of two digits or a decimal may lie from it."""
    most = max(_TENTH, float(number) * _SLACK)
    if not number:
        return most
    power = 1.0
    while number % 10 == 0:
        number, power = number / 10, power * 10
    while number.denominator > 1 and power > _FINEST:
        number, power = number * 10, power / 10
    return min(most, power * (1 + _FINEST))


def find_rounding(number: Fraction) -> Fraction:
    """How far a number may lie from what was rounded to it: half of its last digit that is no 0, and a small part of it."""
    step = Fraction(1)
    while number and number % (step * 10) == 0:
        step *= 10
    while number.denominator > 1 and number % step != 0 and step > _FINEST:
        step /= 10
    return min(step / 2, number * _ROUNDED)


def compute_numbers(
    pool: Sequence[Fact], core: Sequence[Fact], sieve: Sieve, units: Mapping[str, Unit]
) -> Iterator[Derived]:
    """What rules make of facts, near the typed numbers.

    Args:
        pool: Facts that are computed with within an indicator and area.
        core: Facts that are also set against those of others.
        sieve: The typed numbers.
        units: The ledger's units by key.
    """
    for rule, facts in (*_pair_own(pool, sieve), *_pair_others(core, sieve), *_follow(pool, core)):
        try:
            yield derive(rule, facts, units)
        except DeriveError:
            continue


def _pair_own(pool: Iterable[Fact], sieve: Sieve) -> Iterator[tuple[str, tuple[Fact, ...]]]:
    """Pairs of facts of one indicator and area that may give a typed number."""
    for own in _group(pool, lambda fact: (fact.indicator.indicator, fact.area.area)):
        for one, two in permutations(own, 2):
            for rule, estimate in PAIRS.items():
                if _is_near(one, two, partial(_estimate, estimate, one, two), sieve):
                    yield rule, (one, two)


def _estimate(
    rule: Callable[[float, float, Fact, Fact], float], one: Fact, two: Fact, x: float, y: float
) -> float:
    return rule(x, y, one, two)


def _pair_others(core: Iterable[Fact], sieve: Sieve) -> Iterator[tuple[str, tuple[Fact, ...]]]:
    """Pairs of facts in one unit that may give a typed number; levels alone, and shares of one time."""
    levels = (fact for fact in core if fact.measure not in {"growth", "rank"})
    for own in _group(levels, lambda fact: fact.quantity.unit.base_unit):
        for one, two in permutations(own, 2):
            for rule, estimate in ACROSS.items():
                if rule == "share" and one.period.end != two.period.end:
                    continue
                if _is_near(one, two, estimate, sieve):
                    yield rule, (one, two)


def _is_near(one: Fact, two: Fact, estimate: Callable[[float, float], float], sieve: Sieve) -> bool:
    for x, y in product(_list_floats(one), _list_floats(two)):
        try:
            found = estimate(x, y)
        except (ZeroDivisionError, OverflowError, ValueError):
            continue
        if sieve.holds(found):
            return True
    return False


def _list_floats(fact: Fact) -> list[float]:
    """The numbers of a fact, in base units and as the counting unit of a result may have them."""
    return [float(number) for number in fact.quantity.exact_numbers]


def _follow(pool: Sequence[Fact], core: Sequence[Fact]) -> Iterator[tuple[str, tuple[Fact, ...]]]:
    """What is needed on the way to a target with a yearly rate, for each actual that may be on it."""
    targets = [fact for fact in pool if fact.kind == "target"]
    for own in _group(targets, lambda fact: (fact.indicator.indicator, fact.area.area)):
        for level, rate in permutations(own, 2):
            try:
                check_baseline(level, rate)
            except DeriveError:
                continue
            unit = level.quantity.unit.base_unit
            for actual in core:
                if actual.kind == "actual" and actual.quantity.unit.base_unit == unit:
                    yield "needed", (level, rate, actual)
                    yield "lacking", (level, rate, actual)


def _group(facts: Iterable[Fact], name: Callable[[Fact], object]) -> Iterable[list[Fact]]:
    groups: dict[object, list[Fact]] = {}
    for fact in facts:
        groups.setdefault(name(fact), []).append(fact)
    return groups.values()
