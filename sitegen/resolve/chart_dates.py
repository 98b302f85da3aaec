"""Charts of dates: when targets are due, and events; from the day that a document sets them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.messages.said import say
from sitegen.problems import suggest
from sitegen.quantities.period import parse_period
from sitegen.resolve.chart_items import (
    ChartItem,
    ChosenItems,
    Happening,
    make_item,
    make_naming,
    refuse,
)
from sitegen.resolve.key_slips import Stands

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.ledger.values import Event, Fact
    from sitegen.quantities.period import Period
    from sitegen.resolve.chart_items import NamedRow
    from sitegen.resolve.roles import RoleResolver
    from sitegen.views.maker import ViewMaker


_SET_BEFORE = {"target", "due"}
"""Kinds of facts and events that a document sets before their date."""


def choose_dates(resolver: RoleResolver, rows: Sequence[NamedRow]) -> ChosenItems:
    """Targets and events, by their dates."""
    facts: list[tuple[NamedRow, Fact]] = []
    events: list[tuple[NamedRow, Event]] = []
    for row in rows:
        if "/" not in row.key:
            event = resolver.ledger.event_by_key.get(row.key)
            if event is None:
                return refuse(
                    row.place,
                    say("there is no event `{key}`", key=row.key),
                    suggest(row.key, resolver.ledger.event_by_key)
                    or say("Name a target or an event"),
                )
            events.append((row, event))
            continue
        fact = resolver.fact(row.key, row.place, Stands.LABELLED)
        if fact is None:
            return ChosenItems()
        if fact.kind != "target":
            return refuse(
                row.place,
                say("`{key}` is no target, and not due", key=fact.key),
                say("Name a target or an event"),
            )
        facts.append((row, fact))
    name = make_naming([fact for _, fact in facts], resolver.voice)
    items = [
        *(_due(resolver, row.label or name(fact), fact) for row, fact in facts),
        *(_happen(resolver.maker, row.label, event) for row, event in events),
    ]
    return ChosenItems(tuple(sorted(items, key=lambda item: item.time)))


def _due(resolver: RoleResolver, label: str, fact: Fact) -> ChartItem:
    """A target with the day that its document set it."""
    item = make_item(resolver.voice, fact, label, fact.kind)
    return _set(item, fact.source.date)


def _happen(maker: ViewMaker, label: str, event: Event) -> ChartItem:
    """An event; one that was due, with the day that its document set it."""
    name = label or event.name[maker.code]
    period = maker.voice.date(event.date.text.removeprefix("@"))
    item = ChartItem(name, Happening(event), period, _place(event.date), event.kind)
    return _set(item, event.source.date)


def _set(item: ChartItem, date: str) -> ChartItem:
    """An item with the day that its document is of, if that is before its own."""
    since = _place(parse_period(f"@{date}")) if date else 0.0
    return replace(item, since=since) if item.role in _SET_BEFORE and since < item.time else item


def _place(period: Period) -> float:
    """The end of a period on the axis of years."""
    return float(period.end_years) - 1


def find_until(maker: ViewMaker, said: str) -> tuple[float, str] | None:
    """Up to when the documents reach, and as `said` says it; `None` where none is dated."""
    last = maker.ledger.latest_source
    if last is None or not last.date:
        return None
    return _place(parse_period(f"@{last.date}")), said.format(date=maker.voice.date(last.date))
