"""A page for each indicator: what it measures, every statement of it, its targets, what cites it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from sitegen.addresses import indicator_address
from sitegen.frame.linked import add_linked, make_dataset, make_observations
from sitegen.frame.make import make_frame
from sitegen.frame.values import PageHead, Position
from sitegen.ledger.ledger import find_latest, list_latest
from sitegen.limits import MOST_DRAWN
from sitegen.pages.alike import compare_indicators
from sitegen.pages.embed import embed_figure
from sitegen.pages.shared import count_left, find_uses, say_evidence
from sitegen.render.outputs import PageOutput
from sitegen.resolve.chart_block import make_comparison_chart, make_path_chart
from sitegen.views.maker import sort_targets
from sitegen.views.records import view_conflict, view_relation
from sitegen.views.values import DerivedView

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from sitegen.analysis.assessment import Assessment
    from sitegen.known import Way
    from sitegen.language.voice import Voice
    from sitegen.ledger.values import Fact, Indicator
    from sitegen.resolve.chart_block import ChartBlock
    from sitegen.site import Site
    from sitegen.views.maker import ViewMaker
    from sitegen.views.values import UseView

    Charts = Mapping[str, tuple[ChartBlock, Mapping[str, str]]]
    """Generated charts with their drawings, by the key of the target or of the indicator."""


TEMPLATE = "indicator.html"


def generate_charts(site: Site, key: str, code: str) -> Mapping[str, ChartBlock]:
    """The charts of an indicator that no author wrote, as seen from its page.

    The path to each target that has one, of many to the latest, by its key; without any, what may be compared, by the key of
    the indicator.
    """
    maker = site.maker(site.voice(code), indicator_address(code, key))
    assessments = _list_assessments(site, key)
    drawn = {fact.key for fact in find_latest([one.target for one in assessments], MOST_DRAWN)}
    paths = (
        (one.target.key, make_path_chart(maker, one))
        for one in assessments
        if one.target.key in drawn
    )
    charts = {target: chart for target, chart in paths if chart is not None}
    if charts:
        return charts  # a path says more
    chart = make_comparison_chart(maker, key)
    return {} if chart is None else {key: chart}


def plan_indicator_page(site: Site, key: str, code: str, charts: Charts) -> PageOutput:
    """The page of an indicator in a language; `charts` are its own."""
    voice, indicator = site.voice(code), site.ledger.indicator_by_key[key]
    position = _place(site, code, indicator)
    updated = site.date_of("data", code)  # its figures are those of that page
    maker = site.maker(voice, position.address, updated)
    name = indicator.name[code]
    description = voice.say(
        "Every figure on “{name}” in the documents, by area and period, with source and place",
        name=name,
    )
    facts = site.ledger.facts_by_indicator[key]
    listed = list_latest(facts)
    files = f"data/indicators/{key}"
    frame = make_frame(site, voice, position, _head(site, voice, key, (name, description, updated)))
    made = (f"{files}.csv", f"{files}.json") if facts else ()
    dataset = make_dataset(site, frame, facts, made)
    context: dict[str, Any] = {
        "frame": add_linked(frame, dataset, *make_observations(site, voice, indicator, listed)),
        "name": name,
        "key": key,
        "others": tuple(
            (one.tag, indicator.name[one.code]) for one in site.config.languages if one.code != code
        ),
        "definition": indicator.definition[code],
        "nature": maker.nature(indicator),
        "domain": _domain(site, maker, indicator),
        "discrepancies": _link(site, maker, "discrepancies"),
        "data": _link(site, maker, "data"),
        "files": maker.href(files) if facts else "",
        "embeds": tuple(
            (
                maker.listed(view.area, view.period, view.kind_label),
                embed_figure(site, view, key, code),
            )
            for view in map(maker.fact, listed)
        ),
        "url": site.config.absolute(position.address),
        "references": maker.cite(name),
        **_show_statements(site, charts, maker, indicator, listed),
    }
    return PageOutput(position.address, TEMPLATE, voice, context, len(listed))


def _head(site: Site, voice: Voice, key: str, said: tuple[str, str, str]) -> PageHead:
    """Name, description and date of the page, and until when the documents reach that speak of the indicator."""
    sources = [fact.source.source for fact in site.ledger.facts_by_indicator[key]]
    return PageHead("indicator", *said, say_evidence(site, voice, sources, said[-1]))


def _place(site: Site, code: str, indicator: Indicator) -> Position:
    """Where the page stands: under the list of indicators or the page of the data, with the picture of its briefing."""
    index = site.way_to("indicators", code)
    above, briefing = index or site.way_to("data", code), _find_briefing(site, code, indicator)
    before, after = (
        (one.name[code], indicator_address(code, one.indicator)) if one else None
        for one in site.ledger.neighbours[indicator.indicator, index is not None]
    )
    return Position(
        indicator_address(code, indicator.indicator),
        {one: indicator_address(one, indicator.indicator) for one in site.config.codes},
        above.slug if above else "",
        before,
        after,
        briefing.slug if briefing else "",
    )


def _show_statements(
    site: Site, charts: Charts, maker: ViewMaker, indicator: Indicator, listed: Sequence[Fact]
) -> dict[str, Any]:
    """What the documents say of the indicator, and what the site makes of that; `listed` are the facts to list."""
    key = indicator.indicator
    facts = site.ledger.facts_by_indicator[key]
    return {
        "groups": tuple(_by_area(maker, listed)),
        "left": count_left(listed, facts),
        "targets": _targets(site, charts, maker, key),
        "comparison": _show_chart(charts, key),
        "conflicts": tuple(
            view_conflict(maker, one) for one in site.ledger.conflicts_by_indicator.get(key, ())
        ),
        "unlike": list_unlike(site, maker, indicator),
        "checks": tuple(
            view_relation(maker, one) for one in site.curated.relations_by_indicator.get(key, ())
        ),
        "unquantified": tuple(
            maker.unquantified(one) for one in site.ledger.unquantified_by_indicator.get(key, ())
        ),
        "uses": list_uses(site, maker, facts),
        **compare_indicators(site, maker, indicator),
        "workings": _workings(site, charts, key),
    }


def _domain(site: Site, maker: ViewMaker, indicator: Indicator) -> tuple[str, str]:
    """The name of the indicator's subject, and the address of its briefing, where there is one."""
    domain = site.ledger.domain_by_key[indicator.domain]
    briefing = _find_briefing(site, maker.code, indicator)
    return (
        domain.name[maker.code],
        maker.href(briefing.address) if briefing else "",
    )


def _find_briefing(site: Site, code: str, indicator: Indicator) -> Way | None:
    return site.way_to_subject(indicator.domain, code)


def _by_area(maker: ViewMaker, facts: Sequence[Fact]) -> Iterator[tuple[str, tuple[object, ...]]]:
    """Facts by area, in the order of their periods."""
    order = {fact.area.area: number for number, fact in reversed(list(enumerate(facts)))}
    ordered = sorted(
        facts, key=lambda fact: (order[fact.area.area], fact.period, fact.kind, fact.statement)
    )
    for _, own in groupby(ordered, key=lambda fact: fact.area.area):
        listed = list(own)
        yield listed[0].area.name[maker.code], tuple(maker.fact(fact) for fact in listed)


def _targets(
    site: Site, charts: Charts, maker: ViewMaker, key: str
) -> tuple[tuple[object, object], ...]:
    """Targets with their status, each with the drawing of its path, where there is one."""
    own = sort_targets(_list_assessments(site, key))
    return tuple((maker.target(one), _show_chart(charts, one.target.key)) for one in own)


def _list_assessments(site: Site, key: str) -> tuple[Assessment, ...]:
    """The targets that the page lists: all of the indicator, or of too many the latest."""
    own = site.curated.assessments_by_indicator.get(key, ())
    listed = {fact.key for fact in list_latest([one.target for one in own])}
    return tuple(one for one in own if one.target.key in listed)


def _show_chart(charts: Charts, key: str) -> Mapping[str, Any] | None:
    """A generated chart with its drawings; `None` where there is none of this key."""
    if key not in charts:
        return None
    chart, drawing = charts[key]
    return {"chart": chart, "drawing": drawing}


def _workings(site: Site, charts: Charts, key: str) -> tuple[DerivedView, ...]:
    """The computed baselines of the indicator's charts."""
    keys = [one.target.key for one in _list_assessments(site, key)]
    shown = [charts[key][0] for key in keys if key in charts]
    views = [row.view for chart in shown for row in chart.rows]
    return tuple(dict.fromkeys(view for view in views if isinstance(view, DerivedView)))


def list_unlike(
    site: Site, maker: ViewMaker, indicator: Indicator
) -> tuple[tuple[str, str, str], ...]:
    """Name, address and reason of each indicator that must not be set against this one."""
    found = []
    for one in site.ledger.comparability_by_indicator.get(indicator.indicator, ()):
        other = one.other if one.indicator == indicator.indicator else one.indicator
        name = site.ledger.indicator_by_key[other].name[maker.code]
        found.append((name, maker.indicator_href(other), one.reason[maker.code]))
    return tuple(found)


def list_uses(site: Site, maker: ViewMaker, facts: Sequence[Fact]) -> tuple[UseView, ...]:
    """The pages that use any of the facts, in the order in which the facts stand."""
    if not facts:
        return ()
    used = find_uses(site, maker, 0, facts[0].indicator.indicator)
    return tuple(dict.fromkeys(use for fact in facts for use in used.get(fact.key, ())))


def _link(site: Site, maker: ViewMaker, kind: str) -> tuple[str, str]:
    page = site.way_to(kind, maker.code)
    return (page.name, maker.href(page.address)) if page else ("", "")
