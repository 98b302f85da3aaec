"""What a check found as JSON, in a shape of its own; the documentation says what each field means."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sitegen import __version__
from sitegen.reporting.findings import name_problems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.messages.telling import Teller
    from sitegen.problems import Problem
    from sitegen.reporting.findings import Findings

SHAPE = 1
"""The number of the shape: another one is another shape, in which fields are missing or mean something else."""


def write_plain(findings: Findings) -> str:
    """The findings as JSON."""
    levels = [one.level for one in findings.problems]
    report = {
        "shape": SHAPE,
        "tool": {"name": "sitegen", "version": __version__},
        "project": findings.project.as_posix(),
        "errors": levels.count("error"),
        "warnings": levels.count("warning"),
        "pages": findings.pages,
        "facts": findings.facts,
        "problems": _list_problems(findings.problems, findings.teller),
        "silenced": _list_problems(findings.silenced, findings.teller),
    }
    return json.dumps(report, ensure_ascii=False, indent=1)


def _list_problems(problems: Sequence[Problem], teller: Teller) -> list[dict[str, object]]:
    return [
        {
            "path": one.path,
            "line": one.line or None,
            "column": one.column or None,
            "level": one.level,
            "rule": one.rule,
            "message": teller.tell(one.message),
            "hint": teller.tell(one.hint),
            "fingerprint": name,
        }
        for one, name in name_problems(problems)
    ]
