"""Bars of areas or items from zero, in the order given, each with its number.

A range is a bar to its least value with a lighter part to its greatest. A lower bound
fades beyond its number, an upper bound up to it. Estimates are light with a broken edge.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.charts.marks import (
    TONES,
    Drawing,
    assemble,
    fade,
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
    fade_length,
    label_room,
    lay_out,
    number_label,
    strip_boxes,
    write_beside,
)
from sitegen.charts.theme import FAINT, colour

if TYPE_CHECKING:
    import altair as alt

    from sitegen.charts.data import ChartData, Form, Point
    from sitegen.charts.marks import Channel, ChartTable, Layer, MarkStyle
    from sitegen.charts.place import PixelScale, PlacedLine
    from sitegen.charts.rows import Rows


BAR = 18
PITCH = 24
"""Distance of the bars of one row."""


def draw(data: ChartData, form: Form) -> alt.TopLevelLayerSpec:
    """Draw a bar for each point."""
    head, top = write_head(data, form)
    rows = lay_out(data, form, top + 10, _room)
    scale = _make_scale(data, form, rows)
    notes, bottom = write_notes(data, form, rows.bottom + 12)
    facts = _make_table(data, rows, scale)
    x, y = on_scale("near", scale, data.value_title), on_rows(rows)
    placed = [*head, *rows.names, *_numbers(data, scale, rows), *notes]
    texts, text_layers = make_texts("texts", placed, form)
    layers = [
        *_draw_bars(facts, form, x, y),
        *draw_zero(facts, rows, form, x, BAR / 2),
        *text_layers,
    ]
    areas = make_areas(strip_boxes(form, rows))
    return assemble(data, form, Drawing((facts, texts), layers, bottom, areas))


def _room(points: tuple[Point, ...]) -> tuple[float, ...]:
    """Middle of each bar of a row, and their height."""
    middles = tuple(PITCH * number + BAR / 2 for number in range(len(points)))
    return (*middles, PITCH * len(points) - (PITCH - BAR))


def _reach(data: ChartData, point: Point) -> tuple[float, float, float]:
    """The far end of a bar, and the room it takes to the left and to the right of that."""
    low, high = (data.scaled(end) for end in point.ends)
    room = label_room(number_label(data, point))
    if low < 0:
        return low, room + FADE * point.falling, 0
    return high, 0, room + FADE * point.rising


def _make_scale(data: ChartData, form: Form, rows: Rows) -> PixelScale:
    """From the column of names to the edge, with room for every label."""
    extents = [(0.0, 1.0, 1.0), *(_reach(data, point) for point in data.points)]
    return fit_scale(extents, rows.left, form.width - EDGE)


def _make_table(data: ChartData, rows: Rows, scale: PixelScale) -> ChartTable:
    """The facts with the ends of their bars, how they are drawn, and how far they fade."""
    points = [placed.point for placed in rows.points]
    ends = [_ends(data, point) for point in points]
    faded = [_fade(data, point, far, scale) for point, (_, far) in zip(points, ends, strict=True)]
    return make_row_table(
        data,
        rows,
        {
            "near": [near for near, _ in ends],
            "far": [far for _, far in ends],
            "look": [_look(point, far) for point, (_, far) in zip(points, ends, strict=True)],
            "fades": [to for to, _ in faded],
            "fade_to": [end for _, end in faded],
        },
    )


def _ends(data: ChartData, point: Point) -> tuple[float, float]:
    """The end of a bar that is certain, and the one that may be."""
    low, high = (data.scaled(end) for end in point.ends)
    return (low, high) if high > 0 else (high, low)


def _look(point: Point, far: float) -> str:
    """How the bar to the near end is drawn."""
    if point.role == "estimate":
        return "estimate"
    if point.derived:
        return "computed"
    return "upper-bound" if point.falling and far >= 0 else "firm"


def _fade(data: ChartData, point: Point, far: float, scale: PixelScale) -> tuple[str, float | None]:
    """Where an open bound fades to: the direction, and the number at which nothing is left."""
    if point.rising and far >= 0:
        return "right", scale.beyond(far, fade_length(data, point, scale))
    if point.falling and far < 0:
        return "left", scale.beyond(far, -FADE)
    return "", None


def _draw_bars(facts: ChartTable, form: Form, x: Channel, y: Channel) -> list[Layer]:
    """Bars, solid as far as they are certain; what is open fades."""
    layers = []
    zero: Channel = {"datum": 0}
    for series, tone in TONES.items():
        full = colour(tone, form)
        light = {"fill": full, "fillOpacity": FAINT, "stroke": full, "strokeWidth": 1}
        hollow = {"fill": colour("ground", form), "stroke": full, "strokeWidth": 1.5}
        looks: dict[str, MarkStyle] = {
            "firm": {"fill": full},
            "estimate": light | {"strokeDash": [3, 3]},
            "computed": hollow,
            "upper-bound": {"fill": fade(tone, form, to="left")},
        }
        for look, style in looks.items():
            where = {"series": series, "look": look}
            layers += facts.layer("rect", {**style, "height": BAR}, where, x=x, x2=zero, y=y)
        edge = {"stroke": full, "strokeWidth": 2, "yOffset": -BAR / 2, "y2Offset": BAR / 2}
        layers += facts.layer(
            "rule", edge, {"series": series, "look": "upper-bound"}, x=x, y=y, y2={"field": "place"}
        )
        layers += facts.layer(
            "rect",
            {**light, "height": BAR},
            {"series": series, "spans": True},
            x=x,
            x2={"field": "far"},
            y=y,
        )
    ends = {"x": with_field(x, "far"), "y": y}
    return [*layers, *draw_fades(facts, form, TONES, ends, height=BAR, overlap=1)]


def _numbers(data: ChartData, x: PixelScale, rows: Rows) -> list[PlacedLine]:
    """The number at the end of each bar."""
    texts = []
    for placed in rows.points:
        value, left, _ = _reach(data, placed.point)
        beyond = FADE * placed.point.falling if left else fade_length(data, placed.point, x)
        place = x(value) - beyond if left else x(value) + beyond
        texts += write_beside(
            number_label(data, placed.point),
            place - 2 if not left else place + 2,
            placed.y,
            left=left > 0,
        )
    return texts
