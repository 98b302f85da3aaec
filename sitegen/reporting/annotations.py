"""What a check found as commands of GitHub's runner, which shows them at their lines in a pull request.

https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.limits import show_controls
from sitegen.problems import add_hint

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.problems import Problem
    from sitegen.reporting.findings import Findings

_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
"""What a message cannot hold as it is."""
_PROPERTY = {**_DATA, ":": "%3A", ",": "%2C"}
"""What the value of a property cannot hold as it is."""
ROOT = "GITHUB_WORKSPACE"
"""The variable that names the folder which the runner takes paths to be relative to."""


def write_annotations(findings: Findings) -> str:
    """The findings, one command a line; paths are relative to the runner's workspace, or to the current folder."""
    root = Path(os.environ.get(ROOT) or Path.cwd()).resolve()
    return "\n".join(_annotate(one, findings, root) for one in findings.problems)


def _annotate(problem: Problem, findings: Findings, root: Path) -> str:
    path = findings.project / problem.path
    said = findings.teller.tell(add_hint(problem.message, problem.hint))
    properties: dict[str, object] = {
        "file": path.relative_to(root) if path.is_relative_to(root) else path,
        "line": problem.line,
        "col": problem.column,
        "title": problem.rule,
    }
    given = ",".join(
        f"{name}={_escape(_show(value), _PROPERTY)}" for name, value in properties.items() if value
    )
    return f"::{problem.level} {given}::{_escape(said, _DATA)}"


def _show(value: object) -> str:
    """A value as it is written, with codes for what moves or hides what stands beside it."""
    return show_controls(value.as_posix() if isinstance(value, Path) else str(value))


def _escape(text: str, signs: Mapping[str, str]) -> str:
    return text.translate({ord(sign): said for sign, said in signs.items()})
