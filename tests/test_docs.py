"""What exists is described, and what is described exists."""

from __future__ import annotations

import argparse
import re

import pytest
from projects import ROOT

from sitegen.analysis.derive import DERIVATIONS
from sitegen.charts.kinds import KINDS
from sitegen.cli import make_parser
from sitegen.ledger.schema import FACTS, TABLES
from sitegen.project.markdown import parse_markdown
from sitegen.project.pages import KINDS as PAGE_KINDS
from sitegen.project.pages import META, ContentPage, parse_page
from sitegen.quantities.quantity import BOUNDS
from sitegen.resolve.blocks import DIRECTIVES, PROSE_DIRECTIVES
from sitegen.resolve.roles import ROLES

README = (ROOT / "README.md").read_text("utf-8")
GUIDE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")


def commands() -> list[str]:
    parser = make_parser()
    [choices] = [
        action.choices
        for action in parser._actions  # noqa: SLF001 # argparse has no other way
        if isinstance(action, argparse._SubParsersAction)  # noqa: SLF001 # as above
    ]
    return list(choices)


@pytest.mark.parametrize("command", commands())
def test_every_command_is_described(command: str) -> None:
    assert f"`sitegen {command}" in README


@pytest.mark.parametrize("role", [*ROLES, *DERIVATIONS])
def test_every_role_is_described(role: str) -> None:
    assert f"{{{role}}}`" in GUIDE


@pytest.mark.parametrize("directive", DIRECTIVES)
def test_every_directive_and_its_options_are_described(directive: str) -> None:
    [line] = [line for line in GUIDE.splitlines() if line.startswith(f"| `:::{{{directive}}}")]
    assert all(f"`{option}`" in line for option in DIRECTIVES[directive].options)


@pytest.mark.parametrize("word", [*KINDS, *PAGE_KINDS, *META, *BOUNDS])
def test_every_kind_setting_and_bound_is_described(word: str) -> None:
    assert f"`{word}`" in GUIDE


def test_every_column_of_the_facts_is_described() -> None:
    for column in FACTS.columns:
        assert f"`{column.name}" in GUIDE


def test_every_table_is_named() -> None:
    described = GUIDE + README + (ROOT / "sitegen" / "schema.py").read_text("utf-8")
    assert all(table.name in described for table in TABLES)


def test_every_module_has_its_place_in_the_house() -> None:
    for path in (ROOT / "sitegen").iterdir():
        if path.suffix == ".py" and not path.stem.startswith("__"):
            assert f"`{path.stem}`" in GUIDE, path.stem


def test_every_make_target_that_is_named_exists() -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = set(re.findall(r"`make (\w+)", README + GUIDE))
    assert named <= targets
    assert {"site", "test", "serve"} <= named


def test_the_example_of_the_readme_can_be_parsed() -> None:
    [block] = re.findall(r"```markdown\n(.*?)```", README, re.DOTALL)
    text = "\n".join(line.removeprefix("   ") for line in block.splitlines())
    page, problems = parse_page("content/x.en.md", text, "x", "en")
    assert problems == ()
    assert isinstance(page, ContentPage)
    document, problems = parse_markdown(page, PROSE_DIRECTIVES)
    assert problems == ()
    assert [reference.role for reference in document.references][:4] == [
        "fact",
        "growth",
        "fact",
        "status",
    ]


def test_help_and_readme_name_the_same_exit_codes() -> None:
    for code in ("0 all is well", "1 problems were found", "2 the command was used wrongly"):
        assert code in README
        assert code in make_parser().format_help()
