"""What builds keep for the next one: results that are costly, and traces of what was made."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sitegen.build.kit import Readings
from sitegen.memo import Memo
from sitegen.traces.traces import Traces

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.charts.process import Drawer


@dataclass(frozen=True)
class Store:
    """The store of a project."""

    memo: Memo
    """What is found by its inputs, whoever asks: drawings, pictures, PDFs."""
    traces: Traces
    """What the last build made, and of what."""
    kept: Readings = field(default_factory=Readings)
    """What this process has read."""

    @classmethod
    def open(cls, folder: Path, drawer: Drawer | None = None) -> Store:
        """The store in a folder; where it cannot be written to, all is kept in memory."""
        return cls.keep(Memo(folder), drawer)

    @classmethod
    def keep(cls, memo: Memo, drawer: Drawer | None = None) -> Store:
        """A store for results that are kept somewhere already, in memory or in a folder."""
        return cls(memo, Traces(memo.folder), Readings(drawer))
