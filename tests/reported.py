"""What the generator can report, read from its code: the rule and the message of each problem."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from projects import ROOT

from sitegen.audit import hints
from sitegen.resolve.blocks import DIRECTIVES

if TYPE_CHECKING:
    from pathlib import Path

CODE = ROOT / "sitegen"
NAMED_ELSEWHERE = {
    "audit/hints.py": frozenset(hints.CHECKS),
    "resolve/blocks.py": frozenset(
        f"{name}-{option}" for name, one in DIRECTIVES.items() for option in one.required
    ),
}
"""Rules that their file makes from a list of its own."""


@dataclass(frozen=True)
class Report:
    """A place of the code that makes a problem."""

    path: str
    """The file, below `sitegen`."""
    line: int
    rules: frozenset[str]
    message: re.Pattern[str]
    """What its message looks like."""


def find_reports() -> tuple[Report, ...]:
    """All places that make problems."""
    return tuple(
        _read_call(path, node)
        for path in sorted(CODE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "problem"
    )


def _read_call(path: Path, call: ast.Call) -> Report:
    rule, message, *_ = call.args
    name = path.relative_to(CODE).as_posix()
    if isinstance(rule, ast.Constant):
        return Report(name, call.lineno, frozenset({rule.value}), _read_message(message))
    assert name in NAMED_ELSEWHERE, f"{name}:{call.lineno}: which rule is this?"
    return Report(name, call.lineno, NAMED_ELSEWHERE[name], _read_message(message))


def _read_message(node: ast.expr) -> re.Pattern[str]:
    """The words of a message, with anything where values stand."""
    if isinstance(node, ast.JoinedStr):
        parts = [
            re.escape(part.value) if isinstance(part, ast.Constant) else ".+"
            for part in node.values
        ]
        return re.compile("".join(map(str, parts)))
    return re.compile(re.escape(node.value) if isinstance(node, ast.Constant) else ".+")
