"""Charts in pages: one that a directive names, and those that a page has of itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sitegen.addresses import (
    embed_chart_address,
    folder_of,
    name_comparison_chart,
    name_path_chart,
)
from sitegen.charts.kinds import CHART_KINDS, KIND_OPTIONS
from sitegen.filenames.near import is_reserved
from sitegen.messages.said import NOTHING, say, say_names
from sitegen.problems import suggest
from sitegen.views.embed import Embed
from sitegen.views.titles import divide_title

if TYPE_CHECKING:
    from sitegen.analysis.assessment import Assessment
    from sitegen.charts.data import ChartData
    from sitegen.messages.said import Said
    from sitegen.project.parsed import Directive
    from sitegen.resolve.charts import ChartRow, MadeChart
    from sitegen.resolve.roles import RoleResolver
    from sitegen.views.citation import Reference
    from sitegen.views.maker import ViewMaker
    from sitegen.views.titles import TitlePiece
    from sitegen.views.values import SourceView

_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


@dataclass(frozen=True)
class ChartBlock:
    """A chart of a page."""

    data: ChartData
    note: str
    subtitle: str
    rows: tuple[ChartRow, ...]
    """The chart's table."""
    sources: tuple[SourceView, ...]
    """The sources of what it shows."""
    files: str
    """Address of its files for download, without their ending."""
    address: str
    """Its own permanent address, absolute."""
    references: tuple[Reference, ...]
    """How it is cited."""
    embed: Embed
    """How other sites show it."""

    @property
    def title_pieces(self) -> tuple[TitlePiece, ...]:
        """The title in what a line keeps whole."""
        return divide_title(self.data.title)


_CALLED = {
    **dict.fromkeys(("line", "lines", "trend", "area"), "path"),
    **dict.fromkeys(("bar", "bars", "column", "columns", "histogram"), "compare"),
    **dict.fromkeys(("pie", "donut", "doughnut", "stacked", "treemap"), "parts"),
    **dict.fromkeys(("scatter", "point", "points", "bubble"), "dots"),
    **dict.fromkeys(("timeline", "gantt", "calendar"), "deadlines"),
    **dict.fromkeys(("bullet", "gauge"), "progress"),
}
"""What other programs call charts, and the kind that shows such things here."""


def _name_kind(name: str) -> Said:
    """The kind that is meant by a name of other programs; nothing for another name."""
    if (kind := _CALLED.get(name.lower())) is None:
        return NOTHING
    return say("Kinds are called by what they show: look at `{kind}`", kind=kind)


def resolve_chart(resolver: RoleResolver, directive: Directive) -> ChartBlock | None:
    """The chart of a kind with its title, description and note."""
    from sitegen.resolve.chart_titles import ChartHeading
    from sitegen.resolve.charts import make_chart

    option = directive.option("alt")
    place = option.place if option else directive.place
    title, description = (
        resolver.plain(directive.option("title")),
        resolver.plain(directive.option("alt")),
    )
    if directive.argument not in CHART_KINDS:
        resolver.problems.append(
            directive.aim.problem(
                "directive",
                say("`{argument}` is not a kind of chart", argument=directive.argument)
                if directive.argument
                else say("the chart does not say of what kind it is"),
                _name_kind(directive.argument)
                or suggest(directive.argument, CHART_KINDS)
                or say("Kinds are {chart_kinds}", chart_kinds=say_names(CHART_KINDS)),
            )
        )
        return None
    kind = CHART_KINDS[directive.argument]
    for name in KIND_OPTIONS:
        stray = directive.option(name)
        if stray is not None and name not in kind.options:
            takers = [one.name for one in CHART_KINDS.values() if name in one.options]
            resolver.problems.append(
                stray.place.problem(
                    "directive",
                    say("a chart of `{name}` has no option `{name2}`", name=kind.name, name2=name),
                    say("It belongs to {takers}", takers=say_names(takers)),
                )
            )
    is_kept = is_reserved(directive.get("name"))
    if is_kept or not _NAME.fullmatch(directive.get("name")):
        named = directive.option("name")
        resolver.problems.append(
            (named.place if named else directive.place).problem(
                "directive",
                say("`{name}` is not a valid chart name", name=directive.get("name")),
                say("Windows keeps it for a device, and could not have the chart's files")
                if is_kept
                else say("Use lower-case letters, digits and hyphens"),
            )
        )
    if title.strip(" .。").casefold() == description.strip(" .。").casefold():
        resolver.problems.append(
            place.problem(
                "chart-alt",
                say("the chart's description repeats its title"),
                say("Say in `:alt:` what a reader would see"),
            )
        )
    heading = ChartHeading(directive.get("name"), kind, title, description)
    made, problems = make_chart(resolver, directive, heading)
    resolver.problems.extend(problems)
    if made is None:
        return None
    note = resolver.plain(directive.option("note"))
    return _make_block(resolver.maker, made, note)


def _make_block(maker: ViewMaker, made: MadeChart, note: str = "") -> ChartBlock:
    """A chart with its files, its address and its resolver."""
    data, say = made.data, maker.voice.say
    sources = tuple(maker.source(key) for key in made.sources)
    address = f"{maker.canonical}#{data.name}"
    listed = say("; ").join(one.title for one in sources)
    signed = f"{maker.imprint.site} · {address}" if maker.imprint.site else address
    foot = tuple(filter(None, (note, data.word("source") + data.word("colon") + listed, signed)))
    return ChartBlock(
        replace(data, foot=foot),
        note,
        made.subtitle,
        made.rows,
        sources,
        maker.href(f"data/charts/{data.name}.{maker.code}"),
        address,
        maker.cite(data.title, "chart", data.name),
        Embed(f"{maker.root}{folder_of(embed_chart_address(maker.code, data.name))}", data.title),
    )


def make_path_chart(maker: ViewMaker, assessment: Assessment) -> ChartBlock | None:
    """The path to a target as a chart that no author wrote; `None` where there is no path."""
    from sitegen.resolve.charts import make_path

    made = make_path(maker, assessment, name_path_chart(assessment.target.key))
    return None if made is None else _make_block(maker, made)


def make_comparison_chart(maker: ViewMaker, indicator: str) -> ChartBlock | None:
    """What may be compared of an indicator, as a chart that no author wrote; `None` where nothing may."""
    from sitegen.resolve.charts import make_comparison

    made = make_comparison(
        maker, maker.ledger.facts_by_indicator[indicator], name_comparison_chart(indicator)
    )
    return None if made is None else _make_block(maker, made)
