"""The marks all kinds draw with, as Altair layers, and their assembly to a chart.

Data are numbers on their scales; texts alone are given in pixels, because only
pixels tell whether two of them meet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt
import pandas as pd

from sitegen.charts.place import Box, Line, text_height, write_lines
from sitegen.charts.text import wrap
from sitegen.charts.theme import SMALL, TITLE, colour, config

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from sitegen.charts.data import ChartData, Form
    from sitegen.charts.place import PixelScale, Written


Row = dict[str, float]
Hit = tuple[int, Box]
"""The place of a point among the chart's points, and the area that belongs to it."""
Look = str | float | bool | list[int] | dict[str, object]
"""A property of a mark."""


def _layer(
    kind: str,
    values: Iterable[Mapping[str, object]],
    look: Mapping[str, Look],
    x: PixelScale | None,
    y: PixelScale | None,
) -> alt.Chart:
    """A layer of marks of one kind and look; data have `x` and `y`, and perhaps their ends."""
    frame = pd.DataFrame.from_records([dict(value) for value in values])
    fields = set(frame.columns)
    channels: dict[str, Any] = {"x": alt.X(**_channel("x", x)), "y": alt.Y(**_channel("y", y))}
    channels |= {"x2": alt.X2("to_x")} if "to_x" in fields else {}
    channels |= {"y2": alt.Y2("to_y")} if "to_y" in fields else {}
    channels |= {"text": alt.Text("text:N")} if "text" in fields else {}
    mark = alt.MarkDef(kind, **look)  # type: ignore[arg-type] # checked against the schema
    chart: alt.Chart = alt.Chart(frame, mark=mark).encode(**channels)
    return chart


def _channel(field: str, scale: PixelScale | None) -> dict[str, Any]:
    """A position: a field on a scale, or in pixels. A chart has one scale for each direction."""
    common: dict[str, Any] = {"field": field, "type": "quantitative", "axis": None}
    if scale is None:
        return common | {"scale": None}
    domain = [scale.low, scale.high]
    pixels = [round(scale.start, 2), round(scale.end, 2)]
    return common | {"scale": alt.Scale(domain=domain, range=pixels, nice=False, zero=False)}


def make_texts(written: Iterable[Written], form: Form, *, halo: bool = False) -> list[alt.Chart]:
    """Texts in their places, a layer for each look; a halo keeps lines behind them off."""
    looks: dict[tuple[str, Line], list[Written]] = {}
    for text in written:
        looks.setdefault((text.align, _look(text.line)), []).append(text)
    layers = []
    for (align, look), texts in looks.items():
        mark: dict[str, Look] = {
            "align": align,
            "baseline": "middle",
            "fontSize": look.size,
            "fill": colour(look.tone, form),
        }
        if look.bold:
            mark["fontWeight"] = 600
        if halo:
            mark |= {"stroke": colour("ground", form), "strokeWidth": 4, "strokeJoin": "round"}
        places = [{"x": round(t.x, 1), "y": round(t.y, 1), "text": t.line.text} for t in texts]
        layers.append(_layer("text", places, mark, None, None))
    return layers


def _look(line: Line) -> Line:
    """A line without its text."""
    return Line("", line.tone, line.bold, line.size)


def make_rules(
    values: Sequence[Row], x: PixelScale | None, y: PixelScale | None, **look: Look
) -> alt.Chart:
    """Lines from (x, y) to (to_x, to_y)."""
    return _layer("rule", values, look, x, y)


def make_boxes(
    values: Sequence[Row], x: PixelScale | None, y: PixelScale | None, **look: Look
) -> alt.Chart:
    """Rectangles from (x, y) to (to_x, to_y)."""
    return _layer("rect", values, look, x, y)


def make_dots(
    values: Sequence[Row], x: PixelScale | None, y: PixelScale | None, **look: Look
) -> alt.Chart:
    """Points at (x, y)."""
    return _layer("point", values, {"opacity": 1, "size": 64, "filled": True, **look}, x, y)


def make_line(values: Sequence[Row], x: PixelScale, y: PixelScale, **look: Look) -> alt.Chart:
    """A line through (x, y), in the order of x."""
    # What a band knows of its other edge is no end of a line.
    edge = [{"x": value["x"], "y": value["y"]} for value in values]
    return _layer("line", edge, look, x, y)


def make_band(values: Sequence[Row], x: PixelScale, y: PixelScale, **look: Look) -> alt.Chart:
    """An area between y and to_y along x."""
    return _layer("area", values, look, x, y)


def fade(tone: str, form: Form, *, towards: str) -> dict[str, object]:
    """A fill that passes into the ground towards the `right`, `left`, `top` or `bottom`."""
    ends = {
        "right": (0, 1, 0, 0),
        "left": (1, 0, 0, 0),
        "bottom": (0, 0, 0, 1),
        "top": (0, 0, 1, 0),
    }
    x1, x2, y1, y2 = ends[towards]
    stops = [
        {"offset": 0, "color": colour(tone, form)},
        {"offset": 1, "color": colour("ground", form)},
    ]
    return {"gradient": "linear", "x1": x1, "x2": x2, "y1": y1, "y2": y2, "stops": stops}


def write_head(data: ChartData, form: Form) -> tuple[tuple[Written, ...], float]:
    """What stands above a chart, and its height: in a file title and unit, which a page says itself."""
    if form.inline:
        return (), 2
    lines = [
        Line(text, bold=True, size=TITLE) for text in wrap(data.title, form.width, TITLE, bold=True)
    ]
    below = data.subtitle or data.unit
    lines += [Line(text, "muted", size=SMALL) for text in wrap(below, form.width, SMALL)]
    return write_lines(lines, 0, 2), text_height(lines) + 2


def write_notes(data: ChartData, form: Form, top: float) -> tuple[tuple[Written, ...], float]:
    """What stands below a chart, and where it ends: how open bounds are drawn."""
    keys = [
        key
        for key, met in (
            ("lower-bound", any(point.rising for point in data.points)),
            ("upper-bound", any(point.falling for point in data.points)),
        )
        if met
    ]
    lines = [
        Line(text, "muted", size=SMALL)
        for key in keys
        for text in wrap(data.word(key), form.width, SMALL)
    ]
    written, end = write_lines(lines, 0, top), top + text_height(lines) + (2 if lines else 0)
    if form.inline or not data.foot:
        return written, end
    foot = [
        Line(text, "muted", size=SMALL)
        for paragraph in data.foot
        for text in wrap(paragraph, form.width, SMALL)
    ]
    return (*written, *write_lines(foot, 0, end + 10)), end + 10 + text_height(foot) + 2


def assemble(
    layers: Sequence[alt.Chart], form: Form, height: float, hits: Sequence[Hit] = ()
) -> alt.LayerChart:
    """Layers as one chart of exactly the form's width; nothing is measured or moved.

    Where a reader may ask for a point, its `hits`, goes along as `usermeta`, which draws nothing.
    """
    chart: alt.LayerChart = alt.layer(*layers)  # type: ignore[assignment] # no facets are given
    return chart.properties(
        width=form.width,
        height=round(height),
        padding=0 if form.inline else 16,
        autosize=alt.AutoSizeParams(type="none"),
        background=config(form)["background"],
        config=config(form),
        usermeta={"hits": [_hit(number, box, form, height) for number, box in hits]},
    )


def _hit(number: int, box: Box, form: Form, height: float) -> dict[str, float]:
    """An area as far as it lies in the picture."""
    return {
        "point": number,
        "x": round(max(box.left, 0), 1),
        "y": round(max(box.top, 0), 1),
        "to_x": round(min(box.right, form.width), 1),
        "to_y": round(min(box.bottom, round(height)), 1),
    }
