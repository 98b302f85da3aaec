"""A sixth document of the real project: what it overtakes is refused, in both languages, and nothing else.

`report-2024/` holds an invented annual report of the Zone: its text, and the rows that an author would add to the tables.
`overtaken.txt` lists by page and section the words that no longer hold, and the figure that decides.
Bless it with `SITEGEN_BLESS=1` and read the difference.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import pytest
from built import build_real_site
from projects import ROOT

from sitegen.audit.audit import audit_project
from sitegen.build.order import check_site
from sitegen.problems import format_problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from sitegen.problems import Problem

REPORT = ROOT / "tests" / "report-2024"
EXPECTED = REPORT / "overtaken.txt"
SOURCE = "cdht-report-2024"
TABLES = ("sources", "facts", "leftout", "conflicts")
KINDS = "\n[source_kinds.report]\n"
_DECIDING = re.compile(rf"`(\S+)/{SOURCE}` is (.+?) \(facts\.csv:(\d+)\)")
_PAGE = re.compile(r"content/(?P<page>\S+)\.(?P<language>en|zh)\.md")


@dataclass(frozen=True, order=True)
class Overtaken:
    """Words of a page that no longer hold."""

    page: str
    place: int
    """The number of its section on the page, from 0 for what stands before the first."""
    line: int
    language: str
    column: int
    section: str
    """Its id; what the line begins with, where that is before the first."""
    decides: str
    """The figure of the new document, with its value."""
    claimed: str
    words: str


@cache
def _warm() -> Path:
    """The store of the checkout, after a build."""
    build_real_site()
    return ROOT / ".sitegen"


def _list_other_catalogues(_: str, names: list[str]) -> set[str]:
    """The theme, which lies in the same folder, has more languages than the site."""
    return {name for name in names if name.endswith(".po")} - {"en.po", "zh.po"}


def _copy(folder: Path, tables: Sequence[str] = TABLES, facts: str = "") -> Path:
    """Copy the real project into a folder, with the rows of the document, and others of facts."""
    for name in ("content", "data", "templates"):
        shutil.copytree(ROOT / name, folder / name, ignore=_list_other_catalogues)
    # By another process: one that closes a file of SQLite's loses its own locks on it, and others would cut off what it has mapped.
    subprocess.run(["cp", "-R", _warm(), folder / ".sitegen"], check=True)
    settings = (ROOT / "site.toml").read_text("utf-8")
    (folder / "site.toml").write_text(settings + KINDS, "utf-8")
    for name in tables:
        rows = (REPORT / "data" / f"{name}.csv").read_text("utf-8")
        with (folder / "data" / f"{name}.csv").open("a", encoding="utf-8") as table:
            table.write(rows + (facts if name == "facts" else ""))
    return folder


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[Problem, ...]]:
    """The project with the document, and what `check` says of it."""
    project = _copy(tmp_path_factory.mktemp("sixth") / "project")
    return project, check_site(project).problems


def _read_overtaken(project: Path, problem: Problem) -> Overtaken:
    """What a problem says, by the section of the page that it stands in."""
    page = _PAGE.fullmatch(problem.path)
    assert page, problem
    lines = (project / problem.path).read_text("utf-8").splitlines()
    ids = [
        match[1]
        for line in lines[: problem.line]
        if (match := re.fullmatch(r"\{#(\S+)\}", line.strip()))
    ]
    words = re.match(r"`(.+?)` does not hold: ", problem.message)
    assert words, problem
    assert words[1] in lines[problem.line - 1], problem
    decides = _DECIDING.search(problem.message)
    assert decides, f"no figure of the document decides: {problem}"
    first = lines[problem.line - 1].partition(":")[0]
    return Overtaken(
        page["page"],
        len(ids),
        problem.line,
        page["language"],
        problem.column,
        ids[-1] if ids else first if first in {"title", "lead", "description"} else "beginning",
        f"{decides[1]} is {decides[2]}",
        " and ".join(re.findall(r"where (`.+?`) is claimed", problem.message)),
        words[1],
    )


def _list_overtaken(overtaken: Sequence[Overtaken]) -> Iterator[str]:
    """Lines for the eye: page and section, the figure, and the words of each language."""
    said = ("", "")
    for one in overtaken:
        if (one.page, one.section) != said:
            yield f"{one.page}, {one.section}"
            said = one.page, one.section
        yield f"  {one.language}  {one.words}  <-  {one.decides}"


def test_a_new_document_refuses_what_it_overtakes_and_nothing_else(
    checked: tuple[Path, tuple[Problem, ...]],
) -> None:
    project, problems = checked
    assert {one.rule for one in problems} == {"claim"}, "\n".join(map(format_problem, problems))
    overtaken = sorted(_read_overtaken(project, one) for one in problems)
    made = "".join(f"{line}\n" for line in _list_overtaken(overtaken))
    if os.environ.get("SITEGEN_BLESS"):
        EXPECTED.write_text(made, "utf-8")
    assert made == EXPECTED.read_text("utf-8")


def test_a_sentence_is_refused_in_both_languages_or_in_none(
    checked: tuple[Path, tuple[Problem, ...]],
) -> None:
    project, problems = checked
    found: dict[str, list[tuple[str, str, str, str]]] = {"en": [], "zh": []}
    for one in (_read_overtaken(project, problem) for problem in problems):
        found[one.language].append((one.page, one.section, one.decides, one.claimed))
    assert sorted(found["en"]) == sorted(found["zh"])


def test_the_list_is_in_the_order_of_pages_and_says_each_thing_once(
    checked: tuple[Path, tuple[Problem, ...]],
) -> None:
    _, problems = checked
    places = [(one.path, one.line, one.column) for one in problems]
    assert places == sorted(set(places))
    pages = [one.path.split(".")[0] for one in problems]
    assert list(dict.fromkeys(pages)) == [
        page for before, page in zip(["", *pages], pages, strict=False) if page != before
    ]


def test_every_figure_of_the_document_stands_in_its_text(
    checked: tuple[Path, tuple[Problem, ...]],
) -> None:
    project, _ = checked
    audit = audit_project(project, REPORT / "texts")
    ours = [one for one in audit.problems if one.rule != "audit-text" and SOURCE in one.message]
    assert [one.rule for one in ours] == ["audit-coverage"], ours  # to be recorded
    (line,) = (line for line in audit.summary if line.startswith(SOURCE))
    assert "none open" in line


def test_a_figure_stated_again_overtakes_nothing_and_a_rate_without_prices_has_to_be_declared(
    checked: tuple[Path, tuple[Problem, ...]], tmp_path: Path
) -> None:
    row = f"gdp,cdht,2023,actual,level,,3201.2,,,exact,亿元,{SOURCE},一、综合,上年3201.2亿元,,\n"
    project = _copy(tmp_path / "project", ("sources", "facts", "leftout"), row)
    claims = [one for one in check_site(project).problems if one.rule == "claim"]
    (other,) = [one for one in check_site(project).problems if one.rule != "claim"]
    assert claims == [*checked[1]]
    assert other.rule == "inconsistent"
    assert "gdp/cdht/2024/actual/growth" in other.message
    assert "conflicts.csv" in other.hint


def test_a_figure_that_is_revised_is_a_conflict_first(tmp_path: Path) -> None:
    row = f"gdp,cdht,2023,actual,level,,3188.1,,,exact,亿元,{SOURCE},一、综合,核定为3188.1亿元,,\n"
    problems = check_site(_copy(tmp_path / "project", facts=row)).problems
    assert {one.rule for one in problems} == {"conflict"}
    assert all("3188.1" in one.message and "disagrees" in one.message for one in problems)
