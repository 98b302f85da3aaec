"""Texts that one build notes for the next, which can do without them."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sitegen.traces.traces import Traces


@dataclass(frozen=True)
class Noted:
    """The notes in a project's traces; a copy of the process has none, for it sees the file as it was."""

    traces: Traces
    _home: int = field(default_factory=os.getpid)

    def get(self, name: str) -> str:
        """What was noted; empty for nothing."""
        return self.traces.get(name) if os.getpid() == self._home else ""

    def put(self, name: str, value: str) -> None:
        """Note something, if it can be."""
        if os.getpid() == self._home:
            with suppress(sqlite3.Error):
                self.traces.put(name, value)
