"""From a baseline to a target over the years: what was reached, and the path it takes.

A range as a target makes the path a band. A target stated as a lower bound fades upwards.
Labels stand at their points.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from sitegen.charts.marks import (
    assemble,
    fade,
    make_band,
    make_boxes,
    make_dots,
    make_line,
    make_rules,
    make_texts,
    write_head,
    write_notes,
)
from sitegen.charts.path_labels import hit, label_points
from sitegen.charts.path_plot import make_paths, make_plot
from sitegen.charts.place import Line, Written, write_ticks
from sitegen.charts.rows import FADE, rise
from sitegen.charts.theme import FAINT, SMALL, colour

if TYPE_CHECKING:
    import altair as alt

    from sitegen.charts.data import ChartData, Form, Point
    from sitegen.charts.path_plot import Path, Plot


YEAR = 38
"""Least distance of two years that are named."""


def draw(data: ChartData, form: Form) -> alt.LayerChart:
    """Draw baseline, actuals, target and the path between them."""
    head, top = write_head(data, form)
    plot = make_plot(data, form, top)
    paths = make_paths(plot)
    axes, written = _axes(plot)
    notes, bottom = write_notes(data, form, plot.area.bottom + 30)
    labels = label_points(plot, paths)
    layers = [
        *axes,
        *_draw_paths(plot, paths),
        *_draw_reached(plot),
        *_draw_targets(plot),
        *make_texts([*head, *written, *notes], form),
        *make_texts(labels, form, halo=True),
    ]
    hits = [(data.points.index(one), hit(plot, one)) for one in data.points]
    return assemble(layers, form, bottom, hits)


def _axes(plot: Plot) -> tuple[list[alt.Chart], tuple[Written, ...]]:
    """Grid lines with their numbers, and the years in which something is known."""
    form, area = plot.form, plot.area
    lines = [
        {"x": area.left, "to_x": area.right, "y": plot.y(tick), "to_y": plot.y(tick)}
        for tick in plot.ticks
    ]
    years = _years(plot)
    marks = [
        {"x": plot.x(year), "to_x": plot.x(year), "y": area.bottom, "to_y": area.bottom + 5}
        for year in range(round(plot.x.low + 0.499), int(plot.x.high) + 1)
    ]
    layers = [
        make_rules(lines[1:], None, None, stroke=colour("grid", form), strokeWidth=1),
        make_rules(lines[:1], None, None, stroke=colour("axis", form), strokeWidth=1),
        make_rules(marks, None, None, stroke=colour("axis", form), strokeWidth=1),
    ]
    texts = write_ticks(plot.ticks, plot.data.separators)
    numbers = [
        Written(area.left - 8, plot.y(tick), "right", Line(text, "muted", size=SMALL))
        for tick, text in zip(plot.ticks, texts, strict=True)
    ]
    below = [
        Written(plot.x(year), area.bottom + 15, "center", Line(str(year), "muted", size=SMALL))
        for year in years
    ]
    return layers, (*numbers, *below)


def _years(plot: Plot) -> list[int]:
    """Years to name: those of targets, then of other points, as far as there is room."""
    order = ("target", "baseline", "actual", "estimate")
    points = [point for point in plot.data.points if point.time == round(point.time)]
    shown: list[int] = []
    for point in sorted(points, key=lambda p: (order.index(p.role), -p.time)):
        if all(abs(plot.x(point.time) - plot.x(year)) >= YEAR for year in shown):
            shown.append(round(point.time))
    return shown


def _draw_paths(plot: Plot, paths: tuple[Path, ...]) -> list[alt.Chart]:
    """Thin lines; bands where least and greatest differ."""
    layers = []
    tone = colour("2", plot.form)
    for path in paths:
        band = [{"x": time, "y": low, "to_y": high} for time, low, high in path]
        edges = [band]
        if any(low != high for _, low, high in path):
            layers.append(make_band(band, plot.x, plot.y, fill=tone, fillOpacity=FAINT * 0.7))
            edges.append([{"x": time, "y": high} for time, _, high in path])
        layers += [make_line(edge, plot.x, plot.y, stroke=tone, strokeWidth=1.25) for edge in edges]
    return layers


def _draw_reached(plot: Plot) -> list[alt.Chart]:
    """Baseline, actuals and estimates: a heavy line with points.

    The line is broken where it starts from a computed baseline, or leads to an estimate.
    """
    tone, ground = colour("1", plot.form), colour("ground", plot.form)
    points = plot.of("baseline", "actual", "estimate")
    layers = []
    for one, two in pairwise(points):
        firm = not (one.derived or two.derived or two.role == "estimate")
        ends = [{"x": point.time, "y": plot.middle(point)} for point in (one, two)]
        dash = {} if firm else {"strokeDash": [2, 4]}
        layers.append(make_line(ends, plot.x, plot.y, stroke=tone, strokeWidth=2.75, **dash))
    for point in points:
        low, high = plot.ends(point)
        if low != high:
            span = [{"x": point.time, "to_x": point.time, "y": low, "to_y": high}]
            layers.append(make_rules(span, plot.x, plot.y, stroke=tone, strokeWidth=6))
        layers += _fade_away(plot, point, "1")
        hollow = point.derived or point.role == "estimate"
        look = {"fill": ground, "stroke": tone, "strokeWidth": 2} if hollow else {"fill": tone}
        row = [{"x": point.time, "y": plot.middle(point)}]
        layers.append(make_dots(row, plot.x, plot.y, **look))
    return layers


def _draw_targets(plot: Plot) -> list[alt.Chart]:
    """Targets: a diamond, a bar for a range, a fading end for an open bound."""
    tone = colour("2", plot.form)
    layers = []
    for point in plot.of("target"):
        low, high = plot.ends(point)
        if low != high:
            span = [{"x": point.time, "to_x": point.time, "y": low, "to_y": high}]
            layers.append(make_rules(span, plot.x, plot.y, stroke=tone, strokeWidth=6))
            continue
        layers += _fade_away(plot, point, "2")
        row = [{"x": point.time, "y": low}]
        layers.append(make_dots(row, plot.x, plot.y, shape="diamond", size=110, fill=tone))
    return layers


def _fade_away(plot: Plot, point: Point, tone: str) -> list[alt.Chart]:
    """An open bound, as a short bar that fades in its direction."""
    if not (point.rising or point.falling):
        return []
    x, y = plot.pixel(point)
    reach = FADE if point.falling else -rise(plot.data, point, plot.y)
    box = [{"x": x - 3, "to_x": x + 3, "y": y, "to_y": y + reach}]
    towards = "top" if point.rising else "bottom"
    return [make_boxes(box, None, None, fill=fade(tone, plot.form, towards=towards))]
