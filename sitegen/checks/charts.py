"""A chart's name is its permanent address: one chart a name, the same in each language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.checks.signature import place_name
from sitegen.messages.said import say
from sitegen.resolve.chart_block import ChartBlock

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.checks.signature import ChartSignature, PageSignature
    from sitegen.checks.stages import PageStage, SiteStage, TranslationStage
    from sitegen.problems import Place, Problem


def check_charts(stage: SiteStage) -> Iterator[Problem]:
    """A name given to two charts, or to different charts in two languages."""
    first: dict[tuple[str, str], Place] = {}
    drawn: dict[str, tuple[str, tuple[str, ...]]] = {}
    for page in stage.pages:
        for chart in page.charts:
            place = first.setdefault((page.language, chart.name), chart.named)
            if place != chart.named:
                yield chart.named.problem(
                    "chart-name",
                    say(
                        "another chart is called `{name}`: {path}:{line}",
                        name=chart.name,
                        path=place.path,
                        line=place.line,
                    ),
                    say("Give each chart its own `:name:`"),
                )
                continue
            shown = chart.kind, chart.facts
            if drawn.setdefault(chart.name, shown) != shown:
                yield chart.place.problem(
                    "language-parity",
                    say(
                        "the chart `{name}` shows other facts in another language", name=chart.name
                    ),
                    say("Give both the same kind and facts"),
                )


def check_generated(stage: PageStage) -> Iterator[Problem]:
    """A name that the site gives to a chart which it makes itself."""
    page = stage.page
    for directive, block in zip(page.parsed.directives, page.blocks, strict=True):
        if isinstance(block.shown, ChartBlock):
            name = block.shown.data.name
            indicator = stage.site.curated.generated_charts.get(name)
            if indicator is not None:
                yield place_name(directive).problem(
                    "chart-name",
                    say(
                        "the site itself calls a chart `{name}`: that of the indicator `{indicator}`",
                        name=name,
                        indicator=indicator,
                    ),
                    say("Choose another `:name:`"),
                )


def check_names(stage: TranslationStage) -> Iterator[Problem]:
    """A chart that is called otherwise in another language, or is not there.

    Pages with a wrong reference, or with one name for two charts, are left out: fixing that may be enough.
    """
    sound = [page for page in stage.pages if page.sound and not _has_doubles(page)]
    for page in sound[1:]:
        yield from _compare(sound[0], page)


def _has_doubles(page: PageSignature) -> bool:
    return len({chart.name for chart in page.charts}) < len(page.charts)


def _compare(lead: PageSignature, page: PageSignature) -> Iterator[Problem]:
    twins, missing = pair_lonely(page, lead)
    for chart, twin in twins:
        yield chart.named.problem(
            "chart-name",
            say(
                "the chart is called `{name}` here and `{twin_name}` in {path}:{line}",
                name=chart.name,
                twin_name=twin.name,
                path=lead.path,
                line=twin.named.line,
            ),
            say("Give it one `:name:` in all languages"),
        )
    for chart in missing:
        yield _miss(chart, lead)
    for chart in pair_lonely(lead, page)[1]:
        yield _miss(chart, page)


def pair_lonely(
    page: PageSignature, other: PageSignature
) -> tuple[list[tuple[ChartSignature, ChartSignature]], list[ChartSignature]]:
    """Charts of a page by whose names the other has none: those that it shows by another name, with these, and those that it lacks."""
    theirs = _list_lonely(other, page)
    twins: list[tuple[ChartSignature, ChartSignature]] = []
    missing: list[ChartSignature] = []
    for chart in _list_lonely(page, other):
        twin = next((one for one in theirs if _show(one) == _show(chart)), None)
        if twin is None:
            missing.append(chart)
        else:
            theirs.remove(twin)
            twins.append((chart, twin))
    return twins, missing


def _list_lonely(page: PageSignature, other: PageSignature) -> list[ChartSignature]:
    """Charts of a page by whose names the other has none."""
    names = {chart.name for chart in other.charts}
    return [chart for chart in page.charts if chart.name not in names]


def _show(chart: ChartSignature) -> tuple[str, Sequence[str]]:
    return chart.kind, chart.facts


def _miss(chart: ChartSignature, page: PageSignature) -> Problem:
    return chart.place.problem(
        "parity",
        say("the chart `{name}` is missing in {path}", name=chart.name, path=page.path),
        say("Show the same charts in all languages"),
    )
