"""The geometry of a path chart: its scales, and the way from the baseline to each target."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import fsum
from typing import TYPE_CHECKING

from sitegen.charts.place import GAP, Box, Line, PixelScale, make_ticks
from sitegen.charts.text import wrap
from sitegen.charts.theme import LABEL, SMALL
from sitegen.charts.ticks import write_numbers

if TYPE_CHECKING:
    from sitegen.charts.data import ChartData, Form, Point


PARTS = 24
"""Straight pieces that a compound curve is drawn in."""
LABEL_WIDTH, NARROW_LABEL_WIDTH = 120, 84
"""The most that a line of a label may take; narrow for the start of a steep line."""
TARGET_WIDTH = 96
"""The most that a line of a target's label may take, for which room is kept at the side."""
HEIGHT, NARROW_HEIGHT = 260, 210
"""Height of the axis of numbers."""

PathLine = tuple[tuple[float, float, float], ...]
"""Time, least and greatest value along the way to one target."""


@dataclass(frozen=True)
class Plot:
    """A chart's data on its scales."""

    data: ChartData
    form: Form
    x: PixelScale
    y: PixelScale
    ticks: tuple[float, ...]
    area: Box
    """Where marks and labels may stand."""

    def ends(self, point: Point) -> tuple[float, float]:
        """A point's numbers on the axis."""
        low, high = point.ends
        return self.data.scaled(low), self.data.scaled(high)

    def middle(self, point: Point) -> float:
        """Where a point is drawn if it is drawn as one."""
        return fsum(self.ends(point)) / 2

    def pixel(self, point: Point) -> tuple[float, float]:
        """Where a point is drawn, in pixels."""
        return self.x(point.time), self.y(self.middle(point))

    def of(self, *roles: str) -> list[Point]:
        """Points of some roles by time."""
        return sorted((p for p in self.data.points if p.role in roles), key=lambda p: p.time)


def make_plot(data: ChartData, form: Form, top: float) -> Plot:
    """Lay out scales: numbers to the left, the label of the last target to the right."""
    ticks = _make_ticks(data, 4 if form.stacked else 5)
    left = max(Line(text, size=SMALL).width for text in write_numbers(data, ticks)) + 10
    last = max(data.points, key=lambda point: point.time)
    right = 12.0
    if last.role == "target":
        right = GAP + 8 + max(line.width for line in label_lines(data, last))
    area = Box(left, top + 14, form.width, top + 14 + (NARROW_HEIGHT if form.stacked else HEIGHT))
    times = [point.time for point in data.points]
    first, end = min(times), max(times)
    if first == end:
        first, end = first - 1, end + 1
    x = PixelScale(first, end, left + 12, form.width - right)
    y = PixelScale(ticks[0], ticks[-1], area.bottom, area.top)
    return Plot(data, form, x, y, ticks, area)


def _make_ticks(data: ChartData, count: int) -> tuple[float, ...]:
    """Numbers of the axis: from zero if that costs at most half the height; room for fading."""
    numbers = [data.scaled(end) for point in data.points for end in point.ends]
    low, high = min(numbers), max(numbers)
    room = (high - low or abs(high)) / 8
    low = min([low, *(data.scaled(p.ends[0]) - room for p in data.points if p.falling)])
    high = max([high, *(_top(data, p, room) for p in data.points if p.rising)])
    if 0 <= min(numbers) <= high / 2:
        low = 0.0
    return make_ticks(low, high, count)


def _top(data: ChartData, point: Point, room: float) -> float:
    """The end of a lower bound's fading, on the axis: at most the whole that it is a share of."""
    top = data.scaled(point.ends[1]) + room
    return top if point.most is None else min(top, data.scaled(point.most))


def make_paths(plot: Plot) -> tuple[PathLine, ...]:
    """The way from the baseline to the first target, from there to the next, and so on."""
    baseline = plot.of("baseline")
    if not baseline:
        return ()
    stations = [baseline[0], *(p for p in plot.of("target") if p.time > baseline[0].time)]
    return tuple(_path(plot, start, end) for start, end in pairwise(stations))


def _path(plot: Plot, start: Point, end: Point) -> PathLine:
    """The way between two points: compound growth, or a straight line."""
    from_low, from_high = plot.ends(start)
    to_low, to_high = plot.ends(end)
    compound = plot.data.geometric and min(from_low, to_low) > 0

    def between(one: float, two: float, share: float) -> float:
        if compound:
            return one * float((two / one) ** share)
        return one + (two - one) * share

    shares = [part / PARTS for part in range(PARTS + 1)] if compound else [0.0, 1.0]
    return tuple(
        (
            start.time + (end.time - start.time) * share,
            between(from_low, to_low, share),
            between(from_high, to_high, share),
        )
        for share in shares
    )


def value_at(path: PathLine, time: float) -> tuple[float, float]:
    """Least and greatest value of a path at a time."""
    for (t, low, high), (to_t, to_low, to_high) in pairwise(path):
        if t <= time <= to_t:
            share = (time - t) / (to_t - t)
            return low + (to_low - low) * share, high + (to_high - high) * share
    return path[-1][1:]


def label_lines(
    data: ChartData, point: Point, *, name: bool = True, narrow: bool = False
) -> tuple[Line, ...]:
    """A point's label: what it is, when if no year of the axis says it, and its number."""
    width = NARROW_LABEL_WIDTH if narrow else LABEL_WIDTH
    tone, limit = ("2", TARGET_WIDTH) if point.role == "target" else ("1", width)
    word = "derived-baseline" if point.role == "baseline" and point.derived else point.role
    names = [data.word(word)] if name else []
    if point.time != round(point.time):
        names.append(point.period)
    wrapped = [text for text in names for text in wrap(text, limit, SMALL)]
    number = [Line(text, tone, bold=True) for text in wrap(point.short, limit, LABEL, bold=True)]
    return (*(Line(text, tone, size=SMALL) for text in wrapped), *number)
