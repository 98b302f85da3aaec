"""When targets and events are due, on a line of years: from the day they were set to the day they are due.

A name of a year stands in the middle of it, so that its end is the line between it and the next.
An upright line shows up to when the documents reach: what lies before it was due within their time.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sitegen.charts.marks import (
    TONES,
    ChartTable,
    Drawing,
    assemble,
    dot_style,
    make_texts,
    on_scale,
    text_style,
    with_field,
    write_head,
    write_notes,
)
from sitegen.charts.place import Line, PlacedLine, fit_scale, text_height, write_lines
from sitegen.charts.row_marks import make_areas, make_row_table, on_rows
from sitegen.charts.rows import EDGE, lay_out, strip_boxes
from sitegen.charts.text import wrap
from sitegen.charts.theme import LABEL, SMALL, colour

if TYPE_CHECKING:
    from collections.abc import Sequence

    import altair as alt

    from sitegen.charts.data import ChartData, Form, Point
    from sitegen.charts.marks import Channel, Layer
    from sitegen.charts.place import PixelScale
    from sitegen.charts.rows import Rows


PITCH = 26
"""Least height of a row in pixels."""
AXIS = 24
"""What the years take below the rows."""
HEADROOM = 22
"""What the line of the documents takes above them."""
LABEL_WIDTH, NARROW_LABEL_WIDTH = 170, 130
"""The most that a label beside a mark may take."""
GAP = 11
YEAR = 34
"""Least distance of the names of two years."""


def draw(data: ChartData, form: Form) -> alt.TopLevelLayerSpec:
    """Draw a mark for each date."""
    head, top = write_head(data, form)
    above = HEADROOM if data.until else 6
    rows = lay_out(data, form, top + above, lambda points: _room(points, form), by_period=False)
    scale = _fit(data, form, rows)
    notes, bottom = write_notes(data, form, rows.bottom + AXIS + 8)
    facts = _make_table(data, rows)
    x, y = on_scale("time", scale, data.word("period")), on_rows(rows)
    years, until = _make_years(scale), _make_until(data)
    placed = [*head, *rows.names, *notes, *_write_until(data, form, scale, top + HEADROOM / 2)]
    texts, text_layers = make_texts("texts", placed, form)
    labels, label_layers = make_texts("labels", _labels(form, scale, rows), form, halo=True)
    layers = [
        *_draw_years(years, rows, form, x),
        *_draw_until(until, rows, form, x),
        *_draw_dates(facts, form, x, y),
        *text_layers,
        *label_layers,
    ]
    tables = [table for table in (facts, years, until, texts, labels) if table.rows]
    return assemble(
        data, form, Drawing(tables, layers, bottom, make_areas(strip_boxes(form, rows)))
    )


def _label_width(form: Form) -> int:
    return NARROW_LABEL_WIDTH if form.stacked else LABEL_WIDTH


def _write(point: Point, form: Form) -> tuple[Line, ...]:
    """What is due, below it when: lines of a label."""
    limit = _label_width(form)
    tone = "2" if point.role == "target" else "ink"
    amount = [Line(text, tone, bold=True) for text in wrap(point.short, limit, LABEL, bold=True)]
    date = [Line(text, "muted", size=SMALL) for text in wrap(point.period, limit, SMALL)]
    return (*(amount if point.short else ()), *date)


def _room(points: tuple[Point, ...], form: Form) -> tuple[float, ...]:
    """The middle of each mark of a row, and their height."""
    middles, top = [], 0.0
    for point in points:
        height = max(text_height(_write(point, form)) + 4, PITCH)
        middles.append(top + height / 2)
        top += height
    return (*middles, top)


def _fit(data: ChartData, form: Form, rows: Rows) -> PixelScale:
    """From the first year in which something was set to the last in which something is due."""
    times = [point.time for point in data.points]
    times += [point.since for point in data.points if point.since]
    times += [data.until[0]] if data.until else []
    first, last = float(math.floor(min(times) - 0.01)), float(math.ceil(max(times)))
    extents = [(first, 1.0, 0.0), (last, 0.0, 1.0)]
    for point in data.points:
        width = max(line.width for line in _write(point, form))
        extents.append((point.time, 7.0, GAP + width + 2))
    return fit_scale(extents, rows.left + EDGE, form.width - EDGE)


def _make_table(data: ChartData, rows: Rows) -> ChartTable:
    """The dates with the days that they were set on."""
    points = [placed.point for placed in rows.points]
    columns: dict[str, Sequence[object]] = {
        "since": [point.since or None for point in points],
        "set": [bool(point.since) for point in points],
    }
    return make_row_table(data, rows, columns)


def _make_years(scale: PixelScale) -> ChartTable:
    """The ends of years, and in the middle of each its name as far as there is room."""
    first, last = math.floor(scale.low), math.ceil(scale.high)
    step = next(
        step for step in (1, 2, 5, 10, 20, 50, 100) if scale(first + step) - scale(first) >= YEAR
    )
    rows = []
    for end in range(first, last + 1):
        is_named = end > first and (last - end) % step == 0
        middle = end - 0.5 if is_named else None
        rows.append({"time": end, "middle": middle, "text": str(end), "named": is_named})
    return ChartTable("years", tuple(rows))


def _draw_years(years: ChartTable, rows: Rows, form: Form, x: Channel) -> list[Layer]:
    """The line of years below the rows."""
    line = {"stroke": colour("axis", form), "strokeWidth": 1}
    below = round(rows.bottom + 4, 2)
    says: Channel = {"field": "text", "type": "nominal"}
    style = text_style(Line("", "muted", size=SMALL), "center", form)
    middle = with_field(x, "middle")
    return [
        *years.layer("rule", line, x=x, y={"value": below}, y2={"value": below + 6}),
        *years.layer("text", style, {"named": True}, x=middle, y={"value": below + 12}, text=says),
    ]


def _make_until(data: ChartData) -> ChartTable:
    """Up to when the documents reach, if that is told."""
    return ChartTable("until", ({"time": data.until[0]},) if data.until else ())


def _draw_until(until: ChartTable, rows: Rows, form: Form, x: Channel) -> list[Layer]:
    """An upright line where the documents end."""
    style = {"stroke": colour("axis", form), "strokeWidth": 1, "strokeDash": [4, 3]}
    ends: dict[str, Channel] = {
        "y": {"value": round(rows.heights[0] - PITCH / 2, 2)},
        "y2": {"value": round(rows.bottom + 4, 2)},
    }
    return until.layer("rule", style, x=x, **ends)


def _write_until(data: ChartData, form: Form, scale: PixelScale, y: float) -> list[PlacedLine]:
    """What the line of the documents says, within the edges."""
    if data.until is None:
        return []
    line = Line(data.until[1], "muted", size=SMALL)
    middle = scale(data.until[0])
    start = min(max(middle - line.width / 2, 0.0), form.width - EDGE - line.width)
    return [PlacedLine(start, y, "left", line)]


def _draw_dates(facts: ChartTable, form: Form, x: Channel, y: Channel) -> list[Layer]:
    """A line from when it was set, a diamond where a target is due, a dot for an event."""
    layers = []
    for series, tone in TONES.items():
        way = {"stroke": colour(tone, form), "strokeWidth": 1.75}
        layers += facts.layer(
            "rule",
            way,
            {"series": series, "set": True},
            x=with_field(x, "since"),
            x2={"field": "time"},
            y=y,
        )
        shape, size = ("diamond", 120) if series == "target" else ("circle", 90)
        style = dot_style(tone, form, hollow=False, shape=shape, size=size)
        layers += facts.layer("point", style, {"series": series}, x=x, y=y)
    return layers


def _labels(form: Form, scale: PixelScale, rows: Rows) -> list[PlacedLine]:
    """What is due, and when, to the right of each mark."""
    texts: list[PlacedLine] = []
    for placed in rows.points:
        lines = _write(placed.point, form)
        top = placed.y - text_height(lines) / 2
        texts += write_lines(lines, scale(placed.point.time) + GAP, top)
    return texts
