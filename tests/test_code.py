"""Blocks of code: whose numbers state nothing where a language is named, and what is copied of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from built import copy_warm_project

from sitegen.build.order import check_site
from sitegen.project.fences import read_code
from sitegen.project.syntax import make_parser

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.traces.result import BuildResult


def check_with(folder: Path, info: str) -> BuildResult:
    """The small project with a fence that holds a number."""
    project = copy_warm_project(folder)
    path = project / "content/sea.en.md"
    path.write_text(path.read_text("utf-8") + f"\n```{info}\nferries = 320\n```\n", "utf-8")
    return check_site(project)


@pytest.mark.parametrize("info", ["", "text", 'text title="a.txt"'])
def test_a_number_in_a_fence_of_no_language_is_bound_to_no_fact(tmp_path: Path, info: str) -> None:
    told = check_with(tmp_path / "site", info).problems
    assert [(one.rule, "`320`" in one.message) for one in told] == [("unbound-number", True)]


def test_code_of_a_language_may_hold_numbers_and_is_shown_with_its_file(tmp_path: Path) -> None:
    built = check_with(tmp_path / "site", 'toml title="site.toml"')
    assert built.problems == ()
    page = built.tree["en/sea/index.html"].decode()
    shown = re.search(r'<figure class="code">.*?</figure>', page, re.DOTALL)
    assert shown
    assert "<figcaption>site.toml</figcaption>" in shown[0]
    assert "ferries = 320" in shown[0]
    assert 'data-copy="code.1"' in shown[0]


@pytest.mark.parametrize(
    ("info", "language", "title"),
    [
        ("", "", ""),
        ("text", "", ""),
        ("csv", "csv", ""),
        ('csv title="data/facts.csv, at the end"', "csv", "data/facts.csv, at the end"),
        ("c++ {1-3}", "c++", ""),
    ],
)
def test_the_first_line_of_a_fence_says_what_it_holds(info: str, language: str, title: str) -> None:
    code = read_code(make_parser().parse(f"```{info}\na\n```")[0])
    assert (code.language, code.title) == (language, title)


def test_only_on_a_console_is_a_dollar_a_prompt() -> None:
    for language, prompts in (("console", ["$ ", "", "> "]), ("sh", ["", "", ""])):
        code = read_code(make_parser().parse(f"```{language}\n$ ls\na\n> dir\n```")[0])
        assert [line.prompt for line in code.lines] == prompts
