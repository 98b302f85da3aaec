"""What the generator can report, read from its code: the rule and the message of each problem."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from projects import ROOT

from sitegen.audit import hints
from sitegen.ledger.columns import CELL_TYPES
from sitegen.ledger.phrases import RULES as PHRASE_RULES
from sitegen.resolve.directives import DIRECTIVES

if TYPE_CHECKING:
    from pathlib import Path

CODE = ROOT / "sitegen"
NAMED_ELSEWHERE = {
    "audit/hints.py": frozenset(hints.CHECKS),
    "checks/phrases.py": frozenset(PHRASE_RULES),
    "sheets/faults.py": frozenset(
        {"cell", "foreign-key", *(kind.rule for kind in CELL_TYPES.values())}
    ),
    "checks/assets.py": frozenset({"asset", "limit"}),
    "resolve/images.py": frozenset({"image", "limit"}),
    "build/units.py": frozenset({"template", "limit"}),
    "resolve/directives.py": frozenset(
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
    match rule:
        case ast.Constant(value=str(text)):
            rules = frozenset({text})
        case _:
            assert name in NAMED_ELSEWHERE, f"{name}:{call.lineno}: which rule is this?"
            rules = NAMED_ELSEWHERE[name]
    return Report(name, call.lineno, rules, re.compile(_read_message(message)))


def _read_message(node: ast.expr) -> str:
    """The words of a message, as a pattern, with anything where values stand."""
    match node:
        case ast.Constant(value=str(text)):
            return re.escape(text)
        case ast.JoinedStr(values=parts):
            return "".join(map(_read_message, parts))
    return ".+"
