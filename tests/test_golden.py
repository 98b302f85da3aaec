"""Golden cases: a folder in, a folder or a list of messages out.

`tests/sites/<case>/in` is a project (`islands`) or an overlay of it; `out/` is the site it builds,
`problems.txt` what is wrong with it. `make bless` takes what is made now as right; read the diff.
"""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from projects import SITES, copy_project, read_tree

from sitegen.build.order import build_site
from sitegen.memo import Memo
from sitegen.problems import format_problem

if TYPE_CHECKING:
    from pathlib import Path

BLESS = bool(os.environ.get("SITEGEN_BLESS"))
CASES = sorted(path.name for path in SITES.iterdir())
SHARED = Memo()
"""Charts drawn for one case serve the next: they are pure."""


@pytest.mark.parametrize("case", CASES)
def test_golden(case: str, tmp_path: Path) -> None:
    folder = SITES / case
    project = copy_project(tmp_path / "in", folder / "in")
    built = build_site(project, tmp_path / "out", SHARED)
    said = "".join(f"{format_problem(problem)}\n" for problem in built.problems)
    expected = folder / "problems.txt"
    if BLESS and not (
        said and (folder / "out").is_dir()
    ):  # a site that no longer builds is no new truth
        expected.unlink(missing_ok=True)
        if said:
            expected.write_text(said, "utf-8")
    assert said == (expected.read_text("utf-8") if expected.exists() else "")
    assert (tmp_path / "out").exists() == (not said)
    if said:
        return
    if BLESS:
        shutil.rmtree(folder / "out", ignore_errors=True)
        shutil.copytree(tmp_path / "out", folder / "out")
    made, wanted = read_tree(tmp_path / "out"), read_tree(folder / "out")
    assert sorted(made) == sorted(wanted)
    for address in wanted:
        assert made[address] == wanted[address], f"{address} differs"


def test_every_case_says_what_comes_out() -> None:
    for case in CASES:
        assert (SITES / case / "in").is_dir()
        assert (SITES / case / "out").is_dir() != (SITES / case / "problems.txt").exists(), case
