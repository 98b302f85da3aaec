"""Charts: what is drawn of each statement, and that all of it can be read."""

from __future__ import annotations

import math
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import altair as alt
import pytest
from chart_cases import (
    CASES,
    COMPARE,
    COMPARE_BOUNDS,
    GROWTH,
    PATH_COUNT,
    PATH_DERIVED,
    PATH_RANGE,
    RANGE,
    chart,
    point,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import ValidationError
from numpy import interp

from sitegen.charts.data import FORMS, NARROW, WIDE, WORDS, ChartData, Form
from sitegen.charts.drawing import specify_form
from sitegen.charts.kinds import CHART_KINDS
from sitegen.charts.path_plot import make_paths, make_plot, value_at
from sitegen.charts.place import (
    Box,
    Label,
    Line,
    PlacedLine,
    fit_scale,
    make_ticks,
    place_labels,
    write_ticks,
)
from sitegen.charts.rows import FADE
from sitegen.charts.text import text_width, wrap
from sitegen.charts.theme import LINE, SMALL

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.xdist_group("charts")  # what is drawn once serves all tests
BOTH = pytest.mark.parametrize("form", [WIDE, NARROW], ids=lambda form: form.name)
EVERY = pytest.mark.parametrize("data", CASES, ids=lambda data: data.name)


def test_every_case_has_a_name_of_its_own() -> None:
    """By which what was drawn of it is found."""
    assert len({one.name for one in CASES}) == len(CASES)


@cache
def draw_case(name: str, form: Form) -> dict[str, Any]:
    """The specification of a case, made once for all who only read it."""
    return draw(next(one for one in CASES if one.name == name), form)


def draw(data: ChartData, form: Form) -> dict[str, Any]:
    """The specification, with the rows of each layer under `rows`."""
    spec = specify_form(data, form)
    for layer in spec["layer"]:
        rows = spec["datasets"][layer.get("data", spec["data"])["name"]]
        layer["rows"] = [_place(layer, row) for row in rows if _is_taken(layer, row)]
    return spec


def _is_taken(layer: dict[str, Any], row: dict[str, Any]) -> bool:
    """Whether a layer's filter lets a row pass."""
    (transform,) = layer.get("transform", [{"filter": {"and": []}}])
    tests = transform["filter"].get("and", [transform["filter"]])
    return all(row[test["field"]] == test["equal"] for test in tests)


def _place(layer: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    """A row with its places: numbers on the scales under `x`, `to_x`, `y` and `to_y`, and `at` in pixels."""
    placed, at = dict(row), []
    for name in ("x", "x2", "y", "y2"):
        channel = layer["encoding"].get(name, {})
        value = row[channel["field"]] if "field" in channel else channel.get("datum")
        placed[name.replace("x2", "to_x").replace("y2", "to_y")] = value
        if name in {"x", "y"}:
            at.append(_pixel(channel, value))
    return {**placed, "at": tuple(at)}


def _pixel(channel: dict[str, Any], value: float | None) -> float | None:
    """Where a number stands."""
    if value is None:
        return channel.get("value")
    if not channel.get("scale"):
        return value
    if channel["scale"].get("type") == "log":
        domain = [math.log10(end) for end in channel["scale"]["domain"]]
        return float(interp(math.log10(value), domain, channel["scale"]["range"]))
    return float(interp(value, channel["scale"]["domain"], channel["scale"]["range"]))


def layers(spec: dict[str, Any], kind: str) -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Looks and rows of all layers of one kind of mark."""
    return [
        (layer["mark"], layer["rows"]) for layer in spec["layer"] if layer["mark"]["type"] == kind
    ]


def texts(spec: dict[str, Any]) -> list[PlacedLine]:
    return [
        PlacedLine(
            row["at"][0],
            row["at"][1],
            look["align"],
            Line(row["text"], bold="fontWeight" in look, size=look["fontSize"]),
        )
        for look, rows in layers(spec, "text")
        for row in rows
    ]


def fades(spec: dict[str, Any]) -> list[dict[str, Any]]:
    """The marks that fade."""
    return [
        row
        for look, rows in layers(spec, "rect")
        if isinstance(look.get("fill"), dict)
        for row in rows
    ]


@pytest.mark.parametrize("kind", CHART_KINDS)
def test_a_specification_is_valid_by_the_schema(kind: str) -> None:
    """What is drawn is not held to it each time: that would take as long as all else."""
    data = next(one for one in CASES if one.kind == kind)
    for form in FORMS:
        spec = specify_form(data, form)
        alt.TopLevelLayerSpec.validate(spec)
    spec["layer"][0]["mark"]["type"] = "quare"
    with pytest.raises(ValidationError, match="quare"):
        alt.TopLevelLayerSpec.validate(spec)


@EVERY
@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_marks_stand_at_values_and_texts_alone_in_pixels(data: ChartData, form: Form) -> None:
    spec = draw_case(data.name, form)
    scaled = {"x": set[str](), "y": set[str]()}
    for layer in spec["layer"]:
        channels = {name: layer["encoding"][name] for name in ("x", "y")}
        in_pixels = [name for name, one in channels.items() if "field" in one and not one["scale"]]
        assert in_pixels in ([], ["x", "y"])
        assert not in_pixels or layer["mark"]["type"] == "text"
        assert not in_pixels or layer["data"]["name"] in {"texts", "labels"}
        for name, one in channels.items():
            if one.get("scale"):
                scaled[name].add(str(one["scale"]))
    assert [len(scales) for scales in scaled.values()] == [1, 1]
    assert not {"x", "y"} & set(spec["datasets"]["facts"][0])
    titles = {layer["encoding"][name].get("title") for layer in spec["layer"] for name in "xy"}
    assert (data.word("period") if data.until else data.value_title) in titles


@settings(max_examples=20, deadline=None)
@given(
    st.sampled_from(CASES),
    st.sampled_from(FORMS),
    st.integers(2, 4),
)
def test_there_are_as_many_layers_as_looks_however_many_points(
    data: ChartData, form: Form, times: int
) -> None:
    points = tuple(
        replace(one, time=one.time + number / 10, key=f"{one.key}/{number}")
        for number in range(times)
        for one in data.points
    )
    spec = draw(replace(data, points=points), form)
    assert len(spec["datasets"]["facts"]) == times * len(data.points)
    looks = [
        (str(layer["mark"]), str(layer.get("data")), str(layer["encoding"]))
        for layer in spec["layer"]
    ]
    assert len(set(looks)) == len(looks)
    # A path of more stations may need labels on more sides, which is a look of theirs.
    marks = [layer for layer in spec["layer"] if layer["mark"]["type"] != "text"]
    before = [
        layer for layer in draw_case(data.name, form)["layer"] if layer["mark"]["type"] != "text"
    ]
    added = len(marks) - len(before)
    assert added == 0 or data.kind in {"path", "range"}
    assert len(marks) <= 16


@EVERY
@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_no_text_is_cut_off_small_or_over_another(data: ChartData, form: Form) -> None:
    spec = draw_case(data.name, form)
    written = texts(spec)
    picture = Box(0, 0, spec["width"], spec["height"])
    assert spec["width"] == form.width
    for text in written:
        box = text.box
        inside = box.overlap(picture)
        assert inside == pytest.approx((box.right - box.left) * (box.bottom - box.top)), text
        assert text.line.size >= 12
    for one, two in combinations(written, 2):
        assert one.box.overlap(two.box) == 0, (one, two)


@EVERY
@BOTH
def test_every_number_is_labelled(data: ChartData, form: Form) -> None:
    shown = {text.line.text for text in texts(draw_case(data.name, form))}
    assert {point.short for point in data.points if point.short} <= shown
    # A page says the unit above the drawing.
    assert not data.unit or (data.unit in shown) != form.inline


NUMBERS = st.decimals(-999, 999, places=1)


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.tuples(NUMBERS, st.text("名称 abcWM，（）", max_size=40)), min_size=1, max_size=5),
    st.sampled_from(["compare", "growth", "range"]),
    st.sampled_from([WIDE, NARROW]),
)
def test_rows_hold_whatever_numbers_and_names_they_get(
    rows: list[tuple[Decimal, str]], kind: str, form: Form
) -> None:
    points = [
        point(f"{number:,}", str(number), label=f"{name}{index}")
        for index, (number, name) in enumerate(rows)
    ]
    spec = draw(chart("any", kind, "%", *points), form)
    written = texts(spec)
    assert all(text.box.left >= -0.1 for text in written)
    assert all(text.box.right - 0.1 <= form.width for text in written)
    for one, two in combinations(written, 2):
        assert one.box.overlap(two.box) == 0, (one, two)


@settings(max_examples=15, deadline=None)
@given(
    st.decimals(1, 9999, places=1),
    st.decimals(1, 9999, places=1),
    st.decimals(1, 9999, places=1),
    st.booleans(),
    st.sampled_from([WIDE, NARROW]),
)
def test_a_path_holds_whatever_numbers_it_gets(
    start: Decimal, now: Decimal, end: Decimal, compound: bool, form: Form
) -> None:
    data = chart(
        "any",
        "path",
        "%",
        point(f"{start:,}", str(start), period="2020", time=2020, role="baseline"),
        point(f"{now:,}", str(now)),
        point(f"{end:,}", str(end), period="2025", time=2025, role="target"),
    )
    written = texts(draw(replace(data, geometric=compound), form))
    assert {f"{start:,}", f"{now:,}", f"{end:,}"} <= {text.line.text for text in written}
    for one, two in combinations(written, 2):
        assert one.box.overlap(two.box) == 0, (one, two)


def test_a_compound_path_grows_by_the_same_rate_each_year() -> None:
    paths = make_paths(make_plot(PATH_RANGE, WIDE, 0))
    values = [value_at(paths[0], year)[0] for year in range(2020, 2026)]
    rates = [after / before for before, after in pairwise(values)]
    assert rates == pytest.approx([(350 / 240.19) ** 0.2] * 5, rel=1e-3)


def test_a_path_that_does_not_compound_is_straight() -> None:
    (path,) = make_paths(make_plot(PATH_COUNT, WIDE, 0))
    assert value_at(path, 2023)[0] == pytest.approx(2705 + 0.6 * (6000 - 2705))


def test_a_range_as_target_makes_a_band_of_its_path() -> None:
    ((_, rows),) = layers(draw(PATH_RANGE, WIDE), "area")
    assert (rows[-1]["y"], rows[-1]["to_y"]) == pytest.approx((350, 400))
    assert layers(draw(PATH_COUNT, WIDE), "area") == []


def test_a_computed_baseline_is_hollow_and_its_line_broken() -> None:
    spec = draw(PATH_DERIVED, WIDE)
    fills = [look["fill"] for look, _ in layers(spec, "point")]
    assert fills == ["var(--chart-ground)", "var(--chart-1)", "var(--chart-2)"]
    assert any("strokeDash" in look for look, _ in layers(spec, "rule"))
    assert not any("strokeDash" in look for look, _ in layers(draw(PATH_COUNT, WIDE), "rule"))


def test_the_axis_of_numbers_starts_at_zero_where_that_is_cheap() -> None:
    assert make_plot(PATH_COUNT, WIDE, 0).ticks[0] == 0
    assert make_plot(PATH_RANGE, WIDE, 0).ticks[0] == 200


@pytest.mark.parametrize("data", [PATH_COUNT, COMPARE, GROWTH], ids=lambda data: data.name)
@pytest.mark.parametrize(
    ("bound", "count"), [("exact", 0), ("over", 1), ("at-least", 1), ("under", 1), ("at-most", 1)]
)
def test_an_open_bound_is_seen_and_explained(data: ChartData, bound: str, count: int) -> None:
    last = replace(data.points[-1], bound=bound)
    if bound in {"over", "at-least"}:
        last = replace(last, high=None)
    if bound in {"under", "at-most"}:
        last = replace(last, low=None)
    spec = draw(replace(data, points=(*data.points[:-1], last)), WIDE)
    assert len(fades(spec)) == count
    notes = [text for text in texts(spec) if text.line.text.startswith("Fading")]
    assert len(notes) == count


def test_bars_show_what_is_certain_and_what_may_be() -> None:
    boxes = {
        (look.get("fillOpacity"), bool(look.get("strokeDash"))): rows[0]["x"] - rows[0]["to_x"]
        for look, rows in layers(draw(COMPARE_BOUNDS, WIDE), "rect")
        if isinstance(look["fill"], str)
    }
    # From 100 to 120 is lighter; the estimate of 90 is lighter with a broken edge.
    assert boxes[0.22, True] == 90
    assert boxes[0.22, False] == 100 - 120


def test_growth_stems_start_at_zero_and_fall_to_the_left() -> None:
    stems = [row for _, rows in layers(draw(GROWTH, WIDE), "rule") for row in rows]
    assert [stem["x"] for stem in stems if stem["to_x"] == 0] == [6.0, 13.3, 19.1, -8.7]
    tones = {look["fill"] for look, _ in layers(draw(GROWTH, WIDE), "point")}
    assert tones == {"var(--chart-1)", "var(--chart-3)"}


def test_a_range_goes_from_what_was_reached_to_the_target() -> None:
    ways = [row for _, rows in layers(draw(RANGE, WIDE), "rule") for row in rows]
    assert (4.86, 5.0) in [(way["x"], way["to_x"]) for way in ways]


def test_rows_of_one_label_are_named_by_period() -> None:
    points = [replace(GROWTH.points[0], period=f"Q{quarter}") for quarter in (1, 2)]
    shown = [text.line.text for text in texts(draw(replace(GROWTH, points=tuple(points)), WIDE))]
    assert {"Q1", "Q2"} <= set(shown)
    assert GROWTH.points[0].label not in shown


def test_a_file_has_its_title_and_no_variables() -> None:
    spec = draw(COMPARE, FORMS[2])
    assert COMPARE.title in {text.line.text for text in texts(spec)}
    assert "var(" not in str(spec)


def test_a_point_without_numbers_is_refused() -> None:
    empty = replace(COMPARE.points[0], low=None, high=None)
    with pytest.raises(ValueError, match="neither low nor high"):
        draw(replace(COMPARE, points=(empty,)), WIDE)


def test_words_are_translated_by_key() -> None:
    words = dict(CHART_KINDS["path"].translate(str.upper))
    assert words["target"] == "TARGET"
    assert list(words) == [*(key for key, _ in WORDS), "path"]


def test_importing_charts_and_drawing_loads_no_drawing_library() -> None:
    code = (
        "import sys, sitegen.charts.drawing;"
        "sys.exit(any(name in sys.modules for name in ('altair', 'pandas', 'vl_convert')))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


# Text


HAN = st.text("产业增加值，。（）《》、：超过", min_size=1, max_size=60)


@given(HAN, st.integers(40, 200))
def test_wrapping_han_keeps_every_character_and_the_limit(text: str, limit: int) -> None:
    lines = wrap(text, limit, 13)
    assert "".join(lines) == text
    assert all(text_width(line, 13) <= limit for line in lines)


@given(st.lists(st.text("abcdefghi", min_size=1, max_size=9), min_size=1), st.integers(120, 300))
def test_wrapping_words_breaks_at_spaces_only(words: list[str], limit: int) -> None:
    lines = wrap(" ".join(words), limit, 13)
    assert " ".join(lines).split() == words
    assert all(text_width(line, 13) <= limit for line in lines)


def test_lines_do_not_start_with_closing_punctuation() -> None:
    for limit in range(40, 200):
        lines = wrap("社会消费品零售总额（限额以上单位），同比", limit, 13)
        assert not any(line[0] in "），" for line in lines)
        assert not any(line[-1] == "（" for line in lines)


def test_lines_are_balanced() -> None:
    lines = wrap("规模以上工业增加值增速", 10 * 13, 13)
    assert [len(line) for line in lines] == [6, 5]


def test_a_word_wider_than_the_line_is_cut() -> None:
    assert "".join(wrap("W" * 30, 60, 13)) == "W" * 30


def test_a_han_character_is_as_wide_as_high() -> None:
    assert text_width("高新区", 12) == 36


# Places


@given(st.floats(-1e6, 1e6), st.floats(0.01, 1e6), st.integers(3, 6))
def test_ticks_enclose_the_numbers_in_a_few_even_steps(low: float, span: float, count: int) -> None:
    ticks = make_ticks(low, low + span, count)
    steps = [after - before for before, after in pairwise(ticks)]
    assert ticks[0] <= low + 1e-6 * span
    assert ticks[-1] >= low + span * (1 - 1e-6)
    assert steps == pytest.approx([steps[0]] * len(steps))
    assert 2 <= len(ticks) <= count + 2


def test_ticks_are_written_as_the_language_writes_numbers() -> None:
    assert write_ticks((-500, 0, 1500), (",", ".")) == ("−500", "0", "1,500")
    assert write_ticks((0, 0.5, 1), (" ", ",")) == ("0,0", "0,5", "1,0")
    assert write_ticks((2000, 2500), ("", ".")) == ("2000", "2500")


@given(
    st.lists(
        st.tuples(
            st.integers(-(10**6), 10**6).map(lambda thousandths: thousandths / 1000),
            st.floats(0, 60),
            st.floats(0, 60),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_a_fitted_scale_leaves_the_room_that_is_asked_for(
    extents: list[tuple[float, float, float]],
) -> None:
    scale = fit_scale(extents, 20, 320)
    for value, left, right in extents:
        assert scale(value) - left >= 20 - 1e-3
        assert scale(value) + right <= 320 + 1e-3


def test_labels_avoid_marks_lines_and_each_other() -> None:
    labels = [Label((Line("4781", bold=True),), ((50.0 + 4 * n, 50.0),)) for n in range(3)]
    line = [(float(x), 50.0) for x in range(0, 200, 3)]
    placed = place_labels(labels, Box(0, 0, 200, 100), (), line)
    boxes = [written.box for label in placed for written in label]
    assert len(boxes) == 3
    assert all(one.overlap(two) == 0 for one, two in combinations(boxes, 2))
    assert not any(box.holds(x, y) for box in boxes for x, y in line)


def test_a_label_that_may_be_left_out_is_left_out_where_all_is_taken() -> None:
    label = Label((Line("4781"),), ((50.0, 50.0),))
    full = [Box(0, 0, 100, 100)]
    bounds = Box(0, 0, 100, 100)
    assert len(place_labels([label], bounds, full, ())) == 1
    assert place_labels([replace(label, optional=True)], bounds, full, ()) == ()


# Sizes


def test_sizes_are_readable() -> None:
    assert SMALL >= 12
    assert LINE > 1.2


SHARE = chart(
    "coverage",
    "range",
    "%",
    point("10", "10", label="Rail", role="target"),
    point("> 98", "98", None, label="Bus", bound="over", role="target"),
)


@BOTH
@pytest.mark.parametrize("kind", ["range", "compare", "path"])
def test_a_share_fades_no_further_than_its_whole(kind: str, form: Form) -> None:
    def fading(most: int | None) -> float:
        """The length of the only fading end, along the axis."""
        points = tuple(
            replace(one, most=None if most is None else Decimal(most), time=2023.0 + at)
            for at, one in enumerate(SHARE.points)
        )
        spec = draw(replace(SHARE, kind=kind, points=points), form)
        (row,) = fades(spec)
        start, end = ("y", "to_y") if kind == "path" else ("x", "to_x")
        scale = next(
            channel["scale"]
            for channel in (layer["encoding"][start] for layer in spec["layer"])
            if channel.get("scale")
        )
        (low, high), (first, last) = scale["domain"], scale["range"]
        assert most is None or row[end] <= most + 1e-9
        return float(abs((row[end] - row[start]) / (high - low) * (last - first)))

    free = fading(None)
    assert free >= FADE - 0.1
    assert fading(200) == pytest.approx(free, rel=1e-4)
    assert 0 < fading(99) < free
