"""The marks all kinds draw with, as layers, and their assembly to an Altair chart.

A layer is one look of one kind of mark; it takes its rows from a named table by the values of
fields, so that there are as many layers as there are looks, however many points there are. Marks stand at
values on scales. Texts alone are given in pixels, because only pixels tell whether two of them meet; and the areas
that a reader points at.

Layers are handed to Altair as plain values (see `_Plain`): its own objects for them cost more than the whole drawing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar

import altair as alt
from altair.utils import SchemaBase

from sitegen.charts.facts import FACTS
from sitegen.charts.place import Line, text_height, write_lines
from sitegen.charts.text import wrap
from sitegen.charts.theme import SMALL, TITLE, colour, config

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd

    from sitegen.charts.data import ChartData, Form
    from sitegen.charts.place import Box, PixelScale, PlacedLine


Channel = Mapping[str, object]
"""What a direction or a property of a mark goes by, as Vega-Lite writes it."""
MarkStyle = Mapping[str, object]
"""Properties that all marks of a layer share."""
Layer = Mapping[str, Any]
"""Marks of one look, as Vega-Lite writes them."""
Where = Mapping[str, str | bool]
"""Which rows a layer takes: values of fields."""
TONES = MappingProxyType({"reached": "1", "target": "2"})
"""The tone of each series."""
FADING = {"right": (0, 1, 0, 0), "left": (1, 0, 0, 0), "down": (0, 0, 0, 1), "up": (0, 0, 1, 0)}
"""The corners x1, x2, y1, y2 of a gradient, by where it fades to."""


@dataclass(frozen=True)
class ChartTable:
    """Rows under a name, from which layers take theirs."""

    name: str
    rows: tuple[Mapping[str, Any], ...]

    def layer(
        self, mark: str, style: MarkStyle, where: Where | None = None, /, **channels: Channel
    ) -> list[Layer]:
        """The rows of a look as marks; no layer where there are none."""
        chosen = where or {}
        if not any(_meets(row, chosen) for row in self.rows):
            return []
        named = {} if self.name == FACTS else {"data": {"name": self.name}}
        picked = {"transform": [{"filter": _filter(chosen)}]} if chosen else {}
        ordered = {name: channels[name] for name in sorted(channels)}
        return [{**named, "mark": {"type": mark, **style}, "encoding": ordered, **picked}]


def _meets(row: Mapping[str, Any], where: Where) -> bool:
    """Whether a layer takes a row."""
    return all(row[field] == wanted for field, wanted in where.items())


def _filter(where: Where) -> dict[str, object]:
    """Which rows a layer takes, as a predicate of Vega-Lite."""
    tests = [{"field": field, "equal": wanted} for field, wanted in where.items()]
    return {"and": tests} if len(tests) > 1 else {**tests[0]}


def table_of(frame: pd.DataFrame) -> ChartTable:
    """The facts of a chart, as JSON holds them."""
    return ChartTable(
        FACTS, tuple(json.loads(frame.to_json(orient="records", double_precision=15)))
    )


def on_scale(field: str, scale: PixelScale, title: str = "") -> Channel:
    """A field on a scale. A chart has one scale for each direction; all its layers say the same."""
    return on_steps(field, (scale.low, scale.high), (scale.start, scale.end), title)


def on_steps(
    field: str, values: Sequence[float], pixels: Sequence[float], title: str = ""
) -> Channel:
    """A field on a scale that is straight from each value to the next."""
    scale = {
        "domain": list(values),
        "range": [round(pixel, 2) for pixel in pixels],
        "nice": False,
        "zero": False,
    }
    named = {"title": title} if title else {}
    return {"field": field, "type": "quantitative", **named, "scale": scale, "axis": None}


def with_field(channel: Channel, field: str) -> Channel:
    """Another field on the same scale."""
    return {**channel, "field": field}


def in_pixels(field: str) -> Channel:
    """A field that holds pixels."""
    return {"field": field, "type": "quantitative", "scale": None, "axis": None}


def fade(tone: str, form: Form, *, to: str) -> dict[str, object]:
    """A fill that passes into the ground to the `right`, `left`, `up` or `down`."""
    x1, x2, y1, y2 = FADING[to]
    stops = [
        {"offset": 0, "color": colour(tone, form)},
        {"offset": 1, "color": colour("ground", form)},
    ]
    return {"gradient": "linear", "x1": x1, "x2": x2, "y1": y1, "y2": y2, "stops": stops}


def dot_style(tone: str, form: Form, *, hollow: bool, **style: object) -> MarkStyle:
    """The look of a point: filled, or a ring around the ground."""
    fill = colour("ground" if hollow else tone, form)
    return {"opacity": 1, "size": 64, "filled": True, "fill": fill, **style}


def text_style(line: Line, align: str, form: Form) -> MarkStyle:
    """The look of a line of text."""
    weight = {"fontWeight": 600} if line.bold else {}
    return {
        "align": align,
        "baseline": "middle",
        "fontSize": line.size,
        "fill": colour(line.tone, form),
        **weight,
    }


def make_texts(
    name: str, placed: Iterable[PlacedLine], form: Form, *, halo: bool = False
) -> tuple[ChartTable, list[Layer]]:
    """Texts in their places as a table, with a layer for each look; a halo keeps lines behind them off."""
    halos = {"stroke": colour("ground", form), "strokeWidth": 4, "strokeJoin": "round"}
    looks: dict[str, MarkStyle] = {}
    rows = []
    for text in placed:
        look = " ".join([text.align, text.line.tone, str(text.line.size), "bold" * text.line.bold])
        looks[look.strip()] = {
            **text_style(text.line, text.align, form),
            **(halos if halo else {}),
        }
        place = {"x": round(text.x, 1), "y": round(text.y, 1)}
        rows.append({"text": text.line.text, "look": look.strip(), **place})
    table = ChartTable(name, tuple(rows))
    says: Channel = {"field": "text", "type": "nominal"}
    layers = [
        layer
        for look, style in looks.items()
        for layer in table.layer(
            "text", style, {"look": look}, x=in_pixels("x"), y=in_pixels("y"), text=says
        )
    ]
    return table, layers


def write_head(data: ChartData, form: Form) -> tuple[tuple[PlacedLine, ...], float]:
    """What stands above a chart, and its height: in a file title and unit, which a page says itself."""
    if form.inline:
        return (), 2
    lines = [
        Line(text, bold=True, size=TITLE) for text in wrap(data.title, form.width, TITLE, bold=True)
    ]
    below = data.subtitle or data.unit
    lines += [Line(text, "muted", size=SMALL) for text in wrap(below, form.width, SMALL)]
    return write_lines(lines, 0, 2), text_height(lines) + 2


def write_notes(
    data: ChartData, form: Form, top: float, more: Iterable[str] = ()
) -> tuple[tuple[PlacedLine, ...], float]:
    """What stands below a chart, and where it ends: how open bounds are drawn, and what else a kind says."""
    keys = [
        key
        for key, met in (
            ("lower-bound", any(point.rising and point.has_number for point in data.points)),
            ("upper-bound", any(point.falling and point.has_number for point in data.points)),
        )
        if met
    ]
    lines = [
        Line(text, "muted", size=SMALL)
        for said in (*map(data.word, keys), *more)
        for text in wrap(said, form.width, SMALL)
    ]
    placed, end = write_lines(lines, 0, top), top + text_height(lines) + (2 if lines else 0)
    if form.inline or not data.foot:
        return placed, end
    foot = [
        Line(text, "muted", size=SMALL)
        for paragraph in data.foot
        for text in wrap(paragraph, form.width, SMALL)
    ]
    return (*placed, *write_lines(foot, 0, end + 10)), end + 10 + text_height(foot) + 2


@dataclass(frozen=True)
class PointerArea:
    """The area that belongs to a point of the chart, for a reader who asks for it."""

    point: int
    """The point's place among the chart's points."""
    box: Box


@dataclass(frozen=True)
class Drawing:
    """All that a chart is assembled of."""

    tables: Sequence[ChartTable]
    layers: Sequence[Layer]
    """From the lowest to what lies over all."""
    height: float
    """In pixels."""
    areas: Sequence[PointerArea]


class _Plain(SchemaBase):
    """What holds no object of Altair's, so that Altair need not look through it for any.

    The chart it stands in is still checked against the schema whenever Altair is told to, as it is in tests.
    """

    _schema: ClassVar[Mapping[str, Any]] = MappingProxyType({"type": "object"})

    def to_dict(self, *_: object, **__: object) -> dict[str, Any]:
        """The value as it is."""
        value: dict[str, Any] = self._args[0]
        return value


def assemble(data: ChartData, form: Form, drawing: Drawing) -> alt.TopLevelLayerSpec:
    """One chart of exactly the form's width; nothing is measured or moved.

    What no picture shows goes along as `usermeta`: unit, language and sources of the facts, and the areas of the points.
    """
    height = round(drawing.height)
    meta = {
        "kind": data.kind,
        "language": data.language,
        "unit": data.unit,
        "base_unit": data.base_unit,
        "power": data.power,
        "sources": list(data.sources),
        "areas": [_area(area, form.width, height) for area in drawing.areas],
    }
    return alt.TopLevelLayerSpec(
        layer=[_Plain(layer) for layer in drawing.layers],
        data=_Plain({"name": FACTS}),
        name=data.name,
        description=data.description,
        datasets=_Plain({table.name: list(table.rows) for table in drawing.tables}),
        width=form.width,
        height=height,
        padding=0 if form.inline else 16,
        autosize=alt.AutoSizeParams(type="none"),
        background=config(form)["background"],
        config=_Plain(config(form)),
        usermeta=_Plain(meta),
    )


def _area(area: PointerArea, width: int, height: int) -> dict[str, float]:
    """An area as far as it lies in the picture."""
    return {
        "point": area.point,
        "x": round(max(area.box.left, 0), 1),
        "y": round(max(area.box.top, 0), 1),
        "to_x": round(min(area.box.right, width), 1),
        "to_y": round(min(area.box.bottom, height), 1),
    }
