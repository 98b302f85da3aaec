"""A page for each indicator: what it measures, every statement of it, its targets, what cites it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from sitegen.addresses import indicator_address
from sitegen.frame.linked import add_linked, make_dataset, make_observations
from sitegen.frame.make import make_frame
from sitegen.frame.values import PageHead, Position
from sitegen.render.outputs import PageBatch, PageOutput
from sitegen.views.maker import sort_targets
from sitegen.views.records import view_conflict, view_relation
from sitegen.views.values import DerivedView, UseView

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from sitegen.language.voice import Voice
    from sitegen.ledger.values import Fact, Indicator
    from sitegen.resolve.chart_block import ChartBlock
    from sitegen.site import Contents, PageCard, Site
    from sitegen.views.maker import ViewMaker
    from sitegen.views.records import ConflictView


TEMPLATE = "indicator.html"


@dataclass(frozen=True)
class IndicatorInputs:
    """What all pages of indicators in a language are made of."""

    site: Site
    charts: Mapping[str, tuple[ChartBlock, Mapping[str, str]]]
    """Generated charts with their drawings, by the key of the target or of the indicator."""


def plan_indicator_pages(contents: Contents) -> Iterator[PageBatch[IndicatorInputs]]:
    """The page of each indicator, a batch a language."""
    for voice in contents.site.voices:
        code = voice.language.code
        charts = {
            key: (chart, contents.drawings[chart.data.name, code])
            for (key, own), chart in contents.generated_charts.items()
            if own == code
        }
        inputs = IndicatorInputs(contents.site, charts)
        yield PageBatch(f"indicators.{code}", TEMPLATE, voice, inputs, _plan_all)


def _plan_all(inputs: IndicatorInputs, voice: Voice) -> Iterator[PageOutput]:
    code = voice.language.code
    rows: dict[str, list[tuple[str, str]]] = {}
    for one in inputs.site.ledger.indicators:
        address = indicator_address(code, one.indicator)
        rows.setdefault(one.domain, []).append((one.name[code], address))
    for indicator in inputs.site.ledger.indicators:
        yield _plan(inputs, voice, indicator, tuple(rows[indicator.domain]))


def _plan(
    inputs: IndicatorInputs, voice: Voice, indicator: Indicator, row: tuple[tuple[str, str], ...]
) -> PageOutput:
    """The page of an indicator, among those of its row."""
    site, code = inputs.site, voice.language.code
    position = _place(site, code, indicator, row)
    updated = site.date_of("data", code)  # its figures are those of that page
    maker = site.maker(voice, position.address, updated)
    name = indicator.name[code]
    description = voice.say(
        "Every figure on “{name}” in the documents, by area and period, with source and place",
        name=name,
    )
    facts = site.ledger.facts_by_indicator[indicator.indicator]
    files = f"data/indicators/{indicator.indicator}"
    frame = make_frame(site, voice, position, PageHead("indicator", name, description, updated))
    made = (f"{files}.csv", f"{files}.json") if facts else ()
    dataset = make_dataset(site, frame, facts, made)
    context: dict[str, Any] = {
        "frame": add_linked(frame, dataset, *make_observations(site, voice, indicator, facts)),
        "name": name,
        "key": indicator.indicator,
        "others": tuple(
            (one.language.tag, indicator.name[one.language.code])
            for one in site.voices
            if one.language.code != code
        ),
        "definition": indicator.definition[code],
        "nature": maker.nature(indicator),
        "domain": _domain(site, maker, indicator),
        "discrepancies": _link(site, maker, "discrepancies"),
        "data": _link(site, maker, "data"),
        "files": maker.href(files) if facts else "",
        "url": site.config.absolute(position.address),
        "references": maker.cite(name),
        **_show_statements(inputs, maker, indicator),
    }
    return PageOutput(position.address, TEMPLATE, voice, context)


def _place(
    site: Site, code: str, indicator: Indicator, row: tuple[tuple[str, str], ...]
) -> Position:
    """Where the page stands: under the page of the data, with the picture of its briefing."""
    data, briefing = site.of_kind("data", code), _find_briefing(site, code, indicator)
    return Position(
        indicator_address(code, indicator.indicator),
        {one: indicator_address(one, indicator.indicator) for one in site.config.codes},
        data.slug if data else "",
        row,
        briefing.slug if briefing else "",
    )


def _show_statements(
    inputs: IndicatorInputs, maker: ViewMaker, indicator: Indicator
) -> dict[str, Any]:
    """What the documents say of the indicator, and what the site makes of that."""
    site, facts = inputs.site, inputs.site.ledger.facts_by_indicator[indicator.indicator]
    return {
        "groups": tuple(_by_area(maker, facts)),
        "targets": _targets(inputs, maker, indicator),
        "comparison": _show_chart(inputs, indicator.indicator),
        "conflicts": _conflicts(site, maker, facts),
        "unlike": _unlike(site, maker, indicator),
        "checks": tuple(
            view_relation(maker, one)
            for one in site.relations
            if any(fact.indicator == indicator for fact in (one.result, *one.facts))
        ),
        "unquantified": tuple(
            maker.unquantified(one)
            for one in site.ledger.unquantified
            if one.indicator == indicator
        ),
        "uses": _uses(site, maker, facts),
        "workings": _workings(inputs, indicator),
    }


def _domain(site: Site, maker: ViewMaker, indicator: Indicator) -> tuple[str, str]:
    """The name of the indicator's subject, and the address of its briefing, where there is one."""
    domain = site.ledger.domain_by_key[indicator.domain]
    briefing = _find_briefing(site, maker.code, indicator)
    return (
        domain.name[maker.code],
        maker.href(briefing.address) if briefing else "",
    )


def _find_briefing(site: Site, code: str, indicator: Indicator) -> PageCard | None:
    return next((one for one in site.briefings(code) if one.domain == indicator.domain), None)


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
    inputs: IndicatorInputs, maker: ViewMaker, indicator: Indicator
) -> tuple[tuple[object, object], ...]:
    """Targets with their status, each with the drawing of its path, where there is one."""
    own = [one for one in inputs.site.assessments if one.target.indicator == indicator]
    return tuple(
        (maker.target(one), _show_chart(inputs, one.target.key)) for one in sort_targets(own)
    )


def _show_chart(inputs: IndicatorInputs, key: str) -> Mapping[str, Any] | None:
    """A generated chart with its drawings; `None` where there is none of this key."""
    if key not in inputs.charts:
        return None
    chart, drawing = inputs.charts[key]
    return {"chart": chart, "drawing": drawing}


def _workings(inputs: IndicatorInputs, indicator: Indicator) -> tuple[DerivedView, ...]:
    """The computed baselines of the indicator's charts."""
    keys = [one.target.key for one in inputs.site.assessments if one.target.indicator == indicator]
    charts = [inputs.charts[key][0] for key in keys if key in inputs.charts]
    views = [row.view for chart in charts for row in chart.rows]
    return tuple(dict.fromkeys(view for view in views if isinstance(view, DerivedView)))


def _conflicts(site: Site, maker: ViewMaker, facts: Sequence[Fact]) -> tuple[ConflictView, ...]:
    """The conflicts that any of the facts is in."""
    keys = {fact.key for fact in facts}
    return tuple(
        view_conflict(maker, one) for one in site.ledger.conflicts if keys & set(one.facts)
    )


def _unlike(site: Site, maker: ViewMaker, indicator: Indicator) -> tuple[tuple[str, str, str], ...]:
    """Name, address and reason of each indicator that must not be set against this one."""
    names = {one.indicator: one.name[maker.code] for one in site.ledger.indicators}
    found = []
    for one in site.ledger.comparability:
        if indicator.indicator in {one.indicator, one.other}:
            other = one.other if one.indicator == indicator.indicator else one.indicator
            href = maker.href(indicator_address(maker.code, other))
            found.append((names[other], href, one.reason[maker.code]))
    return tuple(found)


def _uses(site: Site, maker: ViewMaker, facts: Sequence[Fact]) -> tuple[UseView, ...]:
    slugs = dict.fromkeys(slug for fact in facts for slug in site.uses.get(fact.key, ()))
    pages = (site.by_slug.get((slug, maker.code)) for slug in slugs)
    return tuple(UseView(page.name, maker.href(page.address)) for page in pages if page)


def _link(site: Site, maker: ViewMaker, kind: str) -> tuple[str, str]:
    page = site.of_kind(kind, maker.code)
    return (page.name, maker.href(page.address)) if page else ("", "")
