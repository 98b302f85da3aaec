"""Whether facts that hang together by arithmetic fit each other: sums, shares, growth, paths to targets.

Curated relations say what must follow from what; two more kinds the ledger knows by itself: a
target must follow from its stated baseline and its yearly rate, and growth from the levels of two
years. Everything is computed with intervals: a printed 3201.2 stands for what rounds to it, a bound
for all it allows. What does not fit must be declared in `conflicts.csv`.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from sitegen.analysis.derive import is_yearly_rate
from sitegen.analysis.evidence import LEVELS, start_of
from sitegen.quantities.exact import raise_power
from sitegen.quantities.quantity import Interval, Quantity
from sitegen.quantities.rounding import floor_power, last_place, round_interval, round_to
from sitegen.quantities.units import trim

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from sitegen.language.localized import Localized
    from sitegen.ledger.ledger import Ledger
    from sitegen.ledger.values import Fact
    from sitegen.problems import Place, Problem
    from sitegen.quantities.units import Unit


Outcome = Literal["holds", "compatible", "fails"]
"""Compatible: bounds leave room, and nothing speaks against it."""

_UP, _DOWN = 1, -1


@dataclass(frozen=True)
class RelationResult:
    """A relation between facts, worked out."""

    key: str
    """Of the relation; `rule:fact` for one that the ledger knows by itself."""
    rule: str
    result: Fact
    facts: tuple[Fact, ...]
    factor: Fraction
    computed: Quantity
    """What the facts give, rounded one digit finer than the result is printed."""
    formula: str
    """With `{0}`, `{1}` … for the facts and `{n}` for the years."""
    years: int
    outcome: Outcome
    note: Localized | None
    place: Place


@dataclass(frozen=True)
class _Rule:
    """How a result follows from facts."""

    compute: Callable[[Sequence[Fraction], Fraction], Fraction]
    """Monotone in each number; the second argument is the factor, or the years."""
    signs: tuple[int, ...]
    """Whether the result goes up or down with each number; one sign stands for all."""
    formula: str


RULES = {
    "sum": _Rule(lambda xs, factor: factor * sum(xs), (_UP,), ""),
    "share": _Rule(lambda xs, _: xs[0] / xs[1] * 100, (_UP, _DOWN), "{0} ÷ {1}"),
    "growth": _Rule(lambda xs, _: (xs[1] / xs[0] - 1) * 100, (_DOWN, _UP), "{1} ÷ {0} − 1"),
    "path": _Rule(
        lambda xs, years: xs[0] * raise_power(1 + xs[1] / 100, years),
        (_UP, _UP),
        "{0} × (1 + {1})^{n}",
    ),
    "difference": _Rule(lambda xs, _: xs[1] - xs[0], (_DOWN, _UP), "{1} − {0}"),
}
"""The rules by name; those of `relations.csv` among them."""


def work_relations(ledger: Ledger) -> tuple[RelationResult, ...]:
    """Work out all relations: the curated ones in their order, then those the ledger knows by itself."""
    return (*_check_curated(ledger), *_check_paths(ledger), *_check_growth(ledger))


def check_relations(ledger: Ledger, checks: Sequence[RelationResult]) -> Iterator[Problem]:
    """Relations that do not hold, and that no conflict declares."""
    declared = {frozenset(conflict.facts) for conflict in ledger.conflicts}
    for check in checks:
        pairs = {frozenset((check.result.key, fact.key)) for fact in check.facts}
        if check.outcome == "fails" and not pairs & declared:
            given = ", ".join(f"`{fact.key}`" for fact in check.facts)
            number = "-".join(str(one) for one in check.computed.numbers)
            yield check.place.problem(
                "inconsistent",
                f"`{check.result.key}` does not follow from {given}: they give {number} {check.computed.unit.unit}",
                "Mend the rows, or declare the result and one of them in conflicts.csv",
            )


def _check_curated(ledger: Ledger) -> Iterator[RelationResult]:
    for one in ledger.relations:
        facts = tuple(ledger.fact_by_key[key] for key in one.facts)
        result = ledger.fact_by_key[one.result]
        formula = RULES[one.rule].formula or " + ".join(f"{{{n}}}" for n in range(len(facts)))
        if one.factor != 1:
            formula = (
                f"({formula}) × {one.factor}" if len(facts) > 1 else f"{formula} × {one.factor}"
            )
        years = result.period.end_years - facts[0].period.end_years if one.rule == "path" else None
        amount = one.factor if years is None else years
        yield _work(
            ledger, one.relation, one.rule, (result, facts), amount, formula, one.note, one.place
        )


def _check_paths(ledger: Ledger) -> Iterator[RelationResult]:
    """Targets that have a stated baseline and a yearly rate, all of one source."""
    own = [fact for fact in ledger.facts if fact.statement == 1]
    curated = {(one.rule, one.result) for one in ledger.relations}
    for rate in own:
        if rate.kind != "target" or not is_yearly_rate(rate):
            continue
        same = [
            fact
            for fact in own
            if fact.subject[:2] == rate.subject[:2]
            and fact.measure in LEVELS
            and fact.source == rate.source
        ]
        bases = [
            fact
            for fact in same
            if fact.kind == "actual"
            and fact.period.shape in {"year", "as-of"}
            and fact.period.end_years == start_of(rate)
        ]
        targets = [
            fact
            for fact in same
            if fact.kind == "target" and fact.period.end_years == rate.period.end_years
        ]
        for base in bases:
            for target in targets:
                if base.measure == target.measure and ("path", target.key) not in curated:
                    yield _work(
                        ledger,
                        f"path:{target.key}",
                        "path",
                        (target, (base, rate)),
                        rate.period.years,
                        RULES["path"].formula,
                        None,
                        target.place,
                    )


def _check_growth(ledger: Ledger) -> Iterator[RelationResult]:
    """Growth on the year before, where both levels are stated."""
    own = [fact for fact in ledger.facts if fact.statement == 1 and fact.kind == "actual"]
    curated = {(one.rule, one.result) for one in ledger.relations}
    for rate in own:
        if not is_yearly_rate(rate) or rate.period.shape != "year":
            continue
        same = [
            fact
            for fact in own
            if fact.subject[:2] == rate.subject[:2]
            and fact.measure == "level"
            and fact.period.shape == "year"
        ]
        now = [fact for fact in same if fact.period == rate.period]
        before = [fact for fact in same if fact.period.end_years == start_of(rate)]
        if now and before and ("growth", rate.key) not in curated:
            yield _work(
                ledger,
                f"growth:{rate.key}",
                "growth",
                (rate, (before[0], now[0])),
                Fraction(1),
                RULES["growth"].formula,
                None,
                rate.place,
            )


def _work(
    ledger: Ledger,
    key: str,
    rule: str,
    given: tuple[Fact, tuple[Fact, ...]],
    amount: Fraction,
    formula: str,
    note: Localized | None,
    place: Place,
) -> RelationResult:
    result, facts = given
    stated = round_interval(result.quantity)
    computed = _compute(rule, [round_interval(fact.quantity) for fact in facts], amount)
    ends = (stated.low, stated.high, computed.low, computed.high)
    outcome: Outcome = "fails"
    if stated.meets(computed):
        outcome = "compatible" if None in ends and not stated.holds(computed) else "holds"
    middle = _compute(rule, [fact.quantity.interval for fact in facts], amount)
    shown = _show(middle, result.quantity, ledger.unit_by_key)
    years = int(amount) if rule == "path" else 0
    return RelationResult(
        key, rule, result, facts, amount, shown, formula, years, outcome, note, place
    )


def _compute(rule: str, given: Sequence[Interval], amount: Fraction) -> Interval:
    """What a rule gives for all numbers that the statements allow."""
    recipe = RULES[rule]
    signs = recipe.signs if len(recipe.signs) == len(given) else recipe.signs * len(given)

    def end(wanted: int) -> tuple[Fraction | None, bool]:
        ends = [
            (one.high, one.high_open) if sign == wanted else (one.low, one.low_open)
            for one, sign in zip(given, signs, strict=True)
        ]
        numbers = [number for number, _ in ends if number is not None]
        if len(numbers) < len(ends):
            return None, False
        return recipe.compute(numbers, amount), any(is_open for _, is_open in ends)

    (low, low_open), (high, high_open) = end(_DOWN), end(_UP)
    return Interval(low, high, low_open, high_open)


def _show(computed: Interval, like: Quantity, units: Mapping[str, Unit]) -> Quantity:
    """A computed interval as a quantity in the unit of the result, one digit finer than it."""
    base = units[like.unit.base_unit]
    digit = min(last_place(number) for number in like.numbers) * like.unit.factor
    step = floor_power(digit) / 10

    def write(number: Fraction) -> Decimal:
        return trim(round_to(step, number))

    low, high = computed.low, computed.high
    if low is not None and high is not None:
        if write(low) == write(high):
            return Quantity(write(low), None, None, "exact", base)
        return Quantity(None, write(low), write(high), "range", base)
    if low is not None:
        return Quantity(write(low), None, None, "over" if computed.low_open else "at-least", base)
    if high is not None:
        return Quantity(write(high), None, None, "under" if computed.high_open else "at-most", base)
    return Quantity(like.value, like.low, like.high, "about", like.unit)
