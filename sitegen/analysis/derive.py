"""Numbers that no source states, computed from named facts by a named rule, with their working.

The rules are exact fractions; roots have 40 digits. What bounds the inputs bounds
the result, by interval arithmetic: over 3,200 less 2,400 is over 800. A rule refuses facts it
cannot hold together (another unit, place or length of time) instead of computing nonsense.

How results are rounded for display:

    percent           1 decimal
    percentage points 1 decimal, or as many as both inputs have
    multiples         2 decimals
    anything else     the last digit of the coarsest input: 3201.2 less 2401.9 is 799.3;
                      a baseline has two significant digits at least

Halves go away from zero. A result with one bound is rounded away from what it excludes ("over
12.39" becomes "over 12.3"), so that the statement stays true; both ends of a range go by halves.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from sitegen.problems import suggest
from sitegen.quantities.exact import compute_baseline, compute_growth, to_decimal
from sitegen.quantities.quantity import Quantity
from sitegen.quantities.rounding import floor_power, last_place, round_half_up, round_to
from sitegen.quantities.units import MULTIPLE, PERCENT, POINTS, RANK, trim

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sitegen.ledger.values import Fact
    from sitegen.quantities.period import Period
    from sitegen.quantities.units import Unit


_MONTHS = 12
_TENTH, _HUNDREDTH = Decimal("0.1"), Decimal("0.01")
_UP, _DOWN = 1, -1
_TOTAL_LOSS = -100  # percent: nothing grows from nothing


class DeriveError(ValueError):
    """These facts do not go into this rule; the message says why, `hint` what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        """Keep the cure beside the message."""
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True)
class Derived:
    """A number that no source states, with its working."""

    rule: str
    facts: tuple[Fact, ...]
    """The inputs, in the order of the rule."""
    quantity: Quantity
    """The result in a base unit, bounded as its inputs bound it, rounded for display."""
    exact: Decimal
    """The result before rounding, to 40 digits; of a range, its lower end."""
    formula: str
    """The working as a template in mathematical notation: `({b} ÷ {a})^(1/{n}) − 1`."""
    values: tuple[tuple[str, Fact | int], ...]
    """What stands for each name of the formula: a fact, or a whole number."""
    key: str
    """`rule(key,key)`: the same number has the same key everywhere."""


@dataclass(frozen=True)
class Recipe:
    """A rule: what it takes and how it is worked."""

    takes: tuple[str, str]
    """Names of the facts it takes, in order."""
    description: str
    work: Callable[[Fact, Fact], _Working]


@dataclass(frozen=True)
class _Working:
    """A rule applied to two facts that go into it."""

    compute: Callable[[Fraction, Fraction], Fraction]
    """Monotone in each argument, in base units."""
    signs: tuple[int, int]
    """Whether the result goes up or down with each argument."""
    unit: str
    """Key of the result's base unit."""
    step: Decimal
    """One of the last digit shown; a power of ten."""
    formula: str
    numbers: tuple[tuple[str, int], ...] = ()
    """Names of the formula that stand for whole numbers."""


def derive(rule: str, facts: Sequence[Fact], units: Mapping[str, Unit]) -> Derived:
    """Compute a number from facts by a rule.

    Args:
        rule: Name of one of `RULES`.
        facts: The inputs, in the order of the rule.
        units: The ledger's units by key, with the base units of the results.

    Raises:
        DeriveError: There is no such rule, the facts do not go into it, or nothing bounds the
            result.
    """
    if rule not in RULES:
        raise DeriveError(f"there is no rule `{rule}`", suggest(rule, RULES))
    recipe = RULES[rule]
    if len(facts) != len(recipe.takes):
        raise DeriveError(
            f"`{rule}` takes {len(recipe.takes)} facts, not {len(facts)}",
            f"Name {' and '.join(recipe.takes)}, parted by a comma",
        )
    first, second = facts
    for fact in facts:
        if fact.measure == "rank" or fact.quantity.unit.base_unit == RANK:
            raise DeriveError(f"`{fact.key}` is a rank, and a rank is no amount", "Cite both ranks")
    working = recipe.work(first, second)
    if working.unit not in units:
        raise DeriveError(
            f"the result is in `{working.unit}`, which is no unit",
            f"Add the base unit `{working.unit}` to the units",
        )
    unit = _shown_unit(working.unit, (first, second), units)
    quantity, exact = _bound(working, (first, second), unit)
    return Derived(
        rule=rule,
        facts=(first, second),
        quantity=quantity,
        exact=to_decimal(exact),
        formula=working.formula,
        values=(*zip(recipe.takes, (first, second), strict=True), *working.numbers),
        key=f"{rule}({first.key},{second.key})",
    )


def are_alike(one: Period, two: Period) -> bool:
    """Whether levels of these periods can be set side by side: of equal length, or one a stock."""
    return "as-of" in {one.shape, two.shape} or one.years == two.years


def _work_growth(a: Fact, b: Fact) -> _Working:
    _check_like(a, b)
    _check_order(a, b)
    _check_amounts(a, b)
    _check_base(a)
    months = int((b.period.end_years - a.period.end_years) * _MONTHS)
    years = Fraction(months, _MONTHS)
    whole = years.denominator == 1
    return _Working(
        lambda x, y: compute_growth(x, y, years),
        (_DOWN, _UP),
        PERCENT,
        _TENTH,
        "({b} ÷ {a})^(1/{n}) − 1" if whole else "({b} ÷ {a})^(12/{m}) − 1",
        (("n", int(years)),) if whole else (("m", months),),
    )


def _work_change(a: Fact, b: Fact) -> _Working:
    _check_like(a, b)
    _check_order(a, b)
    return _work_difference(a, "{b} − {a}", max(_find_step(a.quantity), _find_step(b.quantity)))


def _work_percent_change(a: Fact, b: Fact) -> _Working:
    _check_like(a, b)
    _check_order(a, b)
    _check_amounts(a, b)
    _check_base(a)
    return _Working(lambda x, y: (y / x - 1) * 100, (_DOWN, _UP), PERCENT, _TENTH, "{b} ÷ {a} − 1")


def _work_share(part: Fact, whole: Fact) -> _Working:
    _check_units(part, whole)
    _check_amounts(part, whole)
    _check_base(whole)
    if part.period.end != whole.period.end or not are_alike(part.period, whole.period):
        raise DeriveError(
            f"`{part.key}` and `{whole.key}` are of different periods",
            "Name a part and a whole of one period, or use `ratio`",
        )
    if part.quantity.base_numbers[0] > whole.quantity.base_numbers[-1]:
        raise DeriveError(
            f"`{part.key}` is larger than `{whole.key}`", "Name the part first, or use `ratio`"
        )
    return _Working(lambda x, y: x / y * 100, (_UP, _DOWN), PERCENT, _TENTH, "{part} ÷ {whole}")


def _work_gap(actual: Fact, target: Fact) -> _Working:
    if actual.kind == "target" or target.kind != "target":
        raise DeriveError(
            f"`{actual.key}` and `{target.key}` are not an actual and a target",
            "Name what was reached first, then the target",
        )
    _check_like(actual, target)
    if target.period.end < actual.period.end:
        raise DeriveError(
            f"`{actual.key}` is later than `{target.key}`", "Name a target that was not over"
        )
    # A target is exact by being one: what is missing is known as finely as what was reached.
    return _work_difference(actual, "{target} − {actual}", _find_step(actual.quantity))


def _work_baseline(level: Fact, rate: Fact) -> _Working:
    if (level.indicator, level.area) != (rate.indicator, rate.area):
        raise _unlike(level, rate)
    if {level.kind, rate.kind} != {"target"} or level.measure == "growth":
        raise DeriveError(
            f"`{level.key}` and `{rate.key}` are not two targets, one for the level",
            "Name the target for the level first, then the target for its yearly growth",
        )
    if not is_yearly_rate(rate):
        raise DeriveError(f"`{rate.key}` is no yearly rate in percent", "Name a growth target")
    if level.period.end != rate.period.end:
        raise DeriveError(
            f"`{rate.key}` does not end with `{level.key}`", "Name targets for the same year"
        )
    _check_base(level)
    years = rate.period.years
    return _Working(
        lambda x, y: compute_baseline(x, y, years),
        (_UP, _DOWN),
        level.quantity.unit.base_unit,
        _find_baseline_step(level, years, rate),
        "{level} ÷ (1 + {rate})^{n}",
        (("n", int(years)),),
    )


def _find_baseline_step(level: Fact, years: Fraction, rate: Fact) -> Decimal:
    """The last digit of the level, or two significant digits of the baseline if that is finer."""
    base = compute_baseline(
        Fraction(level.quantity.base_numbers[0]), Fraction(rate.quantity.base_numbers[0]), years
    )
    return min(_find_step(level.quantity), floor_power(base) / 10)


def is_yearly_rate(fact: Fact) -> bool:
    """Whether a fact states growth a year, in percent, for a year or a span of years."""
    return (
        fact.measure == "growth"
        and fact.quantity.unit.base_unit == PERCENT
        and fact.period.shape in {"year", "years"}
        and all(number > _TOTAL_LOSS for number in fact.quantity.base_numbers)
    )


def _work_ratio(a: Fact, b: Fact) -> _Working:
    _check_units(a, b)
    _check_amounts(a, b)
    _check_base(a)
    return _Working(lambda x, y: y / x, (_DOWN, _UP), MULTIPLE, _HUNDREDTH, "{b} ÷ {a}")


def _work_difference(a: Fact, formula: str, step: Decimal) -> _Working:
    unit = a.quantity.unit.base_unit
    if unit == PERCENT:
        unit = POINTS
    return _Working(
        lambda x, y: y - x,
        (_DOWN, _UP),
        unit,
        min(step, _TENTH) if unit == POINTS else step,
        formula,
    )


RULES: Mapping[str, Recipe] = {
    "growth": Recipe(
        ("a", "b"), "Mean yearly growth from level a to the later level b", _work_growth
    ),
    "change": Recipe(
        ("a", "b"), "What was added from a to the later b, in the unit of both", _work_change
    ),
    "percent-change": Recipe(
        ("a", "b"), "Total change from a to the later b, in percent", _work_percent_change
    ),
    "share": Recipe(("part", "whole"), "The part in percent of the whole", _work_share),
    "gap": Recipe(("actual", "target"), "What is missing from the actual to the target", _work_gap),
    "baseline": Recipe(
        ("level", "rate"),
        "The level that a target and its yearly rate imply for the year before the rate's period",
        _work_baseline,
    ),
    "ratio": Recipe(("a", "b"), "How many times a goes into b", _work_ratio),
}
"""The rules by name, in the order they are described in."""


def _unlike(a: Fact, b: Fact) -> DeriveError:
    return DeriveError(
        f"`{a.key}` and `{b.key}` are not of the same indicator and area",
        "Name two facts that differ in their period only",
    )


def _check_units(a: Fact, b: Fact) -> None:
    units = [fact.quantity.unit.base_unit for fact in (a, b)]
    if units[0] != units[1]:
        raise DeriveError(
            f"`{a.key}` is in {units[0]}, `{b.key}` in {units[1]}", "Name two facts in one unit"
        )


def _check_like(a: Fact, b: Fact) -> None:
    """Refuse facts that do not say the same of the same."""
    if (a.indicator, a.area) != (b.indicator, b.area):
        raise _unlike(a, b)
    if a.measure != b.measure:
        raise DeriveError(
            f"`{a.key}` states the {a.measure}, `{b.key}` the {b.measure}",
            "Name two facts of one measure",
        )
    _check_units(a, b)
    if not are_alike(a.period, b.period):
        raise DeriveError(
            f"`{a.key}` and `{b.key}` are of periods of different length",
            "Set only equal periods against each other",
        )


def _check_order(a: Fact, b: Fact) -> None:
    if b.period.end <= a.period.end:
        raise DeriveError(
            f"`{b.key}` does not end after `{a.key}`", "Name the earlier fact first, then the later"
        )
    if a.kind == "target" and b.kind != "target":
        raise DeriveError(
            f"`{a.key}` is a target, `{b.key}` is none", "Start from what was reached, or use `gap`"
        )


def _check_amounts(a: Fact, b: Fact) -> None:
    for fact in (a, b):
        if fact.measure == "growth":
            raise DeriveError(f"`{fact.key}` is a rate of growth, not a level", "Name a level")
        if min(fact.quantity.numbers) < 0:
            raise DeriveError(f"`{fact.key}` is negative", "Use `change`")


def _check_base(fact: Fact) -> None:
    if min(fact.quantity.numbers) <= 0:
        raise DeriveError(f"`{fact.key}` is not above zero", "Name another fact, or use `change`")


def _find_step(quantity: Quantity) -> Decimal:
    """One of the last digit printed, in base units: ten million for 3201.2 with the factor 10^8."""
    return floor_power(max(map(last_place, quantity.numbers)) * quantity.unit.factor)


def _shown_unit(key: str, facts: Sequence[Fact], units: Mapping[str, Unit]) -> Unit:
    """The unit of a result: what the inputs are counted in (家, 个) where they agree, else the base unit."""
    own = {fact.quantity.unit for fact in facts if fact.quantity.unit.base_unit == key}
    only = next(iter(own)) if len(own) == 1 else units[key]
    return only if only.factor == 1 else units[key]


def _bound(working: _Working, facts: tuple[Fact, Fact], unit: Unit) -> tuple[Quantity, Fraction]:
    """The result with its bound, rounded; and its main value, exact."""
    given = [fact.quantity for fact in facts]
    if {quantity.bound for quantity in given} <= {"exact", "about"}:
        x, y = (Fraction(quantity.numbers[0]) * quantity.unit.factor for quantity in given)
        exact = working.compute(x, y)
        value = _trim_multiple(working, exact)
        about = any(quantity.bound == "about" for quantity in given)
        return Quantity(value, None, None, "about" if about else "exact", unit), exact
    low, low_open = _find_end(working, facts, _DOWN)
    high, high_open = _find_end(working, facts, _UP)
    if low is not None and high is not None:
        ends = _trim_multiple(working, low), _trim_multiple(working, high)
        if ends[0] == ends[1]:
            return Quantity(ends[0], None, None, "about", unit), low
        return Quantity(None, *ends, "range", unit), low
    if low is not None:
        value = _trim_multiple(working, low, math.floor)
        return Quantity(value, None, None, "over" if low_open else "at-least", unit), low
    if high is not None:
        value = _trim_multiple(working, high, math.ceil)
        return Quantity(value, None, None, "under" if high_open else "at-most", unit), high
    raise DeriveError(
        f"nothing bounds the result of `{facts[0].key}` and `{facts[1].key}`",
        "Name facts that are stated exactly, or bounded to the other side",
    )


def _trim_multiple(
    working: _Working, exact: Fraction, how: Callable[[Fraction], int] = round_half_up
) -> Decimal:
    """A result in whole steps; 10.5 times, not 10.50."""
    value = round_to(working.step, exact, how)
    return trim(value) if working.unit == MULTIPLE else value


def _find_end(
    working: _Working, facts: tuple[Fact, Fact], end: int
) -> tuple[Fraction | None, bool]:
    """The lower or upper end of a result, and whether it is open; `None` where there is none."""
    ends: list[Fraction] = []
    is_open = False
    for fact, sign in zip(facts, working.signs, strict=True):
        interval = fact.quantity.interval
        at, at_open = (
            (interval.high, interval.high_open)
            if sign == end
            else (interval.low, interval.low_open)
        )
        if at is None:
            return None, False
        ends.append(at)
        is_open = is_open or at_open
    return working.compute(*ends), is_open
