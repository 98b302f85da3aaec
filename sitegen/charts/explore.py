"""A chart's specification for those who take hold of it: a reader who explores it, or who takes it away.

For exploring, an area that cannot be seen lies over each point and tells of it; for taking away, the marks
themselves tell of their facts. No Altair is needed for either.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

    from sitegen.charts.data import ChartData, Point


SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
"""The name of that schema; nothing is fetched from it."""


def add_areas(data: ChartData, spec: dict[str, Any]) -> dict[str, Any]:
    """The specification with its areas as layers that answer the pointer, for the page's script.

    There is one layer, unless some points lack what others tell: then one for each set of what is told.
    """
    areas = spec["usermeta"]["areas"]
    kept = {key: value for key, value in spec.items() if key not in {"usermeta", "$schema"}}
    rows: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for area in areas:
        told = describe_point(data, data.points[area["point"]])
        place = {key: area[key] for key in ("x", "y", "to_x", "to_y")}
        texts = {f"t{number}": text for number, (_, text) in enumerate(told)}
        rows.setdefault(tuple(name for name, _ in told), []).append(place | texts)
    layers = [_layer(names, own) for names, own in rows.items()]
    return kept | {"layer": [*kept["layer"], *layers]}


def add_tooltips(data: ChartData, spec: dict[str, Any]) -> dict[str, Any]:
    """The specification to take away: the marks of facts tell item, period, kind, number with its unit, and source."""
    titles = {
        "item": "title",
        "period": data.word("period"),
        "kind": data.word("kind"),
        "number": data.value_title,
        "source": data.word("source"),
    }
    met = [field for field in titles if any(row[field] for row in spec["datasets"]["facts"])]
    tooltip = [{"field": field, "type": "nominal", "title": titles[field]} for field in met]
    layers = [
        layer | {"encoding": layer["encoding"] | {"tooltip": tooltip}}
        if _shows_facts(layer)
        else layer
        for layer in spec["layer"]
    ]
    meta = {key: value for key, value in spec["usermeta"].items() if key != "areas"}
    return spec | {"$schema": SCHEMA, "usermeta": meta, "layer": layers}


def _shows_facts(layer: dict[str, Any]) -> bool:
    """Whether each mark of a layer is one fact: not a text, an axis, or the zero line of them all."""
    channels = layer["encoding"].values()
    return "data" not in layer and not any("aggregate" in channel for channel in channels)


def describe_point(data: ChartData, point: Point) -> tuple[tuple[str, str], ...]:
    """What is told of a point: pairs of a name and a text. The first is the heading, without a name."""
    told = (
        ("", point.item or point.label),
        (data.word("period"), point.period),
        (data.word("kind"), data.describe_kind(point)),
        (data.word("value"), point.text),
        (data.word("source"), point.source),
    )
    return tuple((name, text) for name, text in told if text)


def _layer(names: tuple[str, ...], rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Areas that cannot be seen, and their tooltips; `title` is what the library calls a heading."""

    def place(name: str) -> dict[str, Any]:
        return {"field": name, "type": "quantitative", "scale": None, "axis": None}

    return {
        "data": {"values": rows},
        "mark": {"type": "rect", "fill": "transparent"},
        "encoding": {
            "x": place("x"),
            "y": place("y"),
            "x2": {"field": "to_x"},
            "y2": {"field": "to_y"},
            "tooltip": [
                {"field": f"t{number}", "type": "nominal", "title": name or "title"}
                for number, name in enumerate(names)
            ],
        },
    }
