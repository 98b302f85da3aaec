"""The chart that a reader explores: the picture as it was, and every point to be asked for."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from chart_cases import CASES, PATH_DERIVED, PATH_RANGE

from sitegen.charts.data import FORMS, ChartData
from sitegen.charts.drawing import SPECS, draw_chart, draw_svgs, make_bundle
from sitegen.charts.explore import add_hits, tell
from sitegen.charts.kinds import KINDS

EVERY = pytest.mark.parametrize("data", CASES, ids=lambda data: data.name)
FINGER = 24
"""The least a finger needs."""
INLINE = [form for form in FORMS if form.inline]


def told(data: ChartData) -> ChartData:
    """The case with what only a real site gives."""
    points = tuple(replace(one, item=one.label or "GDP", source="The plan") for one in data.points)
    return replace(data, points=points)


@EVERY
def test_every_point_has_an_area_inside_the_picture(data: ChartData) -> None:
    for form in INLINE:
        spec = KINDS[data.kind].load()(data, form).to_dict()
        hits: list[dict[str, float]] = spec["usermeta"]["hits"]
        assert sorted(hit["point"] for hit in hits) == list(range(len(data.points)))
        for hit in hits:
            assert 0 <= hit["x"] < hit["to_x"] <= form.width
            assert 0 <= hit["y"] < hit["to_y"] <= spec["height"]
            assert hit["to_x"] - hit["x"] >= FINGER
            assert hit["to_y"] - hit["y"] >= FINGER
        places = {tuple(value for key, value in hit.items() if key != "point") for hit in hits}
        assert len(places) == len(hits)


@EVERY
def test_areas_draw_nothing_and_tell_in_the_pages_language(data: ChartData) -> None:
    full = told(data)
    for form in INLINE:
        spec = KINDS[full.kind].load()(full, form).to_dict()
        explored = add_hits(full, spec)
        kept = len(spec["layer"])
        assert explored["layer"][:kept] == spec["layer"]
        areas: list[dict[str, Any]] = explored["layer"][kept:]
        assert len(areas) == len(full.points)
        assert {area["mark"]["fill"] for area in areas} == {"transparent"}
        for hit, area in zip(spec["usermeta"]["hits"], areas, strict=True):
            row = area["data"]["values"][0]
            said = [row[field["field"]] for field in area["encoding"]["tooltip"]]
            point = full.points[hit["point"]]
            assert said[0] == point.item
            assert {point.period, point.text, "The plan"} <= set(said)
        assert "http" not in json.dumps(explored)


def test_a_computed_number_says_so() -> None:
    baseline = told(PATH_DERIVED).points[0]
    assert ("Kind", "Baseline, computed") in tell(PATH_DERIVED, baseline)
    rate = replace(baseline, role="actual")
    assert ("Kind", "Actual, computed") in tell(PATH_DERIVED, rate)
    stated = replace(baseline, derived=False)
    assert ("Kind", "Baseline") in tell(PATH_DERIVED, stated)


def test_what_is_not_known_is_not_told() -> None:
    point = replace(told(PATH_RANGE).points[0], source="")
    assert [name for name, _ in tell(PATH_RANGE, point)] == ["", "Period", "Kind", "Value"]


def test_exploring_does_not_change_the_pictures() -> None:
    drawn = draw_chart(PATH_RANGE)
    specs = json.loads(drawn.pop(SPECS))
    assert drawn == draw_svgs(PATH_RANGE)
    assert list(specs) == ["wide", "narrow"]


def test_a_file_says_where_it_comes_from() -> None:
    foot = ("A note.", "Source: The plan", "The site · https://zone.example/en/#gdp")
    pictures = draw_svgs(replace(PATH_RANGE, subtitle="GDP, the zone, CNY billion", foot=foot))
    for text in (*foot, "GDP, the zone, CNY billion"):
        assert f">{text}</text>" in pictures["file"]
        assert text not in pictures["wide"] + pictures["narrow"]


def test_the_bundle_is_one_script_that_keeps_to_itself() -> None:
    script = make_bundle()
    assert script == make_bundle()
    assert script.startswith("(() => {\n")
    assert script.endswith("\n})();\n")
    assert "vegaEmbed" in script
    assert "\nimport " not in script
    assert "</script" not in script
