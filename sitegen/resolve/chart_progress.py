"""Charts of progress: of each target the share of the way that has been made, and that of the time that has passed."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from sitegen.quantities.quantity import Quantity
from sitegen.quantities.units import PERCENT
from sitegen.resolve.chart_items import ChartItem, ChosenItems, Progress, make_naming, refuse

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from sitegen.analysis.assessment import Assessment
    from sitegen.quantities.units import Unit
    from sitegen.resolve.chart_items import NamedRow
    from sitegen.resolve.roles import RoleResolver


def choose_progress(resolver: RoleResolver, rows: Sequence[NamedRow]) -> ChosenItems:
    """Of each target what has been made, and what was due."""
    unit = resolver.ledger.unit_by_key.get(PERCENT)
    found: list[tuple[NamedRow, Assessment]] = []
    for row in rows:
        assessment = resolver.target(row.key, row.place)
        if assessment is None:
            return ChosenItems()
        verdict = assessment.verdict
        if verdict.made is None or verdict.due is None or unit is None:
            return refuse(
                row.place,
                f"it is not known how much of the way to `{assessment.target.key}` has been made",
                "Leave it out, or list it in `targets`",
            )
        resolver.show_target(assessment, row.place)
        found.append((row, assessment))
    name = make_naming([assessment.target for _, assessment in found], resolver.voice)
    return ChosenItems(
        tuple(
            item
            for row, assessment in found
            for item in _make_items(
                resolver, assessment, row.label or name(assessment.target), unit
            )
        )
    )


def _make_items(
    resolver: RoleResolver, assessment: Assessment, label: str, unit: Unit | None
) -> tuple[ChartItem, ...]:
    """Two shares of one target."""
    voice, verdict = resolver.voice, assessment.verdict
    latest = assessment.latest or assessment.target
    period, time = voice.period(latest.period), float(latest.period.end_years) - 1
    status = resolver.maker.target(assessment).verdict.word
    shares = (("made", verdict.made, status), ("due", verdict.due, ""))
    return tuple(
        ChartItem(
            label,
            Progress(f"{role}({assessment.target.key})", assessment, _in_percent(share, unit)),
            period,
            time,
            role,
            status=word,
        )
        for role, share, word in shares
        if share is not None and unit is not None
    )


def _in_percent(share: Decimal | Fraction, unit: Unit) -> Quantity:
    """A share of one in whole percent, as it is said of a target everywhere."""
    return Quantity(Decimal(round(share * 100)), None, None, "exact", unit)
