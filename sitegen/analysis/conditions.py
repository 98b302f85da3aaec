"""What a rule of derivation demands of its facts, apart from what it computes.

Facts that cannot be held together (another unit, place or length of time) are refused with a cure
instead of being computed into nonsense.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.messages.said import say
from sitegen.problems import RefusedError
from sitegen.quantities.propagation import RATE
from sitegen.quantities.units import PERCENT, RANK

if TYPE_CHECKING:
    from sitegen.ledger.values import Fact
    from sitegen.quantities.period import Period


class DeriveError(RefusedError):
    """These facts do not go into this rule."""


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
        raise DeriveError(
            say("`{key}` is a rank, not an amount", key=fact.key), say("Cite both ranks")
        )


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
            say(
                "`{key}` and `{whole_key}` are of different periods",
                key=part.key,
                whole_key=whole.key,
            ),
            say("Name a part and a whole of one period, or use `ratio`"),
        )
    if part.quantity.base_numbers[0] > whole.quantity.base_numbers[-1]:
        raise DeriveError(
            say("`{key}` is larger than `{whole_key}`", key=part.key, whole_key=whole.key),
            say("Name the part first, or use `ratio`"),
        )


def check_gap(actual: Fact, target: Fact) -> None:
    """Refuse all but what was reached and a target for the same that was not over."""
    if actual.kind == "target" or target.kind != "target":
        raise DeriveError(
            say(
                "`{key}` and `{target_key}` are not an actual and a target",
                key=actual.key,
                target_key=target.key,
            ),
            say("Name what was reached first, then the target"),
        )
    _check_like(actual, target)
    if target.period.end < actual.period.end:
        raise DeriveError(
            say("`{key}` is later than `{target_key}`", key=actual.key, target_key=target.key),
            say("Name a target that ends later"),
        )


def check_baseline(level: Fact, rate: Fact) -> None:
    """Refuse all but a target for a level and one for its yearly growth up to the same year."""
    if _subject(level) != _subject(rate):
        raise _make_unlike_error(level, rate)
    if {level.kind, rate.kind} != {"target"} or level.measure == "growth":
        raise DeriveError(
            say(
                "`{key}` and `{rate_key}` are not two targets, one for the level",
                key=level.key,
                rate_key=rate.key,
            ),
            say("Name the target for the level first, then the target for its yearly growth"),
        )
    if not is_yearly_rate(rate):
        raise DeriveError(
            say("`{key}` is not a yearly rate in percent", key=rate.key),
            say("Name a growth target"),
        )
    if level.period.end != rate.period.end:
        raise DeriveError(
            say("`{key}` does not end with `{level_key}`", key=rate.key, level_key=level.key),
            say("Name targets for the same year"),
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
            say("`{key}` does not end before `{level_key}`", key=actual.key, level_key=level.key),
            say("Name a figure from the way to it"),
        )


def _subject(fact: Fact) -> tuple[str, str]:
    return fact.indicator.indicator, fact.area.area


def _make_unlike_error(a: Fact, b: Fact) -> DeriveError:
    return DeriveError(
        say("`{key}` and `{b_key}` are not of the same indicator and area", key=a.key, b_key=b.key),
        say("Name two facts that differ in their period only"),
    )


def _check_units(a: Fact, b: Fact) -> None:
    units = [fact.quantity.unit.base_unit for fact in (a, b)]
    if units[0] != units[1]:
        raise DeriveError(
            say(
                "`{key}` is in {units}, `{b_key}` in {units2}",
                key=a.key,
                units=units[0],
                b_key=b.key,
                units2=units[1],
            ),
            say("Name two facts in one unit"),
        )


def _check_like(a: Fact, b: Fact) -> None:
    """Refuse facts that do not say the same of the same."""
    if _subject(a) != _subject(b):
        raise _make_unlike_error(a, b)
    if a.measure != b.measure:
        raise DeriveError(
            say(
                "`{key}` states the {measure}, `{b_key}` the {b_measure}",
                key=a.key,
                measure=a.measure,
                b_key=b.key,
                b_measure=b.measure,
            ),
            say("Name two facts of one measure"),
        )
    _check_units(a, b)
    if not are_alike(a.period, b.period):
        raise DeriveError(
            say("`{key}` and `{b_key}` are of periods of different length", key=a.key, b_key=b.key),
            say("Compare only periods of equal length"),
        )


def _check_order(a: Fact, b: Fact) -> None:
    if b.period.end <= a.period.end:
        raise DeriveError(
            say("`{key}` does not end after `{a_key}`", key=b.key, a_key=a.key),
            say("Name the earlier fact first, then the later"),
        )
    if a.kind == "target" and b.kind != "target":
        raise DeriveError(
            say("`{key}` is a target, `{b_key}` is not", key=a.key, b_key=b.key),
            say("Start from what was reached, or use `gap`"),
        )


def _check_levels(a: Fact, b: Fact) -> None:
    for fact in (a, b):
        if fact.measure == "growth":
            raise DeriveError(
                say("`{key}` is a rate of growth, not a level", key=fact.key), say("Name a level")
            )
        if min(fact.quantity.numbers) < 0:
            raise DeriveError(say("`{key}` is negative", key=fact.key), say("Use `change`"))


def _check_divisor(fact: Fact) -> None:
    if min(fact.quantity.numbers) <= 0:
        raise DeriveError(
            say("`{key}` is not above zero", key=fact.key),
            say("Name another fact, or use `change`"),
        )
