"""Whether a claim holds: surely, perhaps or not, given what bounds its figures.

A side of a comparison is the interval of what its figures allow, as stated and before any rounding;
"over 2 million" is surely more than 1.9 million, and perhaps more than 2.1 million. By interval
arithmetic (R. E. Moore, Interval Analysis, 1966), with the rules of `analysis.arithmetic`.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from sitegen.analysis.arithmetic import RULES, bound_result
from sitegen.analysis.derive import bound_derived, derive
from sitegen.claims.expressions import WITHIN, ClaimError
from sitegen.messages.said import say, say_all, say_names
from sitegen.quantities.exact import to_decimal
from sitegen.quantities.quantity import Interval, Quantity
from sitegen.quantities.rounding import (
    Precision,
    coarsest_place,
    floor_to_power_of_ten,
    printed_interval,
    state_interval,
)
from sitegen.quantities.units import COUNT, MULTIPLE, PERCENT, RANK

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sitegen.analysis.assessment import Assessment
    from sitegen.analysis.derive import Derived
    from sitegen.claims.expressions import Figure, Number
    from sitegen.ledger.values import Fact
    from sitegen.quantities.units import Unit

Judgement = Literal["surely", "perhaps", "not"]
SURELY: Judgement = "surely"
PERHAPS: Judgement = "perhaps"
NOT: Judgement = "not"

BOUND = "bound"
"""The rule that says how far a target has come at least, or at most."""
SUM = "sum"
"""The rule that adds any number of facts."""
PLAIN = (COUNT, MULTIPLE, RANK)
"""Base units of which a number can be named without a unit."""
_SORTS = {
    "growth": "growth",
    "percent-change": "growth",
    "implied-growth": "growth",
    "ratio": "ratio",
}
"""What sort of number a rule gives that is no amount."""
_HUNDRED = 100


@dataclass(frozen=True)
class Weighed:
    """A side of a comparison, worked out."""

    name: str
    """As the author wrote it, in one way."""
    interval: Interval
    """What it may be, in base units."""
    printed: Interval
    """The same with the rounding of what is printed."""
    quantity: Quantity
    """As it is printed; of a multiple, what is multiplied."""
    facts: tuple[Fact, ...] = ()
    derived: Derived | None = None
    """What a rule made of the facts, if one did."""
    times: Fraction = Fraction(1)
    """How many times it counts."""
    tally: tuple[tuple[str, tuple[str, ...]], ...] | None = None
    """What was counted by, where targets were counted."""

    @property
    def base_unit(self) -> str:
        """The key of the unit that it is compared in."""
        return self.quantity.unit.base_unit

    @property
    def sort(self) -> str:
        """`amount`, `growth`, `rank` or `ratio`: only numbers of one sort can be compared."""
        return find_sort(self.facts, "" if self.derived is None else self.derived.rule)


@dataclass(frozen=True)
class Pair:
    """One comparison of a claim."""

    left: Weighed
    sign: str
    right: Weighed
    judgement: Judgement


def find_sort(facts: Sequence[Fact], rule: str = "") -> str:
    """`amount`, `growth`, `rank` or `ratio`: of what a rule makes of facts, or of a fact."""
    if rule:
        return _SORTS.get(rule, "amount")
    measure = facts[0].measure if facts else ""
    return measure if measure in {"growth", "rank"} else "amount"


def weigh_figure(side: Figure, facts: Mapping[str, Fact], units: Mapping[str, Unit]) -> Weighed:
    """A side that names facts.

    Args:
        side: The side.
        facts: The facts that its keys mean.
        units: The ledger's units by key.

    Raises:
        ClaimError: It is no rule.
        DeriveError: The facts do not go into its rule.
    """
    own = tuple(facts[key] for key in side.keys)
    if side.rule == SUM:
        derived, quantity = None, _add(own, units)
        interval = bound_result(RULES[SUM], [one.quantity.interval for one in own], Fraction(1))
    elif side.rule:
        derived = derive(side.rule, own, units)
        interval, quantity = bound_derived(derived), derived.quantity
    elif len(own) == 1:
        derived, quantity = None, own[0].quantity
        interval = quantity.interval
    else:
        raise ClaimError(
            say("`{side}` names several facts", side=side),
            say("Name one, or a rule: `change(a, b)`"),
        )
    printed = printed_interval(quantity)
    if side.times != 1:
        interval, printed = _multiply(interval, side.times), _multiply(printed, side.times)
    return Weighed(str(side), interval, printed, quantity, own, derived, side.times)


def weigh_bound(side: Figure, targets: Sequence[Assessment]) -> Weighed:
    """A side that says how far a target has come, where that is only bounded.

    Raises:
        ClaimError: It names several targets, or one that has no bounded verdict.
    """
    if len(targets) != 1:
        raise ClaimError(
            say("`{side}` names several targets", side=side),
            say("Name one: `bound(a/b/2025/target)`"),
        )
    (target,) = targets
    if target.bounds is None:
        raise ClaimError(
            say(
                "`{key}` has no bounded verdict: it is {status}",
                key=target.target.key,
                status=target.status,
            ),
            say("Name a target whose status is `bounded`"),
        )
    share, times = target.bounds.share, side.times
    low, high = (
        None if one is None else one * _HUNDRED * times
        for one in (target.bounds.low, target.bounds.high)
    )
    interval = Interval(low, high)
    printed = _multiply(printed_interval(share.quantity), times)
    return Weighed(str(side), interval, printed, share.quantity, share.facts, share, times)


def _add(facts: Sequence[Fact], units: Mapping[str, Unit]) -> Quantity:
    """What facts are together, as finely as the coarsest of them.

    Raises:
        ClaimError: They count in several units, or nothing bounds their sum.
    """
    bases = {fact.quantity.unit.base_unit for fact in facts}
    if len(bases) > 1:
        raise ClaimError(
            say("a sum counts in {bases}", bases=say_all(sorted(bases), " and ", " and ")),
            say("Add what counts alike"),
        )
    found = bound_result(RULES[SUM], [fact.quantity.interval for fact in facts], Fraction(1))
    step = floor_to_power_of_ten(max(coarsest_place(fact.quantity) for fact in facts))
    quantity = state_interval(found, Precision(step), units[bases.pop()])
    if quantity is None:
        raise ClaimError(
            say("nothing bounds the sum"), say("Name facts that are bounded on one side")
        )
    return quantity


def _multiply(one: Interval, times: Fraction) -> Interval:
    """An interval times a positive number."""
    low = None if one.low is None else one.low * times
    high = None if one.high is None else one.high * times
    return Interval(low, high, one.low_open, one.high_open)


def weigh_number(side: Number, beside: Weighed, units: Mapping[str, Unit]) -> Weighed:
    """A number that the author names, in the unit that it is compared in.

    Raises:
        ClaimError: It has a unit that this is not compared in, or lacks one.
    """
    base = beside.base_unit
    if base == PERCENT and side.unit in {"%", PERCENT}:
        value, unit = side.value, units[PERCENT]
    elif base == PERCENT and not side.unit and abs(side.value) < 1:
        value, unit = side.value * _HUNDRED, units[PERCENT]  # more than half: 1/2
    elif side.unit in units and units[side.unit].base_unit == base:
        value, unit = side.value, units[side.unit]
    elif not side.unit and (base in PLAIN or not side.value):
        value, unit = side.value, units.get(base, beside.quantity.unit)
    else:
        named = (
            say("`{side}` is in `{unit}`", side=side, unit=side.unit)
            if side.unit
            else say("`{side}` has no unit", side=side)
        )
        known = [key for key, one in units.items() if one.base_unit == base]
        raise ClaimError(
            say(
                "{named}, but `{name}` counts in {base}",
                named=named,
                name=beside.name,
                base=base,
            ),
            say("Write it in {names}", names=say_names(["%"] if base == PERCENT else known[:4])),
        )
    exact = value * unit.factor
    quantity = Quantity(Decimal(to_decimal(value)), None, None, "exact", unit)
    point = Interval(exact, exact)
    return Weighed(str(side), point, point, quantity)


def compare(left: Weighed, sign: str, right: Weighed) -> Pair:
    """Whether one side is to the other what the sign says."""
    one, two = left.interval, right.interval
    if sign == WITHIN:
        judgement = SURELY if two.holds(one) else PERHAPS if two.meets(one) else NOT
    elif sign == "~":
        judgement = SURELY if left.printed.meets(right.printed) else NOT
    elif sign == "=":
        judgement = _judge_equal(one, two)
    elif sign in {"<", "<="}:
        judgement = _judge_below(one, two, strictly=sign == "<")
    else:
        judgement = _judge_below(two, one, strictly=sign == ">")
    return Pair(left, sign, right, judgement)


def _judge_equal(one: Interval, two: Interval) -> Judgement:
    if one.is_point and two.is_point:
        return SURELY if one == two else NOT
    return PERHAPS if one.meets(two) else NOT


def _judge_below(one: Interval, two: Interval, *, strictly: bool) -> Judgement:
    if is_below(one, two, strictly=strictly):
        return SURELY
    return NOT if is_below(two, one, strictly=not strictly) else PERHAPS


def is_below(one: Interval, two: Interval, *, strictly: bool) -> bool:
    """Whether whatever the first allows is below, or no higher than, whatever the second allows."""
    if one.high is None or two.low is None:
        return False
    if one.high == two.low:
        return not strictly or one.high_open or two.low_open
    return one.high < two.low


def sum_up(judgements: Iterable[Judgement]) -> Judgement:
    """What several judgements make together: all must hold."""
    found = set(judgements)
    if NOT in found:
        return NOT
    return PERHAPS if PERHAPS in found else SURELY
