"""Rows that may become values: what the rules of a table look at."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sitegen.ledger.fields import Known
    from sitegen.sheets.rows import Row


@dataclass(frozen=True)
class Candidates:
    """Rows that may become values, and what their rule may need to know."""

    rows: Sequence[Row]
    """Well-formed rows of one table; all that they refer to is there."""
    known: Known
    """The values of the tables that it refers to, by table and key."""
    languages: tuple[str, ...]
    kept: Mapping[int, Any] = field(default_factory=dict)
    """By line, what rows have become before that had no problem of their own."""

    @property
    def fresh(self) -> Sequence[Row]:
        """The rows that may have problems of their own."""
        return [row for row in self.rows if row.line not in self.kept] if self.kept else self.rows
