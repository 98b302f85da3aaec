"""Numbers that no source states, computed from named facts by a named rule, with their working.

`conditions` says which facts go into a rule, `arithmetic` what it makes of them; here is what is
left: in which unit the result is, and how finely it is shown.

    percent           1 decimal
    percentage points 1 decimal, or as many as both inputs have
    multiples         2 decimals
    anything else     the last digit of the coarsest input: 3201.2 less 2401.9 is 799.3;
                      a baseline has two significant digits at least
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from sitegen.analysis.arithmetic import RULES, Rule, bound_result, compute_baseline, write_working
from sitegen.analysis.conditions import (
    DeriveError,
    check_amount,
    check_baseline,
    check_change,
    check_gap,
    check_growth,
    check_needed,
    check_ratio,
    check_share,
)
from sitegen.messages.said import say, say_all, say_many, say_names
from sitegen.problems import suggest
from sitegen.quantities.exact import to_decimal, trim
from sitegen.quantities.quantity import Interval
from sitegen.quantities.rounding import (
    Precision,
    coarsest_place,
    floor_to_power_of_ten,
    state_interval,
)
from sitegen.quantities.units import COUNT, MULTIPLE, PERCENT, POINTS, is_power_of_ten

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sitegen.ledger.values import Fact
    from sitegen.quantities.quantity import Quantity
    from sitegen.quantities.units import Unit


_TENTH, _HUNDREDTH = Decimal("0.1"), Decimal("0.01")


@dataclass(frozen=True)
class Derived:
    """A number that no source states, with its working."""

    rule: str
    facts: tuple[Fact, ...]
    """The inputs, in the order of the rule."""
    quantity: Quantity
    """The result, bounded as its inputs bound it, rounded for display."""
    exact: Decimal
    """The result before rounding, to 40 digits; of a range, its lower end."""
    formula: str
    """The working as a template in mathematical notation: `({b} ÷ {a})^(1/{n}) − 1`."""
    values: tuple[tuple[str, Fact | int], ...]
    """What stands for each name of the formula: a fact, or a whole number."""
    key: str
    """`rule(key,key)`: the same number has the same key everywhere."""


@dataclass(frozen=True)
class Derivation:
    """A rule as authors may use it: which facts it is given, and how its result is shown."""

    check: Callable[..., None]
    """Raises `DeriveError` for facts that do not go into the rule."""
    unit: Callable[[Fact], str]
    """Key of the result's base unit, by the first fact."""
    precision: Callable[..., Precision]
    years: Callable[..., Fraction] = lambda *_: Fraction(1)
    """The years that pass, for rules with an exponent."""
    dated_by: tuple[str, ...] = ()
    """What the last facts are called that say no more than the time; the rule computes with the others."""


def derive(rule: str, facts: Sequence[Fact], units: Mapping[str, Unit]) -> Derived:
    """Compute a number from facts by a rule.

    Args:
        rule: Name of one of `DERIVATIONS`.
        facts: The inputs, in the order of the rule.
        units: The ledger's units by key, with the base units of the results.

    Raises:
        DeriveError: There is no such rule, the facts do not go into it, or nothing bounds the
            result.
    """
    own = _check_facts(rule, facts)
    derivation = DERIVATIONS[rule]
    key = derivation.unit(own[0])
    if key not in units:
        raise DeriveError(
            say("the result is in `{key}`, which is not a unit", key=key),
            say("Add the base unit `{key}` to the units", key=key),
        )
    years = derivation.years(*own)
    counted = own[: len(own) - len(derivation.dated_by)]
    interval, is_about = _work(RULES[rule], [fact.quantity for fact in counted], years)
    precision = derivation.precision(*own)
    quantity = _state(interval, precision, key, counted, units)
    main = interval.high if interval.low is None else interval.low
    if quantity is None or main is None:
        raise DeriveError(
            say(
                "nothing bounds the result of {own}",
                own=say_all((f"`{fact.key}`" for fact in own), " and ", " and "),
            ),
            say("Name facts that are stated exactly, or bounded on the other side"),
        )
    formula, values = write_working(RULES[rule], counted, years)
    return Derived(
        rule=rule,
        facts=own,
        quantity=replace(quantity, bound="about") if is_about else quantity,
        exact=to_decimal(main),
        formula=formula,
        values=values,
        key=f"{rule}({','.join(fact.key for fact in own)})",
    )


def bound_derived(derived: Derived) -> Interval:
    """What a derived number may be, in base units, before it is rounded.

    Values that are "about" so much are the intervals they mean.
    """
    rule = RULES[derived.rule]
    years = DERIVATIONS[derived.rule].years(*derived.facts)
    given = [fact.quantity.interval for fact in derived.facts[: len(rule.terms)]]
    return bound_result(rule, given, years)


def _check_facts(rule: str, facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts of a rule, which go into it."""
    if rule not in DERIVATIONS:
        raise DeriveError(
            say("there is no rule `{rule}`", rule=rule),
            suggest(rule, DERIVATIONS)
            or say("Rules are {derivations}", derivations=say_names(DERIVATIONS)),
        )
    names = (*RULES[rule].names, *DERIVATIONS[rule].dated_by)
    if len(facts) != len(names):
        raise DeriveError(
            say(
                "`{rule}` takes {wanted}, not {count}",
                rule=rule,
                wanted=say_many(len(names), "{n} fact", "{n} facts"),
                count=len(facts),
            ),
            say("Name {names}, separated by a comma", names=say_all(names, " and ", " and ")),
        )
    for fact in facts:
        check_amount(fact)
    DERIVATIONS[rule].check(*facts)
    return tuple(facts)


def _work(rule: Rule, given: Sequence[Quantity], amount: Fraction) -> tuple[Interval, bool]:
    """What a rule gives for quantities as stated, and whether it is only about that.

    Values that are exact or "about" give one number; only where another bound stands among them
    does "about" become the interval it means.
    """
    bounds = {quantity.bound for quantity in given}
    if bounds <= {"exact", "about"}:
        points = [one.exact_numbers[0] for one in given]
        found = bound_result(rule, [Interval(point, point) for point in points], amount)
        return found, "about" in bounds
    return bound_result(rule, [one.interval for one in given], amount), False


def _state(
    interval: Interval,
    precision: Precision,
    key: str,
    facts: Sequence[Fact],
    units: Mapping[str, Unit],
) -> Quantity | None:
    """A result in what the inputs are counted in (家, 个) where they agree, else in the base unit.

    A count whose inputs are all stated in one larger unit (万人) is stated in it too, if there is one of it or more.
    """
    own = {fact.quantity.unit for fact in facts if fact.quantity.unit.base_unit == key}
    counters = {_find_counter(unit, units) for unit in own}
    quantity = state_interval(
        interval, precision, next(iter(counters)) if len(counters) == 1 else units[key]
    )
    if quantity is None or key != COUNT or len(own) != 1:
        return quantity
    (unit,) = own
    if not is_power_of_ten(unit.factor) or any(
        abs(number) < unit.factor for number in quantity.exact_numbers
    ):
        return quantity
    value, low, high = (
        None if number is None else trim(to_decimal(Fraction(number) / unit.factor))
        for number in (quantity.value, quantity.low, quantity.high)
    )
    return replace(quantity, value=value, low=low, high=high, unit=unit)


def _find_counter(unit: Unit, units: Mapping[str, Unit]) -> Unit:
    """What a unit counts by one: itself, or of 万人 the unit 人, with which its key ends; else the base unit."""
    if unit.factor == 1:
        return unit
    if unit.base_unit != COUNT:
        return units[unit.base_unit]
    ones = [
        one
        for one in units.values()
        if one.factor == 1 and one.base_unit == unit.base_unit and unit.unit.endswith(one.unit)
    ]
    return max(ones, key=lambda one: len(one.unit), default=units[unit.base_unit])


def _in_percent(_: Fact) -> str:
    return PERCENT


def _in_multiples(_: Fact) -> str:
    return MULTIPLE


def _in_own_unit(fact: Fact) -> str:
    return fact.quantity.unit.base_unit


def _in_unit_of_differences(fact: Fact) -> str:
    """The own unit; percentages differ by percentage points."""
    unit = _in_own_unit(fact)
    return POINTS if unit == PERCENT else unit


def _to_tenths(*_: Fact) -> Precision:
    return Precision(_TENTH)


def _to_hundredths(*_: Fact) -> Precision:
    return Precision(_HUNDREDTH, trimmed=True)


def _as_coarsest(*facts: Fact) -> Precision:
    """As finely as the coarsest of the facts; percentage points with a decimal at least."""
    step = floor_to_power_of_ten(max(coarsest_place(fact.quantity) for fact in facts))
    is_points = _in_unit_of_differences(facts[0]) == POINTS
    return Precision(min(step, _TENTH) if is_points else step)


def _as_reached(actual: Fact, _target: Fact) -> Precision:
    """As finely as the actual: a target is exact by being one, so what is missing is known so far."""
    return _as_coarsest(actual)


def _as_level(level: Fact, rate: Fact) -> Precision:
    """As finely as the level, or with two significant digits if that is finer."""
    base = compute_baseline(
        level.quantity.exact_numbers[0], rate.quantity.exact_numbers[0], rate.period.years
    )
    own = floor_to_power_of_ten(coarsest_place(level.quantity))
    return Precision(min(own, floor_to_power_of_ten(base) / 10))


def _as_pace(a: Fact, b: Fact) -> Precision:
    """As finely as the coarser of two levels, or with two significant digits if that is finer."""
    start, end = a.quantity.exact_numbers[0], b.quantity.exact_numbers[0]
    return _to_two_digits(_as_coarsest(a, b), (end - start) / _years_between(a, b))


def _as_planned_pace(level: Fact, rate: Fact) -> Precision:
    """As finely as the level, or with two significant digits if that is finer."""
    goal, years = level.quantity.exact_numbers[0], rate.period.years
    start = compute_baseline(goal, rate.quantity.exact_numbers[0], years)
    return _to_two_digits(_as_coarsest(level), (goal - start) / years)


def _as_path(level: Fact, rate: Fact, _actual: Fact) -> Precision:
    """As finely as the level that target and rate imply for their start."""
    return _as_level(level, rate)


def _to_two_digits(own: Precision, number: Fraction) -> Precision:
    if not number:
        return own
    return Precision(min(own.step, floor_to_power_of_ten(abs(number)) / 10))


def _years_left(level: Fact, _rate: Fact, actual: Fact) -> Fraction:
    return level.period.end_years - actual.period.end_years


def _years_between(a: Fact, b: Fact) -> Fraction:
    return b.period.end_years - a.period.end_years


def _years_of_rate(_level: Fact, rate: Fact) -> Fraction:
    return rate.period.years


DERIVATIONS: Mapping[str, Derivation] = {
    # mean yearly growth from level a to the later level b
    "growth": Derivation(check_growth, _in_percent, _to_tenths, _years_between),
    # what was added from a to the later b, in the unit of both
    "change": Derivation(check_change, _in_unit_of_differences, _as_coarsest),
    # the whole change from a to the later b, in percent of a
    "percent-change": Derivation(check_growth, _in_percent, _to_tenths),
    # a part in percent of its whole
    "share": Derivation(check_share, _in_percent, _to_tenths),
    # what is missing from an actual to a target
    "gap": Derivation(check_gap, _in_unit_of_differences, _as_reached),
    # the level that a target and its yearly rate imply for the year before the rate's period
    "baseline": Derivation(check_baseline, _in_own_unit, _as_level, _years_of_rate),
    # how many times a goes into b
    "ratio": Derivation(check_ratio, _in_multiples, _to_hundredths),
    # what was added, or is to be added, a year on average from a to the later b
    "yearly-change": Derivation(check_change, _in_unit_of_differences, _as_pace, _years_between),
    # what is to be added a year on average from the level that a target and its yearly rate imply
    "planned-yearly-change": Derivation(
        check_baseline, _in_own_unit, _as_planned_pace, _years_of_rate
    ),
    # the level that leads to a target at its yearly rate, at the time of an actual
    "needed": Derivation(check_needed, _in_own_unit, _as_path, _years_left, ("actual",)),
    # by how many percent an actual would have to be larger to be that level
    "lacking": Derivation(check_needed, _in_percent, _to_tenths, _years_left),
}
"""The rules that derive a number, by name, in the order they are described in."""
