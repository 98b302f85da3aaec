"""The results as charts, drawn by sitegen's own kind `compare`."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from report import MAIN, say
from tools import HERE, KINDS, NAMES

from sitegen.charts.data import FILE, ChartData, Point
from sitegen.charts.drawing import draw_chart
from sitegen.charts.kinds import CHART_KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from report import Part


def draw_pictures(parts: Mapping[str, Part]) -> dict[str, str]:
    """Draw a chart of each kind of build of the main size; their titles by the names of their files."""
    part = parts.get(f"text-{MAIN}")
    titles = {}
    for kind in KINDS if part else ():
        points = _list_points(part, kind) if part else ()
        if points:
            name = f"results-{kind.replace(' ', '-')}.svg"
            titles[name] = f"{MAIN:,} pages, {kind}: seconds by the clock"
            (HERE / name).write_text(_draw(kind, titles[name], points), "utf-8")
    return titles


def _list_points(part: Part, kind: str) -> tuple[Point, ...]:
    """A bar a tool, the shortest first."""
    found = [(name, one) for name in NAMES if (one := part.find(name, kind))]
    walls = [(one.median_wall, name) for name, one in found if one.median_wall]
    return tuple(_make_point(name, wall) for wall, name in sorted(walls))


def _make_point(name: str, wall: float) -> Point:
    value = Decimal(say(wall))
    return Point(
        key=name,
        label=name,
        period="",
        time=0.0,
        low=value,
        high=value,
        bound="exact",
        role="actual",
        derived=False,
        text=f"{value} s",
        short=str(value),
    )


def _draw(kind: str, title: str, points: tuple[Point, ...]) -> str:
    data = ChartData(
        name=kind.replace(" ", "-"),
        kind="compare",
        language="en",
        title=title,
        description="; ".join(f"{point.label}: {point.text}" for point in points),
        points=points,
        power=0,
        unit="s",
        geometric=False,
        words=CHART_KINDS["compare"].translate(str),
    )
    return draw_chart(data)[FILE.name]
