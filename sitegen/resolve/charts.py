"""Facts that a chart directive names, or that the site chooses, to the plain values that a chart draws.

How a chart looks is for `charts` to say; which kinds there are, for `charts.kinds`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sitegen.analysis.derive import Derived
from sitegen.charts.data import ChartData
from sitegen.charts.kinds import GeneratedFor, Takes, get_generated
from sitegen.language.amounts import AxisScale
from sitegen.resolve.chart_dates import find_until
from sitegen.resolve.chart_facts import choose_items, find_comparable, list_path_items
from sitegen.resolve.chart_fit import find_unfit
from sitegen.resolve.chart_items import Happening, Progress, make_item
from sitegen.resolve.chart_points import choose_scale, make_point
from sitegen.resolve.chart_titles import head_comparison, head_path, say_role, write_subtitle
from sitegen.views.values import DerivedView, FactView, PlainFigure

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sitegen.analysis.assessment import Assessment
    from sitegen.language.voice import Voice
    from sitegen.ledger.values import Fact
    from sitegen.problems import Problem
    from sitegen.project.parsed import Directive
    from sitegen.resolve.chart_items import ChartItem
    from sitegen.resolve.chart_titles import ChartHeading
    from sitegen.resolve.roles import RoleResolver
    from sitegen.views.maker import ViewMaker


_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class ChartRow:
    """A row of a chart's table."""

    label: str
    view: FactView | DerivedView | PlainFigure
    period: str
    """As shown, in the page's language."""
    role: str
    """As of `Point`."""
    kind: str
    """The role in words, and that it is computed where no source states it."""
    share: DerivedView | None = None
    """The share that it is of the whole whose part it is."""

    @property
    def is_plain(self) -> bool:
        """Whether its figure is neither a fact nor a number with a working on the page."""
        return isinstance(self.view, PlainFigure)


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
    maker = resolver.maker
    places = chosen.places or (directive.place,) * len(chosen.items)
    problem = find_unfit(chosen.items, places, heading.kind, maker.ledger, maker.code)
    if problem is not None:
        return None, (problem,)
    return assemble_chart(maker, heading, chosen.items), ()


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
    voice, kind = maker.voice, heading.kind
    is_dated = kind.takes is Takes.DATES
    scale = AxisScale(0, "") if is_dated else choose_scale(items, maker.ledger.unit_by_key, voice)
    words = kind.translate(lambda message: _say_open(voice, message))
    facts = [fact for item in items for fact in item.figure.facts]
    rows = tuple(_make_row(maker, item, facts, dict(words)) for item in items)
    subtitle = write_subtitle(items, scale, maker, heading)
    sources = tuple(dict.fromkeys(source for item in items for source in item.sources))
    points = [make_point(item, voice, scale, is_dated=is_dated) for item in items]
    data = ChartData(
        name=heading.name,
        kind=kind.name,
        language=voice.language.tag,
        title=heading.title,
        description=heading.description,
        points=tuple(
            replace(point, item=row.label, source=_say_sources(row.view, voice))
            for point, row in zip(points, rows, strict=True)
        ),
        power=scale.power,
        unit=scale.label,
        geometric=bool(facts) and facts[-1].indicator.path == "geometric",
        words=words,
        separators=voice.separators,
        subtitle=subtitle,
        base_unit="" if is_dated else items[0].quantity.unit.base_unit,
        sources=sources,
        scale_words=scale.words,
        until=find_until(maker, dict(words)["until"]) if is_dated else None,
    )
    return MadeChart(data, subtitle, rows, sources)


def _say_open(voice: Voice, message: str) -> str:
    """A text of a chart with its placeholders left open, for what only the drawing knows."""
    return voice.say(message, **{name: f"{{{name}}}" for name in _PLACEHOLDER.findall(message)})


def _make_row(
    maker: ViewMaker, item: ChartItem, facts: Sequence[Fact], words: Mapping[str, str]
) -> ChartRow:
    """An item as a row of the chart's table, called by the indicator of the last fact if it has no label."""
    label = item.label or facts[-1].indicator.name[maker.code]
    computed = words["computed"] if isinstance(item.figure, Derived | Progress) else ""
    share = None if item.share is None else maker.derived(item.share)
    kind = maker.listed(words[item.role], computed)
    return ChartRow(label, _view(maker, item), item.period, item.role, kind, share)


def _view(maker: ViewMaker, item: ChartItem) -> FactView | DerivedView | PlainFigure:
    """What a row shows of its item."""
    match item.figure:
        case Derived() as derived:
            return maker.derived(derived)
        case Progress() as one:
            return maker.progress(one.key, one.assessment, one.quantity, one.facts)
        case Happening() as one:
            return maker.happening(one.event)
        case fact:
            return maker.fact(fact)


def _say_sources(view: FactView | DerivedView | PlainFigure, voice: Voice) -> str:
    """The documents that state a number, or the numbers it is computed from."""
    if isinstance(view, PlainFigure):
        return view.source
    views = view.facts if isinstance(view, DerivedView) else (view,)
    return voice.say("; ").join(dict.fromkeys(one.source for one in views))
