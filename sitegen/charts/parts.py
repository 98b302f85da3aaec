"""One whole and its parts: a bar of all of it, and below it each part where it lies in the whole.

What no part states is the rest, drawn hollow for it is computed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.charts.marks import (
    TONES,
    Drawing,
    assemble,
    make_texts,
    on_scale,
    write_head,
    write_notes,
)
from sitegen.charts.place import Line, fit_scale
from sitegen.charts.row_marks import make_areas, make_row_table, on_rows
from sitegen.charts.rows import EDGE, label_room, lay_out, strip_boxes, write_beside
from sitegen.charts.theme import SMALL, colour

if TYPE_CHECKING:
    from collections.abc import Sequence

    import altair as alt

    from sitegen.charts.data import ChartData, Form, Point
    from sitegen.charts.marks import Channel, ChartTable, Layer
    from sitegen.charts.place import PixelScale, PlacedLine
    from sitegen.charts.rows import Rows


BAR = 20
NEAR = 0.45
"""A part that starts beyond so much of the whole has its label on its left, where there is room."""
Span = tuple[float, float]
"""Where a part begins and ends in the whole."""


def draw(data: ChartData, form: Form) -> alt.TopLevelLayerSpec:
    """Draw the whole, and a bar for each part."""
    head, top = write_head(data, form)
    rows = lay_out(data, form, top + 10, _room, by_period=False)
    spans = _find_spans(data)
    whole = max(end for _, end in spans)
    extents = [(0.0, 1.0, 1.0), *_extents(data, spans, whole)]
    scale = fit_scale(extents, rows.left, form.width - EDGE)
    notes, bottom = write_notes(data, form, rows.bottom + 10)
    facts = _make_table(data, rows, spans)
    x, y = on_scale("to", scale, data.value_title), on_rows(rows)
    texts, text_layers = make_texts("texts", [*head, *rows.names, *notes], form)
    numbers = _numbers(scale, rows, spans, whole)
    labels, label_layers = make_texts("labels", numbers, form, halo=True)
    layers = [
        *_draw_parts(facts, form, x, y),
        *text_layers,
        *label_layers,
    ]
    areas = make_areas(strip_boxes(form, rows))
    return assemble(data, form, Drawing((facts, texts, labels), layers, bottom, areas))


def _room(points: tuple[Point, ...]) -> tuple[float, ...]:
    """Middle of each bar of a row, and their height."""
    return (*(BAR / 2 + BAR * number for number in range(len(points))), BAR * len(points))


def _find_spans(data: ChartData) -> tuple[Span, ...]:
    """Where each point begins and ends: parts one after another, the whole from nothing."""
    spans, at = [], 0.0
    for point in data.points:
        size = data.scaled(point.ends[1])
        spans.append((0.0, size) if point.standing == "whole" else (at, at + size))
        at += 0 if point.standing == "whole" else size
    return tuple(spans)


def _write(point: Point) -> tuple[Line, ...]:
    """A number, and the share that it is of the whole."""
    number = Line(point.short, "2" if point.role == "target" else "ink", bold=True)
    return (number, Line(point.aside, "muted", size=SMALL)) if point.aside else (number,)


def _is_left(point: Point, span: Span, whole: float) -> bool:
    """Whether a label stands on the left of its part."""
    return point.standing != "whole" and span[0] > NEAR * whole


def _extents(
    data: ChartData, spans: Sequence[Span], whole: float
) -> list[tuple[float, float, float]]:
    """The ends of all parts with the room of their labels."""
    return [
        (span[0], label_room(_write(point)), 0.0)
        if _is_left(point, span, whole)
        else (span[1], 0.0, label_room(_write(point)))
        for point, span in zip(data.points, spans, strict=True)
    ]


def _make_table(data: ChartData, rows: Rows, spans: Sequence[Span]) -> ChartTable:
    """The facts with where they lie in the whole."""
    points = [placed.point for placed in rows.points]
    return make_row_table(
        data,
        rows,
        {
            "from": [start for start, _ in spans],
            "to": [end for _, end in spans],
            "standing": [point.standing for point in points],
        },
    )


def _draw_parts(facts: ChartTable, form: Form, x: Channel, y: Channel) -> list[Layer]:
    """Each part in its row, and all in that of the whole, with what parts them."""
    layers = []
    start: Channel = {"field": "from"}
    first = {key: value for key, value in y.items() if key != "field"} | {"datum": 0}
    for series, tone in TONES.items():
        full = {"fill": colour(tone, form), "height": BAR}
        edge = full | {"stroke": colour("ground", form), "strokeWidth": 1.5}
        hollow = {
            "fill": colour("ground", form),
            "stroke": colour(tone, form),
            "strokeWidth": 1.5,
            "height": BAR - 1.5,
        }
        part, rest = ({"series": series, "standing": standing} for standing in ("part", "rest"))
        layers += facts.layer("rect", edge, part, x=x, x2=start, y=first)
        layers += facts.layer("rect", hollow, rest, x=x, x2=start, y=first)
        layers += facts.layer("rect", full, part, x=x, x2=start, y=y)
        layers += facts.layer("rect", hollow, rest, x=x, x2=start, y=y)
    return layers


def _numbers(x: PixelScale, rows: Rows, spans: Sequence[Span], whole: float) -> list[PlacedLine]:
    """The number beside each part, on the side that has room."""
    texts = []
    for placed, span in zip(rows.points, spans, strict=True):
        left = _is_left(placed.point, span, whole)
        place = x(span[0]) + 2 if left else x(span[1]) - 2
        texts += write_beside(_write(placed.point), place, placed.y, left=left)
    return texts
