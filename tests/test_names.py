"""Names of files: known ones are used, near ones are errors, others are told of, and what is left behind is passed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from projects import copy_project
from sketches import build_whole, find_wrong, sketch_store

from sitegen.build.order import build_site, check_site
from sitegen.filenames.junk import is_junk
from sitegen.filenames.near import find_meant, is_settings_name
from sitegen.filenames.pages import divide_name, guess_pages, is_page_name
from sitegen.filenames.strays import TABLE_NAMES, check_case, find_table, gather_strays
from sitegen.problems import format_problem

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.build.store import Store

CODES = "en", "de"
LEFT = (
    ".DS_Store",
    "._facts.csv",
    ".style.css.swp",
    "facts.csv~",
    "sea.en.md~",
    "#sea.en.md#",
    ".#sea.en.md",
    "facts.csv.bak",
    "base.html.orig",
    "base.html.swp",
    "~$facts.xlsx",
    "facts.tmp",
    "Thumbs.db",
    "desktop.ini",
    "style.css___jb_tmp___",
    ".~lock.facts.csv#",
)


def _said(project: Path, store: Store) -> list[str]:
    """What is wrong with a project, which a build that knows nothing says as well."""
    built = check_site(project, store)
    assert find_wrong(built, build_whole(project)) == []
    return [format_problem(one) for one in built.problems]


@pytest.mark.parametrize("folder", ["content", "data", "templates", "templates/assets", "."])
def test_what_editors_leave_is_passed_over(tmp_path: Path, folder: str) -> None:
    project, store = copy_project(tmp_path / "in"), sketch_store()
    assert build_site(project, store=store).problems == ()
    before = dict(check_site(project, store).tree)
    for name in LEFT:
        assert is_junk(name)
        (project / folder / name).write_bytes(b"\0b0VIM my secret")
    (project / folder / "__MACOSX").mkdir()
    (project / folder / "__MACOSX" / "facts.csv").write_text("x", "utf-8")
    built = build_site(project, store=store)
    assert (built.problems, built.made) == ((), ())
    assert dict(built.tree) == before
    assert _said(project, sketch_store()) == []


@pytest.mark.parametrize("name", ["facts.csv", "a.html", "sea.en.md", "x.swf", "bak.csv", "orig"])
def test_what_is_somebodys_is_not_passed_over(name: str) -> None:
    assert not is_junk(name)


def test_what_nobody_asked_for_is_not_published(tmp_path: Path) -> None:
    project, store = copy_project(tmp_path / "in"), sketch_store()
    before = {**check_site(project, store).tree}
    for name in ("data/notes.csv", "data/raw/facts.csv", "content/minutes.docx", "content/a/b.xml"):
        (project / name).parent.mkdir(exist_ok=True)
        (project / name).write_text("secret", "utf-8")
    (project / "templates/assets/drafts").mkdir()
    (project / "templates/assets/drafts/icon.svg").write_text("secret", "utf-8")
    said = _said(project, store)
    assert [one.partition(":")[0] for one in said] == [
        "content/a",
        "content/minutes.docx",
        "data/notes.csv",
        "data/raw",
        "templates/assets/drafts",
    ]
    assert all(": warning[file-name]: " in one for one in said)
    assert dict(check_site(project, store).tree) == before


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("data/Facts.csv", "`facts.csv`"),
        ("data/conflict.csv", "`conflicts.csv`"),
        ("content/coast.en.MD", "`coast.en.md`"),
        ("templates/blocks.htm", "`blocks.html`"),
        ("templates/locale/EN.po", "`locale/en.po`"),
        ("templates/assets/Style.css", "`assets/style.css`"),
        ("templates/style.css", "`assets/style.css`"),
        ("templates/icon.svg", "`assets/icon.svg`"),
        ("data/facts.csv (1)", "`facts.csv`"),
        ("data/facts.csv.old", "`facts.csv`"),
        ("content/sea.en.md (1)", "`sea.en.md`"),
        ("content/coast.en.md.old", "`coast.en.md`"),
        ("Site.toml", "`site.toml`"),
        ("site (1).toml", "`site.toml`"),
    ],
)
def test_a_near_name_comes_and_goes(tmp_path: Path, name: str, told: str) -> None:
    project, store = copy_project(tmp_path / "in"), sketch_store()
    assert _said(project, store) == []
    (project / name).write_text("x", "utf-8")
    [said] = _said(project, store)
    assert said.startswith(f"{name}: error[file-name]: ")
    assert told in said
    (project / name).unlink()
    assert _said(project, store) == []


@pytest.mark.parametrize(
    ("name", "told"), [("asset", "assets"), ("Assets", "assets"), ("locales", "locale")]
)
def test_a_folder_of_templates_that_is_called_otherwise(
    tmp_path: Path, name: str, told: str
) -> None:
    project, store = copy_project(tmp_path / "in"), sketch_store()
    (project / "templates" / name).mkdir()
    for file in ("style.css", "de.po"):
        (project / "templates" / name / file).write_text("x", "utf-8")
    [said] = _said(project, store)
    assert said.startswith(f"templates/{name}: error[file-name]: ")
    assert f"Rename it to `{told}`" in said


def test_a_language_may_not_be_a_folder() -> None:
    assert guess_pages("en/a/sea.md", CODES) == ("a/sea.en.md",)
    assert guess_pages("en/sea.de.md", CODES) == ("en/sea.de.md",)


def test_a_table_that_is_called_otherwise_is_not_missing_besides(tmp_path: Path) -> None:
    project, store = copy_project(tmp_path / "in"), sketch_store()
    (project / "data/areas.csv").rename(project / "data/area.csv")
    said = _said(project, store)
    [named] = [one for one in said if "error[file-name]" in one]
    assert named.startswith("data/area.csv: ")
    assert named.endswith(" the table is called `areas.csv`. Rename it to `areas.csv`.")
    assert not [one for one in said if "is missing" in one]


@pytest.mark.parametrize(
    "name", ["sea.DE.md", "sea_de.md", "sea.md", "sea.de.markdown", "Sea.de.md"]
)
def test_a_page_that_is_called_otherwise_stands_for_what_leads_to_it(
    tmp_path: Path, name: str
) -> None:
    project, store = copy_project(tmp_path / "in"), sketch_store()
    assert _said(project, store) == []
    (project / "content/sea.de.md").rename(project / "content" / name)
    [said] = _said(project, store)
    assert said.startswith(f"content/{name}: error[file-name]: ")
    assert "sea.de.md`" in said


def test_names_that_differ_in_case_are_one_file_elsewhere(tmp_path: Path) -> None:
    project, store = copy_project(tmp_path / "in"), sketch_store()
    for name in ("Map.svg", "map.svg"):
        (project / "templates/assets" / name).write_text(
            "<svg xmlns='http://www.w3.org/2000/svg'/>", "utf-8"
        )
    if len([*(project / "templates/assets").glob("[mM]ap.svg")]) > 1:  # else they are one here
        [said] = _said(project, store)
        assert said.startswith("templates/assets/Map.svg: error[file-name]: ")
    [problem] = check_case(["STRASSE.svg", "a.svg", "straße.svg"], "assets")
    assert problem.path == "assets/STRASSE.svg"


def test_an_asset_with_a_space_has_its_digest_in_its_name(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")
    (project / "templates/assets/logo 标志.svg").write_text(
        "<svg xmlns='http://www.w3.org/2000/svg'/>", "utf-8"
    )
    tree = check_site(project, sketch_store()).tree
    [name] = [address for address in tree if "logo" in address]
    assert "digest" not in name


@pytest.mark.parametrize(
    "mark", [" (1)", " - 副本", " - 副本 (2)", " copy", " - Kopie", "_old", "的副本"]
)
def test_a_copy_of_a_table_is_known(mark: str) -> None:
    for table in TABLE_NAMES:
        assert find_table(f"{table}{mark}.csv", TABLE_NAMES) == table
        assert find_table(f"{table}{mark}.CSV", ()) == table


@given(st.sampled_from(sorted(TABLE_NAMES)), st.data())
def test_a_letter_too_few_or_too_many_is_near(table: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(table) - 1))
    for wrong in (table[:at] + table[at + 1 :], table[:at] + "x" + table[at:]):
        assert find_table(f"{wrong}.csv", TABLE_NAMES) is not None


@pytest.mark.parametrize(
    "name", ["notes", "raw", "population", "gdp", "readme", "draft", "translations"]
)
def test_another_word_is_no_table(name: str) -> None:
    assert find_table(f"{name}.csv", ()) is None
    assert find_meant(name, TABLE_NAMES) is None


@pytest.mark.parametrize("name", ["facts.md", "facts.json", "facts.pdf"])
def test_what_is_no_table_by_its_ending_is_none(name: str) -> None:
    assert find_table(name, ()) is None


def test_a_folder_without_anything_known_is_told_of_once() -> None:
    names = ["sea.en.md", "a/b/x.doc", "a/b/c/y.doc", "a/z.en.md", "raw/1.txt", "raw/2/3.txt", "n"]
    assert gather_strays(names, {"sea.en.md", "a/z.en.md"}) == ["a/b/", "n", "raw/"]


@given(
    st.lists(st.from_regex(r"[ab]{1,2}(/[ab]{1,2}){0,3}", fullmatch=True), unique=True), st.data()
)
def test_what_is_gathered_is_all_and_nothing_else(names: list[str], data: st.DataObject) -> None:
    meant = set(data.draw(st.lists(st.sampled_from(names), unique=True))) if names else set()
    gathered = gather_strays(names, meant)
    for name in names:
        told = [one for one in gathered if name == one or (one[-1] == "/" and name.startswith(one))]
        assert len(told) == (name not in meant)


def test_a_workbook_is_missed_only_where_its_table_is() -> None:
    assert find_table("facts.xlsx", ()) == "facts"
    assert find_table("facts.xlsx", {"facts"}) is None


@pytest.mark.parametrize("name", ["Site.toml", "site.toml.txt", "site (1).toml", "sites.toml"])
def test_names_that_mean_the_settings(name: str) -> None:
    assert is_settings_name(name)


@pytest.mark.parametrize("name", ["site.toml", "pyproject.toml", "ruff.toml", "site.md", "site"])
def test_names_that_do_not_mean_the_settings(name: str) -> None:
    assert not is_settings_name(name)


@given(st.text(min_size=1, max_size=12) | st.sampled_from(["LPT0", "Con", "NUL.x", "com1/aux"]))
def test_whatever_a_page_is_called_is_told(name: str) -> None:
    """A name is that of a page, or it is said what it was meant to be, which is the name of one."""
    for full in (f"{name}.md", f"{name}.en.md", f"{name}.en.MD"):
        divided = divide_name(full, "content", CODES)
        if isinstance(divided, tuple):
            continue
        assert divided.rule == "file-name"
        for meant in guess_pages(full, CODES):
            assert isinstance(divide_name(meant, "content", CODES), tuple)
            assert is_page_name(meant)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("facts-2023", "facts"),
        ("new facts", "facts"),
        ("artefacts", None),
        ("factsheets", None),
        ("Facts (1)", "facts"),
    ],
)
def test_a_table_may_be_a_part_of_a_name(name: str, meant: str | None) -> None:
    assert find_meant(name, {"facts"}, parts=True) == meant
