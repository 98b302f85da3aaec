"""What came of a build."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sitegen.problems import has_errors

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.messages.said import Said
    from sitegen.problems import Problem


@dataclass(frozen=True)
class BuildResult:
    """What a build made."""

    tree: Mapping[str, bytes] = field(repr=False)
    """The finished files by address; empty where there are errors."""
    problems: tuple[Problem, ...]
    facts: int = 0
    pages: int = 0
    notes: tuple[Said, ...] = ()
    """What was left out that the project can do without."""
    made: tuple[str, ...] = ()
    """The units that were made."""
    silenced: tuple[Problem, ...] = ()
    """Problems of rules that the project switched off: they are not among those that are told."""

    @property
    def publishable(self) -> bool:
        """Whether the tree may be published."""
        return bool(self.tree) and not has_errors(self.problems)
