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
from sitegen.messages.telling import ENGLISH, Teller
from sitegen.problems import format_problem

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sitegen.problems import Problem

CASES = sorted(path.name for path in SITES.iterdir())
SHARED = keep_store()
"""What was made for one case serves the next: results are pure."""


def run_case(case: str, folder: Path) -> str:
    """Build or audit the project of a case below a folder; its problems, a line each."""
    return say_problems(find_problems(case, folder), folder)


def find_problems(case: str, folder: Path) -> tuple[Problem, ...]:
    """Build or audit the project of a case below a folder; its problems."""
    project, texts = copy_case(folder / "in", case), SITES / case / "texts"
    if texts.is_dir():
        shutil.copytree(texts, folder / "texts")
        return audit_project(project, folder / "texts").problems
    return build_site(project, folder / "out", SHARED).problems


def say_problems(problems: Iterable[Problem], folder: Path, teller: Teller = ENGLISH) -> str:
    """The problems of a case as a teller tells them, a line each."""
    said = "".join(f"{format_problem(problem, teller)}\n" for problem in problems)
    return said.replace(f"{folder.as_posix()}/", "")


def read_expected(case: str) -> str:
    """The problems that a case should have."""
    path = SITES / case / "problems.txt"
    return path.read_text("utf-8") if path.exists() else ""
