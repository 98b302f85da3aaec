"""Dots on a logarithmic scale, one a fact, each with its number: from three to six thousand at a glance.

A length would say nothing on such a scale, so there is none: each row has a line across, and the place tells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.charts.axes import HEIGHT, draw_axis, fit_log_axis
from sitegen.charts.marks import (
    TONES,
    Drawing,
    assemble,
    make_texts,
    with_field,
    write_head,
    write_notes,
)
from sitegen.charts.row_marks import (
    draw_fades,
    draw_points,
    draw_tracks,
    make_areas,
    make_row_table,
    on_rows,
)
from sitegen.charts.rows import (
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

    from sitegen.charts.axes import RowAxis
    from sitegen.charts.data import ChartData, Form, Point
    from sitegen.charts.marks import Channel, ChartTable, Layer
    from sitegen.charts.place import PlacedLine
    from sitegen.charts.rows import Rows


PITCH = 22
"""Height of a row in pixels."""


def draw(data: ChartData, form: Form) -> alt.TopLevelLayerSpec:
    """Draw a dot for each point."""
    head, top = write_head(data, form)
    rows = lay_out(data, form, top + 8, _room)
    axis = fit_log_axis(data, form, rows.left, [_reach(data, point) for point in data.points])
    said = (data.word("log-scale"),)
    notes, bottom = write_notes(data, form, rows.bottom + HEIGHT + 6, said)
    facts = _make_table(data, rows, axis)
    x, y = axis.channel("value", data.value_title), on_rows(rows)
    texts, text_layers = make_texts("texts", [*head, *rows.names, *notes], form)
    labels, label_layers = make_texts("labels", _numbers(data, axis, rows), form, halo=True)
    axis_tables, axis_layers = draw_axis(axis, rows, form, x, PITCH / 2)
    tracks, track_layers = draw_tracks((axis.ticks[0], axis.ticks[-1]), rows, form, x)
    layers = [
        *axis_layers,
        *track_layers,
        *_draw_dots(facts, form, x, y),
        *text_layers,
        *label_layers,
    ]
    tables = (facts, *axis_tables, tracks, texts, labels)
    return assemble(
        data, form, Drawing(tables, layers, bottom, make_areas(strip_boxes(form, rows)))
    )


def _room(points: tuple[Point, ...]) -> tuple[float, ...]:
    """Middle of each dot of a row, and their height."""
    return (*(PITCH * (number + 0.5) for number in range(len(points))), PITCH * len(points))


def _reach(data: ChartData, point: Point) -> tuple[float, float, float]:
    """The far end of a mark, and the room that it takes to the left and to the right of that."""
    after = label_room(number_label(data, point)) + FADE * point.rising + 2
    return data.scaled(point.ends[1]), float(FADE * point.falling), after


def _make_table(data: ChartData, rows: Rows, axis: RowAxis) -> ChartTable:
    """The facts with how far their open bounds fade."""
    points = [placed.point for placed in rows.points]
    fading = [FADE if point.rising else -FADE * point.falling for point in points]
    ends = [data.scaled(point.ends[1]) for point in points]
    return make_row_table(
        data,
        rows,
        {
            "fades": ["right" if length > 0 else "left" if length else "" for length in fading],
            "fade_to": [
                axis.beyond(end, length) if length else None
                for end, length in zip(ends, fading, strict=True)
            ],
        },
    )


def _draw_dots(facts: ChartTable, form: Form, x: Channel, y: Channel) -> list[Layer]:
    """A dot, a diamond for a target, a bar for a range, a fading end for an open bound."""
    layers = draw_fades(facts, form, TONES, {"x": x, "y": y}, height=6)
    low, high = with_field(x, "low"), {"field": "high"}
    for series, tone in TONES.items():
        stroke = {"stroke": colour(tone, form)}
        bar = {**stroke, "strokeWidth": 8}
        layers += facts.layer("rule", bar, {"series": series, "spans": True}, x=low, x2=high, y=y)
        layers += draw_points(facts, form, (series, tone), 90, {"x": x, "y": y})
    return layers


def _numbers(data: ChartData, axis: RowAxis, rows: Rows) -> list[PlacedLine]:
    """The number beside each dot."""
    texts = []
    for placed in rows.points:
        end, _, _ = _reach(data, placed.point)
        place = axis(end) + FADE * placed.point.rising + 2
        texts += write_beside(number_label(data, placed.point), place, placed.y, left=False)
    return texts
