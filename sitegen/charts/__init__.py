"""Charts: one file a kind, each from plain values to an Altair chart; one theme.

Importing this package costs nothing: Altair (half a second) is imported with the
module of a kind, and that only when a chart of the kind is drawn.

`frame`, `theme`, `text`, `place`, `marks` and `rows` are what the kinds share; `path_plot`
and `path_labels` are parts of `path`; kinds never import each other. A new kind is one file with a `draw`, and one line in `KINDS`.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

from sitegen.charts.frame import (
    FILE,
    FORMS,
    NARROW,
    WIDE,
    WORDS,
    ChartData,
    Form,
    Point,
    chart_words,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    import altair as alt

    Draw = Callable[[ChartData, Form], alt.LayerChart]

__all__ = [
    "FILE",
    "FORMS",
    "KINDS",
    "NARROW",
    "WIDE",
    "WORDS",
    "ChartData",
    "Form",
    "Kind",
    "Point",
    "chart_words",
]


@dataclass(frozen=True)
class Kind:
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
            Kind("path", "sitegen.charts.path"),
            Kind("compare", "sitegen.charts.compare"),
            Kind("growth", "sitegen.charts.growth"),
            Kind("range", "sitegen.charts.range"),
        )
    }
)
"""Every kind by its name, in the order of the documentation."""
