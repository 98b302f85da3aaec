"""The chart that a reader explores: the picture as it was, and every point to be asked for."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
import vl_convert
from chart_cases import CASES, PATH_DERIVED, PATH_RANGE, draw_pictures

from sitegen.charts import drawing
from sitegen.charts.data import FORMS, WIDE, ChartData, Form
from sitegen.charts.drawing import SPEC, SPECS, draw_chart, make_bundle, specify_form
from sitegen.charts.explore import SCHEMA, add_areas, describe_point
from sitegen.charts.vega import VEGA_LITE

if TYPE_CHECKING:
    from collections.abc import Mapping

pytestmark = pytest.mark.xdist_group("charts")  # what is drawn once serves all tests
EVERY = pytest.mark.parametrize("data", CASES, ids=lambda data: data.name)
FINGER = 24
"""The least a finger needs."""
INLINE = [form for form in FORMS if form.inline]


def told(data: ChartData) -> ChartData:
    """The case with what only a real site gives."""
    points = tuple(replace(one, item=one.label or "GDP", source="The plan") for one in data.points)
    return replace(data, points=points)


@cache
def specify(name: str, form: Form) -> dict[str, Any]:
    """The specification of a case, made once for all who only read it."""
    return specify_form(told(next(one for one in CASES if one.name == name)), form)


@cache
def draw_told(name: str) -> Mapping[str, str]:
    """The drawings of a case, made once for all who only read them."""
    return draw_chart(told(next(one for one in CASES if one.name == name)))


@EVERY
def test_every_point_has_an_area_inside_the_picture(data: ChartData) -> None:
    for form in INLINE:
        spec = specify(data.name, form)
        hits: list[dict[str, float]] = spec["usermeta"]["areas"]
        assert sorted(hit["point"] for hit in hits) == list(range(len(data.points)))
        for hit in hits:
            assert 0 <= hit["x"] < hit["to_x"] <= form.width
            assert 0 <= hit["y"] < hit["to_y"] <= spec["height"]
            assert round(hit["to_x"] - hit["x"], 6) >= FINGER
            assert round(hit["to_y"] - hit["y"], 6) >= FINGER
        places = {tuple(value for key, value in hit.items() if key != "point") for hit in hits}
        assert len(places) == len(hits)


@EVERY
def test_areas_draw_nothing_and_tell_in_the_pages_language(data: ChartData) -> None:
    full = told(data)
    for form in INLINE:
        spec = specify(data.name, form)
        explored = add_areas(full, spec)
        kept = len(spec["layer"])
        assert explored["layer"][:kept] == spec["layer"]
        layers = explored["layer"][kept:]
        assert all(layer["mark"]["fill"] == "transparent" for layer in layers)
        told_of = {
            tuple(row[key] for key in ("x", "y", "to_x", "to_y")): [
                row[field["field"]] for field in layer["encoding"]["tooltip"]
            ]
            for layer in layers
            for row in layer["data"]["values"]
        }
        assert len(told_of) == len(full.points)
        for area in spec["usermeta"]["areas"]:
            said = told_of[tuple(area[key] for key in ("x", "y", "to_x", "to_y"))]
            point = full.points[area["point"]]
            assert said[0] == point.item
            assert {point.period, point.text, "The plan"} - {""} <= set(said)
        assert "http" not in json.dumps(explored)
        # What the script looks for: areas alone answer, and marks do not.
        assert [one for one in explored["layer"] if "tooltip" in one["encoding"]] == layers


def test_an_area_tells_nothing_that_is_not_known() -> None:
    full = told(PATH_RANGE)
    data = replace(full, points=(replace(full.points[0], source=""), *full.points[1:]))
    spec = specify_form(data, WIDE)
    *_, without, with_source = add_areas(data, spec)["layer"]
    assert [len(one["encoding"]["tooltip"]) for one in (without, with_source)] == [4, 5]
    assert [len(one["data"]["values"]) for one in (without, with_source)] == [1, 2]


def test_a_computed_number_says_so() -> None:
    baseline = told(PATH_DERIVED).points[0]
    assert ("Kind", "Baseline, computed") in describe_point(PATH_DERIVED, baseline)
    rate = replace(baseline, role="actual")
    assert ("Kind", "Actual, computed") in describe_point(PATH_DERIVED, rate)
    stated = replace(baseline, derived=False)
    assert ("Kind", "Baseline") in describe_point(PATH_DERIVED, stated)


def test_what_is_not_known_is_not_told() -> None:
    point = replace(told(PATH_RANGE).points[0], source="")
    assert [name for name, _ in describe_point(PATH_RANGE, point)] == [
        "",
        "Period",
        "Kind",
        "Value",
    ]


def test_a_page_is_explored_in_both_of_its_forms() -> None:
    drawn = draw_chart(PATH_RANGE)
    assert list(json.loads(drawn[SPECS])) == ["wide", "narrow"]
    assert set(drawn) == {"wide", "narrow", "file", SPECS, SPEC}


def _shapes(svg: str) -> list[str]:
    """What a picture is made of, without the names of its ids."""
    return re.sub(r'(url\(#|id=")[^")]+', "", svg).split("><")


@EVERY
def test_a_specification_to_take_away_makes_the_picture_by_itself(data: ChartData) -> None:
    drawn = draw_told(data.name)
    spec = json.loads(drawn[SPEC])
    assert spec["$schema"] == SCHEMA
    assert "var(" not in drawn[SPEC]
    svg = drawing._strip(  # noqa: SLF001 # as every picture is made smaller
        vl_convert.vegalite_to_svg(json.loads(drawn[SPEC]), vl_version=VEGA_LITE)
    )
    assert _shapes(svg)[1:] == [
        one for one in _shapes(drawn["file"])[1:] if not re.match("title|desc|/title|/desc", one)
    ]


@EVERY
def test_a_specification_to_take_away_holds_the_facts_in_their_units(data: ChartData) -> None:
    full = replace(told(data), base_unit="CNY", sources=("plan",))
    spec = json.loads(draw_chart(full)[SPEC])
    rows = {(row["item"], row["key"]): row for row in spec["datasets"]["facts"]}
    assert len(rows) == len(full.points)
    for point in full.points:
        row = rows[point.item, point.key]
        for end, base, number in (
            ("low", "base_low", point.low),
            ("high", "base_high", point.high),
        ):
            assert row[base] == (None if number is None else float(number))
            assert row[end] == (None if number is None else full.scaled(number))
        said = ("item", "period", "role", "bound", "derived", "text")
        assert [row[name] for name in said] == [getattr(point, name) for name in said]
        assert (row["unit"], row["base_unit"]) == (full.unit, "CNY")
    meta = spec["usermeta"]
    assert (meta["unit"], meta["language"], meta["sources"]) == (
        full.unit,
        full.language,
        ["plan"],
    )
    assert "areas" not in meta


@EVERY
def test_marks_of_facts_tell_their_numbers_with_the_unit(data: ChartData) -> None:
    spec = json.loads(draw_told(data.name)[SPEC])
    told_by = [one["encoding"]["tooltip"] for one in spec["layer"] if "tooltip" in one["encoding"]]
    assert told_by
    for fields in told_by:
        titles = {field["field"]: field["title"] for field in fields}
        assert titles["number"] == data.value_title
        assert data.unit in data.value_title
    numbers = [row["number"] for row in spec["datasets"]["facts"]]
    assert sorted(numbers) == sorted(point.short for point in data.points)


def test_a_file_says_where_it_comes_from() -> None:
    foot = ("A note.", "Source: The plan", "The site · https://zone.example/en/#gdp")
    pictures = draw_pictures(replace(PATH_RANGE, subtitle="GDP, the zone, CNY billion", foot=foot))
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
