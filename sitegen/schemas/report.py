"""The schema of what `check --format json` writes."""

from __future__ import annotations

from typing import Any

from sitegen.reporting.plain import SHAPE
from sitegen.rules.all import RULES

_COUNT = {"type": "integer", "minimum": 0}
_PLACE = {"type": ["integer", "null"], "minimum": 1}
_PROBLEM = {
    "path": {"type": "string", "description": "The file, with forward slashes"},
    "line": {**_PLACE, "description": "From 1; null where the whole file is meant"},
    "column": {
        **_PLACE,
        "description": "In code points, from 1; null where the whole line is meant",
    },
    "level": {"enum": ["error", "warning"]},
    "rule": {"enum": list(RULES)},
    "message": {"type": "string", "description": "What is wrong"},
    "hint": {"type": "string", "description": "What to do about it; may be empty"},
    "fingerprint": {
        "type": "string",
        "pattern": "^[0-9a-f]{32}$",
        "description": "The same as long as rule, file and message are",
    },
}


def describe_report() -> dict[str, Any]:
    """What the report holds; one of the same shape may have more fields."""
    problems = {
        "type": "array",
        "items": {"type": "object", "properties": _PROBLEM, "required": list(_PROBLEM)},
    }
    properties = {
        "shape": {"const": SHAPE, "description": "The number of this shape"},
        "tool": {
            "type": "object",
            "properties": {"name": {"const": "sitegen"}, "version": {"type": "string"}},
            "required": ["name", "version"],
        },
        "project": {"type": "string", "description": "The project's folder, absolute"},
        "errors": _COUNT,
        "warnings": _COUNT,
        "pages": _COUNT,
        "facts": _COUNT,
        "problems": {**problems, "description": "What is told, by place"},
        "silenced": {**problems, "description": "What `[rules]` of site.toml switches off"},
    }
    return {
        "title": "Report of a check",
        "description": "What `sitegen check --format json` writes",
        "type": "object",
        "properties": properties,
        "required": list(properties),
    }
