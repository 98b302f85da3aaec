"""Bars of areas or items from zero, in the order given, each with its number.

A range is a bar to its least value with a lighter part to its greatest. A lower bound
fades beyond its number, an upper bound up to it. Estimates are light with a broken edge.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.charts.marks import (
    assemble,
    fade,
    make_boxes,
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
    rise,
    write_beside,
)
from sitegen.charts.theme import FAINT, colour

if TYPE_CHECKING:
    import altair as alt

    from sitegen.charts.data import ChartData, Form, Point
    from sitegen.charts.marks import Look
    from sitegen.charts.place import PixelScale, Written
    from sitegen.charts.rows import Mark, Rows


BAR = 18
PITCH = 24
"""Distance of the bars of one row."""


def draw(data: ChartData, form: Form) -> alt.LayerChart:
    """Draw a bar for each point."""
    head, top = write_head(data, form)
    rows = lay_out(data, form, top + 10, _room)
    x = _make_scale(data, form, rows)
    notes, bottom = write_notes(data, form, rows.bottom + 12)
    bars = [layer for mark in rows.marks for layer in _draw_bar(data, form, x, mark)]
    zero = [{"x": x(0), "to_x": x(0), "y": top, "to_y": end} for top, end in rows.axis]
    layers = [
        *bars,
        make_rules(zero, None, None, stroke=colour("axis", form), strokeWidth=1),
        *make_texts([*head, *rows.names, *_numbers(data, x, rows), *notes], form),
    ]
    return assemble(layers, form, bottom, hit_rows(data, form, rows))


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


def _draw_bar(data: ChartData, form: Form, x: PixelScale, mark: Mark) -> list[alt.Chart]:
    """One bar, solid as far as it is certain."""
    point = mark.point
    low, high = (x(data.scaled(end)) for end in point.ends)
    near, far = (low, high) if high > x(0) else (high, low)
    tone = "2" if point.role == "target" else "1"
    full, top, bottom = colour(tone, form), mark.y - BAR / 2, mark.y + BAR / 2

    def box(start: float, end: float, **look: Look) -> alt.Chart:
        row = {"x": start, "to_x": end, "y": top, "to_y": bottom}
        return make_boxes([row], None, None, **look)

    light: dict[str, Look] = {"fill": full, "fillOpacity": FAINT, "stroke": full, "strokeWidth": 1}
    if point.role == "estimate":
        layers = [box(x(0), near, **light, strokeDash=[3, 3])]
    elif point.derived:
        layers = [box(x(0), near, fill=colour("ground", form), stroke=full, strokeWidth=1.5)]
    elif point.falling and far >= x(0):
        edge = [{"x": far, "to_x": far, "y": top, "to_y": bottom}]
        layers = [
            box(x(0), far, fill=fade(tone, form, towards="left")),
            make_rules(edge, None, None, stroke=full, strokeWidth=2),
        ]
    else:
        layers = [box(x(0), near, fill=full)]
    if near != far:
        layers.append(box(near, far, **light))
    if point.rising and far >= x(0):
        end = far + rise(data, point, x)
        layers.append(box(far - 1, end, fill=fade(tone, form, towards="right")))
    if point.falling and far < x(0):
        layers.append(box(far - FADE, far + 1, fill=fade(tone, form, towards="left")))
    return layers


def _numbers(data: ChartData, x: PixelScale, rows: Rows) -> list[Written]:
    """The number at the end of each bar."""
    written = []
    for mark in rows.marks:
        value, left, _ = _reach(data, mark.point)
        beyond = FADE * mark.point.falling if left else rise(data, mark.point, x)
        place = x(value) - beyond if left else x(value) + beyond
        written += write_beside(
            number_label(data, mark.point),
            place - 2 if not left else place + 2,
            mark.y,
            left=left > 0,
        )
    return written
