"""The labels of a path chart, each where it meets no line, no mark and no other label."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING

from sitegen.charts.path_plot import label_lines, value_at
from sitegen.charts.place import Box, Label, Line, place_labels, text_height, trace
from sitegen.charts.rows import FADE, fade_length
from sitegen.charts.text import wrap
from sitegen.charts.theme import SMALL

if TYPE_CHECKING:
    from sitegen.charts.data import Point
    from sitegen.charts.path_plot import PathLine, Plot
    from sitegen.charts.place import PlacedLine


HEADROOM = 14
"""How far labels may stand above the highest number of the axis."""
PATH_WIDTH = 150
"""The most that the name of the path may take."""
FINGER = 8
"""What is added around a mark for pointing at it."""
ORDER = ("actual", "baseline", "estimate")
"""Which labels choose their places first, after the targets'."""


def label_points(plot: Plot, paths: tuple[PathLine, ...]) -> list[PlacedLine]:
    """Labels of all points and of the path.

    Targets, the baseline and the last actual always have one; others only where it is free.
    """
    targets, reached = plot.of("target"), plot.of(*ORDER)
    curves = [place for line in _lines(plot, paths, reached) for place in trace(line)]
    marks = [_extent(plot, point) for point in plot.data.points]
    chief = [point for point in reached if _named(point, reached)]
    chief.sort(key=lambda point: ORDER.index(point.role))
    others = [point for point in reached if point not in chief]
    labels = [_target_label(plot, point) for point in reversed(targets)]
    labels += [_label(plot, point, paths, chief=True) for point in chief]
    for path in paths[:1]:
        text = tuple(
            Line(t, "2", size=SMALL) for t in wrap(plot.data.word("path"), PATH_WIDTH, SMALL)
        )
        spots = _spots(plot, path)
        labels.append(Label(text, spots, ("se", "nw", "sw", "ne"), optional=True))
    labels += [_label(plot, point, paths, chief=False) for point in reversed(others)]
    left = plot.area.left + 6  # the left edge of a mark; clear of the axis's numbers
    bounds = Box(left, plot.area.top - HEADROOM, plot.area.right, plot.area.bottom)
    return [text for placed in place_labels(labels, bounds, marks, curves) for text in placed]


def _lines(
    plot: Plot, paths: tuple[PathLine, ...], reached: list[Point]
) -> list[list[tuple[float, float]]]:
    """All lines of the chart, in pixels."""
    lines = [[plot.pixel(point) for point in reached]]
    for path in paths:
        lines.append([(plot.x(time), plot.y(low)) for time, low, _ in path])
        lines.append([(plot.x(time), plot.y(high)) for time, _, high in path])
    return lines


def _named(point: Point, reached: list[Point]) -> bool:
    """Whether a label says what the point is: the last of each role does."""
    return point == [other for other in reached if other.role == point.role][-1]


def _label(plot: Plot, point: Point, paths: tuple[PathLine, ...], *, chief: bool) -> Label:
    """The label of a point that is not a target."""
    # At the start, the line that leaves it is steep where there is little room.
    narrow = plot.form.stacked and point.role == "baseline"
    lines = label_lines(plot.data, point, name=chief, narrow=narrow)
    return Label(lines, (plot.pixel(point),), _sides(plot, point, paths), optional=not chief)


def _target_label(plot: Plot, point: Point) -> Label:
    """Beside the last target, where room is kept for it; others stand where they can."""
    x, y = plot.pixel(point)
    lines = label_lines(plot.data, point)
    if x < plot.x.end - 1:
        return Label(lines, ((x, y),), ("n", "nw", "s", "se", "e"))
    half = text_height(lines) / 2
    y = min(max(y, plot.area.top - HEADROOM + half), plot.area.bottom - half)
    return Label(lines, ((x, y),), ("e",))


def _sides(plot: Plot, point: Point, paths: tuple[PathLine, ...]) -> tuple[str, ...]:
    """Preferred sides: away from the path."""
    _, y = plot.pixel(point)
    way = [value_at(path, point.time) for path in paths if path[0][0] <= point.time <= path[-1][0]]
    above, below = ("n", "nw", "ne"), ("s", "se", "sw")
    if way and y > plot.y(fsum(way[0]) / 2) + 1:
        return (*below, *above, "e", "w")
    if point.role == "baseline" and way and way[0][0] < paths[0][-1][1]:
        return (*below, *above, "e", "w")
    return (*above, *below, "e", "w")


def _spots(plot: Plot, path: PathLine) -> tuple[tuple[float, float], ...]:
    """Where the path may be named: on either edge, rather past its middle."""
    shares = (0.62, 0.55, 0.7, 0.48, 0.4, 0.78, 0.3)
    (start, *_), (end, *_) = path[0], path[-1]
    spots = []
    for share in shares:
        time = start + (end - start) * share
        low, high = value_at(path, time)
        spots += [(plot.x(time), plot.y(low)), (plot.x(time), plot.y(high))]
    return tuple(dict.fromkeys(spots))


def pointer_box(plot: Plot, point: Point) -> Box:
    """The area that belongs to a point: its mark, with room for a finger."""
    return _extent(plot, point).grown(FINGER)


def _extent(plot: Plot, point: Point) -> Box:
    """What a point's mark fills."""
    x, _ = plot.pixel(point)
    low, high = (plot.y(end) for end in plot.ends(point))
    up, down = fade_length(plot.data, point, plot.y), FADE * point.falling
    return Box(x - 6, high - 6 - up, x + 6, low + 6 + down)
