"""Each item on one line: from its baseline to what was reached, from there to the target.

A stated range is a bar, an open bound fades in its direction. It is places that are compared here,
not lengths, so the axis need not begin at zero, and says so where it does not; shares stand between nothing and the whole.
"""

from __future__ import annotations

from itertools import groupby
from math import fsum
from typing import TYPE_CHECKING

from sitegen.charts.axes import HEIGHT as AXIS
from sitegen.charts.axes import draw_axis, fit_axis, note_start
from sitegen.charts.marks import (
    TONES,
    Drawing,
    PointerArea,
    assemble,
    make_texts,
    with_field,
    write_head,
    write_notes,
)
from sitegen.charts.place import GAP, Box, Label, Line, place_labels, trace
from sitegen.charts.row_marks import draw_fades, draw_points, make_row_table, on_rows
from sitegen.charts.rows import FADE, fade_length, lay_out, role_word
from sitegen.charts.theme import SMALL, colour

if TYPE_CHECKING:
    from collections.abc import Iterator

    import altair as alt

    from sitegen.charts.data import ChartData, Form, Point
    from sitegen.charts.marks import Channel, ChartTable, Layer
    from sitegen.charts.place import PixelScale, PlacedLine
    from sitegen.charts.rows import PlacedPoint, Rows


HEIGHT = 40
"""Height of a line with labels at its ends only."""
ABOVE = 32
"""What is added for labels above it."""
ENDS = 2
"""So many points have their labels at the ends."""


def draw(data: ChartData, form: Form) -> alt.TopLevelLayerSpec:
    """Draw a line for each item."""
    head, top = write_head(data, form)
    rows = lay_out(data, form, top + 8, _room, by_period=False)
    axis = fit_axis(data, form, rows.left, _extents(data, rows), whole=_find_whole(data))
    scale = axis.scale
    notes, bottom = write_notes(data, form, rows.bottom + AXIS + 4, note_start(data, axis))
    facts = _make_table(data, rows, scale)
    x, y = axis.channel("value", data.value_title), on_rows(rows)
    written = [text for row in _rows(rows) for text in _label(data, form, scale, rows, row)]
    texts, text_layers = make_texts("texts", [*head, *rows.names, *notes], form)
    labels, label_layers = make_texts("labels", written, form, halo=True)
    axis_tables, axis_layers = draw_axis(axis, rows, form, x, HEIGHT / 2 - 4)
    layers = [
        *axis_layers,
        *_draw_ways(facts, form, x, y),
        *_draw_points(facts, form, x, y),
        *text_layers,
        *label_layers,
    ]
    areas = [
        PointerArea(number, _area(data, scale, placed))
        # The widest first: a narrower one lies above it.
        for number, placed in sorted(
            enumerate(rows.points), key=lambda numbered: -_width(data, numbered[1])
        )
    ]
    tables = (facts, *axis_tables, texts, labels)
    return assemble(data, form, Drawing(tables, layers, bottom, areas))


def _find_whole(data: ChartData) -> float | None:
    """The whole that all numbers are shares of, if they are."""
    wholes = {point.most for point in data.points}
    only = next(iter(wholes)) if len(wholes) == 1 else None
    return None if only is None else data.scaled(only)


def _rows(rows: Rows) -> list[list[PlacedPoint]]:
    """The points row by row."""
    return [list(own) for _, own in groupby(rows.points, key=lambda placed: placed.row)]


def _area(data: ChartData, x: PixelScale, placed: PlacedPoint) -> Box:
    """The area that belongs to a point, with room for a finger."""
    low, high = (x(end) for end in _span(data, placed.point))
    return Box(low - 13, placed.y - 15, high + 13, placed.y + 15)


def _width(data: ChartData, placed: PlacedPoint) -> float:
    """How far the numbers of a point lie apart."""
    low, high = _span(data, placed.point)
    return high - low


def _room(points: tuple[Point, ...]) -> tuple[float, ...]:
    """The line's place, for every point the same, and its height."""
    above = ABOVE if len(points) > ENDS else 0
    return (*((above + HEIGHT / 2) for _ in points), above + HEIGHT)


def _span(data: ChartData, point: Point) -> tuple[float, float]:
    """A point's numbers on the scale."""
    low, high = point.ends
    return data.scaled(low), data.scaled(high)


def _lines(data: ChartData, point: Point) -> tuple[Line, ...]:
    """A label: the number, below it what it is and when, as far as points differ in that."""
    tone = "2" if point.role == "target" else "1"
    number = Line(point.short, tone, bold=True)
    words = [
        word
        for word, all_words in (
            (role_word(data, point), {role_word(data, other) for other in data.points}),
            (point.period, {other.period for other in data.points}),
        )
        if len(all_words) > 1 and word
    ]
    return (number, Line(" ".join(words), "muted", size=SMALL)) if words else (number,)


def _outer(data: ChartData, marks: list[PlacedPoint]) -> tuple[PlacedPoint | None, PlacedPoint]:
    """The marks whose labels stand at the left and the right end; one alone has the right."""
    right = max(marks, key=lambda mark: (_span(data, mark.point)[1], mark.point.role == "target"))
    others = [mark for mark in marks if mark is not right]
    left = min(others, key=lambda mark: _span(data, mark.point)[0], default=None)
    if left is not None and _span(data, left.point)[0] > _span(data, right.point)[0]:
        left = None
    return left, right


def _extents(data: ChartData, rows: Rows) -> list[tuple[float, float, float]]:
    """The numbers of all marks, with the room that labels and fading ends need beside them."""
    extents = []
    for _, group in groupby(rows.points, key=lambda placed: placed.row):
        marks = list(group)
        at_left, at_right = (_label_width(data, mark) for mark in _outer(data, marks))
        for mark in marks:
            low, high = _span(data, mark.point)
            extents.append((low, FADE * mark.point.falling + at_left, 0.0))
            extents.append((high, 0.0, FADE * mark.point.rising + at_right))
    return extents


def _label_width(data: ChartData, mark: PlacedPoint | None) -> float:
    """The room that the label of an outer mark needs beyond all marks; a little without one."""
    if mark is None:
        return 8.0
    return GAP + 4 + max(line.width for line in _lines(data, mark.point))


def _make_table(data: ChartData, rows: Rows, scale: PixelScale) -> ChartTable:
    """The facts with the way that leads to each, and how far they fade."""
    ways = [way for row in _rows(rows) for way in _find_ways(data, row)]
    fading = [
        fade_length(data, placed.point, scale) or -FADE * placed.point.falling
        for placed in rows.points
    ]
    return make_row_table(
        data,
        rows,
        {
            "from_value": [start for start, _, _ in ways],
            "to_value": [end for _, end, _ in ways],
            "way": [way for _, _, way in ways],
            "fades": ["right" if length > 0 else "left" if length else "" for length in fading],
            "fade_to": [
                scale.beyond(_span(data, placed.point)[0], length) if length else None
                for placed, length in zip(rows.points, fading, strict=True)
            ],
        },
    )


def _find_ways(
    data: ChartData, row: list[PlacedPoint]
) -> Iterator[tuple[float | None, float | None, str]]:
    """The line that leads to each point of a row: from where, to where, and whether it is `firm` or `dashed`.

    To what was reached it leads from what was reached before, to a target from what was reached last.
    """
    reached = [placed for placed in row if placed.point.role != "target"]
    last = reached[-1] if reached else None
    before = None
    for placed in row:
        is_target = placed.point.role == "target"
        one = last if is_target else before
        before = before if is_target else placed
        yield _way(data, one, placed) if one else (None, None, "")


def _way(data: ChartData, one: PlacedPoint, two: PlacedPoint) -> tuple[float, float, str]:
    """From the middle of one point to that of another; of a target to its nearest end."""
    start, end = _middle(data, one), _middle(data, two)
    if two.point.role == "target":
        low, high = _span(data, two.point)
        return start, low if start < low else high, "firm"
    open_ended = two.point.role == "estimate" or one.point.derived
    return start, end, "dashed" if open_ended else "firm"


def _middle(data: ChartData, placed: PlacedPoint) -> float:
    """Where a point is, as one number."""
    return fsum(_span(data, placed.point)) / 2


def _draw_ways(facts: ChartTable, form: Form, x: Channel, y: Channel) -> list[Layer]:
    """What was covered, heavy; what is left to the target, thin; broken if computed."""
    layers = []
    widths = {"reached": 2.75, "target": 1.25}
    start, end = with_field(x, "from_value"), {"field": "to_value"}
    for series, tone in TONES.items():
        stroke = {"stroke": colour(tone, form), "strokeWidth": widths[series]}
        for way, dash in (("firm", {}), ("dashed", {"strokeDash": [2, 4]})):
            where = {"series": series, "way": way}
            layers += facts.layer("rule", {**stroke, **dash}, where, x=start, x2=end, y=y)
    return layers


def _draw_points(facts: ChartTable, form: Form, x: Channel, y: Channel) -> list[Layer]:
    """A dot, a diamond for a target, a bar for a range, a fading end for an open bound.

    Targets lie below what was reached.
    """
    layers = []
    low, high = with_field(x, "low"), {"field": "high"}
    for series in ("target", "reached"):
        tone = TONES[series]
        stroke = {"stroke": colour(tone, form)}
        span = {**stroke, "strokeWidth": 8}
        layers += facts.layer("rule", span, {"series": series, "spans": True}, x=low, x2=high, y=y)
        layers += draw_fades(facts, form, {series: tone}, {"x": x, "y": y}, height=8)
        layers += draw_points(facts, form, (series, tone), 80, {"x": x, "y": y})
    return layers


def _label(
    data: ChartData, form: Form, x: PixelScale, rows: Rows, marks: list[PlacedPoint]
) -> list[PlacedLine]:
    """Labels at both ends of a line, and above it those between."""
    left, right = _outer(data, marks)
    labels, boxes = [], []
    start = min(x(_span(data, mark.point)[0]) - FADE * mark.point.falling for mark in marks)
    end = max(x(_span(data, mark.point)[1]) + fade_length(data, mark.point, x) for mark in marks)
    for mark in sorted(marks, key=lambda mark: mark is not left and mark is not right):
        low, high = (x(end) for end in _span(data, mark.point))
        before, after = low - FADE * mark.point.falling, high + fade_length(data, mark.point, x)
        boxes.append(Box(before - 6, mark.y - 6, after + 6, mark.y + 6))
        lines = _lines(data, mark.point)
        if mark is left:
            labels.append(Label(lines, ((start - 4, mark.y),), ("w",)))
        elif mark is right:
            labels.append(Label(lines, ((end + 4, mark.y),), ("e",)))
        else:
            labels.append(Label(lines, (((low + high) / 2, mark.y - 9),), ("n", "nw", "ne")))
    y = marks[0].y
    ends = [(x(end), y) for mark in marks for end in _span(data, mark.point)]
    bounds = Box(rows.left, y - HEIGHT / 2 - ABOVE, form.width, y + HEIGHT / 2)
    placed = place_labels(labels, bounds, boxes, trace(sorted(ends)))
    return [text for label in placed for text in label]
