"""Planned against achieved yearly growth: of each row a bar of what was achieved, below it what was planned.

The planned rate is a diamond, a bar for a range, and fades where only one end is stated; lines lead from it
across the bar above, so that one sees which side the bar ends on. Decline goes to the left. What was achieved is mostly
a mean that the site computes from levels; it is drawn full, and said to be computed in the table.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from math import fsum
from types import MappingProxyType
from typing import TYPE_CHECKING

from sitegen.charts.marks import (
    Drawing,
    PointerArea,
    assemble,
    dot_style,
    make_texts,
    on_scale,
    with_field,
    write_head,
    write_notes,
)
from sitegen.charts.place import Box, Line, PlacedLine, fit_scale, text_height, write_lines
from sitegen.charts.row_marks import draw_fades, draw_zero, make_row_table, on_rows
from sitegen.charts.rows import EDGE, FADE, FINGER, label_room, lay_out, write_beside
from sitegen.charts.theme import SMALL, colour

if TYPE_CHECKING:
    from collections.abc import Sequence

    import altair as alt

    from sitegen.charts.data import ChartData, Form, Point
    from sitegen.charts.marks import Channel, ChartTable, Layer
    from sitegen.charts.place import PixelScale
    from sitegen.charts.rows import PlacedPoint, Rows


BAR = 16
LANE = 21
"""From the bar of what was achieved to the mark of what was planned."""
BETWEEN = 22
"""Distance of the two entries of the key."""
TONES = MappingProxyType({"growth": "1", "decline": "3", "target": "2"})
"""The tone of each series."""


def draw(data: ChartData, form: Form) -> alt.TopLevelLayerSpec:
    """Draw a bar and a mark for each row."""
    head, top = write_head(data, form)
    key, below = _write_key(data, form, top + 6)
    data = _name_times(data) if form.stacked else data
    rows = lay_out(data, form, below + 12, _room, by_period=False)
    labels = _write_labels(data, form)
    extents = [(0.0, 1.0, 1.0), *_extents(data, rows, labels)]
    scale = fit_scale(extents, rows.left, form.width - EDGE)
    notes, bottom = write_notes(data, form, rows.bottom + 10)
    facts = _make_table(data, rows, scale)
    x, y = on_scale("far", scale, data.value_title), on_rows(rows)
    texts, text_layers = make_texts("texts", [*head, *key, *rows.names, *notes], form)
    numbers = _place_labels(data, scale, rows, labels)
    placed, label_layers = make_texts("labels", numbers, form, halo=True)
    layers = [
        *_draw_guides(facts, form, x, y),
        *_draw_bars(facts, form, x, y),
        *draw_zero(facts, rows, form, x, BAR / 2),
        *_draw_planned(facts, form, x, y),
        *text_layers,
        *label_layers,
    ]
    areas = [PointerArea(number, _area(form, rows, one)) for number, one in enumerate(rows.points)]
    return assemble(data, form, Drawing((facts, texts, placed), layers, bottom, areas))


def _room(points: tuple[Point, ...]) -> tuple[float, ...]:
    """Middle of each lane, and their height: what was achieved above what was planned."""
    reached = sum(point.role != "target" for point in points)
    above, below, middles = 0, 0, []
    for point in points:
        lane = reached + below if point.role == "target" else above
        above, below = above + (point.role != "target"), below + (point.role == "target")
        middles.append(BAR / 2 + LANE * lane)
    return (*middles, LANE * len(points) - LANE + BAR)


def _area(form: Form, rows: Rows, placed: PlacedPoint) -> Box:
    """The lane of a point, as high as a finger."""
    return Box(rows.left, placed.y - FINGER / 2, form.width, placed.y + FINGER / 2)


def _write_key(data: ChartData, form: Form, top: float) -> tuple[tuple[PlacedLine, ...], float]:
    """What the two colours are, and of what time; and where that ends: on one line where there is room."""
    lines = [
        Line(f"{data.word(role)} {_usual(data, role)}", tone, bold=True, size=SMALL)
        for role, tone in (("actual", "1"), ("target", "2"))
    ]
    width = fsum(line.width for line in lines) + BETWEEN
    if width > form.width:
        return write_lines(lines, 0, top), top + text_height(lines)
    first, second = lines
    y = top + text_height([first]) / 2
    placed = PlacedLine(0, y, "left", first), PlacedLine(first.width + BETWEEN, y, "left", second)
    return placed, top + text_height([first])


def _usual(data: ChartData, role: str) -> str:
    """The time that most rates of a role are of."""
    periods = [point.period for point in data.points if point.role == role]
    return max(periods, key=periods.count, default="")


def _name_times(data: ChartData) -> ChartData:
    """The chart with the times that are not the usual ones in the names of rows: beside a number there is no room for them."""
    usual = {role: _usual(data, role) for role in ("actual", "target")}
    times: dict[str, list[str]] = {}
    for point in data.points:
        if point.period != usual.get(point.role):
            times.setdefault(point.label, []).append(point.period)
    comma = data.word("comma")
    points = (
        replace(point, label=comma.join([point.label, *times.get(point.label, ())]))
        for point in data.points
    )
    return replace(data, points=tuple(points))


def _write_labels(data: ChartData, form: Form) -> tuple[tuple[Line, ...], ...]:
    """The label of each point: its number, and its time where that is not the usual one and there is room."""
    usual = {role: _usual(data, role) for role in ("actual", "target")}
    labels = []
    for point in data.points:
        tone = TONES[_series(data, point)]
        lines = [Line(point.short, "1" if tone == "3" else tone, bold=True)]
        if point.period != usual.get(point.role) and not form.stacked:
            lines.append(Line(point.period, "muted", size=SMALL))
        labels.append(tuple(lines))
    return tuple(labels)


def _ends(data: ChartData, point: Point) -> tuple[float, float]:
    """The numbers of a point on the scale."""
    low, high = point.ends
    return data.scaled(low), data.scaled(high)


def _is_left(data: ChartData, point: Point) -> bool:
    """Whether a point's label stands to the left of it: below zero."""
    return _ends(data, point)[0] < 0


def _extents(
    data: ChartData, rows: Rows, labels: Sequence[tuple[Line, ...]]
) -> list[tuple[float, float, float]]:
    """The numbers of all points, with the room beside them; a label may have to stand beyond the row's other marks."""
    extents = []
    numbered = zip(rows.points, labels, strict=True)
    for _, group in groupby(numbered, key=lambda pair: pair[0].row):
        own = list(group)
        highest = max(_ends(data, placed.point)[1] for placed, _ in own)
        for placed, label in own:
            point, room = placed.point, label_room(label) + 5
            low, high = _ends(data, point)
            if _is_left(data, point):
                extents.append((low, room + FADE * point.falling, 0.0))
            else:
                extents.append((low, FADE * point.falling, 0.0))
                extents.append((max(high, highest), 0.0, room + FADE * point.rising))
    return extents


def _make_table(data: ChartData, rows: Rows, scale: PixelScale) -> ChartTable:
    """The facts with the ends of their marks, their series, and how far they fade."""
    points = [placed.point for placed in rows.points]
    ends = [_ends(data, point) for point in points]
    far = [low if low < 0 else high for low, high in ends]
    fading = [(point.rising and FADE) or -FADE * point.falling for point in points]
    starts = [
        (high if length > 0 else low) for (low, high), length in zip(ends, fading, strict=True)
    ]
    reach = {number: _guide(rows, placed) for number, placed in enumerate(rows.points)}
    return make_row_table(
        data,
        rows,
        {
            "near": [low for low, _ in ends],
            "far": far,
            "end": starts,
            "series": [_series(data, point) for point in points],
            "to_place": [reach[number] for number in range(len(points))],
            "fades": ["right" if length > 0 else "left" if length else "" for length in fading],
            "fade_to": [
                scale.beyond(start, length) if length else None
                for start, length in zip(starts, fading, strict=True)
            ],
        },
    )


def _guide(rows: Rows, placed: PlacedPoint) -> int:
    """The place that the lines of a planned rate lead up to: the first lane of its row."""
    return min(rows.place(other) for other in rows.points if other.row == placed.row)


def _series(data: ChartData, point: Point) -> str:
    """What is planned, growth and decline have each their own tone."""
    if point.role == "target":
        return "target"
    return "decline" if _is_left(data, point) else "growth"


def _draw_guides(facts: ChartTable, form: Form, x: Channel, y: Channel) -> list[Layer]:
    """Thin lines from what was planned up across the bar of what was achieved."""
    style = {
        "stroke": colour("2", form),
        "strokeWidth": 1.25,
        "strokeDash": [3, 2],
        "y2Offset": -BAR / 2 - 2,
    }
    up = {"field": "to_place"}
    return [
        *facts.layer("rule", style, {"series": "target"}, x=with_field(x, "near"), y=y, y2=up),
        *facts.layer(
            "rule", style, {"series": "target", "spans": True}, x=with_field(x, "far"), y=y, y2=up
        ),
    ]


def _draw_bars(facts: ChartTable, form: Form, x: Channel, y: Channel) -> list[Layer]:
    """Bars from zero; an open bound fades beyond its number."""
    layers = []
    tones = {series: tone for series, tone in TONES.items() if series != "target"}
    for series, tone in tones.items():
        style = {"fill": colour(tone, form), "height": BAR}
        layers += facts.layer("rect", style, {"series": series}, x=x, x2={"datum": 0}, y=y)
    ends = {"x": with_field(x, "end"), "y": y}
    return [*layers, *draw_fades(facts, form, tones, ends, height=BAR, overlap=1)]


def _draw_planned(facts: ChartTable, form: Form, x: Channel, y: Channel) -> list[Layer]:
    """A diamond, a bar for a range, a fading end for an open bound."""
    tone = TONES["target"]
    bar = {"stroke": colour(tone, form), "strokeWidth": 8}
    near, far = with_field(x, "near"), {"field": "far"}
    diamond = dot_style(tone, form, hollow=False, shape="diamond", size=110)
    ends = {"x": with_field(x, "end"), "y": y}
    return [
        *draw_fades(facts, form, {"target": tone}, ends, height=8),
        *facts.layer("rule", bar, {"series": "target", "spans": True}, x=near, x2=far, y=y),
        *facts.layer("point", diamond, {"series": "target", "spans": False}, x=x, y=y),
    ]


def _place_labels(
    data: ChartData, x: PixelScale, rows: Rows, labels: Sequence[tuple[Line, ...]]
) -> list[PlacedLine]:
    """Each label beside its mark; one that would stand on a line of what was planned, beyond it."""
    texts = []
    for placed, label in zip(rows.points, labels, strict=True):
        point = placed.point
        low, high = (x(end) for end in _ends(data, point))
        if _is_left(data, point):
            place = low - FADE * point.falling - 2
            texts += write_beside(label, place, placed.y, left=True)
            continue
        place = high + FADE * point.rising
        if point.role != "target":
            place = _clear(place, label_room(label), _guides(data, x, rows, placed))
        texts += write_beside(label, place + 2, placed.y, left=False)
    return texts


def _guides(data: ChartData, x: PixelScale, rows: Rows, placed: PlacedPoint) -> list[float]:
    """Where the lines of what was planned cross a row."""
    planned = [one.point for one in rows.points if one.row == placed.row]
    return sorted(
        x(end) for point in planned if point.role == "target" for end in _ends(data, point)
    )


def _clear(place: float, room: float, guides: Sequence[float]) -> float:
    """The first place from here on at which a label of so much room meets no line."""
    for guide in guides:
        if place - 4 < guide < place + room + 4:
            place = guide
    return place
