"""Charts of progress: of each target the share of the way that has been made, and that of the time that has passed."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from sitegen.messages.said import say
from sitegen.quantities.quantity import Quantity
from sitegen.quantities.units import PERCENT
from sitegen.resolve.chart_items import (
    ChartItem,
    ChosenItems,
    Progress,
    list_inputs,
    make_naming,
    refuse,
)
from sitegen.resolve.key_slips import Stands

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from sitegen.analysis.assessment import Assessment
    from sitegen.quantities.units import Unit
    from sitegen.resolve.chart_items import NamedRow
    from sitegen.resolve.roles import RoleResolver


Shares: TypeAlias = "tuple[Quantity, Quantity]"
"""What has been made of the way, and what has passed of the time."""


def choose_progress(resolver: RoleResolver, rows: Sequence[NamedRow]) -> ChosenItems:
    """Of each target what has been made, and what was due."""
    unit = resolver.ledger.unit_by_key.get(PERCENT)
    found: list[tuple[NamedRow, Assessment, Shares]] = []
    for row in rows:
        assessment = resolver.target(row.key, row.place, Stands.LABELLED)
        if assessment is None:
            return ChosenItems()
        shares = None if unit is None else _find_shares(assessment, unit)
        if shares is None:
            return refuse(
                row.place,
                say(
                    "it is not known how much of the way to `{key}` has been made",
                    key=assessment.target.key,
                ),
                say("Leave it out, or list it in `targets`"),
                key=assessment.target.key,
            )
        resolver.show_target(assessment, row.place)
        found.append((row, assessment, shares))
    name = make_naming([assessment.target for _, assessment, _ in found], resolver.voice)
    return ChosenItems(
        tuple(
            item
            for row, assessment, shares in found
            for item in _make_items(
                resolver, assessment, row.label or name(assessment.target), shares
            )
        )
    )


def _find_shares(assessment: Assessment, unit: Unit) -> Shares | None:
    """What has been made of the way, and what has passed of the time; of a bounded verdict as far as it is known."""
    verdict, bounds = assessment.verdict, assessment.bounds
    if bounds is not None:
        return bounds.share.quantity, _in_percent(bounds.due, unit)
    if verdict.made is None or verdict.due is None:
        return None
    return _in_percent(verdict.made, unit), _in_percent(verdict.due, unit)


def _make_items(
    resolver: RoleResolver, assessment: Assessment, label: str, shares: Shares
) -> tuple[ChartItem, ...]:
    """Two shares of one target."""
    voice = resolver.voice
    reached = [fact for fact in list_inputs(assessment) if fact.kind != "target"]
    latest = max(reached, key=lambda fact: fact.period.end, default=assessment.target)
    period, time = voice.period(latest.period), float(latest.period.end_years) - 1
    status = resolver.maker.target(assessment).verdict.word
    told = (("made", shares[0], status), ("due", shares[1], ""))
    return tuple(
        ChartItem(
            label,
            Progress(f"{role}({assessment.target.key})", assessment, quantity),
            period,
            time,
            role,
            status=word,
        )
        for role, quantity, word in told
    )


def _in_percent(share: Decimal | Fraction, unit: Unit) -> Quantity:
    """A share of one in whole percent, as it is said of a target everywhere."""
    return Quantity(Decimal(round(share * 100)), None, None, "exact", unit)
