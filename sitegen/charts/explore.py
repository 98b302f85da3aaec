"""A chart's specification as a reader explores it: the same marks, and over each point an area that tells of it.

No Altair is needed for it: the areas lie in pixels, and the chart has them with it (`marks.assemble`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

    from sitegen.charts.data import ChartData, Point


def add_hits(data: ChartData, spec: dict[str, Any]) -> dict[str, Any]:
    """The specification with its areas as layers that answer the pointer."""
    hits = spec["usermeta"]["hits"]
    kept = {key: value for key, value in spec.items() if key not in {"usermeta", "$schema"}}
    layers = [_layer(hit, tell(data, data.points[hit["point"]])) for hit in hits]
    return kept | {"layer": [*kept["layer"], *layers]}


def tell(data: ChartData, point: Point) -> tuple[tuple[str, str], ...]:
    """What is told of a point: pairs of a name and a text. The first is the heading, without a name."""
    role = "derived-baseline" if point.derived and point.role == "baseline" else point.role
    kind = data.word(role)
    if point.derived and role == point.role:
        kind += data.word("comma") + data.word("computed")
    told = (
        ("", point.item or point.label),
        (data.word("period"), point.period),
        (data.word("kind"), kind),
        (data.word("value"), point.text),
        (data.word("source"), point.source),
    )
    return tuple((name, text) for name, text in told if text)


def _layer(hit: dict[str, float], told: tuple[tuple[str, str], ...]) -> dict[str, Any]:
    """An area that cannot be seen, and its tooltip; `title` is what the library calls a heading."""
    row: dict[str, Any] = {key: hit[key] for key in ("x", "y", "to_x", "to_y")}
    row |= {f"t{number}": text for number, (_, text) in enumerate(told)}

    def place(name: str) -> dict[str, Any]:
        return {"field": name, "type": "quantitative", "scale": None, "axis": None}

    return {
        "data": {"values": [row]},
        "mark": {"type": "rect", "fill": "transparent"},
        "encoding": {
            "x": place("x"),
            "y": place("y"),
            "x2": {"field": "to_x"},
            "y2": {"field": "to_y"},
            "tooltip": [
                {"field": f"t{number}", "type": "nominal", "title": name or "title"}
                for number, (name, _) in enumerate(told)
            ],
        },
    }
