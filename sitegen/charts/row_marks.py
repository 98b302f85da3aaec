"""What charts of named rows draw alike: their facts with the places of rows, the zero line, fading ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.charts.facts import make_facts
from sitegen.charts.marks import ChartTable, PointerArea, dot_style, fade, on_steps, table_of
from sitegen.charts.theme import colour

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sitegen.charts.data import ChartData, Form
    from sitegen.charts.marks import Channel, Layer, Where
    from sitegen.charts.place import Box
    from sitegen.charts.rows import Rows


DIAMOND = 110
"""Area of the diamond of a target in square pixels."""
BEYOND = 3
"""How far the zero line goes beyond the marks beside it."""


def make_row_table(
    data: ChartData, rows: Rows, columns: Mapping[str, Sequence[object]]
) -> ChartTable:
    """The facts of rows, with `place` and `row` of each, and what else a kind says of them."""
    points = [placed.point for placed in rows.points]
    places = {
        "place": [rows.place(placed) for placed in rows.points],
        "row": [placed.row for placed in rows.points],
    }
    return table_of(make_facts(data, points, {**places, **columns}))


def on_rows(rows: Rows) -> Channel:
    """The places of rows as a scale: place 0 stands at the first height, 1 at the second."""
    heights = rows.heights
    if len(heights) == 1:  # a scale needs two
        heights = (heights[0], heights[0] + 1)
    return on_steps("place", range(len(heights)), heights)


def draw_zero(table: ChartTable, rows: Rows, form: Form, x: Channel, half: float) -> list[Layer]:
    """The zero line beside all marks, which are `half` high either way; never through names.

    Where names stand between rows, each row has its own.
    """
    y = on_rows(rows)
    across = {"type": "quantitative", "scale": x["scale"], "axis": None, "datum": 0}
    channels: dict[str, Channel] = {
        "x": across,
        "y": {**y, "aggregate": "min"},
        "y2": {"field": "place", "aggregate": "max"},
    }
    if form.stacked:
        channels["detail"] = {"field": "row", "type": "nominal"}
    style = {"stroke": colour("axis", form), "strokeWidth": 1}
    reach = {"yOffset": -half - BEYOND, "y2Offset": half + BEYOND}
    return table.layer("rule", style | reach, **channels)


def draw_fades(
    table: ChartTable,
    form: Form,
    tones: Mapping[str, str],
    channels: Mapping[str, Channel],
    *,
    height: float,
    overlap: float = 0,
) -> list[Layer]:
    """Fading ends from `x` to the field `fade_to`, beginning a little before where they overlap a bar."""
    layers = []
    for series, tone in tones.items():
        for to, back in (("right", -overlap), ("left", overlap)):
            style = {"fill": fade(tone, form, to=to), "height": height}
            if overlap:
                style["xOffset"] = back
            layers += table.layer(
                "rect",
                style,
                {"series": series, "fades": to},
                **channels,
                x2={"field": "fade_to"},
            )
    return layers


def draw_tracks(
    ends: tuple[float, float], rows: Rows, form: Form, x: Channel
) -> tuple[ChartTable, list[Layer]]:
    """A line across at each height, from one end of an axis to the other, that leads from names to marks."""
    low, high = ends
    table = ChartTable(
        "tracks",
        tuple({"value": low, "to": high, "place": place} for place in range(len(rows.heights))),
    )
    style = {"stroke": colour("grid", form), "strokeWidth": 1}
    across, to = {**x, "field": "value"}, {"field": "to"}
    return table, table.layer("rule", style, x=across, x2=to, y=on_rows(rows))


def draw_points(
    facts: ChartTable,
    form: Form,
    series_and_tone: tuple[str, str],
    size: int,
    channels: Mapping[str, Channel],
) -> list[Layer]:
    """The points of a series that are no ranges, hollow or not: a dot of an area in pixels, a diamond for a target."""
    series, tone = series_and_tone
    shape, area = ("diamond", DIAMOND) if series == "target" else ("circle", size)
    layers: list[Layer] = []
    for hollow in (True, False):
        stroke = colour(tone, form)
        style = dot_style(
            tone, form, hollow=hollow, stroke=stroke, strokeWidth=2, size=area, shape=shape
        )
        where: Where = {"series": series, "hollow": hollow, "spans": False}
        layers += facts.layer("point", style, where, **channels)
    return layers


def make_areas(boxes: Iterable[Box]) -> list[PointerArea]:
    """Areas in the order of the chart's points."""
    return [PointerArea(number, box) for number, box in enumerate(boxes)]
