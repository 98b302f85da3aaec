"""Axes of values below named rows: their ticks, grid lines that go through no name, and what is said of where they begin."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.charts.marks import ChartTable, text_style
from sitegen.charts.place import Line, PixelScale, fit_scale, make_ticks
from sitegen.charts.row_marks import on_rows
from sitegen.charts.rows import EDGE
from sitegen.charts.theme import SMALL, colour
from sitegen.charts.ticks import say_start, write_numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.charts.data import ChartData, Form
    from sitegen.charts.marks import Channel, Layer
    from sitegen.charts.rows import Rows


HEIGHT = 26
"""What an axis takes below the last row."""
TICKS, NARROW_TICKS = 5, 4
"""About so many steps."""
TEN = 10
LEAST_APART = 6
"""Least distance of the numbers of two ticks, in pixels."""

Extent = tuple[float, float, float]


@dataclass(frozen=True)
class RowAxis:
    """An axis below rows."""

    scale: PixelScale
    """From numbers to pixels; of a logarithmic axis, from their logarithms."""
    ticks: tuple[float, ...]
    texts: tuple[str, ...]
    """What stands at each tick; empty where there is no room."""
    is_log: bool = False

    def __call__(self, value: float) -> float:
        """The pixel of a number."""
        return self.scale(math.log10(value) if self.is_log else value)

    def beyond(self, value: float, pixels: float) -> float:
        """The number that stands so many pixels to the right of a number."""
        if self.is_log:
            return float(TEN ** self.scale.beyond(math.log10(value), pixels))
        return self.scale.beyond(value, pixels)

    def channel(self, field: str, title: str) -> Channel:
        """A field on this axis, as Vega-Lite writes it; all layers of a chart say the same."""
        ends = (self.scale.low, self.scale.high)
        kind = {"type": "log", "base": TEN} if self.is_log else {"zero": False}
        scale = {
            "domain": [TEN**end if self.is_log else end for end in ends],
            "range": [round(self.scale.start, 2), round(self.scale.end, 2)],
            "nice": False,
            **kind,
        }
        named = {"title": title} if title else {}
        return {"field": field, "type": "quantitative", **named, "scale": scale, "axis": None}


def fit_axis(
    data: ChartData, form: Form, left: float, extents: Sequence[Extent], *, whole: float | None
) -> RowAxis:
    """An axis of round numbers around all numbers, with the room that each needs beside it.

    It begins at zero if that costs at most half of it; where all are shares of one `whole`, it reaches from nothing to that.
    """
    values = [value for value, _, _ in extents]
    low, high = min(values), max(values)
    if whole is not None:
        low, high = 0.0, whole
    elif 0 <= low <= high / 2:
        low = 0.0
    ticks = make_ticks(low, high, NARROW_TICKS if form.stacked else TICKS)
    if whole is not None:
        ticks = tuple(tick for tick in ticks if tick <= whole)
    texts = write_numbers(data, ticks)
    own = [_tick_extent(*pair) for pair in zip(ticks, texts, strict=True)]
    scale = fit_scale([*own, *extents], left + EDGE, form.width - EDGE)
    return RowAxis(scale, ticks, _thin(scale, ticks, texts))


def fit_log_axis(data: ChartData, form: Form, left: float, extents: Sequence[Extent]) -> RowAxis:
    """A logarithmic axis over whole powers of ten; all numbers are above zero."""
    logs = [(math.log10(value), before, after) for value, before, after in extents]
    first = math.floor(min(log for log, _, _ in logs) + 1e-9)
    last = max(math.ceil(max(log for log, _, _ in logs) - 1e-9), first + 1)
    powers = [float(power) for power in range(first, last + 1)]
    ticks = tuple(float(TEN**power) for power in powers)
    texts = tuple(text for tick in ticks for text in write_numbers(data, (tick,)))
    own = [_tick_extent(*pair) for pair in zip(powers, texts, strict=True)]
    scale = fit_scale([*own, *logs], left + EDGE, form.width - EDGE)
    return RowAxis(scale, ticks, _thin(scale, powers, texts), is_log=True)


def _tick_extent(tick: float, text: str) -> Extent:
    """A tick with the room of its number."""
    half = Line(text, size=SMALL).width / 2
    return tick, half, half


def _thin(scale: PixelScale, ticks: Sequence[float], texts: Sequence[str]) -> tuple[str, ...]:
    """The texts that stand clear of the one before; the rest is left out."""
    shown = []
    free = -math.inf
    for tick, text in zip(ticks, texts, strict=True):
        half = Line(text, size=SMALL).width / 2
        fits = scale(tick) - half >= free
        shown.append(text if fits else "")
        if fits:
            free = scale(tick) + half + LEAST_APART
    return tuple(shown)


def note_start(data: ChartData, axis: RowAxis) -> tuple[str, ...]:
    """What a chart says of a scale that does not begin at zero."""
    return say_start(data, axis.ticks, axis.texts) if not axis.is_log else ()


def draw_axis(
    axis: RowAxis, rows: Rows, form: Form, x: Channel, half: float
) -> tuple[tuple[ChartTable, ...], list[Layer]]:
    """Grid lines with their numbers below; where names stand between rows, each row has lines of its own, `half` high either way."""
    numbers = ChartTable(
        "numbers",
        tuple(
            {"value": tick, "text": text, "line": "grid" if tick else "axis", "named": bool(text)}
            for tick, text in zip(axis.ticks, axis.texts, strict=True)
        ),
    )
    grid = ChartTable(
        "grid",
        tuple(
            {"value": row["value"], "line": row["line"], "place": place}
            for row in numbers.rows
            for place in range(len(rows.heights))
        ),
    )
    value = {**x, "field": "value"}
    layers = []
    for line in ("grid", "axis"):
        style = {"stroke": colour(line, form), "strokeWidth": 1}
        if form.stacked:
            reach = {"yOffset": -half, "y2Offset": half}
            layers += grid.layer(
                "rule",
                style | reach,
                {"line": line},
                x=value,
                y=on_rows(rows),
                y2={"field": "place"},
            )
        else:
            ends: dict[str, Channel] = {
                "y": {"value": round(rows.heights[0] - half, 2)},
                "y2": {"value": round(rows.bottom + 4, 2)},
            }
            layers += numbers.layer("rule", style, {"line": line}, x=value, **ends)
    says: Channel = {"field": "text", "type": "nominal"}
    below = text_style(Line("", "muted", size=SMALL), "center", form)
    layers += numbers.layer(
        "text", below, {"named": True}, x=value, y={"value": round(rows.bottom + 14, 2)}, text=says
    )
    return ((numbers, grid) if form.stacked else (numbers,)), layers
