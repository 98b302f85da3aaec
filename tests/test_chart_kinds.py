"""A kind of chart is one file and one entry: nothing else has to know of it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from projects import ROOT, copy_project, replace

from sitegen.charts.kinds import (
    CHART_KINDS,
    ChartKind,
    GeneratedFor,
    Takes,
    get_generated,
    list_messages,
)

if TYPE_CHECKING:
    from pathlib import Path

FILE = '''"""Dots, each with its number."""

from sitegen.charts.marks import Drawing, PointerArea, assemble, dot_style, make_texts, on_scale
from sitegen.charts.place import Box, Line, PixelScale, PlacedLine
from sitegen.charts.row_marks import make_row_table, on_rows
from sitegen.charts.rows import lay_out


def draw(data, form):
    rows = lay_out(data, form, 10, lambda points: (*(24 * at + 12 for at in range(len(points))), 24 * len(points)))
    most = max(data.scaled(point.ends[1]) for point in data.points)
    scale = PixelScale(0, most, rows.left, form.width - 80)
    facts = make_row_table(data, rows, {"fades": [""] * len(data.points)})
    x, y = on_scale("value", scale, data.value_title), on_rows(rows)
    lines = [
        PlacedLine(scale(data.scaled(placed.point.ends[0])) + 9, placed.y, "left", Line(placed.point.short))
        for placed in rows.points
    ]
    word = PlacedLine(0, rows.bottom + 10, "left", Line(data.word("dots")))
    texts, layers = make_texts("texts", [*rows.names, *lines, word], form)
    areas = [
        PointerArea(number, Box(rows.left, placed.y - 12, form.width, placed.y + 12))
        for number, placed in enumerate(rows.points)
    ]
    dots = facts.layer("point", dot_style("1", form, hollow=False), x=x, y=y)
    return assemble(data, form, Drawing((facts, texts), [*dots, *layers], rows.bottom + 24, areas))
'''
ENTRY = """            ChartKind("dots", "sitegen.charts.dots", words=(("dots", "A dot a fact"),)),
"""
LAST = """            ChartKind("growth","""


def add_kind(folder: Path) -> Path:
    """A copy of the generator with one kind more."""
    shutil.copytree(
        ROOT / "sitegen", folder / "sitegen", ignore=shutil.ignore_patterns("__pycache__")
    )
    (folder / "sitegen" / "charts" / "dots.py").write_text(FILE, "utf-8")
    replace(folder / "sitegen" / "charts" / "kinds.py", LAST, ENTRY + LAST)
    return folder


def build(generator: Path, project: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "sitegen", "build", "--no-pdf"],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(generator)},
        check=False,
        capture_output=True,
        text=True,
    )


def test_a_kind_is_added_by_its_file_and_its_entry(tmp_path: Path) -> None:
    generator = add_kind(tmp_path / "generator")
    project = copy_project(tmp_path / "project")
    for page in ("sea.en.md", "sea.de.md"):
        replace(project / "content" / page, ":::{chart} compare", ":::{chart} dots")
    refused = build(generator, project)
    assert "`A dot a fact` has no translation" in refused.stdout + refused.stderr
    catalog = next((project / "templates" / "locale").glob("de*"))
    with catalog.open("a", encoding="utf-8") as file:
        file.write('\nmsgid "A dot a fact"\nmsgstr "Ein Punkt je Fakt"\n')
    built = build(generator, project)
    assert built.returncode == 0, built.stdout + built.stderr
    for code, word in (("en", "A dot a fact"), ("de", "Ein Punkt je Fakt")):
        charts = project / "site" / "data" / "charts"
        assert word in (charts / f"catch-by-isle.{code}.svg").read_text("utf-8")
        spec = json.loads((charts / f"catch-by-isle.{code}.vl.json").read_text("utf-8"))
        assert spec["usermeta"]["kind"] == "dots"
        assert len(spec["datasets"]["facts"]) == 2


def test_what_the_site_draws_by_itself_has_one_kind_each() -> None:
    for subject in GeneratedFor:
        assert [kind for kind in CHART_KINDS.values() if kind.generated_for is subject] == [
            get_generated(subject)
        ]
    assert get_generated(GeneratedFor.TARGET).takes is Takes.PATH


def test_a_kind_without_its_file_is_refused() -> None:
    with pytest.raises(ImportError):
        ChartKind("none", "sitegen.charts.none").load()


def test_the_catalogues_are_asked_for_all_that_a_kind_says() -> None:
    wanted = set(list_messages())
    for kind in CHART_KINDS.values():
        assert {message for _, message in (*kind.words, *kind.sentences)} <= wanted
    assert {"Baseline", "Path to the target", "{indicator} over time, {area}"} <= wanted
