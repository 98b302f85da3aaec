"""How much of the way to each target has been made, against how much of the time has passed: a bullet a row.

The track is the whole way. What has been made is a bar on it, and beyond it where the target is passed; an upright line is the
time. Where only a bound is known, the bar is light from what is sure to what may be, or fades.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from sitegen.charts.axes import HEIGHT, draw_axis, fit_axis
from sitegen.charts.marks import (
    Drawing,
    PointerArea,
    assemble,
    make_texts,
    with_field,
    write_head,
    write_notes,
)
from sitegen.charts.place import Box, Line, PlacedLine
from sitegen.charts.row_marks import draw_fades, make_row_table, on_rows
from sitegen.charts.rows import EDGE, FADE, FINGER, label_room, lay_out, write_beside
from sitegen.charts.theme import FAINT, SMALL, colour

if TYPE_CHECKING:
    import altair as alt

    from sitegen.charts.axes import RowAxis
    from sitegen.charts.data import ChartData, Form, Point
    from sitegen.charts.marks import Channel, ChartTable, Layer
    from sitegen.charts.rows import PlacedPoint, Rows


BAR = 14
ABOVE = 17
"""What stands above a bar: how much of the time has passed."""
TICK = 5
"""How far the line of the time goes beyond the bar."""
WHOLE = 100.0
MOST, LEAST = 150.0, -50.0
"""What lies beyond is not drawn, and said by its number."""
TONES = {"made": "1", "back": "3"}
"""The tone of each series: forwards and backwards."""


def draw(data: ChartData, form: Form) -> alt.TopLevelLayerSpec:
    """Draw a bullet for each target."""
    head, top = write_head(data, form)
    rows = lay_out(data, form, top + 6, _room, by_period=False)
    axis = fit_axis(data, form, rows.left, _extents(data), whole=WHOLE)
    notes, bottom = write_notes(data, form, rows.bottom + HEIGHT + 6)
    facts = _make_table(data, rows, axis)
    x, y = axis.channel("far", data.value_title), on_rows(rows)
    texts, text_layers = make_texts("texts", [*head, *rows.names, *notes], form)
    labels = [text for row in _rows(rows) for text in _label(data, form, axis, row)]
    placed, label_layers = make_texts("labels", labels, form, halo=True)
    axis_tables, axis_layers = draw_axis(axis, rows, form, x, BAR / 2 + TICK)
    layers = [
        *_draw_tracks(facts, form, x, y),
        *axis_layers,
        *_draw_bars(facts, form, x, y),
        *_draw_times(facts, form, x, y),
        *text_layers,
        *label_layers,
    ]
    areas = [
        PointerArea(number, _area(data, form, axis, rows, one))
        for number, one in sorted(
            enumerate(rows.points), key=lambda numbered: numbered[1].point.role == "due"
        )
    ]
    tables = (facts, *axis_tables, texts, placed)
    return assemble(data, form, Drawing(tables, layers, bottom, areas))


def _room(points: tuple[Point, ...]) -> tuple[float, ...]:
    """The middle of the bar, for every point the same, and the height."""
    return (*(ABOVE + BAR / 2 for _ in points), ABOVE + BAR)


def _rows(rows: Rows) -> list[list[PlacedPoint]]:
    """The points row by row."""
    return [list(own) for _, own in groupby(rows.points, key=lambda placed: placed.row)]


def _clip(value: float) -> float:
    """A share as far as it is drawn."""
    return min(max(value, LEAST), MOST)


def _ends(data: ChartData, point: Point) -> tuple[float, float]:
    """The ends of a share as far as they are drawn."""
    low, high = point.ends
    return _clip(data.scaled(low)), _clip(data.scaled(high))


def _write(point: Point) -> tuple[Line, ...]:
    """The number of a row, and the status that it gives."""
    number = Line(point.short, "ink", bold=True)
    return (number, Line(point.aside, "muted", size=SMALL)) if point.aside else (number,)


def _extents(data: ChartData) -> list[tuple[float, float, float]]:
    """Shares with their labels, which stand beyond the track."""
    extents = [(0.0, 1.0, 0.0), (WHOLE, 0.0, 1.0)]
    for point in data.points:
        low, high = _ends(data, point)
        extents.append((low, 2.0, 0.0))
        if point.role != "due":
            after = label_room(_write(point)) + 2 + FADE * point.rising
            extents.append((max(high, WHOLE), 0.0, after))
    return extents


def _make_table(data: ChartData, rows: Rows, axis: RowAxis) -> ChartTable:
    """The shares with the ends of their bars, and how they are drawn."""
    points = [placed.point for placed in rows.points]
    ends = [_ends(data, point) for point in points]
    far = [low if high <= 0 else high for low, high in ends]
    fading = [point.rising and point.role != "due" for point in points]
    return make_row_table(
        data,
        rows,
        {
            "near": [max(low, 0.0) if high > 0 else min(high, 0.0) for low, high in ends],
            "far": far,
            "way": [WHOLE for _ in points],
            "tracked": [point.role != "due" for point in points],
            "series": [_series(point, end) for point, end in zip(points, far, strict=True)],
            "look": ["upper-bound" if point.falling else "firm" for point in points],
            "fades": ["right" if one else "" for one in fading],
            "fade_to": [
                axis.beyond(end, FADE) if one else None
                for end, one in zip(far, fading, strict=True)
            ],
        },
    )


def _series(point: Point, far: float) -> str:
    """`due` for the time, `made` or `back` for the way."""
    return "due" if point.role == "due" else "back" if far < 0 else "made"


def _draw_tracks(facts: ChartTable, form: Form, x: Channel, y: Channel) -> list[Layer]:
    """The whole way of each row."""
    style = {"fill": colour("grid", form), "height": BAR}
    return facts.layer(
        "rect", style, {"tracked": True}, x=with_field(x, "way"), x2={"datum": 0}, y=y
    )


def _draw_bars(facts: ChartTable, form: Form, x: Channel, y: Channel) -> list[Layer]:
    """What has been made: full as far as it is sure, light as far as it may be."""
    layers = []
    zero: Channel = {"datum": 0}
    for series, tone in TONES.items():
        full = {"fill": colour(tone, form), "height": BAR}
        light = full | {
            "fillOpacity": FAINT,
            "stroke": colour(tone, form),
            "strokeWidth": 1.5,
            "strokeDash": [3, 3],
        }
        for spans, field in ((False, "far"), (True, "near")):
            layers += facts.layer(
                "rect",
                full,
                {"series": series, "look": "firm", "spans": spans},
                x=with_field(x, field),
                x2=zero,
                y=y,
            )
        layers += facts.layer(
            "rect", light, {"series": series, "look": "upper-bound"}, x=x, x2=zero, y=y
        )
        layers += facts.layer(
            "rect",
            light,
            {"series": series, "spans": True},
            x=x,
            x2={"field": "near"},
            y=y,
        )
    return [*layers, *draw_fades(facts, form, TONES, {"x": x, "y": y}, height=BAR, overlap=1)]


def _draw_times(facts: ChartTable, form: Form, x: Channel, y: Channel) -> list[Layer]:
    """An upright line where the time is."""
    reach = {"yOffset": -BAR / 2 - TICK, "y2Offset": BAR / 2 + TICK}
    style = {"stroke": colour("ink", form), "strokeWidth": 2.5, **reach}
    return facts.layer("rule", style, {"series": "due"}, x=x, y=y, y2={"field": "place"})


def _label(data: ChartData, form: Form, axis: RowAxis, row: list[PlacedPoint]) -> list[PlacedLine]:
    """The number at the end of the track, and above the line how much of the time has passed."""
    texts = []
    beyond = axis(WHOLE)
    for placed in row:
        point = placed.point
        _, high = _ends(data, point)
        if point.role == "due":
            texts += _write_time(data, form, axis(high), placed)
        else:
            place = max(beyond, axis(high) + FADE * point.rising)
            texts += write_beside(_write(point), place, placed.y, left=False)
    return texts


def _write_time(data: ChartData, form: Form, x: float, placed: PlacedPoint) -> list[PlacedLine]:
    """How much of the time has passed, centred above its line as far as the edges allow; said in words in the first row."""
    number = Line(placed.point.short, "ink", size=SMALL)
    word = Line(data.word("due"), "muted", size=SMALL)
    y = placed.y - BAR / 2 - TICK - 7
    if placed.row:
        return [PlacedLine(x, y, "center", number)]
    start = x - (word.width + 4 + number.width) / 2
    start = min(max(start, 0.0), form.width - EDGE - word.width - 4 - number.width)
    return [
        PlacedLine(start, y, "left", word),
        PlacedLine(start + word.width + 4, y, "left", number),
    ]


def _area(data: ChartData, form: Form, axis: RowAxis, rows: Rows, placed: PlacedPoint) -> Box:
    """The row of a share of the way; around its line that of the time."""
    half = BAR / 2 + TICK
    if placed.point.role == "due":
        at = axis(_ends(data, placed.point)[1])
        reach = FINGER / 2
        return Box(at - reach, placed.y - half - reach, at + reach, placed.y + half)
    return Box(rows.left, placed.y - half, form.width, placed.y + half)
