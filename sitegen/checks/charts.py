"""A chart's name is its permanent address: one chart a name, the same in each language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.resolve.chart_block import ChartBlock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.problems import Place, Problem
    from sitegen.site import Contents


def check_charts(contents: Contents) -> Iterator[Problem]:
    """A name given to two charts, or to different charts in two languages."""
    first: dict[tuple[str, str], Place] = {}
    drawn: dict[str, tuple[str, tuple[str, ...]]] = {}
    for resolved in contents.pages:
        language = resolved.language
        for directive, block in zip(resolved.parsed.directives, resolved.blocks, strict=True):
            if not isinstance(block.shown, ChartBlock):
                continue
            name = block.shown.data.name
            place = first.setdefault((language, name), directive.place)
            if place != directive.place:
                yield directive.place.problem(
                    "chart-name",
                    f"another chart is called `{name}`: {place.path}:{place.line}",
                    "Give each chart its own `:name:`",
                )
                continue
            shown = drawn.setdefault(name, _shown(block.shown))
            if shown != _shown(block.shown):
                yield directive.place.problem(
                    "language-parity",
                    f"the chart `{name}` shows other facts in another language",
                    "Give both the same kind and facts",
                )


def _shown(chart: ChartBlock) -> tuple[str, tuple[str, ...]]:
    """What a chart shows, whatever language it speaks."""
    return chart.data.kind, tuple(point.key for point in chart.data.points)
