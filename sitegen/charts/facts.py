"""The facts of a chart as one tidy table: a row a point, in the unit of the axis and in base units.

The table is the dataset `facts` of the specification; every layer of marks takes its rows from it by a
filter. It holds values and words alone: where a label stands in pixels is not said here.
"""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from sitegen.charts.data import ChartData, Point


FACTS = "facts"
"""The name of the dataset."""


def make_facts(
    data: ChartData, points: Sequence[Point], columns: Mapping[str, Sequence[object]]
) -> pd.DataFrame:
    """The points as a frame, in the order given, in which marks are drawn.

    `columns` are a kind's own, at least one, of as many values as there are points. All kinds have these:

    - `key`, `item`, `period`, `time` (the end of 2023 is 2023.0), `role`, `bound`, `derived`, `source`: as of `Point`;
    - `series`: `target`, or `reached` for whatever else;
    - `hollow`: whether it is drawn as a ring, being computed or expected;
    - `kind`, `number`, `text`: in words, what it is, the number in the unit of the axis, and the whole quantity;
    - `low`, `high`: the stated ends in the unit of the axis, missing where a bound leaves one open;
    - `value`: the one number of the point, for a range its middle, missing where it has none; `spans`: whether low and high differ;
    - `unit`: of these three; `base_low`, `base_high`, `base_unit`: the same ends in base units.
    """
    own = [
        dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)
    ]
    rows = [_row(data, point) | more for point, more in zip(points, own, strict=True)]
    # As objects, for they go into JSON as they are: to find a type for each column takes longer than all else.
    return pd.DataFrame([list(row.values()) for row in rows], columns=list(rows[0]), dtype=object)


def _row(data: ChartData, point: Point) -> dict[str, Any]:
    """What a point says of itself; the numbers are the nearest that JSON holds."""
    low, high = point.low, point.high
    ends = [data.scaled(end) for end in point.ends] if point.has_number else []
    return {
        "key": point.key,
        "item": point.item or point.label,
        "period": point.period,
        "time": point.time,
        "role": point.role,
        "series": "target" if point.role == "target" else "reached",
        "kind": data.describe_kind(point),
        "bound": point.bound,
        "derived": point.derived,
        "hollow": point.derived or point.role == "estimate",
        "low": None if low is None else data.scaled(low),
        "high": None if high is None else data.scaled(high),
        "value": fsum(ends) / 2 if ends else None,
        "spans": len(set(ends)) > 1,
        "number": point.short,
        "unit": data.unit,
        "base_low": None if low is None else float(low),
        "base_high": None if high is None else float(high),
        "base_unit": data.base_unit,
        "text": point.text,
        "source": point.source,
    }
