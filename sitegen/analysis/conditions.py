"""What a rule of derivation demands of its facts, apart from what it computes.

Facts that cannot be held together (another unit, place or length of time) are refused with a cure
instead of being computed into nonsense.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.quantities.propagation import RATE
from sitegen.quantities.units import PERCENT, RANK

if TYPE_CHECKING:
    from sitegen.ledger.values import Fact
    from sitegen.quantities.period import Period


class DeriveError(ValueError):
    """These facts do not go into this rule; the message says why, `hint` what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        """Keep the cure beside the message."""
        super().__init__(message)
        self.hint = hint


def are_alike(one: Period, two: Period) -> bool:
    """Whether levels of these periods can be set side by side: of equal length, or one a stock."""
    return "as-of" in {one.shape, two.shape} or one.years == two.years


def is_yearly_rate(fact: Fact) -> bool:
    """Whether a fact states growth a year, in percent, for a year or a span of years."""
    return (
        fact.measure == "growth"
        and fact.quantity.unit.base_unit == PERCENT
        and fact.period.shape in {"year", "years"}
        and all(map(RATE.contains, fact.quantity.exact_numbers))
    )


def check_amount(fact: Fact) -> None:
    """Refuse what is a place in an order, not an amount."""
    if fact.measure == "rank" or fact.quantity.unit.base_unit == RANK:
        raise DeriveError(f"`{fact.key}` is a rank, not an amount", "Cite both ranks")


def check_change(a: Fact, b: Fact) -> None:
    """Refuse all but an earlier and a later statement of one thing."""
    _check_like(a, b)
    _check_order(a, b)


def check_growth(a: Fact, b: Fact) -> None:
    """Refuse all but an earlier level above zero and a later one."""
    check_change(a, b)
    check_ratio(a, b)


def check_ratio(a: Fact, b: Fact) -> None:
    """Refuse all but amounts in one unit, the first above zero."""
    _check_units(a, b)
    _check_levels(a, b)
    _check_divisor(a)


def check_share(part: Fact, whole: Fact) -> None:
    """Refuse all but a part and a larger whole of one period."""
    _check_units(part, whole)
    _check_levels(part, whole)
    _check_divisor(whole)
    if part.period.end != whole.period.end or not are_alike(part.period, whole.period):
        raise DeriveError(
            f"`{part.key}` and `{whole.key}` are of different periods",
            "Name a part and a whole of one period, or use `ratio`",
        )
    if part.quantity.base_numbers[0] > whole.quantity.base_numbers[-1]:
        raise DeriveError(
            f"`{part.key}` is larger than `{whole.key}`", "Name the part first, or use `ratio`"
        )


def check_gap(actual: Fact, target: Fact) -> None:
    """Refuse all but what was reached and a target for the same that was not over."""
    if actual.kind == "target" or target.kind != "target":
        raise DeriveError(
            f"`{actual.key}` and `{target.key}` are not an actual and a target",
            "Name what was reached first, then the target",
        )
    _check_like(actual, target)
    if target.period.end < actual.period.end:
        raise DeriveError(
            f"`{actual.key}` is later than `{target.key}`", "Name a target that ends later"
        )


def check_baseline(level: Fact, rate: Fact) -> None:
    """Refuse all but a target for a level and one for its yearly growth up to the same year."""
    if _subject(level) != _subject(rate):
        raise _make_unlike_error(level, rate)
    if {level.kind, rate.kind} != {"target"} or level.measure == "growth":
        raise DeriveError(
            f"`{level.key}` and `{rate.key}` are not two targets, one for the level",
            "Name the target for the level first, then the target for its yearly growth",
        )
    if not is_yearly_rate(rate):
        raise DeriveError(f"`{rate.key}` is not a yearly rate in percent", "Name a growth target")
    if level.period.end != rate.period.end:
        raise DeriveError(
            f"`{rate.key}` does not end with `{level.key}`", "Name targets for the same year"
        )
    _check_divisor(level)


def check_needed(level: Fact, rate: Fact, actual: Fact) -> None:
    """Refuse all but a target for a level, its yearly rate, and what was there on the way to it.

    What was there may be of another indicator: a part of it, or something beside it.
    """
    check_baseline(level, rate)
    _check_units(level, actual)
    _check_levels(level, actual)
    _check_divisor(actual)
    if actual.period.end >= level.period.end:
        raise DeriveError(
            f"`{actual.key}` does not end before `{level.key}`", "Name a figure from the way to it"
        )


def _subject(fact: Fact) -> tuple[str, str]:
    return fact.indicator.indicator, fact.area.area


def _make_unlike_error(a: Fact, b: Fact) -> DeriveError:
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
    if _subject(a) != _subject(b):
        raise _make_unlike_error(a, b)
    if a.measure != b.measure:
        raise DeriveError(
            f"`{a.key}` states the {a.measure}, `{b.key}` the {b.measure}",
            "Name two facts of one measure",
        )
    _check_units(a, b)
    if not are_alike(a.period, b.period):
        raise DeriveError(
            f"`{a.key}` and `{b.key}` are of periods of different length",
            "Compare only periods of equal length",
        )


def _check_order(a: Fact, b: Fact) -> None:
    if b.period.end <= a.period.end:
        raise DeriveError(
            f"`{b.key}` does not end after `{a.key}`", "Name the earlier fact first, then the later"
        )
    if a.kind == "target" and b.kind != "target":
        raise DeriveError(
            f"`{a.key}` is a target, `{b.key}` is not",
            "Start from what was reached, or use `gap`",
        )


def _check_levels(a: Fact, b: Fact) -> None:
    for fact in (a, b):
        if fact.measure == "growth":
            raise DeriveError(f"`{fact.key}` is a rate of growth, not a level", "Name a level")
        if min(fact.quantity.numbers) < 0:
            raise DeriveError(f"`{fact.key}` is negative", "Use `change`")


def _check_divisor(fact: Fact) -> None:
    if min(fact.quantity.numbers) <= 0:
        raise DeriveError(f"`{fact.key}` is not above zero", "Name another fact, or use `change`")
