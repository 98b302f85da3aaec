"""Where things stand: scales that leave room for labels, ticks, and labels that meet nothing.

All in pixels from the top left of the picture. Labels are placed one after another on
the first of their sides that is free; the same input always gives the same places.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from functools import cached_property
from math import fsum
from typing import TYPE_CHECKING

from sitegen.charts.text import text_width
from sitegen.charts.theme import LABEL, LINE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


SIDES = ("n", "s", "e", "w", "ne", "nw", "se", "sw")
"""Where a label may stand from its anchor."""

GAP = 9
"""Distance of a label from the middle of its mark."""
DISTANCES = (GAP, 15, 23, 33, 45)
"""Tried from near to far."""
PREFERENCE = 0.001
"""What each place after the first costs; far less than meeting anything."""
MISTAKEN = 2
"""What a place costs that is nearer to another mark than to its own."""
CLEARANCE = 2
"""Least distance of a label from everything else."""


@dataclass(frozen=True)
class PixelScale:
    """A straight map from numbers to pixels."""

    low: float
    high: float
    start: float
    """Pixel of `low`."""
    end: float
    """Pixel of `high`."""

    def __call__(self, value: float) -> float:
        """The pixel of a number."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    def beyond(self, value: float, pixels: float) -> float:
        """The number that stands so many pixels to the right of a number, or below it."""
        return value + pixels / (self.end - self.start) * (self.high - self.low)


@dataclass(frozen=True)
class Box:
    """A rectangle that something fills."""

    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, other: Box) -> float:
        """Area that both fill."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(across, 0.0) * max(down, 0.0)

    def distance(self, other: Box) -> float:
        """Least distance between the two; 0 where they touch."""
        across = max(self.left - other.right, other.left - self.right, 0.0)
        down = max(self.top - other.bottom, other.top - self.bottom, 0.0)
        return math.hypot(across, down)

    def grown(self, by: float) -> Box:
        """The box with a margin around it."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in the box."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def count(self, points: Iterable[tuple[float, float]]) -> int:
        """How many points lie in the box."""
        left, top, right, bottom = self.left, self.top, self.right, self.bottom
        return sum([left <= x <= right and top <= y <= bottom for x, y in points])


@dataclass(frozen=True)
class Line:
    """A line of text, with the name of its tone and its size in pixels."""

    text: str
    tone: str = "ink"
    bold: bool = False
    size: int = LABEL

    @cached_property
    def width(self) -> float:
        """Estimated width in pixels."""
        return text_width(self.text, self.size, bold=self.bold)


@dataclass(frozen=True)
class PlacedLine:
    """A line of text in its place."""

    x: float
    """Of the left end, the middle or the right end, by `align`."""
    y: float
    """Of the middle of the line."""
    align: str
    """`left`, `center` or `right`."""
    line: Line

    @cached_property
    def box(self) -> Box:
        """What the line fills, by estimate."""
        share = {"left": 0.0, "center": 0.5, "right": 1.0}[self.align]
        left = self.x - share * self.line.width
        half = self.line.size * 0.55
        return Box(left, self.y - half, left + self.line.width, self.y + half)


@dataclass(frozen=True)
class Label:
    """Lines of text that belong to something at one or more anchors."""

    lines: tuple[Line, ...]
    anchors: tuple[tuple[float, float], ...]
    """Where its mark is; more than one for a line that may be labelled anywhere."""
    sides: tuple[str, ...] = SIDES
    """In order of preference."""
    optional: bool = False
    """Whether it is left out where no place is free."""


def write_lines(
    lines: Sequence[Line], x: float, top: float, align: str = "left"
) -> tuple[PlacedLine, ...]:
    """Lines one below the other, the first at the top."""
    placed = []
    for line in lines:
        height = line.size * LINE
        placed.append(PlacedLine(x, top + height / 2, align, line))
        top += height
    return tuple(placed)


def text_height(lines: Iterable[Line]) -> float:
    """Height of lines one below the other."""
    return fsum(line.size * LINE for line in lines)


def place_labels(
    labels: Iterable[Label],
    bounds: Box,
    marks: Sequence[Box],
    curves: Sequence[tuple[float, float]],
) -> tuple[tuple[PlacedLine, ...], ...]:
    """Place labels inside bounds, clear of marks, of curves (as points) and of each other."""
    taken = list(marks)
    placed = []
    for label in labels:
        best, cost = _find_best(label, bounds, marks, taken, curves)
        if label.optional and cost >= 1:
            continue
        placed.append(best)
        taken += [line.box for line in best]
    return tuple(placed)


def _find_best(
    label: Label,
    bounds: Box,
    marks: Sequence[Box],
    taken: Sequence[Box],
    curves: Sequence[tuple[float, float]],
) -> tuple[tuple[PlacedLine, ...], float]:
    """The best place of a label, and its cost; the first of equals.

    A place costs at least its rank, so none is looked at that comes too late to be better.
    """
    best: tuple[PlacedLine, ...] = ()
    least = math.inf
    places = itertools.product(DISTANCES, label.sides, label.anchors)
    for rank, (distance, side, anchor) in enumerate(places):
        if PREFERENCE * rank >= least:
            break
        option = _lay_out(label.lines, anchor, side, distance, bounds)
        mistaken = _may_be_mistaken(option, Box(*anchor, *anchor), marks)
        cost = _cost(option, bounds, taken, curves) + MISTAKEN * mistaken + PREFERENCE * rank
        if cost < least:
            best, least = option, cost
    return best, least


def _lay_out(
    lines: tuple[Line, ...],
    anchor: tuple[float, float],
    side: str,
    distance: float,
    bounds: Box,
) -> tuple[PlacedLine, ...]:
    """Lines on one side of an anchor; on the diagonals they start (or end) close above it.

    What would stand above or below an anchor and over an edge begins (or ends) at the edge.
    """
    x, y = anchor
    height = text_height(lines)
    half = max((line.width for line in lines), default=0.0) / 2
    align = "left" if "e" in side else "right" if "w" in side else "center"
    sideways = distance if side in {"e", "w"} else distance * 0.3
    x += sideways * {"left": 1, "right": -1, "center": 0}[align]
    if align == "center" and x - half < bounds.left:
        x, align = bounds.left, "left"
    elif align == "center" and x + half > bounds.right:
        x, align = bounds.right, "right"
    match side[0]:
        case "n":
            top = y - distance - height
        case "s":
            top = y + distance
        case _:
            top = y - height / 2
    return write_lines(lines, x, top, align)


def _may_be_mistaken(option: tuple[PlacedLine, ...], anchor: Box, marks: Sequence[Box]) -> bool:
    """Whether a label is nearer to some mark than to the one it belongs to."""
    if not marks:
        return False
    own = min(mark.distance(anchor) for mark in marks)
    others = [mark for mark in marks if mark.distance(anchor) > own]
    boxes = [placed.box for placed in option]
    to_own = min(box.distance(anchor) for box in boxes)
    return any(box.distance(mark) < to_own - GAP / 2 for box in boxes for mark in others)


def _cost(
    option: tuple[PlacedLine, ...],
    bounds: Box,
    taken: Sequence[Box],
    curves: Sequence[tuple[float, float]],
) -> float:
    """How bad a place is: nothing is worse than being cut off, then hiding something."""
    cost = 0.0
    for placed in option:
        box = placed.box
        area = (box.right - box.left) * (box.bottom - box.top)
        near = box.grown(CLEARANCE)
        cost += 100 * (area - box.overlap(bounds))
        cost += 10 * fsum(near.overlap(other) for other in taken)
        cost += 20 * near.count(curves)
    return cost


def trace(points: Sequence[tuple[float, float]], step: float = 5) -> list[tuple[float, float]]:
    """Points along a line, close enough to tell whether a label meets it."""
    traced = list(points[:1])
    for (x, y), (to_x, to_y) in itertools.pairwise(points):
        count = max(1, math.ceil(math.hypot(to_x - x, to_y - y) / step))
        traced += [
            (x + (to_x - x) * part / count, y + (to_y - y) * part / count)
            for part in range(1, count + 1)
        ]
    return traced


def fit_scale(
    extents: Sequence[tuple[float, float, float]], start: float, end: float
) -> PixelScale:
    """The largest scale on which every number and the room it needs lie within start and end.

    An extent is a number and the pixels needed to the left and to the right of it.
    Any two of them bound the pixels of one unit; the tightest bound is taken.
    """
    low = min(value for value, _, _ in extents)
    high = max(value for value, _, _ in extents)
    if low == high:
        low, high = low - 0.5, high + 0.5
    unit = min(
        (end - start - left - right) / (to - value)
        for value, left, _ in extents
        for to, _, right in [*extents, (high, 0, 0)]
        if to > value
    )
    unit = max(unit, (end - start) * 0.1 / (high - low))
    zero = max(start + left - (value - low) * unit for value, left, _ in extents)
    return PixelScale(low, high, zero, zero + (high - low) * unit)


def make_ticks(low: float, high: float, count: int) -> tuple[float, ...]:
    """Round numbers that enclose low and high, in about `count` steps of 1, 2, 2.5 or 5."""
    span = high - low or abs(high) or 1.0
    power = math.floor(math.log10(span / count))
    step = next(
        base * 10.0**power for base in (1, 2, 2.5, 5, 10) if span / (base * 10.0**power) <= count
    )
    first = math.floor(low / step + 1e-9)
    last = math.ceil(high / step - 1e-9)
    return tuple(round(number * step, 10) for number in range(first, max(last, first + 1) + 1))


def write_ticks(ticks: Sequence[float], separators: tuple[str, str]) -> tuple[str, ...]:
    """Ticks as text, all with the same number of decimals."""
    digits = max(len(f"{tick:.10f}".rstrip("0").partition(".")[2]) for tick in ticks)
    group, point = separators
    swap = str.maketrans({",": group, ".": point, "-": "\u2212"})
    return tuple(f"{tick:,.{digits}f}".translate(swap) for tick in ticks)
