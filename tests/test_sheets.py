"""Style sheets are read as far as they can be wrong: brackets, tokens, what they load."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from projects import ROOT, copy_project
from sketches import sketch_store

from sitegen.build.order import check_site
from sitegen.render.sheets import fill_loads, find_asset, read_sheet

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("path", sorted((ROOT / "templates/assets").glob("*.css")), ids=str)
def test_the_sheets_of_the_theme_have_no_faults(path: Path) -> None:
    sheet = read_sheet(path.read_text("utf-8"))
    assert sheet.faults == ()
    assert sheet.used


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("a { b: c", [2]),
        ("a { b: 'c\n}", [7]),
        ("@media x { a { } ", [9]),
        ("a { b: url(c }", [10]),
        ("/* x", [0]),
        ("/*/", [0]),
        ("a } /* } */ b", [2]),
        ("a[b { }", [1]),
        (r"a { b: '\'' } c { d: '}' }", []),
        ("a { b: url(data:image/svg+xml;utf8,%3Csvg%3E) }", []),
        ("", []),
    ],
)
def test_what_is_not_closed_is_found_where_it_opens(text: str, starts: list[int]) -> None:
    assert [fault.start for fault in read_sheet(text).faults] == starts


def test_tokens_are_told_apart() -> None:
    sheet = read_sheet(
        "@property --p { } :root { --a: 1; --b:2 } c { d: var(--e) VAR( --f , 1 ) --g }"
    )
    assert [one.name for one in sheet.defined] == ["--p", "--a", "--b"]
    assert [one.name for one in sheet.used] == ["--e"]


@pytest.mark.parametrize(
    ("href", "name"),
    [
        ("x.png", "x.png"),
        ("./x.png?1#y", "x.png"),
        ("../assets/%E7%BA%B8.png", "纸.png"),
        ("../x.png", "../x.png"),
        ("data:x", None),
        ("#x", None),
        ("http://[", "http://["),
    ],
)  # fmt: skip
def test_the_asset_that_an_address_means_is_found(href: str, name: str | None) -> None:
    assert find_asset(href) == name


def test_loads_are_filled_with_published_names() -> None:
    text = "@import 'a.css'; b { c: url(d.png#e) url( \"f.png\" ) url(g.png) url(data:x) }"
    filled = fill_loads(text, {"a.css": "A", "d.png": "D", "f.png": "F"}.get)
    assert filled == "@import 'A'; b { c: url(D#e) url( \"F\" ) url(g.png) url(data:x) }"


@settings(deadline=None)
@given(st.text(alphabet="a{}()[]'\"/*-:;, \nurl@", max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    sheet = read_sheet(text)
    for fault in sheet.faults:
        assert 0 <= fault.start < len(text)
    assert fill_loads(text, lambda _: None) == text


def test_what_a_sheet_loads_is_published_under_the_name_that_it_says(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")
    assets = project / "templates/assets"
    (assets / "paper.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    (assets / "more.css").write_text("b { background: url(paper.svg) }")
    with (assets / "style.css").open("a") as sheet:
        sheet.write('a { background: url("paper.svg#x") }')
    (assets / "project.css").write_text('@import "more.css"; @import "project.css";')
    store = sketch_store()
    tree = dict(check_site(project, store).tree)
    [paper] = [name.removeprefix("assets/") for name in tree if name.startswith("assets/paper.")]
    [more] = [name.removeprefix("assets/") for name in tree if name.startswith("assets/more.")]
    sheets = {name: text.decode() for name, text in tree.items() if name.endswith(".css")}
    said = {name.removeprefix("assets/").partition(".")[0]: text for name, text in sheets.items()}
    assert f'url("{paper}#x")' in said["style"]
    assert f"url({paper})" in said["more"]
    assert said["project"] == f'@import "{more}"; @import "project.css";'
    (assets / "paper.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>')
    again = {name for name in check_site(project, store).tree if name.endswith(".css")}
    assert len(again & {*sheets}) == 0  # all three name it, or what names it
