"""The kinds of charts, an entry each; Altair is imported with the module of a kind, and that only when one is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    import altair as alt

    from sitegen.charts.data import ChartData, Form

    Draw = Callable[[ChartData, Form], alt.LayerChart]


@dataclass(frozen=True)
class ChartKind:
    """A kind of chart: what it is called, and where it is drawn."""

    name: str
    """As authors write it."""
    module: str
    """Where its `draw` stands."""

    def load(self) -> Draw:
        """Import the kind's module and return its `draw`."""
        draw: Draw = import_module(self.module).draw
        return draw


KINDS = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            ChartKind("path", "sitegen.charts.path"),
            ChartKind("compare", "sitegen.charts.compare"),
            ChartKind("growth", "sitegen.charts.growth"),
            ChartKind("range", "sitegen.charts.range"),
        )
    }
)
"""Every kind by its name, in the order of the documentation."""
