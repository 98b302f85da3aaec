"""What authors' systems make of names, tables, catalogues and style sheets: one message each, whose cure is right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from built import keep_store
from projects import copy_project

from sitegen.build.order import check_site
from sitegen.filenames.near import is_reserved
from sitegen.language.catalog_reading import parse_catalog
from sitegen.problems import format_problem
from sitegen.render.sheets import read_sheet

if TYPE_CHECKING:
    from pathlib import Path

SHARED = keep_store()


def check(project: Path) -> list[str]:
    return [format_problem(one) for one in check_site(project, SHARED).problems]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("content/sea.en - Copy.md", "`sea.en.md` is there besides: move this one out"),
        ("content/sea.en (2).md", "`sea.en.md` is there besides: move this one out"),
        ("content/boats.en-GB.md", "Rename it to `boats.en.md`"),
        ("content/en.boats.md", "Rename it to `boats.en.md`"),
        ("content/con.en.md", "no file may be called `con` on Windows"),
        ("content/ports/lpt1.de.md", "no file may be called `lpt1` on Windows"),
        ("templates/base - Kopie.html", "`base.html` is there besides: move this one out"),
        ("data/tables/relations.csv", "Move it to `data/relations.csv`"),
    ],
)
def test_a_name_is_told_with_a_cure_that_loses_nothing(
    tmp_path: Path, name: str, said: str
) -> None:
    project = copy_project(tmp_path / "project")
    (project / name).parent.mkdir(exist_ok=True)
    (project / name).write_text("x\n", "utf-8")
    [found] = check(project)
    assert found.startswith(f"{name}: error[file-name]: ")
    assert said in found


def test_names_that_windows_keeps_are_whole_names() -> None:
    assert all(map(is_reserved, ("con", "nul", "com1", "lpt9")))
    assert not any(map(is_reserved, ("console", "com", "com10", "lpt", "con-page")))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("area,name_en,name_de", "area,name_en,name_en", "the column `name_en` stands twice, and"),
        ("north,North Isle", ",,,,,,,,\ntotal,,,,,,,,\nnorth,North Isle", "are empty"),
    ],
)
def test_a_table_is_told_by_what_became_of_it(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    project = copy_project(tmp_path / "project")
    path = project / "data/areas.csv"
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    [found] = check(project)
    assert said in found


def test_lines_that_are_quoted_whole_are_told_once(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    path = project / "data/areas.csv"
    path.write_text(
        "".join(f'"{line}"\n' for line in path.read_text("utf-8").splitlines()), "utf-8"
    )
    [found] = check(project)
    assert "each line stands in quotation marks as a whole" in found


@pytest.mark.parametrize(
    ("translation", "said"),
    [
        ("<b>Ist</b>", "the mark `<b>` of"),
        ("**Ist**", "the mark `**` of"),
        ("Ist&nbsp;", "the mark `&nbsp;` of"),
        ("Ist\\n", "ends with a line break"),
        ("Ist < Soll & mehr", ""),
    ],
)
def test_a_mark_of_a_translation_is_told(translation: str, said: str) -> None:
    text = f'msgid ""\nmsgstr ""\n\nmsgid "actual"\nmsgstr "{translation}"\n'
    found = [format_problem(one) for one in parse_catalog("de.po", text, "de")[1]]
    assert len(found) == bool(said)
    assert all(said in one for one in found)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("p ｛ color: red }", ["`｛` is full-width, and browsers leave out what it is in"]),
        ("p { color： red }", ["`：` is full-width, and browsers leave out what it is in"]),
        ("// comment\np { color: red }", ["`//` begins no comment of a style sheet"]),
        ('p { content: "x }', ['the quotation mark " is not closed']),
        ("p { content: '｛ //'; background: url(//x) } /* ： // */", []),
    ],
)
def test_a_slip_of_a_style_sheet_is_told(text: str, said: list[str]) -> None:
    found = [one.said for one in read_sheet(text).faults]
    assert [one for one in found if "closes nothing" not in one] == said
