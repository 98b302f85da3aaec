"""What was measured, and how measuring is done."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from measure import Usage


@dataclass(frozen=True)
class Plan:
    """How measuring is done."""

    runs: int
    """Timed runs; one before them is for memory."""
    limit: float
    """Seconds that a build may take."""
    work: Path
    """A folder for corpora and sites."""


@dataclass
class Record:
    """The runs of one kind of build with one tool."""

    tool: str
    kind: str
    wall: list[float] = field(default_factory=list)
    """Seconds of each run."""
    cpu: list[float] = field(default_factory=list)
    """Seconds of processors of each run."""
    peak: float = 0.0
    """Megabytes at most."""
    failure: str = ""
    """Why there is nothing, or no more."""

    def add(self, usage: Usage, *, sampled: bool) -> None:
        """Add a run: its memory where that was sampled, else its times."""
        if sampled:
            self.peak = max(self.peak, usage.peak)
        else:
            self.wall.append(usage.wall)
            self.cpu.append(usage.cpu)

    @property
    def median_wall(self) -> float | None:
        """Seconds; `None` where it failed."""
        return median(self.wall) if self.wall and not self.failure else None

    @property
    def median_cpu(self) -> float | None:
        """Seconds of processors; `None` where it failed."""
        return median(self.cpu) if self.cpu and not self.failure else None


def remove(path: Path) -> None:
    """Remove a file or folder that may be there."""
    if path.is_dir():
        shutil.rmtree(path)
    elif path.exists():
        path.unlink()
