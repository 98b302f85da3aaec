"""What must not be set side by side: other units, other lengths of time, other definitions."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from sitegen.analysis.conditions import are_alike, is_yearly_rate
from sitegen.messages.elsewhere import hear
from sitegen.messages.said import NOTHING, Said, say

if TYPE_CHECKING:
    from sitegen.claims.weighing import Weighed
    from sitegen.ledger.ledger import Ledger
    from sitegen.ledger.values import Fact

_SAID = {
    "growth": say("a rate of growth"),
    "rank": say("a rank"),
    "ratio": say("a multiple"),
    "amount": say("an amount"),
}


def find_obstacle(left: Weighed, right: Weighed, ledger: Ledger, language: str) -> Said:
    """Why two sides must not be compared; empty where they may be. A bare number goes with all.

    `language` is that in which reasons of the tables are given.
    """
    if left.base_unit != right.base_unit:
        return say(
            "`{name}` counts in {base_unit}, `{right_name}` in {right_base_unit}",
            name=left.name,
            base_unit=left.base_unit,
            right_name=right.name,
            right_base_unit=right.base_unit,
        )
    if not (left.facts and right.facts):
        return NOTHING
    if left.sort != right.sort:
        return say(
            "`{name}` is {said}, `{right_name}` is {said2}",
            name=left.name,
            said=_SAID[left.sort],
            right_name=right.name,
            said2=_SAID[right.sort],
        )
    for one, two in product(left.facts, right.facts):
        if reason := find_reason(one, two, ledger, language):
            return reason
    if left.derived is None and right.derived is None:
        return _find_gap(left.facts[0], right.facts[0], left.sort)
    return NOTHING


def find_reason(one: Fact, two: Fact, ledger: Ledger, language: str) -> Said:
    """What the table of comparability says of two facts."""
    pair = {one.indicator.indicator, two.indicator.indicator}
    if len(pair) == 1:
        return NOTHING
    for row in ledger.comparability_by_indicator.get(one.indicator.indicator, ()):
        if {row.indicator, row.other} == pair:
            return say(
                "`{indicator}` and `{other}` stand in comparability.csv: {reason}",
                indicator=row.indicator,
                other=row.other,
                reason=hear(row.reason[language].rstrip(".。")),
            )
    return NOTHING


def _find_gap(one: Fact, two: Fact, sort: str) -> Said:
    """What keeps two stated figures apart: their times, or that they have nothing in common."""
    if sort == "growth" and is_yearly_rate(one) and is_yearly_rate(two):
        return NOTHING
    if sort != "rank" and not are_alike(one.period, two.period):
        return say(
            "`{key}` and `{two_key}` are of periods of different length",
            key=one.key,
            two_key=two.key,
        )
    if sort == "amount" and one.indicator != two.indicator and one.area != two.area:
        return say(
            "`{key}` and `{two_key}` are of different things in different places",
            key=one.key,
            two_key=two.key,
        )
    return NOTHING
