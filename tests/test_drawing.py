"""Drawing: pictures that fit a page, stand alone, and never depend on machine or order."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
import vl_convert
from chart_cases import (
    CASES,
    COMPARE_BOUNDS,
    GROWTH,
    PATH_RANGE,
    RANGE,
    draw_case,
    draw_pictures,
    in_chinese,
)
from fontTools.ttLib import TTFont

from sitegen.charts import drawing, process, vega
from sitegen.charts.data import FORMS, WIDE
from sitegen.charts.drawing import draw_chart, specify_form
from sitegen.charts.theme import LIGHT
from sitegen.charts.vega import VEGA_LITE
from sitegen.fonts.fontconfig import METRICS
from sitegen.workers import WorkerError

if TYPE_CHECKING:
    from sitegen.charts.data import ChartData

pytestmark = pytest.mark.xdist_group("charts")  # what is drawn once serves all tests

SVG = "{http://www.w3.org/2000/svg}"
EVERY = pytest.mark.parametrize("data", CASES, ids=lambda data: data.name)


@EVERY
def test_pictures_for_the_page_are_named_by_the_page(data: ChartData) -> None:
    pictures = draw_case(data.name)
    assert list(pictures) == ["wide", "narrow", "file"]
    for form, width in (("wide", "640"), ("narrow", "328")):
        root = ET.fromstring(pictures[form])  # noqa: S314 # our own output
        assert root.attrib["class"] == f"chart-{form}"
        assert root.attrib["role"] == "img"
        assert root.attrib["aria-labelledby"] == f"{data.name}-title"
        assert root.attrib["aria-describedby"] == f"{data.name}-desc"
        assert root.attrib["lang"] == data.language
        assert root.attrib["width"] == width
        assert root.attrib["viewBox"] == f"0 0 {width} {root.attrib['height']}"
        assert root.attrib["font-family"].endswith("sans-serif")
        assert not re.search(r"#[0-9a-fA-F]{3,6}\b", pictures[form]), (
            "a colour that is not a variable"
        )


@EVERY
def test_a_file_stands_alone(data: ChartData) -> None:
    picture = draw_case(data.name)["file"]
    root = ET.fromstring(picture)  # noqa: S314 # our own output
    assert root[0].tag == f"{SVG}title"
    assert root[0].text == data.title
    assert root[1].tag == f"{SVG}desc"
    assert root[1].text == data.description
    assert "var(" not in picture
    assert LIGHT["ground"] in picture
    written = "".join(text.text or "" for text in root.iter(f"{SVG}text"))
    assert data.title in written
    assert data.unit in written


@EVERY
def test_nothing_of_the_library_is_left(data: ChartData) -> None:
    for picture in draw_case(data.name).values():
        assert not re.search(
            r"graphics-|aria-roledescription|aria-label=|class=\"mark|xlink", picture
        )
        sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)px"', picture)]
        assert sizes
        assert min(sizes) >= 12


def test_ids_are_the_charts_own() -> None:
    pictures = draw_pictures(COMPARE_BOUNDS)
    for form, picture in pictures.items():
        ids = set(re.findall(r' id="([^"]+)"', picture))
        used = set(re.findall(r"url\(#([^)]+)\)", picture))
        own = {name for name in ids if not name.endswith(("-title", "-desc"))}
        assert used == own
        assert own == {f"clusters-{form}-{number}" for number in range(len(own))}
        assert len(own) == 3


def test_a_halo_lies_behind_its_letters() -> None:
    picture = draw_pictures(PATH_RANGE)["wide"]
    texts = re.findall(r"<text [^>]*>", picture)
    haloed = [text for text in texts if " stroke=" in text]
    assert haloed
    assert all('paint-order="stroke"' in text for text in haloed)
    assert not any("paint-order" in text for text in texts if text not in haloed)


def test_a_label_with_many_decimals_is_not_shortened() -> None:
    point = GROWTH.points[0]
    data = in_chinese(GROWTH, {point.label: "圆周率3.14159265"})
    assert "圆周率3.14159265" in draw_pictures(data)["wide"]


def test_what_was_drawn_before_leaves_no_trace() -> None:
    alone = draw_pictures(COMPARE_BOUNDS)
    draw_pictures(PATH_RANGE)
    draw_pictures(GROWTH)
    assert draw_pictures(COMPARE_BOUNDS) == alone


PROGRAM = """
import hashlib, sys
sys.path.insert(0, sys.argv[1])
from chart_cases import CASES, draw_pictures
drawn = sorted(str(sorted(draw_pictures(data).items())) for data in CASES[::-1])
print(hashlib.sha256("".join(drawn).encode()).hexdigest())
"""


def _draw_backwards(**environment: str) -> str:
    """The digest of all cases, drawn in a process of its own, the last first."""
    tests = Path(__file__).parent
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tests)],
        cwd=tests.parent,
        env={**os.environ, **environment},
        capture_output=True,
        check=True,
        text=True,
    )
    return done.stdout


def test_fonts_of_the_machine_and_order_leave_no_trace(tmp_path: Path) -> None:
    bare = tmp_path / "fonts.conf"
    bare.write_text("<?xml version='1.0'?><fontconfig></fontconfig>", encoding="utf-8")
    here = sorted(str(sorted(draw_case(data.name).items())) for data in CASES)
    elsewhere = _draw_backwards(FONTCONFIG_FILE=str(bare))
    assert hashlib.sha256("".join(here).encode()).hexdigest() == elsewhere.strip()


@pytest.mark.parametrize("before", [None, "/nowhere/fonts.conf"])
def test_the_environment_is_as_before(before: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FONTCONFIG_FILE", raising=False)
    if before is not None:
        monkeypatch.setenv("FONTCONFIG_FILE", before)
    vega.load_converter.cache_clear()  # as in a new process
    draw_pictures(GROWTH)
    assert os.environ.get("FONTCONFIG_FILE") == before


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[dict[str, Any]] = []
    converter = vega.load_converter()

    def record(spec: str, **options: Any) -> str:  # noqa: ANN401 # as given
        seen.append(options)
        return converter.render(spec, **options)

    monkeypatch.setattr(vega, "load_converter", lambda: converter._replace(render=record))
    draw_pictures(GROWTH)
    assert [options["allowed_base_urls"] for options in seen] == [[], [], []]


@EVERY
def test_a_picture_is_what_vega_makes_of_the_whole_specification(data: ChartData) -> None:
    for form in FORMS:
        spec = specify_form(data, form)
        whole = vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE)
        assert _plain(vega.draw_svg(spec)) == _plain(whole)


def _plain(svg: str) -> str:
    """A picture to a hundredth of a pixel, without names that are numbered through the life of a process."""
    return re.sub(r'url\(#[^)]*\)| id="[^"]*"', "", drawing._strip(svg))  # noqa: SLF001 # as every picture is made smaller


def test_texts_that_are_fields_of_facts_and_other_scales_are_left_to_vega() -> None:
    spec = specify_form(GROWTH, WIDE)
    (place,) = {json.dumps(one["encoding"]["y"]) for one in spec["layer"][1:2]}
    own = {
        "mark": {"type": "text"},
        "encoding": {
            "x": {"field": "item", "type": "nominal", "axis": None},
            "y": json.loads(place),
            "text": {"field": "number", "type": "nominal"},
            "color": {
                "field": "series",
                "type": "nominal",
                "legend": None,
                "scale": {"domain": ["growth", "decline"], "range": ["red", "blue"]},
            },
        },
    }
    spec |= {"layer": [*spec["layer"], own]}
    whole = vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE)
    assert _plain(vega.draw_svg(spec)) == _plain(whole)
    assert whole.count(">6.0</text>") == 2


def test_charts_of_the_same_layers_are_compiled_once() -> None:
    vega._compile.cache_clear()  # noqa: SLF001 # as in a new process
    draw_pictures(GROWTH)
    compiled = vega._compile.cache_info().misses  # noqa: SLF001 # how often it was really done
    points = tuple(replace(one, low=one.ends[0] * 2, high=one.ends[0] * 2) for one in GROWTH.points)
    draw_pictures(replace(GROWTH, name="other", points=points))
    assert vega._compile.cache_info().misses == compiled == len(FORMS)  # noqa: SLF001 # the same


def test_vega_is_given_no_texts_to_measure(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    converter = vega.load_converter()

    def record(spec: str, **options: Any) -> str:  # noqa: ANN401 # as given
        seen.append(spec)
        return converter.render(spec, **options)

    monkeypatch.setattr(vega, "load_converter", lambda: converter._replace(render=record))
    pictures = draw_pictures(PATH_RANGE)
    assert "Path to the target" in pictures["wide"]
    assert len(seen) == len(FORMS)
    assert not any("Path to the target" in spec for spec in seen)


def test_a_drawer_draws_as_this_process_does_and_goes_on_after_an_error() -> None:
    with process.Drawer() as drawer:
        assert drawer.draw(GROWTH) == draw_chart(GROWTH)
        with pytest.raises(KeyError, match="pie"):
            drawer.draw(replace(GROWTH, kind="pie"))
        assert drawer.draw(RANGE) == draw_chart(RANGE)
        assert drawer.make_bundle() == drawing.make_bundle()
        first = drawer._started()._process  # noqa: SLF001 # which nobody else can see
        drawer.close()
        assert first.poll() == 0, "it ended by itself"
        assert drawer.draw(RANGE) == draw_chart(RANGE)


def test_a_process_that_ends_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "PROGRAM", "sitegen.memo")  # answers nothing
    with (
        process.Drawer() as drawer,
        pytest.raises(WorkerError, match="ended without an answer"),
    ):
        drawer.draw(GROWTH)


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(KeyError, match="pie"):
        draw_pictures(replace(GROWTH, kind="pie"))


def test_the_metrics_font_stands_for_every_han_character() -> None:
    path = METRICS / "han-metrics.otf"
    font = TTFont(path)
    assert path.stat().st_size < 3000
    characters = font.getBestCmap()
    assert {characters[ord(c)] for c in "高新区产业，。（）％々〇ひカ㎡"} == {
        font.getGlyphOrder()[1]
    }
    assert ord("a") not in characters
    assert font["hmtx"][font.getGlyphOrder()[1]][0] == font["head"].unitsPerEm
    assert "Noto" not in str(font["name"].getDebugName(1))
    assert "SIL OPEN FONT LICENSE" in (METRICS / "han-metrics.OFL.txt").read_text("utf-8")
