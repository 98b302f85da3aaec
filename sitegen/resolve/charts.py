"""Facts that a chart directive names, or that the site chooses, to the plain values that a chart draws.

How a chart looks is for `charts` to say; which kinds there are, for `charts.kinds`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sitegen.analysis.derive import Derived
from sitegen.charts.data import ChartData
from sitegen.charts.kinds import GeneratedFor, get_generated
from sitegen.resolve.chart_facts import (
    choose_items,
    find_comparable,
    list_path_items,
    make_item,
)
from sitegen.resolve.chart_points import choose_scale, make_point
from sitegen.resolve.chart_titles import head_comparison, head_path, say_role, write_subtitle
from sitegen.views.values import DerivedView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.analysis.assessment import Assessment
    from sitegen.language.voice import Voice
    from sitegen.ledger.values import Fact
    from sitegen.problems import Problem
    from sitegen.project.parsed import Directive
    from sitegen.resolve.chart_facts import ChartItem
    from sitegen.resolve.chart_titles import ChartHeading
    from sitegen.resolve.roles import RoleResolver
    from sitegen.views.maker import ViewMaker
    from sitegen.views.values import FactView


@dataclass(frozen=True)
class ChartRow:
    """A row of a chart's table."""

    label: str
    view: FactView | DerivedView
    period: str
    """As shown, in the page's language."""
    role: str
    """`baseline`, `actual`, `target` or `estimate`."""
    kind: str
    """The role in words, and that it is computed where no source states it."""


@dataclass(frozen=True)
class MadeChart:
    """A chart with all that is said of it in its page."""

    data: ChartData
    subtitle: str
    """What all points are of, with the unit of the axis."""
    rows: tuple[ChartRow, ...]
    """Its table, a row a point."""
    sources: tuple[str, ...]
    """Keys of the documents that state it."""


def make_chart(
    resolver: RoleResolver, directive: Directive, heading: ChartHeading
) -> tuple[MadeChart | None, tuple[Problem, ...]]:
    """The chart of a directive; none if something is wrong, and what that is unless the resolver knows it."""
    chosen = choose_items(resolver, directive, heading.kind)
    if not chosen.items:
        return None, chosen.problems
    units = {item.quantity.unit.base_unit for item in chosen.items}
    if len(units) > 1:
        problem = directive.place.problem(
            "chart-unit",
            f"the chart's facts are in different units: {', '.join(sorted(units))}",
            "Draw a chart for each",
        )
        return None, (problem,)
    return assemble_chart(resolver.maker, heading, chosen.items), ()


def make_path(maker: ViewMaker, assessment: Assessment, name: str) -> MadeChart | None:
    """The path to a target as a chart that says itself what it shows; `None` where there is no path."""
    if not assessment.has_path:
        return None
    kind = get_generated(GeneratedFor.TARGET)
    items = list_path_items(maker, assessment)
    return assemble_chart(maker, head_path(maker, kind, name, assessment.target, items), items)


def make_comparison(maker: ViewMaker, facts: Sequence[Fact], name: str) -> MadeChart | None:
    """Facts of one indicator that may stand side by side, as bars; `None` where no two may."""
    say, voice, code = maker.voice.say, maker.voice, maker.code
    chosen = find_comparable(facts)
    if not chosen:
        return None
    by_area = len({fact.area.area for fact in chosen}) > 1
    items = [
        make_item(
            voice,
            fact,
            fact.area.short[code]
            if by_area
            else say(", ").join([voice.time(fact.period), say_role(voice, fact.kind).lower()]),
            fact.kind,
        )
        for fact in chosen
    ]
    kind = get_generated(GeneratedFor.INDICATOR)
    return assemble_chart(maker, head_comparison(maker, kind, name, items, by_area=by_area), items)


def assemble_chart(
    maker: ViewMaker, heading: ChartHeading, items: Sequence[ChartItem]
) -> MadeChart:
    """The chart of items on one scale, with its subtitle, table and sources."""
    voice = maker.voice
    scale = choose_scale(items, maker.ledger.unit_by_key, voice)
    facts = [fact for item in items for fact in item.figure.facts]
    rows = tuple(_make_row(maker, item, facts[-1].indicator.name[maker.code]) for item in items)
    subtitle = write_subtitle(facts, scale, maker)
    sources = tuple(dict.fromkeys(fact.source.source for fact in facts))
    points = [make_point(item, voice, scale) for item in items]
    data = ChartData(
        name=heading.name,
        kind=heading.kind.name,
        language=voice.language.tag,
        title=heading.title,
        description=heading.description,
        points=tuple(
            replace(point, item=row.label, source=_say_sources(row.view, voice))
            for point, row in zip(points, rows, strict=True)
        ),
        power=scale.power,
        unit=scale.label,
        geometric=facts[-1].indicator.path == "geometric",
        words=heading.kind.translate(voice.say),
        separators=voice.separators,
        subtitle=subtitle,
        base_unit=items[0].quantity.unit.base_unit,
        sources=sources,
    )
    return MadeChart(data, subtitle, rows, sources)


def _make_row(maker: ViewMaker, item: ChartItem, indicator: str) -> ChartRow:
    """An item as a row of the chart's table, called by the indicator if it has no label."""
    figure = item.figure
    view = maker.derived(figure) if isinstance(figure, Derived) else maker.fact(figure)
    computed = maker.voice.say("computed") if isinstance(figure, Derived) else ""
    kind = maker.listed(say_role(maker.voice, item.role), computed)
    return ChartRow(item.label or indicator, view, item.period, item.role, kind)


def _say_sources(view: FactView | DerivedView, voice: Voice) -> str:
    """The documents that state a number, or the numbers it is computed from."""
    views = view.facts if isinstance(view, DerivedView) else (view,)
    return voice.say("; ").join(dict.fromkeys(one.source for one in views))
