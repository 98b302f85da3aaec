"""Which way a claim holds its figures to have gone: words that say the other way contradict it, whatever the facts are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.claims.expressions import Figure, Inequality, Number, Trend
from sitegen.quantities.units import RANK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.claims.expressions import Side
    from sitegen.claims.judging import Finding
    from sitegen.ledger.values import Fact

UP, DOWN = 1, -1
_WAYS = {">": UP, ">=": UP, "<": DOWN, "<=": DOWN}
_MOVING = frozenset({"growth", "change", "percent-change"})
"""Rules whose numbers are above zero where a figure rose."""
_GROWTH = "growth"


def find_way(findings: Iterable[Finding]) -> int:
    """`UP` or `DOWN` where all of a claim that says a way says one; 0 where none does, or several."""
    ways = {way for one in findings for way in _list_ways(one)}
    return ways.pop() if len(ways) == 1 else 0


def _list_ways(finding: Finding) -> Iterator[int]:
    if any(fact.quantity.unit.base_unit == RANK for fact in finding.facts):
        return  # the first place is number 1: who rises has a smaller one
    match finding.claim:
        case Trend(word, _):
            yield UP if word == "rises" else DOWN
        case Inequality(left, sign, right) if sign in _WAYS:
            facts = {fact.key: fact for fact in finding.facts}
            if way := _compare(left, right, _WAYS[sign], [*facts.values()]):
                yield way
        case _:
            return


def _compare(left: Side, right: Side, way: int, facts: list[Fact]) -> int:
    """Which way two sides say that one figure went, where the left is above the right or (`way`) below it."""
    if isinstance(left, Number):
        left, right, way = right, left, -way
    if isinstance(left, Figure) and isinstance(right, Number):
        moves = left.rule in _MOVING or (not left.rule and facts[0].measure == _GROWTH)
        return way if moves and right.value * way >= 0 else 0
    if not (isinstance(left, Figure) and isinstance(right, Figure)) or len(facts) != 2:  # noqa: PLR2004 # sides
        return 0
    one, two = facts
    if left.rule or right.rule or left.times != 1 or right.times != 1:
        return 0
    same = (one.indicator, one.area, one.measure) == (two.indicator, two.area, two.measure)
    if not same or one.period.end == two.period.end or {one.kind, two.kind} != {"actual"}:
        return 0
    return way if one.period.end > two.period.end else -way
