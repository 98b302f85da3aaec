"""Rates of growth by item or period: a stem from zero with a head, decline to the left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.charts.marks import (
    assemble,
    fade,
    make_boxes,
    make_dots,
    make_rules,
    make_texts,
    write_head,
    write_notes,
)
from sitegen.charts.place import fit_scale
from sitegen.charts.rows import (
    EDGE,
    FADE,
    hit_rows,
    label_room,
    lay_out,
    number_label,
    write_beside,
)
from sitegen.charts.theme import colour

if TYPE_CHECKING:
    import altair as alt

    from sitegen.charts.data import ChartData, Form, Point
    from sitegen.charts.place import PixelScale, Written
    from sitegen.charts.rows import Mark, Rows


PITCH = 22
"""Height of one stem."""
HEAD = 90
"""Area of a head in square pixels."""


def draw(data: ChartData, form: Form) -> alt.LayerChart:
    """Draw a stem for each point."""
    head, top = write_head(data, form)
    rows = lay_out(data, form, top + 8, _room)
    extents = [(0.0, 1.0, 1.0), *(_reach(data, point) for point in data.points)]
    x = fit_scale(extents, rows.left, form.width - EDGE)
    notes, bottom = write_notes(data, form, rows.bottom + 10)
    zero = [{"x": x(0), "to_x": x(0), "y": top, "to_y": end} for top, end in rows.axis]
    layers = [
        make_rules(zero, None, None, stroke=colour("axis", form), strokeWidth=1),
        *(layer for mark in rows.marks for layer in _draw_stem(data, form, x, mark)),
        *make_texts([*head, *rows.names, *_numbers(data, x, rows), *notes], form),
    ]
    return assemble(layers, form, bottom, hit_rows(data, form, rows))


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


def _tone(data: ChartData, point: Point) -> str:
    """Targets, decline and growth have each their own."""
    if point.role == "target":
        return "2"
    return "3" if data.scaled(point.ends[0]) < 0 else "1"


def _draw_stem(data: ChartData, form: Form, x: PixelScale, mark: Mark) -> list[alt.Chart]:
    """One stem with its head; a range has two heads, an open bound fades beyond its own."""
    point, y = mark.point, mark.y
    tone = _tone(data, point)
    full = colour(tone, form)
    low, high = (data.scaled(end) for end in point.ends)
    ends = sorted({low, high}, key=abs)
    stem = [{"x": 0.0, "to_x": ends[-1], "y": y, "to_y": y}]
    layers = [make_rules(stem, x, None, stroke=full, strokeWidth=2)]
    for sign, is_open in ((1, point.rising), (-1, point.falling)):
        if is_open:
            start = x(ends[-1])
            box = [{"x": start, "to_x": start + sign * FADE, "y": y - 3, "to_y": y + 3}]
            towards = "right" if sign > 0 else "left"
            layers.append(make_boxes(box, None, None, fill=fade(tone, form, towards=towards)))
    hollow = point.derived or point.role == "estimate"
    fill = colour("ground", form) if hollow else full
    shape = "diamond" if point.role == "target" else "circle"
    heads = [{"x": end, "y": y} for end in ends]
    layers.append(
        make_dots(heads, x, None, fill=fill, stroke=full, strokeWidth=2, size=HEAD, shape=shape)
    )
    return layers


def _numbers(data: ChartData, x: PixelScale, rows: Rows) -> list[Written]:
    """The number at each head."""
    written = []
    for mark in rows.marks:
        value, room, _ = _reach(data, mark.point)
        left = room > 0
        beyond = _beyond(mark.point, left=left) + 3
        place = x(value) - beyond if left else x(value) + beyond
        written += write_beside(number_label(data, mark.point), place, mark.y, left=left)
    return written
