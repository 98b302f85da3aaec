"""Of a mistake its cause is told, alone, with what to write: what follows from it is told of nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from built import copy_warm_project
from projects import replace

from sitegen.build.order import check_site
from sitegen.problems import fold_files, format_problem

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_warm_project(tmp_path / "project")


def tell(project: Path) -> list[str]:
    return [format_problem(one) for one in check_site(project).problems]


@pytest.mark.parametrize("table", ["facts", "indicators", "sources"])
def test_what_names_rows_of_a_table_that_is_cut_off_is_not_told(project: Path, table: str) -> None:
    path = project / f"data/{table}.csv"
    rows = path.read_text("utf-8").splitlines()
    half = rows[len(rows) // 2]
    path.write_text("\n".join([*rows[: len(rows) // 2], half[: len(half) // 2]]), "utf-8")
    [said] = tell(project)
    assert said.startswith(f"data/{table}.csv:{len(rows) // 2 + 1}: error[table]: the row has ")
    assert said.endswith("if the file is cut off here, take it anew from where it is whole.")


def test_a_whole_row_without_an_end_of_line_hides_nothing(project: Path) -> None:
    path = project / "data/indicators.csv"
    path.write_text(path.read_text("utf-8").rstrip("\n"), "utf-8")
    assert tell(project) == []
    first = path.read_text("utf-8").splitlines()[1].partition(",")[0]
    replace(path, f"\n{first},", f"\n{first}x,")
    assert any(f"there is no indicator `{first}`" in one for one in tell(project))


def test_a_page_of_a_language_that_is_written_otherwise_is_to_be_renamed(project: Path) -> None:
    (project / "content/sea.en.md").rename(project / "content/sea.eng.md")
    [said] = [one for one in tell(project) if "sea.eng.md" in one]
    assert said.endswith("`sea.eng.md` cannot be read. Rename it to `sea.en.md`.")
    (project / "content/sea.en.md").write_text("x", "utf-8")
    [said] = [one for one in tell(project) if "sea.eng.md" in one]
    assert said.endswith("The languages are `en`, `de`; `site.toml` says so.")


def test_a_page_that_is_called_otherwise_in_a_language_is_named(project: Path) -> None:
    (project / "content/sea.en.md").rename(project / "content/seas.en.md")
    said = [one for one in tell(project) if "missing-page" in one]
    assert [one.partition("language ")[2] for one in said] == [
        "`en`. If content/seas.en.md is the same page, give both one name; else write content/sea.en.md.",
        "`de`. If content/sea.de.md is the same page, give both one name; else write content/seas.de.md.",
    ]


def test_a_head_of_a_catalogue_that_counts_plurals_wrongly_is_told_and_not_its_entries(
    project: Path,
) -> None:
    path = project / "templates/locale/de.po"
    text = path.read_text("utf-8")
    assert "nplurals=2" in text
    path.write_text(text.replace("nplurals=2", "nplurals=3"), "utf-8")
    [said] = tell(project)
    assert said.partition(": ")[2] == (
        "error[catalog]: `nplurals=3` is not how many plurals the language has. Write `nplurals=2`, and the rule for it."
    )


@pytest.mark.parametrize(
    ("written", "column", "said"),
    [
        ("{% if never %}{{ text|uper }}{% endif %}", 23, "no filter named 'uper'. Did you mean `upper`"),
        ("{% if never %}{% filter uper %}x{% endfilter %}{% endif %}", 25, "no filter named 'uper'"),
        ("{% if never and text is not odds %}x{% endif %}", 29, "no test named 'odds'. Did you mean `odd`"),
        ("{{ text|uper }}", 9, "no filter named 'uper'. Did you mean `upper`"),
    ],
)  # fmt: skip
def test_a_filter_or_a_test_that_there_is_not_is_told_though_no_page_meets_it(
    written: str, column: int, said: str, project: Path
) -> None:
    path = project / "templates/blocks.html"
    text = path.read_text("utf-8").rstrip()
    path.write_text(
        f"{text}\n{{# uper odds #}}\n{{% macro shown(text) %}}\n{written}\n{{% endmacro %}}\n",
        "utf-8",
    )
    [told] = tell(project)
    place = f"templates/blocks.html:{len(text.splitlines()) + 3}:{column}"
    assert told.startswith(f"{place}: error[template]: {said}")


def test_a_template_may_ask_whether_there_is_a_filter(project: Path) -> None:
    path = project / "templates/blocks.html"
    asked = '{% macro shown(text) %}{% if "markdown" is filter %}{{ text|markdown }}{% endif %}{% endmacro %}'
    path.write_text(f"{path.read_text('utf-8').rstrip()}\n{asked}\n", "utf-8")
    assert tell(project) == []


def test_numbers_are_not_told_while_the_names_that_hold_them_are_of_no_language(
    project: Path,
) -> None:
    path = project / "data/names.csv"
    text = path.read_text("utf-8")
    path.write_text(text.replace(",en,", ",eng,"), "utf-8")
    replace(project / "data/indicators.csv", "Value of fish landed", "Value of fish of Plan 25")
    assert all(one.startswith("data/names.csv:") for one in tell(project))
    assert (
        tell(project)[0]
        .partition(": ")[2]
        .startswith("error[cell]: `eng` is not a language of the site")
    )


def test_a_parenthesis_of_a_claim_without_its_other_half(project: Path) -> None:
    path = project / "content/sea.en.md"
    text = path.read_text("utf-8")
    claim = "{claim}`more <growth(catch/isles/2020..2023 > 0>`"
    path.write_text(f"{text}\nIt was {claim} than before.\n", "utf-8")
    said = [one for one in tell(project) if "error[claim]" in one]
    assert said[0].endswith(
        "a parenthesis of `growth(catch/isles/2020..2023` has no other half. Write `(` before the keys of a rule and `)` behind them."
    )


BOATS = "boats,sea,Boats,Boote,Boats in service,Boote im Dienst,count,up,linear,\n"


@pytest.mark.parametrize(
    ("path", "old", "new", "said"),
    [
        pytest.param(
            "data/indicators.csv",
            BOATS,
            BOATS + BOATS.replace("count", "EUR"),
            "data/indicators.csv:4:1: error[duplicate-key]: `boats` is already on line 3. Use each key once.",
            id="a key that is there twice, and the units of its figures",
        ),
        pytest.param(
            "data/facts.csv",
            "catch,isles,2020,actual,level,,12.5",
            "catch,isles,2020,actual,level,2,12.5",
            "data/facts.csv:2:31: error[cell]: the row is statement 2 of `catch/isles/2020/actual/level/plan`, "
            "which no row states first. If the first was removed, put it back, or leave this cell empty.",
            id="a further statement without the first",
        ),
        pytest.param(
            "data/facts.csv",
            "catch,isles,2020,actual,level,,12.5,,,exact,million euro,plan,page 1,12.5 million euro,,\n",
            "",
            "content/index.de.md:7:19: error[unknown-fact]: there is no fact `catch/isles/2020`",
            id="a figure that is gone, and the status that it gave",
        ),
    ],
)
def test_of_a_row_that_is_wrong_nothing_that_follows_is_told(
    project: Path, path: str, old: str, new: str, said: str
) -> None:
    for code in ("de", "en"):
        page = project / f"content/sea.{code}.md"
        claim = "{claim}`x <status: catch/isles/2025/target = on-track>`"
        replace(page, "{#catch}", f"{claim}\n\n{{#catch}}")
    replace(project / path, old, new)
    found = [one for one in check_site(project).problems if one.level == "error"]
    told = [format_problem(one) for _, one in fold_files(found)]
    assert told[0].startswith(said)
    assert {one.rule for one in found} == {found[0].rule}
