"""The forms in which programs read what a check found, an entry each."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from sitegen.reporting.annotations import write_annotations
from sitegen.reporting.plain import write_plain
from sitegen.reporting.sarif import write_sarif

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sitegen.reporting.findings import Findings

FORMS: Mapping[str, Callable[[Findings], str]] = MappingProxyType(
    {"json": write_plain, "sarif": write_sarif, "github": write_annotations}
)
"""What writes each form, by the name that `--format` takes; what people read is printed by the commands."""
