"""What a chart says of itself: its subtitle, and the title and description of one that no author wrote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.charts.data import NUMBER, WORDS
from sitegen.charts.kinds import Takes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.charts.kinds import ChartKind
    from sitegen.language.amounts import AxisScale
    from sitegen.language.voice import Voice
    from sitegen.ledger.values import Fact
    from sitegen.resolve.chart_items import ChartItem
    from sitegen.views.maker import ViewMaker


@dataclass(frozen=True)
class ChartHeading:
    """What a chart is called, and of which kind it is."""

    name: str
    """Permanent name, unique on the site."""
    kind: ChartKind
    title: str
    description: str
    """The alternative text."""
    tells_all: bool = False
    """Whether the title says of what time and role all figures are."""


def say_role(voice: Voice, role: str) -> str:
    """The word for a role: `baseline`, `actual`, `target` or `estimate`."""
    return voice.say(dict(WORDS)[role])


def head_path(
    maker: ViewMaker, kind: ChartKind, name: str, target: Fact, items: Sequence[ChartItem]
) -> ChartHeading:
    """The heading of the path to a target, which tells all its points."""
    say, voice = maker.voice.say, maker.voice
    title = say(
        kind.sentence("title"),
        indicator=target.indicator.name[maker.code],
        area=target.area.short[maker.code],
        target=voice.quantity(target.quantity),
    )
    description = say(kind.sentence("and")).join(
        say(
            kind.sentence("point"),
            role=say_role(voice, item.role),
            period=item.period,
            quantity=voice.quantity(item.quantity),
        )
        for item in items
    )
    return ChartHeading(name, kind, title, description, tells_all=True)


def head_comparison(
    maker: ViewMaker, kind: ChartKind, name: str, items: Sequence[ChartItem], *, by_area: bool
) -> ChartHeading:
    """The heading of facts of one indicator side by side, by area or over time."""
    say, voice = maker.voice.say, maker.voice
    first = items[0].figure.facts[0]
    title = say(
        kind.sentence("areas" if by_area else "times"),
        indicator=first.indicator.name[maker.code],
        area=first.area.short[maker.code],
        period=voice.period(first.period),
        kind=say_role(voice, first.kind).lower(),
    )
    description = say(kind.sentence("and")).join(
        say(kind.sentence("bar"), label=item.label, quantity=voice.quantity(item.quantity))
        for item in items
    )
    return ChartHeading(name, kind, title, description, tells_all=True)


def write_subtitle(
    items: Sequence[ChartItem], scale: AxisScale, maker: ViewMaker, heading: ChartHeading
) -> str:
    """What all points are of, as far as it is one thing: indicator, measure, area, role, time, unit.

    Where the kind says itself what is shown, that stands for indicator and measure.
    """
    voice, code, kind = maker.voice, maker.code, heading.kind
    facts = [fact for item in items for fact in item.figure.facts]
    areas = [fact.area.name[code] for fact in facts]
    indicators = [fact.indicator.name[code] for fact in facts]
    notes = [maker.measure_note(fact) for fact in facts]
    told = [[voice.say(kind.about)], areas] if kind.about else [indicators, notes, areas]
    if kind.takes in {Takes.FACTS, Takes.PARTS} and not heading.tells_all:
        told += [[_say_plan(voice, item.role) for item in items], [item.period for item in items]]
    if kind.takes is not Takes.DATES:
        told.append([scale.label or voice.say(NUMBER)])
    said = voice.say(", ").join(own[0] for own in told if len(set(own)) == 1 and own[0])
    return said[:1].upper() + said[1:]


def _say_plan(voice: Voice, role: str) -> str:
    """The word for what was planned or expected; what is so is not said to be."""
    return "" if role == "actual" else say_role(voice, role).lower()
