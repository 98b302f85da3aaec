"""From a baseline to a target over the years: what was reached, and the path it takes.

A range as a target makes the path a band. A target stated as a lower bound fades upwards.
Labels stand at their points.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.charts.facts import make_facts
from sitegen.charts.marks import (
    TONES,
    ChartTable,
    Drawing,
    PointerArea,
    assemble,
    dot_style,
    fade,
    make_texts,
    on_scale,
    table_of,
    text_style,
    with_field,
    write_head,
    write_notes,
)
from sitegen.charts.path_labels import label_points, pointer_box
from sitegen.charts.path_plot import make_paths, make_plot
from sitegen.charts.place import Line
from sitegen.charts.rows import FADE, fade_length
from sitegen.charts.theme import FAINT, SMALL, colour
from sitegen.charts.ticks import say_start, write_numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    import altair as alt

    from sitegen.charts.data import ChartData, Form, Point
    from sitegen.charts.marks import Channel, Layer, Where
    from sitegen.charts.path_plot import PathLine, Plot


YEAR = 38
"""Least distance of two years that are named."""


def draw(data: ChartData, form: Form) -> alt.TopLevelLayerSpec:
    """Draw baseline, actuals, target and the path between them."""
    head, top = write_head(data, form)
    plot = make_plot(data, form, top)
    paths = make_paths(plot)
    said = say_start(data, plot.ticks, write_numbers(data, plot.ticks))
    notes, bottom = write_notes(data, form, plot.area.bottom + 30, said)
    x = on_scale("time", plot.x, data.word("period"))
    y = on_scale("value", plot.y, data.value_title)
    facts, ways = _make_table(plot), _make_ways(paths)
    numbers, years = _make_axes(plot)
    texts, text_layers = make_texts("texts", [*head, *notes], form)
    labels, label_layers = make_texts("labels", label_points(plot, paths), form, halo=True)
    layers = [
        *_draw_axes(plot, numbers, years, x, y),
        *_draw_ways(ways, form, x, y),
        *_draw_reached(facts, form, x, y),
        *_draw_targets(facts, form, x, y),
        *text_layers,
        *label_layers,
    ]
    areas = [
        PointerArea(number, pointer_box(plot, point)) for number, point in enumerate(data.points)
    ]
    tables = [table for table in (facts, ways, numbers, years, texts, labels) if table.rows]
    return assemble(data, form, Drawing(tables, layers, bottom, areas))


def _make_axes(plot: Plot) -> tuple[ChartTable, ChartTable]:
    """The numbers of the one axis, and the years of the other, with what is written at those that are named."""
    texts = write_numbers(plot.data, plot.ticks)
    numbers = [
        {"value": tick, "text": text, "line": "grid" if number else "axis"}
        for number, (tick, text) in enumerate(zip(plot.ticks, texts, strict=True))
    ]
    named = _years(plot)
    passed = range(round(plot.x.low + 0.499), int(plot.x.high) + 1)
    years = [
        {"time": year, "text": str(year), "named": year in named, "passed": year in passed}
        for year in sorted({*named, *passed})
    ]
    return ChartTable("numbers", tuple(numbers)), ChartTable("years", tuple(years))


def _draw_axes(
    plot: Plot, numbers: ChartTable, years: ChartTable, x: Channel, y: Channel
) -> list[Layer]:
    """Grid lines with their numbers, and the years in which something is known."""
    form, area = plot.form, plot.area
    across: dict[str, Channel] = {"x": {"value": round(area.left, 2)}, "x2": {"value": "width"}}
    down: dict[str, Channel] = {"y": {"value": area.bottom}, "y2": {"value": area.bottom + 5}}
    says: Channel = {"field": "text", "type": "nominal"}
    at_left, below = (
        text_style(Line("", "muted", size=SMALL), to, form) for to in ("right", "center")
    )
    grid, axis = ({"stroke": colour(tone, form), "strokeWidth": 1} for tone in ("grid", "axis"))
    return [
        *numbers.layer("rule", grid, {"line": "grid"}, **across, y=y),
        *numbers.layer("rule", axis, {"line": "axis"}, **across, y=y),
        *years.layer("rule", axis, {"passed": True}, x=x, **down),
        *numbers.layer("text", at_left, x={"value": round(area.left - 8, 2)}, y=y, text=says),
        *years.layer("text", below, {"named": True}, x=x, y={"value": area.bottom + 15}, text=says),
    ]


def _years(plot: Plot) -> list[int]:
    """Years to name: those of targets, then of other points, as far as there is room."""
    order = ("target", "baseline", "actual", "estimate")
    points = [point for point in plot.data.points if point.time == round(point.time)]
    shown: list[int] = []
    for point in sorted(points, key=lambda p: (order.index(p.role), -p.time)):
        if all(abs(plot.x(point.time) - plot.x(year)) >= YEAR for year in shown):
            shown.append(round(point.time))
    return shown


def _make_ways(paths: tuple[PathLine, ...]) -> ChartTable:
    """The paths as rows of time and value; those to a range are bands from low to high."""
    rows = []
    for number, path in enumerate(paths):
        band = any(low != high for _, low, high in path)
        rows += [
            {"path": number, "time": time, "low": _short(low), "high": _short(high), "band": band}
            for time, low, high in path
        ]
    return ChartTable("paths", tuple(rows))


def _short(value: float) -> float:
    """A number between those that are stated, as exact as any picture of it."""
    return float(f"{value:.8g}")


def _draw_ways(ways: ChartTable, form: Form, x: Channel, y: Channel) -> list[Layer]:
    """Thin lines; bands where least and greatest differ."""
    tone = colour("2", form)
    low, high = with_field(y, "low"), with_field(y, "high")
    each: Channel = {"field": "path", "type": "nominal"}
    line = {"stroke": tone, "strokeWidth": 1.25}
    fill = {"fill": tone, "fillOpacity": FAINT * 0.7}
    band: Where = {"band": True}
    return [
        *ways.layer("area", fill, band, x=x, y=low, y2={"field": "high"}, detail=each),
        *ways.layer("line", line, x=x, y=low, detail=each),
        *ways.layer("line", line, band, x=x, y=high, detail=each),
    ]


def _make_table(plot: Plot) -> ChartTable:
    """The facts by time, with the line that leads to each that was reached, and how far they fade."""
    reached, targets = plot.of("baseline", "actual", "estimate"), plot.of("target")
    before = [None, *reached[:-1], *(None for _ in targets)] if reached else [None for _ in targets]
    points = [*reached, *targets]
    steps = [
        (float(one.time), plot.middle(one), _is_firm(one, two)) if one else (None, None, False)
        for one, two in zip(before, points, strict=True)
    ]
    fades = ["up" if point.rising else "down" if point.falling else "" for point in points]
    lengths = [
        FADE if point.falling else -fade_length(plot.data, point, plot.y) for point in points
    ]
    columns: dict[str, Sequence[object]] = {
        "from_time": [time for time, _, _ in steps],
        "from_value": [value for _, value, _ in steps],
        "step": ["" if time is None else "firm" if firm else "dashed" for time, _, firm in steps],
        "fades": fades,
        "fade_to": [
            plot.y.beyond(plot.middle(point), length) if to else None
            for point, to, length in zip(points, fades, lengths, strict=True)
        ],
    }
    return table_of(make_facts(plot.data, points, columns))


def _is_firm(one: Point, two: Point) -> bool:
    """Whether both ends of a line are stated, and none is an expectation at its end."""
    return not (one.derived or two.derived or two.role == "estimate")


def _draw_reached(facts: ChartTable, form: Form, x: Channel, y: Channel) -> list[Layer]:
    """Baseline, actuals and estimates: a heavy line with points.

    The line is broken where it starts from a computed baseline, or leads to an estimate.
    """
    tone = TONES["reached"]
    line = {"stroke": colour(tone, form), "strokeWidth": 2.75}
    start = {"x": with_field(x, "from_time"), "y": with_field(y, "from_value")}
    end: dict[str, Channel] = {"x2": {"field": "time"}, "y2": {"field": "value"}}
    ring = {"stroke": colour(tone, form), "strokeWidth": 2}
    return [
        *facts.layer("rule", line, {"step": "firm"}, **start, **end),
        *facts.layer("rule", {**line, "strokeDash": [2, 4]}, {"step": "dashed"}, **start, **end),
        *_draw_spans(facts, form, x, y, "reached"),
        *(
            layer
            for hollow, stroke in ((True, ring), (False, {}))
            for layer in facts.layer(
                "point",
                dot_style(tone, form, hollow=hollow, **stroke),
                {"series": "reached", "hollow": hollow},
                x=x,
                y=y,
            )
        ),
    ]


def _draw_targets(facts: ChartTable, form: Form, x: Channel, y: Channel) -> list[Layer]:
    """Targets: a diamond, a bar for a range, a fading end for an open bound."""
    style = dot_style(TONES["target"], form, hollow=False, shape="diamond", size=110)
    where: Where = {"series": "target", "spans": False}
    return [
        *_draw_spans(facts, form, x, y, "target"),
        *facts.layer("point", style, where, x=x, y=y),
    ]


def _draw_spans(facts: ChartTable, form: Form, x: Channel, y: Channel, series: str) -> list[Layer]:
    """A range as a bar; an open bound as a short bar that fades in its direction."""
    tone = TONES[series]
    bar = {"stroke": colour(tone, form), "strokeWidth": 6}
    low, high = with_field(y, "low"), {"field": "high"}
    layers = facts.layer("rule", bar, {"series": series, "spans": True}, x=x, y=low, y2=high)
    for to in ("up", "down"):
        style = {"fill": fade(tone, form, to=to), "width": 6}
        where: Where = {"series": series, "fades": to}
        layers += facts.layer("rect", style, where, x=x, y=y, y2={"field": "fade_to"})
    return layers
