"""The reference says what the code has, all of it and nothing else, in both languages."""

from __future__ import annotations

import os
import re
import shutil
from functools import cache
from typing import TYPE_CHECKING

import pytest
from built import keep_store
from documentation import CONTENT, DOCS
from reference.all import (
    NAMES,
    PAGES,
    list_missing,
    make_names,
    make_pages,
    write_reference,
)
from reference.commands import find_commands, list_options
from reference.looks import PREVIEW, find_variables, list_templates, list_variables
from reference.words import CODES, SOURCE, list_names, load_words

from sitegen.analysis.derive import DERIVATIONS
from sitegen.analysis.statuses import STATUSES
from sitegen.build.order import check_site
from sitegen.charts.kinds import CHART_KINDS
from sitegen.cli import make_arguments
from sitegen.ledger.schema import TABLES
from sitegen.pages.kinds import PAGE_KINDS
from sitegen.project.front_lines import META
from sitegen.project.settings import SETTINGS
from sitegen.quantities.quantity import BOUNDS
from sitegen.resolve.directives import DIRECTIVES
from sitegen.resolve.roles import ROLES
from sitegen.rules.all import RULES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from reference.words import Words

HAN = re.compile("[一-鿿]")
BOTH = pytest.mark.parametrize("code", CODES)


@pytest.fixture(scope="module", autouse=True)
def blessed() -> None:
    """Write the pages, where that is asked for; what has no words is told by the tests."""
    if os.environ.get("SITEGEN_BLESS"):
        write_reference()


@cache
def make(code: str) -> tuple[Words, Mapping[str, str]]:
    """The words of a language, which know what was asked of them, and the pages that are made of them."""
    own = load_words(code)
    return own, make_pages(own)


@BOTH
def test_the_pages_are_those_of_the_code(code: str) -> None:
    """What differs is written by `make docs`, or by this test with SITEGEN_BLESS=1."""
    made = make(code)[1]
    assert {path: (DOCS / path).read_text("utf-8") for path in made} == made
    assert (DOCS / NAMES).read_text("utf-8") == make_names()


@BOTH
def test_no_words_of_the_reference_are_idle(code: str) -> None:
    own, _ = make(code)
    assert {*list_names(own.own), *own.catalogue} - own.used == set()


def test_all_that_the_code_says_is_translated() -> None:
    """What is missing goes into docs/zh.po, unless the messages have it."""
    assert list_missing() == []


def test_each_page_in_chinese_speaks_chinese() -> None:
    """Each row of each table has Chinese in it, but for rows that are code alone."""
    for path, text in make("zh")[1].items():
        for line in text.splitlines():
            bare = re.sub(r"``.*?``|`[^`]*`|\[|\]\([^)]*\)|[|\s\-:、，,.;]", "", line)
            if line.startswith("| ") and bare:
                assert HAN.search(line), f"{path}: {line}"


@BOTH
def test_everything_has_its_line(code: str) -> None:
    pages = {
        path.partition(".")[0].rpartition("/")[2]: text for path, text in make(code)[1].items()
    }
    expected = {
        "settings": [f"| `{one}` |" for one in SETTINGS],
        "pages": [f"| `{one}` |" for one in (*PAGE_KINDS, *META)],
        "tables": [f"## `{one.name}.csv`" for one in TABLES] + [f"| `{one}` |" for one in BOUNDS],
        "roles": [f"{{{one}}}`" for one in (*ROLES, *DERIVATIONS)],
        "directives": [f":::{{{one}}}`" for one in DIRECTIVES]
        + [f"| `{one}` |" for one in CHART_KINDS],
        "statuses": [f"| `{one}` |" for one in STATUSES],
        "rules": [f"`{one}`" for one in RULES],
        "templates": [f"| `{one}` |" for one in list_variables()],
    }
    for name, lines in expected.items():
        assert [line for line in lines if line not in pages[name]] == []


@BOTH
def test_every_command_is_described_with_its_options(code: str) -> None:
    page = make(code)[1][f"content/reference/commands.{code}.md"]
    common = page.partition("\n{#command-")[0]
    for name, command in find_commands(make_arguments()).items():
        section = page.partition(f"## `sitegen {name}`\n")[2].partition("\n## ")[0]
        options = [one for action in list_options(command) for one in action.option_strings]
        assert section
        assert [one for one in options if f"`{one}" not in common + section] == []


@BOTH
def test_every_role_directive_and_chart_is_shown(code: str) -> None:
    text = make(code)[1][f"content/examples.{code}.md"]
    body = re.sub(r"^(`{3,}).*?^\1$", "", text, flags=re.MULTILINE | re.DOTALL)
    shown = {
        *re.findall(r"\{([\w-]+)\}", body),
        *re.findall(r"^:::\{chart\} (\w+)", body, re.MULTILINE),
    }
    without_figure = {"bound"}  # it needs a verdict that only bounds decide
    assert {*ROLES, *DERIVATIONS, *DIRECTIVES, *CHART_KINDS} - shown == without_figure


def test_every_table_and_column_names_its_values() -> None:
    words, _ = make(SOURCE)
    for table in TABLES:
        for column in table.columns:
            for value in column.enum:
                assert words.find(f"value.{column.name}.{value}")


def test_the_variables_of_a_template_are_those_that_it_asks_for() -> None:
    assert find_variables("sources.html") == [
        "body",
        "claims",
        "documents",
        "frame",
        "lead",
        "pdf",
        "workings",
    ]
    assert PREVIEW in list_templates()


def test_the_documentation_is_a_site_without_a_fault(tmp_path: Path) -> None:
    folder = tmp_path / "docs"
    shutil.copytree(
        DOCS, folder, ignore=shutil.ignore_patterns("site", ".sitegen*", "reference", "__pycache__")
    )
    shutil.copytree(CONTENT / "reference", folder / "content/reference", dirs_exist_ok=True)
    built = check_site(folder, keep_store())
    assert built.problems == ()
    assert {address.split("/")[0] for address in built.tree} >= set(CODES)
    assert len(PAGES) < built.pages
