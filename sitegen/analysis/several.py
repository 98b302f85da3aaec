"""Numbers that rest on more than two facts: what is left of a whole, and growth from a start that is only implied.

As in `derive`, what bounds the facts bounds the result, and the working is written out.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from sitegen.analysis.arithmetic import compute_baseline, compute_growth
from sitegen.analysis.conditions import DeriveError
from sitegen.analysis.derive import Derived, derive
from sitegen.messages.said import say
from sitegen.quantities.exact import to_decimal
from sitegen.quantities.propagation import AMOUNT, DIVISOR, DOWN, RATE, UP, Operand, propagate
from sitegen.quantities.rounding import (
    Precision,
    coarsest_place,
    floor_to_power_of_ten,
    state_interval,
)
from sitegen.quantities.units import PERCENT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sitegen.analysis.assessment import Assessment
    from sitegen.ledger.values import Fact
    from sitegen.quantities.quantity import Interval, Quantity
    from sitegen.quantities.units import Unit


REST, REST_SHARE, IMPLIED_GROWTH = "rest", "rest-share", "implied-growth"
_TENTH = Decimal("0.1")
_MONTHS = 12


def derive_rest(whole: Fact, parts: Sequence[Fact], units: Mapping[str, Unit]) -> Derived:
    """What is left of a whole when its parts are taken away, as finely as the coarsest of them.

    Raises:
        DeriveError: Nothing bounds it.
    """
    facts = (whole, *parts)
    names = ("whole", *(f"part{number}" for number in range(1, len(facts))))
    terms = [Operand(name, UP if name == "whole" else DOWN) for name in names]
    found = propagate(
        lambda numbers: numbers[0] - sum(numbers[1:], Fraction(0)),
        terms,
        [fact.quantity.interval for fact in facts],
    )
    step = floor_to_power_of_ten(max(coarsest_place(fact.quantity) for fact in facts))
    unit = units[whole.quantity.unit.base_unit]
    formula = " − ".join(f"{{{name}}}" for name in names)
    return _state(REST, facts, names, formula, (), found, Precision(step), unit)


def derive_rest_share(whole: Fact, parts: Sequence[Fact], units: Mapping[str, Unit]) -> Derived:
    """What is left of a whole in percent of it.

    Raises:
        DeriveError: Nothing bounds it, or there is no unit for it.
    """
    if PERCENT not in units:
        raise DeriveError(say("the result is in `{percent}`, which is not a unit", percent=PERCENT))
    facts = (whole, *parts)
    names = ("whole", *(f"part{number}" for number in range(1, len(facts))))
    terms = [
        Operand(name, UP, DIVISOR) if name == "whole" else Operand(name, DOWN, AMOUNT)
        for name in names
    ]
    found = propagate(
        lambda numbers: (numbers[0] - sum(numbers[1:], Fraction(0))) / numbers[0] * 100,
        terms,
        [fact.quantity.interval for fact in facts],
    )
    taken = " − ".join(f"{{{name}}}" for name in names)
    formula = f"({taken}) ÷ {{whole}}"
    return _state(REST_SHARE, facts, names, formula, (), found, Precision(_TENTH), units[PERCENT])


def find_mean(assessment: Assessment, units: Mapping[str, Unit]) -> Derived | None:
    """The mean growth a year from the start of a target's way to its latest figure; `None` where it is not known."""
    if assessment.mean is not None:
        return assessment.mean
    latest = assessment.latest
    if latest is None or assessment.target.measure != "level":
        return None
    try:
        if assessment.baseline is not None:
            return derive("growth", (assessment.baseline, latest), units)
        if assessment.implied is not None:
            return _derive_from_implied(assessment.implied, latest, units)
    except DeriveError:  # from zero, or bounded on neither side
        pass
    return None


def _derive_from_implied(implied: Derived, latest: Fact, units: Mapping[str, Unit]) -> Derived:
    """Growth from the level that a target and its yearly rate imply."""
    level, rate = implied.facts
    years = rate.period.years
    passed = latest.period.end_years - (rate.period.end_years - years)
    if passed <= 0 or PERCENT not in units:
        raise DeriveError(
            say(
                "`{key}` is no later than what `{rate_key}` starts from",
                key=latest.key,
                rate_key=rate.key,
            )
        )

    def compute(numbers: Sequence[Fraction]) -> Fraction:
        last, goal, yearly = numbers
        return compute_growth(compute_baseline(goal, yearly, years), last, passed)

    facts = (latest, level, rate)
    terms = (
        Operand("latest", UP, AMOUNT),
        Operand("level", DOWN, DIVISOR),
        Operand("rate", UP, RATE),
    )
    exact = [fact.quantity.interval for fact in facts]
    root, amounts = _write_exponent("1", passed, "t")
    power, more = _write_exponent("", years, "n")
    formula = f"({{latest}} × (1 + {{rate}})^{power} ÷ {{level}})^{root} − 1"
    names = tuple(term.name for term in terms)
    found = propagate(compute, terms, exact)
    return _state(
        IMPLIED_GROWTH,
        facts,
        names,
        formula,
        (*amounts, *more),
        found,
        Precision(_TENTH),
        units[PERCENT],
    )


def _write_exponent(
    over: str, years: Fraction, name: str
) -> tuple[str, tuple[tuple[str, int], ...]]:
    """An exponent of years, or one over them, in months where they are not whole; and what its name stands for."""
    if years.denominator == 1:
        return (f"(1/{{{name}}})" if over else f"{{{name}}}"), ((name, int(years)),)
    months = ((name, int(years * _MONTHS)),)
    return (f"({_MONTHS}/{{{name}}})" if over else f"({{{name}}}/{_MONTHS})"), months


def _state(
    rule: str,
    facts: tuple[Fact, ...],
    names: Sequence[str],
    formula: str,
    amounts: Sequence[tuple[str, int]],
    found: Interval,
    precision: Precision,
    unit: Unit,
) -> Derived:
    """A result as it is shown."""
    quantity: Quantity | None = state_interval(found, precision, unit)
    main = found.high if found.low is None else found.low
    if quantity is None or main is None:
        raise DeriveError(say("nothing bounds the {rule} of `{key}`", rule=rule, key=facts[0].key))
    return Derived(
        rule=rule,
        facts=facts,
        quantity=quantity,
        exact=to_decimal(main),
        formula=formula,
        values=(*zip(names, facts, strict=True), *amounts),
        key=f"{rule}({','.join(fact.key for fact in facts)})",
    )
