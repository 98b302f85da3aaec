"""What a rule is: what it refuses, and how far a project may lower it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from sitegen.messages.said import Said
    from sitegen.problems import Level

Severity = Literal["off", "warning", "error"]

SEVERITIES: tuple[Severity, ...] = ("off", "warning", "error")
"""From the lowest to the highest."""


@dataclass(frozen=True)
class ProjectRule:
    """A rule that a project is held to."""

    name: str
    """As it stands in brackets in a message."""
    refuses: Said
    """What it refuses, as Markdown in one line."""
    floor: Severity = "error"
    """The lowest that a project may make of its errors."""
    warnings: Severity | None = None
    """The lowest that a project may make of its warnings; `None` for a rule that has none."""
    level: Level = "error"
    """What it is told as, as a rule."""

    @property
    def choices(self) -> tuple[Severity, ...]:
        """The severities by which a project changes anything."""
        lowest = self.lowest
        raised = ("error",) if self.warnings else ()
        lowered = ("warning",) if self.level == "error" and self.floor != "error" else ()
        silent = ("off",) if lowest == "off" else ()
        return (*raised, *lowered, *silent)

    @property
    def allowed(self) -> tuple[Severity, ...]:
        """The severities that a project may write, the highest first."""
        usual = self.level, *(("warning",) if self.warnings else ())
        return tuple(one for one in reversed(SEVERITIES) if one in {*self.choices, *usual})

    @property
    def lowest(self) -> Severity:
        """The lowest severity that a project may write."""
        floors = (self.floor if self.level == "error" else "error", self.warnings or "error")
        return min(floors, key=SEVERITIES.index)

    def judge(self, level: Level, severity: Severity) -> Severity:
        """What a problem of this level is told as where a project sets a severity."""
        floor = self.floor if level == "error" else self.warnings or "warning"
        return max(severity, floor, key=SEVERITIES.index)
