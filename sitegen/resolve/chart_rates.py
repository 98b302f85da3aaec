"""Charts of planned against achieved yearly growth: which rates stand in a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.analysis.conditions import is_yearly_rate
from sitegen.analysis.derive import Derived
from sitegen.analysis.several import IMPLIED_GROWTH, find_mean
from sitegen.messages.said import Said, say
from sitegen.resolve.chart_items import (
    ChartItem,
    ChosenItems,
    find_figure,
    make_item,
    make_naming,
    refuse,
)
from sitegen.resolve.key_slips import Stands

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.ledger.values import Fact
    from sitegen.resolve.chart_items import NamedRow
    from sitegen.resolve.roles import RoleResolver


PAIR = 2
"""So many figures a row has at most."""


def choose_rates(resolver: RoleResolver, rows: Sequence[NamedRow]) -> ChosenItems:
    """Of each row the planned rate, and the one achieved."""
    found = []
    for row in rows:
        pair = _find_pair(resolver, row)
        if isinstance(pair, ChosenItems):
            return pair
        found.append((row, *pair))
    name = make_naming([planned for _, planned, _ in found], resolver.voice)
    items: list[ChartItem] = []
    for row, planned, achieved in found:
        label = row.label or name(planned)
        items.append(make_item(resolver.voice, planned, label, "target"))
        items.append(make_item(resolver.voice, achieved, label, "actual"))
    places = (place for row, _, _ in found for place in (row.place, *(row.places or (row.place,))))
    return ChosenItems(tuple(items), tuple(places))


def _find_pair(resolver: RoleResolver, row: NamedRow) -> tuple[Fact, Fact | Derived] | ChosenItems:
    """The two rates of a row, or what is wrong with them."""
    if len(row.names) > PAIR:
        return refuse(
            row.place,
            say("the row of `{key}` names {number} figures", key=row.key, number=len(row.names)),
            say("Name the planned rate, and behind `|` the one achieved"),
        )
    planned = resolver.fact(row.key, row.place, Stands.LABELLED)
    if planned is None:
        return ChosenItems()
    if planned.kind != "target" or not is_yearly_rate(planned):
        return refuse(
            row.place,
            say("`{key}` is not a target for growth a year", key=planned.key),
            say("Begin the row with the planned rate"),
        )
    if len(row.names) < PAIR:
        return _find_achieved(resolver, row, planned)
    achieved = find_figure(resolver, row.names[1], row.places[0])
    if achieved is None:
        return ChosenItems()
    wrong = _find_fault(planned, achieved)
    return refuse(row.places[0], *wrong) if wrong else (planned, achieved)


def _find_achieved(
    resolver: RoleResolver, row: NamedRow, planned: Fact
) -> tuple[Fact, Derived] | ChosenItems:
    """The growth from the start of the plan to the latest figure, as the status of the target rests on it."""
    for one in resolver.around.assessments.find_like(planned.key):
        mean = find_mean(one, resolver.ledger.unit_by_key)
        if mean is not None and _find_fault(planned, mean) is None:
            for fact in mean.facts:
                resolver.cite(fact.key, row.place)
            resolver.working(resolver.maker.derived(mean))
            return planned, mean
    return refuse(
        row.place,
        say("it is not known what was achieved of `{key}`", key=planned.key),
        say("Name it behind `|`, as `growth(a/b/2020..2023)`, or leave the row out"),
        key=planned.key,
    )


def _find_fault(planned: Fact, achieved: Fact | Derived) -> tuple[Said, Said] | None:
    """Why a rate must not be set against a planned one, and the cure; `None` where it may."""
    own = _find_last(achieved)
    is_rate = (
        achieved.rule in {"growth", IMPLIED_GROWTH}
        if isinstance(achieved, Derived)
        else is_yearly_rate(achieved)
    )
    if not is_rate or own.kind == "target":
        return (
            say("`{key}` is not growth a year that was achieved", key=achieved.key),
            say("Name a rate, or compute it from levels: `growth(a/b/2020..2023)`"),
        )
    if (own.indicator.indicator, own.area.area) != (
        planned.indicator.indicator,
        planned.area.area,
    ):
        return (
            say(
                "`{key}` is of another indicator or area than `{planned_key}`",
                key=achieved.key,
                planned_key=planned.key,
            ),
            say("What must not be compared is a table, not a chart"),
        )
    begins, planned_from = _find_start(achieved), _start_month(planned)
    if begins < planned_from or own.period.end > planned.period.end:
        return (
            say(
                "`{key}` is of a time that `{planned_key}` is not for",
                key=achieved.key,
                planned_key=planned.key,
            ),
            say("Name growth within the years that were planned"),
        )
    return None


def _find_last(achieved: Fact | Derived) -> Fact:
    """The latest figure that a rate rests on."""
    if isinstance(achieved, Derived):
        return achieved.facts[0 if achieved.rule == IMPLIED_GROWTH else -1]
    return achieved


def _start_month(fact: Fact) -> int:
    """The month before the first of a fact's period, on a scale of months."""
    return fact.period.end_month - fact.period.months


def _find_start(achieved: Fact | Derived) -> int:
    """When growth starts: at the end of the earlier level, or before the period of a rate."""
    if not isinstance(achieved, Derived):
        return _start_month(achieved)
    if achieved.rule == IMPLIED_GROWTH:
        return _start_month(achieved.facts[-1])
    return achieved.facts[0].period.end_month
