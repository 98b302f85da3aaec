"""Golden cases: a folder in, a folder or a list of messages out.

`make bless` takes what is made now as right; read the diff.
"""

from __future__ import annotations

import os
import shutil
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

import pytest
from golden import CASES, find_problems, read_expected, say_problems
from messages import find_english
from projects import ROOT, SHIPPED, SITES, read_tree

from sitegen.analysis.statuses import STATUSES
from sitegen.charts.kinds import CHART_KINDS
from sitegen.claims.weighing import PLAIN
from sitegen.ledger.schema import TABLES
from sitegen.messages.catalogues import load_teller
from sitegen.pages.kinds import PAGE_KINDS
from sitegen.problems import add_hint
from sitegen.project.front_lines import META
from sitegen.quantities.units import MULTIPLE, PERCENT, POINTS
from sitegen.resolve.directives import DIRECTIVES

if TYPE_CHECKING:
    from pathlib import Path

CHINESE = load_teller("zh")
KNOWN = (
    frozenset(
        word
        for table in TABLES
        for column in table.columns
        for words in (*column.enum, column.name)
        for word in words.split()
    )
    | {*META, *PAGE_KINDS, *DIRECTIVES, *CHART_KINDS, *STATUSES, *PLAIN, PERCENT, MULTIPLE, POINTS}
    | {
        *[
            "million",
            "euro",
            "tonnes",
            "north",
            "exact",
            "range",
            "actual",
            "target",
            "content",
            "data",
            "templates",
            "true",
            "false",
            "bool",
            "str",
        ]
    }
)
"""Words of the tables, of the cases and of settings, which stand in Chinese messages as they are."""
BLESS = bool(os.environ.get("SITEGEN_BLESS"))


@pytest.mark.parametrize("case", CASES)
def test_golden(case: str, tmp_path: Path) -> None:
    folder, made = SITES / case, tmp_path / "out"
    problems = find_problems(case, tmp_path)
    said = say_problems(problems, tmp_path)
    if BLESS:
        _bless(folder, said, made)
    assert said == read_expected(case)
    for problem in problems:  # in Chinese they say as much, and nothing in English
        said_all = add_hint(problem.message, problem.hint)
        assert not find_english(said_all, CHINESE, KNOWN), CHINESE.tell(said_all)
    assert made.exists() == (folder / "out").exists()
    if made.exists():
        found, wanted = read_tree(made), read_tree(folder / "out")
        assert sorted(found) == sorted(wanted)
        for address in wanted:
            assert found[address] == wanted[address], f"{address} differs"


def _bless(folder: Path, said: str, made: Path) -> None:
    """Take what came of a case as what is expected; not where a case that built a site no longer does."""
    if said and (folder / "out").is_dir():
        return
    (folder / "problems.txt").unlink(missing_ok=True)
    if said:
        (folder / "problems.txt").write_text(said, "utf-8")
    shutil.rmtree(folder / "out", ignore_errors=True)
    if made.exists():
        shutil.copytree(made, folder / "out")


@pytest.mark.parametrize("case", CASES)
def test_every_case_says_what_goes_in_and_what_comes_out(case: str) -> None:
    names = {path.name for path in (SITES / case).iterdir()}
    assert names <= {"in", "edits.toml", "texts", "out", "problems.txt"}
    assert names & {"in", "edits.toml", "texts"}
    assert len(names & {"out", "problems.txt"}) == 1


@pytest.mark.parametrize("case", [case for case in CASES if case != "islands"])
def test_a_case_shows_what_it_is_about(case: str) -> None:
    """A file that is repeated to change a few lines hides them: `edits.toml` shows them."""
    overlay = SITES / case / "in"
    for path in overlay.rglob("*"):
        own = SHIPPED / path.relative_to(overlay)
        if own.is_file():
            lines = own.read_bytes().splitlines(), path.read_bytes().splitlines()
            equal = sum(block.size for block in SequenceMatcher(None, *lines).get_matching_blocks())
            assert equal < len(lines[0]) / 2, f"{path}: say what differs in edits.toml"


def test_only_who_asks_for_it_takes_what_is_made_as_right() -> None:
    """The build of the repository itself never does."""
    files = [path for name in (".ci", ".github") for path in (ROOT / name).rglob("*")]
    written = [path for path in files if path.is_file() and path.parent.name != "__pycache__"]
    texts = [path.read_text("utf-8") for path in written]
    assert len(texts) >= 3
    assert not [text for text in texts if "bless" in text.lower()]
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert [line for line in makefile.splitlines() if "SITEGEN_BLESS" in line] == [
        "\tSITEGEN_BLESS=1 $(BIN)/pytest tests/test_golden.py"
    ]
    [recipe] = [part for part in makefile.split("\n\n") if part.startswith("test:")]
    assert "bless" not in recipe
