"""Golden cases: what each is made of, and what came of it.

A case is a folder of `tests/sites`: `in/` and `edits.toml` say how its project differs from the small
one, `out/` is the site that it builds, `problems.txt` what is wrong with it. A case with a folder
`texts/` is audited against them and not built.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from built import keep_store
from projects import SITES, copy_case

from sitegen.audit.audit import audit_project
from sitegen.build.order import build_site
from sitegen.problems import format_problem

if TYPE_CHECKING:
    from pathlib import Path

CASES = sorted(path.name for path in SITES.iterdir())
SHARED = keep_store()
"""What was made for one case serves the next: results are pure."""


def run_case(case: str, folder: Path) -> str:
    """Build or audit the project of a case below a folder; its problems, a line each."""
    project, texts = copy_case(folder / "in", case), SITES / case / "texts"
    if texts.is_dir():
        shutil.copytree(texts, folder / "texts")
        problems = audit_project(project, folder / "texts").problems
    else:
        problems = build_site(project, folder / "out", SHARED).problems
    said = "".join(f"{format_problem(problem)}\n" for problem in problems)
    return said.replace(f"{folder.as_posix()}/", "")


def read_expected(case: str) -> str:
    """The problems that a case should have."""
    path = SITES / case / "problems.txt"
    return path.read_text("utf-8") if path.exists() else ""
