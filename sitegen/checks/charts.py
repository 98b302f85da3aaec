"""A chart's name is its permanent address: one chart a name, the same in each language."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.checks.stages import SiteStage
    from sitegen.problems import Place, Problem


def check_charts(stage: SiteStage) -> Iterator[Problem]:
    """A name given to two charts, or to different charts in two languages."""
    first: dict[tuple[str, str], Place] = {}
    drawn: dict[str, tuple[str, tuple[str, ...]]] = {}
    for page in stage.pages:
        for chart in page.charts:
            place = first.setdefault((page.language, chart.name), chart.place)
            if place != chart.place:
                yield chart.place.problem(
                    "chart-name",
                    f"another chart is called `{chart.name}`: {place.path}:{place.line}",
                    "Give each chart its own `:name:`",
                )
                continue
            shown = chart.kind, chart.facts
            if drawn.setdefault(chart.name, shown) != shown:
                yield chart.place.problem(
                    "language-parity",
                    f"the chart `{chart.name}` shows other facts in another language",
                    "Give both the same kind and facts",
                )
