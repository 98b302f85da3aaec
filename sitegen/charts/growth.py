"""Rates of growth by item or period: a stem from zero with a head, decline to the left."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from sitegen.charts.marks import (
    Drawing,
    assemble,
    dot_style,
    make_texts,
    on_scale,
    with_field,
    write_head,
    write_notes,
)
from sitegen.charts.place import fit_scale
from sitegen.charts.row_marks import draw_fades, draw_zero, make_areas, make_row_table, on_rows
from sitegen.charts.rows import (
    EDGE,
    FADE,
    label_room,
    lay_out,
    number_label,
    strip_boxes,
    write_beside,
)
from sitegen.charts.theme import colour

if TYPE_CHECKING:
    import altair as alt

    from sitegen.charts.data import ChartData, Form, Point
    from sitegen.charts.marks import Channel, ChartTable, Layer, Where
    from sitegen.charts.place import PixelScale, PlacedLine
    from sitegen.charts.rows import Rows


PITCH = 22
"""Height of one stem."""
HEAD = 90
"""Area of a head in square pixels."""
TONES = MappingProxyType({"growth": "1", "decline": "3", "target": "2"})
"""The tone of each series."""


def draw(data: ChartData, form: Form) -> alt.TopLevelLayerSpec:
    """Draw a stem for each point."""
    head, top = write_head(data, form)
    rows = lay_out(data, form, top + 8, _room)
    extents = [(0.0, 1.0, 1.0), *(_reach(data, point) for point in data.points)]
    scale = fit_scale(extents, rows.left, form.width - EDGE)
    notes, bottom = write_notes(data, form, rows.bottom + 10)
    facts = _make_table(data, rows, scale)
    x, y = on_scale("far", scale, data.value_title), on_rows(rows)
    placed = [*head, *rows.names, *_numbers(data, scale, rows), *notes]
    texts, text_layers = make_texts("texts", placed, form)
    layers = [
        *draw_zero(facts, rows, form, x, PITCH / 2),
        *_draw_stems(facts, form, x, y),
        *text_layers,
    ]
    areas = make_areas(strip_boxes(form, rows))
    return assemble(data, form, Drawing((facts, texts), layers, bottom, areas))


def _room(points: tuple[Point, ...]) -> tuple[float, ...]:
    """Middle of each stem of a row, and their height."""
    middles = tuple(PITCH * (number + 0.5) for number in range(len(points)))
    return (*middles, PITCH * len(points))


def _beyond(point: Point, *, left: bool) -> int:
    """How far an open bound fades outwards from the head."""
    return FADE * (point.falling if left else point.rising)


def _reach(data: ChartData, point: Point) -> tuple[float, float, float]:
    """The far end of a stem, and the room it takes to the left and to the right of that."""
    low, high = (data.scaled(end) for end in point.ends)
    room = label_room(number_label(data, point)) + 3
    if low < 0:
        return low, room + _beyond(point, left=True), 0
    return high, 0, room + _beyond(point, left=False)


def _make_table(data: ChartData, rows: Rows, scale: PixelScale) -> ChartTable:
    """The facts with the ends of their stems, their series, and how far they fade."""
    points = [placed.point for placed in rows.points]
    ends = [sorted((data.scaled(end) for end in point.ends), key=abs) for point in points]
    fading = [(point.rising and FADE) or -FADE * point.falling for point in points]
    return make_row_table(
        data,
        rows,
        {
            "near": [near for near, _ in ends],
            "far": [far for _, far in ends],
            "series": [_series(data, point) for point in points],
            "fades": ["right" if length > 0 else "left" if length else "" for length in fading],
            "fade_to": [
                scale.beyond(far, length) if length else None
                for (_, far), length in zip(ends, fading, strict=True)
            ],
        },
    )


def _series(data: ChartData, point: Point) -> str:
    """Targets, decline and growth have each their own tone."""
    if point.role == "target":
        return "target"
    return "decline" if data.scaled(point.ends[0]) < 0 else "growth"


def _draw_stems(facts: ChartTable, form: Form, x: Channel, y: Channel) -> list[Layer]:
    """Stems with their heads; a range has two heads, an open bound fades beyond its own."""
    stems, heads = [], []
    for series, tone in TONES.items():
        stroke = {"stroke": colour(tone, form), "strokeWidth": 2}
        shape = "diamond" if series == "target" else "circle"
        stems += facts.layer("rule", stroke, {"series": series}, x=x, x2={"datum": 0}, y=y)
        for hollow in (True, False):
            style = dot_style(tone, form, hollow=hollow, **stroke, size=HEAD, shape=shape)
            where: Where = {"series": series, "hollow": hollow}
            near = with_field(x, "near")
            heads += facts.layer("point", style, {**where, "spans": True}, x=near, y=y)
            heads += facts.layer("point", style, where, x=x, y=y)
    return [*stems, *draw_fades(facts, form, TONES, {"x": x, "y": y}, height=6), *heads]


def _numbers(data: ChartData, x: PixelScale, rows: Rows) -> list[PlacedLine]:
    """The number at each head."""
    texts = []
    for placed in rows.points:
        value, room, _ = _reach(data, placed.point)
        left = room > 0
        beyond = _beyond(placed.point, left=left) + 3
        place = x(value) - beyond if left else x(value) + beyond
        texts += write_beside(number_label(data, placed.point), place, placed.y, left=left)
    return texts
