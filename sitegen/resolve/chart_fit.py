"""What must not stand on one scale: other units, other sorts of numbers, what the table of comparability keeps apart."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from sitegen.analysis.derive import Derived
from sitegen.charts.kinds import Takes
from sitegen.claims.comparable import find_reason
from sitegen.claims.weighing import find_sort
from sitegen.messages.said import NOTHING, say, say_all

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.charts.kinds import ChartKind
    from sitegen.ledger.ledger import Ledger
    from sitegen.problems import Place, Problem
    from sitegen.resolve.chart_items import ChartItem


TABLE = say("What must not be compared is a table, not a chart")
_TARGET = "target"
"""The kind of fact that the table of comparability keeps others apart from."""
_APART = {Takes.DATES, Takes.TARGETS}
"""What has no numbers on a common scale, or shares of the way of each, which may always stand side by side."""


def find_unfit(
    items: Sequence[ChartItem],
    places: Sequence[Place],
    kind: ChartKind,
    ledger: Ledger,
    language: str,
) -> Problem | None:
    """Why items, each named at its place, must not stand in one chart of a kind; `None` where they may.

    Reasons of tables are given in `language`.
    """
    if kind.takes in _APART:
        return None
    units = [item.quantity.unit.base_unit for item in items]
    if others := [place for unit, place in zip(units, places, strict=True) if unit != units[0]]:
        listed = say_all(sorted({*units}))
        return others[0].problem(
            "chart-unit",
            say("the chart's facts are in different units: {listed}", listed=listed),
            say("Draw a chart for each"),
        )
    if kind.is_log:
        for item, place in zip(items, places, strict=True):
            if min(item.quantity.base_numbers) <= 0:
                return place.problem(
                    "chart-facts",
                    say(
                        "`{key}` is not above zero, as a logarithmic scale needs",
                        key=item.figure.key,
                    ),
                    say("Leave it out, or draw a chart of another kind"),
                )
    return _find_apart(items, places, ledger, language)


def _find_apart(
    items: Sequence[ChartItem], places: Sequence[Place], ledger: Ledger, language: str
) -> Problem | None:
    """Two items that must not be compared."""
    stated = [
        (one, place, find_sort(one.facts, one.rule if isinstance(one, Derived) else ""))
        for one, place in zip((item.figure for item in items), places, strict=True)
    ]
    for (one, _, sort), (two, place, other) in combinations(stated, 2):
        reason = NOTHING
        if sort != other:
            reason = say(
                "`{one}` and `{two}` are not numbers of one sort", one=one.key, two=two.key
            )
        for first in one.facts:
            for second in two.facts:
                if (first.kind == _TARGET) != (second.kind == _TARGET):
                    reason = reason or find_reason(first, second, ledger, language)
        if reason:
            return place.problem("chart-compare", reason, TABLE)
    return None
