"""Each item on one line: from its baseline to what was reached, from there to the target.

A stated range is a bar, an open bound fades in its direction. The scale need not begin
at zero, for it is places that are compared here, not lengths.
"""

from __future__ import annotations

from itertools import groupby, pairwise
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
from sitegen.charts.place import GAP, Box, Label, Line, fit_scale, place_labels, trace
from sitegen.charts.rows import EDGE, FADE, lay_out, rise, role_word
from sitegen.charts.theme import SMALL, colour

if TYPE_CHECKING:
    import altair as alt

    from sitegen.charts.data import ChartData, Form, Point
    from sitegen.charts.marks import Look
    from sitegen.charts.place import PixelScale, Written
    from sitegen.charts.rows import Mark, Rows


HEIGHT = 40
"""Height of a line with labels at its ends only."""
ABOVE = 32
"""What is added for labels above it."""
ENDS = 2
"""So many points have their labels at the ends."""


def draw(data: ChartData, form: Form) -> alt.LayerChart:
    """Draw a line for each item."""
    head, top = write_head(data, form)
    rows = lay_out(data, form, top + 8, _room, by_period=False)
    x = fit_scale(_extents(data, rows), rows.left + EDGE, form.width - EDGE)
    notes, bottom = write_notes(data, form, rows.bottom + 8)
    layers, written = [], [*head, *rows.names, *notes]
    for _, group in groupby(rows.marks, key=lambda mark: mark.group):
        marks = list(group)
        targets_first = sorted(marks, key=lambda mark: mark.point.role != "target")
        layers += _draw_way(data, form, x, marks)
        layers += [layer for mark in targets_first for layer in _draw_mark(data, form, x, mark)]
        written += _label(data, form, x, rows, marks)
    hits = [
        (data.points.index(mark.point), _hit(data, x, mark))
        # The widest first: a narrower one lies above it.
        for mark in sorted(rows.marks, key=lambda mark: -_width(data, mark))
    ]
    return assemble([*layers, *make_texts(written, form)], form, bottom, hits)


def _hit(data: ChartData, x: PixelScale, mark: Mark) -> Box:
    """The area that belongs to a mark, with room for a finger."""
    low, high = (x(end) for end in _span(data, mark.point))
    return Box(low - 13, mark.y - 15, high + 13, mark.y + 15)


def _width(data: ChartData, mark: Mark) -> float:
    """How far the numbers of a mark lie apart."""
    low, high = _span(data, mark.point)
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
    """A label: the number, below it what it is and when."""
    tone = "2" if point.role == "target" else "1"
    what = " ".join(word for word in (role_word(data, point), point.period) if word)
    return (Line(point.short, tone, bold=True), Line(what, "muted", size=SMALL))


def _outer(data: ChartData, marks: list[Mark]) -> tuple[Mark | None, Mark]:
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
    for _, group in groupby(rows.marks, key=lambda mark: mark.group):
        marks = list(group)
        at_left, at_right = (_label_width(data, mark) for mark in _outer(data, marks))
        for mark in marks:
            low, high = _span(data, mark.point)
            extents.append((low, FADE * mark.point.falling + at_left, 0.0))
            extents.append((high, 0.0, FADE * mark.point.rising + at_right))
    return extents


def _label_width(data: ChartData, mark: Mark | None) -> float:
    """The room that the label of an outer mark needs beyond all marks; a little without one."""
    if mark is None:
        return 8.0
    return GAP + 4 + max(line.width for line in _lines(data, mark.point))


def _draw_way(data: ChartData, form: Form, x: PixelScale, marks: list[Mark]) -> list[alt.Chart]:
    """What was covered, heavy; what is left to the target, thin; broken if computed."""
    reached = [mark for mark in marks if mark.point.role != "target"]
    targets = [mark for mark in marks if mark.point.role == "target"]
    layers = []
    for one, two in [*pairwise(reached), *((reached[-1], to) for to in targets if reached)]:
        way = {"x": _middle(data, one), "to_x": _middle(data, two), "y": one.y, "to_y": one.y}
        if two.point.role == "target":
            low, high = _span(data, two.point)
            way["to_x"] = low if way["x"] < low else high
            look: dict[str, Look] = {"stroke": colour("2", form), "strokeWidth": 1.25}
        else:
            look = {"stroke": colour("1", form), "strokeWidth": 2.75}
        if two.point.role == "estimate" or (one.point.derived and two.point.role != "target"):
            look["strokeDash"] = [2, 4]
        layers.append(make_rules([way], x, None, **look))
    return layers


def _middle(data: ChartData, mark: Mark) -> float:
    """Where a mark is, as one number."""
    return sum(_span(data, mark.point)) / 2


def _draw_mark(data: ChartData, form: Form, x: PixelScale, mark: Mark) -> list[alt.Chart]:
    """A dot, a diamond for a target, a bar for a range, a fading end for an open bound."""
    point, y = mark.point, mark.y
    low, high = _span(data, point)
    tone = "2" if point.role == "target" else "1"
    full = colour(tone, form)
    if low != high:
        span = [{"x": low, "to_x": high, "y": y, "to_y": y}]
        return [make_rules(span, x, None, stroke=full, strokeWidth=8)]
    layers = []
    for reach in (rise(data, point, x), -FADE * point.falling):
        if reach:
            box = [{"x": x(low), "to_x": x(low) + reach, "y": y - 4, "to_y": y + 4}]
            towards = "right" if reach > 0 else "left"
            layers.append(make_boxes(box, None, None, fill=fade(tone, form, towards=towards)))
    hollow = point.derived or point.role == "estimate"
    fill = colour("ground", form) if hollow else full
    shape, size = ("diamond", 110) if point.role == "target" else ("circle", 80)
    dot = [{"x": low, "y": y}]
    layers.append(
        make_dots(dot, x, None, fill=fill, stroke=full, strokeWidth=2, size=size, shape=shape)
    )
    return layers


def _label(
    data: ChartData, form: Form, x: PixelScale, rows: Rows, marks: list[Mark]
) -> list[Written]:
    """Labels at both ends of a line, and above it those between."""
    left, right = _outer(data, marks)
    labels, boxes = [], []
    start = min(x(_span(data, mark.point)[0]) - FADE * mark.point.falling for mark in marks)
    end = max(x(_span(data, mark.point)[1]) + rise(data, mark.point, x) for mark in marks)
    for mark in sorted(marks, key=lambda mark: mark is not left and mark is not right):
        low, high = (x(end) for end in _span(data, mark.point))
        before, after = low - FADE * mark.point.falling, high + rise(data, mark.point, x)
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
