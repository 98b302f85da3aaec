"""Charts of named rows: where names and marks stand, and what stands at a mark.

Wide, the names are a column at the left; narrow, each stands above its marks.
Neighbouring points of one label share a row's name.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from math import fsum
from typing import TYPE_CHECKING

from sitegen.charts.place import GAP, Box, Line, PlacedLine, text_height, write_lines
from sitegen.charts.text import wrap
from sitegen.charts.theme import LABEL, SMALL

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitegen.charts.data import ChartData, Form, Point
    from sitegen.charts.place import PixelScale


COLUMN = 0.36
"""The most of the width that the column of names takes."""
EDGE = 3
"""What is kept free at the edges, for fonts wider than estimated."""
APART = 14
"""Distance of rows."""
FADE = 26
"""Length of a fading end in pixels."""
FINGER = 24
"""The least height of what is pointed at."""


@dataclass(frozen=True)
class PlacedPoint:
    """A point of a row, and where it stands."""

    point: Point
    y: float
    """The middle of its mark, in pixels."""
    row: int
    """Number of the row, from 0."""


@dataclass(frozen=True)
class Rows:
    """The layout of all rows, in pixels."""

    names: tuple[PlacedLine, ...]
    points: tuple[PlacedPoint, ...]
    left: float
    """Where the room for marks begins; it ends with the width of the form."""
    bottom: float

    @property
    def heights(self) -> tuple[float, ...]:
        """The heights at which marks stand, from the top: the pixels of places 0, 1, 2 and so on."""
        return tuple(dict.fromkeys(placed.y for placed in self.points))

    def place(self, placed: PlacedPoint) -> int:
        """Which of the heights a point stands at: what its row of the facts says instead of pixels."""
        return self.heights.index(placed.y)


def lay_out(
    data: ChartData,
    form: Form,
    top: float,
    room: Callable[[tuple[Point, ...]], tuple[float, ...]],
    *,
    by_period: bool = True,
) -> Rows:
    """Lay out rows one below the other.

    `room` gives, for the points of a row, the distance of each from the top of the row's
    marks, and at last their height. Rows of one label are named by period if they may be.
    """
    name = _namer(data) if by_period else _label
    groups = [(key, tuple(points)) for key, points in groupby(data.points, key=name)]
    names = [_name(key, form) for key, _ in groups]
    left = 0.0
    if not form.stacked:
        left = max((line.width for lines in names for line in lines), default=0.0) + 16
    placed_names: list[PlacedLine] = []
    placed: list[PlacedPoint] = []
    y = top
    for number, ((_, points), lines) in enumerate(zip(groups, names, strict=True)):
        *offsets, height = room(points)
        tall = text_height(lines)
        if form.stacked:
            placed_names += write_lines(lines, 0, y)
            start, y = y + tall + 4 * bool(lines), y + tall + height + 4 + APART
        else:
            block = max(tall, height)
            placed_names += write_lines(lines, 0, y + (block - tall) / 2)
            start, y = y + (block - height) / 2, y + block + APART
        placed += [
            PlacedPoint(p, start + at, number) for p, at in zip(points, offsets, strict=True)
        ]
    return Rows(tuple(placed_names), tuple(placed), left, y - APART)


def _label(point: Point) -> str:
    """A point's label, as name of its row."""
    return point.label


def _namer(data: ChartData) -> Callable[[Point], str]:
    """How rows are named: by period if nothing but the period tells them apart."""
    if _by_period(data):
        return lambda point: point.period
    return _label


def _by_period(data: ChartData) -> bool:
    """Whether all points have one label and each a period of its own, which it does not name."""
    periods = {point.period for point in data.points}
    labels = {point.label for point in data.points}
    return len(labels) == 1 and len(periods) == len(data.points) > 1


def _name(label: str, form: Form) -> tuple[Line, ...]:
    """A row's name, in lines."""
    limit = form.width if form.stacked else form.width * COLUMN
    return tuple(Line(text) for text in wrap(label, limit, LABEL))


def strip_boxes(form: Form, rows: Rows) -> tuple[Box, ...]:
    """The strip that belongs to each point, for pointing at it: from the names to the edge."""
    half = FINGER / 2
    return tuple(
        Box(rows.left, placed.y - half, form.width, placed.y + half) for placed in rows.points
    )


def fade_length(data: ChartData, point: Point, scale: PixelScale) -> float:
    """How far a lower bound fades beyond its number, in pixels: no share is more than its whole."""
    if point.most is None or not point.rising:
        return FADE * point.rising
    most, high = (scale(data.scaled(number)) for number in (point.most, point.ends[1]))
    return min(FADE, abs(most - high))


def qualifier(data: ChartData, point: Point) -> str:
    """What a number's label adds where rows differ in it: the role unless actual, the period.

    What all are alike stands above the chart.
    """
    words = []
    if point.role != "actual" and len({other.role for other in data.points}) > 1:
        words.append(role_word(data, point))
    several = len({other.period for other in data.points}) > 1
    if several and point.period not in point.label and not _by_period(data):
        words.append(point.period)
    return " ".join(word for word in words if word)


def role_word(data: ChartData, point: Point) -> str:
    """The word for what a point is."""
    if point.role == "baseline" and point.derived:
        return data.word("derived-baseline")
    return data.word(point.role)


def number_label(data: ChartData, point: Point) -> tuple[Line, ...]:
    """The number and what qualifies it, which stand on one line."""
    added = qualifier(data, point)
    number = Line(point.short, "2" if point.role == "target" else "ink", bold=True)
    return (number, Line(added, "muted", size=SMALL)) if added else (number,)


def label_room(lines: tuple[Line, ...]) -> float:
    """Width of a label whose lines stand side by side, with its distance from the mark."""
    return GAP + fsum(line.width for line in lines) + 7 * (len(lines) - 1)


def write_beside(lines: tuple[Line, ...], x: float, y: float, *, left: bool) -> list[PlacedLine]:
    """Lines side by side, to the right of x or to its left; the number next to the mark."""
    sign, align = (-1, "right") if left else (1, "left")
    x += sign * GAP
    placed = []
    for line in lines:
        placed.append(PlacedLine(x, y, align, line))
        x += sign * (line.width + 7)
    return placed
