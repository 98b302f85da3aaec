"""What must not be set side by side: other units, other lengths of time, other definitions."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from sitegen.analysis.conditions import are_alike, is_yearly_rate

if TYPE_CHECKING:
    from sitegen.claims.weighing import Weighed
    from sitegen.ledger.ledger import Ledger
    from sitegen.ledger.values import Fact

_SAID = {
    "growth": "a rate of growth",
    "rank": "a rank",
    "ratio": "a multiple",
    "amount": "an amount",
}


def find_obstacle(left: Weighed, right: Weighed, ledger: Ledger, language: str) -> str:
    """Why two sides must not be compared; empty where they may be. A bare number goes with all.

    `language` is that in which reasons of the tables are given.
    """
    if left.base_unit != right.base_unit:
        return f"`{left.name}` counts in {left.base_unit}, `{right.name}` in {right.base_unit}"
    if not (left.facts and right.facts):
        return ""
    if left.sort != right.sort:
        return f"`{left.name}` is {_SAID[left.sort]}, `{right.name}` is {_SAID[right.sort]}"
    for one, two in product(left.facts, right.facts):
        if reason := find_reason(one, two, ledger, language):
            return reason
    if left.derived is None and right.derived is None:
        return _find_gap(left.facts[0], right.facts[0], left.sort)
    return ""


def find_reason(one: Fact, two: Fact, ledger: Ledger, language: str) -> str:
    """What the table of comparability says of two facts."""
    pair = {one.indicator.indicator, two.indicator.indicator}
    if len(pair) == 1:
        return ""
    for row in ledger.comparability_by_indicator.get(one.indicator.indicator, ()):
        if {row.indicator, row.other} == pair:
            return f"`{row.indicator}` and `{row.other}` stand in comparability.csv: {row.reason[language]}"
    return ""


def _find_gap(one: Fact, two: Fact, sort: str) -> str:
    """What keeps two stated figures apart: their times, or that they have nothing in common."""
    if sort == "growth" and is_yearly_rate(one) and is_yearly_rate(two):
        return ""
    if sort != "rank" and not are_alike(one.period, two.period):
        return f"`{one.key}` and `{two.key}` are of periods of different length"
    if sort == "amount" and one.indicator != two.indicator and one.area != two.area:
        return f"`{one.key}` and `{two.key}` are of different things in different places"
    return ""
