"""A chart's name is its permanent address: one chart a name, the same in each language."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.problems import Place, Problem
    from sitegen.resolve.blocks import ChartBlock
    from sitegen.site import Site


def check_charts(site: Site) -> Iterator[Problem]:
    """A name given to two charts, or to different charts in two languages."""
    first: dict[tuple[str, str], Place] = {}
    drawn: dict[str, tuple[str, tuple[str, ...]]] = {}
    for resolved in site.pages:
        language = resolved.language
        for directive, block in zip(resolved.parsed.directives, resolved.blocks, strict=True):
            if block.chart is None:
                continue
            name = block.chart.data.name
            place = first.setdefault((language, name), directive.place)
            if place != directive.place:
                yield directive.place.problem(
                    "chart-name",
                    f"another chart is called `{name}`: {place.path}:{place.line}",
                    "Give each chart its own `:name:`",
                )
                continue
            shown = drawn.setdefault(name, _shown(block.chart))
            if shown != _shown(block.chart):
                yield directive.place.problem(
                    "language-parity",
                    f"the chart `{name}` shows other facts in another language",
                    "Give both the same kind and facts",
                )


def _shown(chart: ChartBlock) -> tuple[str, tuple[str, ...]]:
    """What a chart shows, whatever language it speaks."""
    return chart.data.kind, tuple(point.key for point in chart.data.points)
