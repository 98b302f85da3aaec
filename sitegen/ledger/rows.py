"""The lines of a table's file as rows; where a cell stands is worked out only when it is asked.

Why not pandas: a message must name the line and the column of a cell, which a frame has lost.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sitegen.problems import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True)
class Sheet:
    """The file that rows stand in."""

    path: str
    index: Mapping[str, int] = field(repr=False)
    """Which cell of a row each column has, by the column's name."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table."""

    sheet: Sheet
    line: int
    """From 1, which is the header."""
    cells: tuple[str, ...]
    """Texts, in the order of the header."""
    text: str = field(default="", repr=False)
    """The line as it is written."""

    def __getitem__(self, name: str) -> str:
        """The text of a cell."""
        return self.cells[self.sheet.index[name]]

    def place(self, name: str = "") -> Place:
        """Where a cell stands; without a name, where the line starts."""
        if not name:
            return Place(self.sheet.path, self.line, 1)
        starts = find_starts(self.text)
        return Place(self.sheet.path, self.line, starts[self.sheet.index[name]])

    def localized(self, name: str, languages: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        """The cells of a column that is written once a language, by language code."""
        for code in languages:
            yield code, self[f"{name}_{code}".lstrip("_")]


def split_line(line: str) -> list[str] | None:
    """The cells of one physical line; `None` where a quotation mark stays open or misplaced."""
    if '"' not in line and "\r" not in line:
        return line.split(",")
    if line.endswith("\r"):
        return None
    try:
        rows = list(csv.reader([line], strict=True))
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 else None


def find_starts(line: str) -> tuple[int, ...]:
    """Where each cell of a well-formed line starts, from 1. A quotation mark quotes at a cell's start alone."""
    starts, quoted, index = [1], line.startswith('"'), int(line.startswith('"'))
    while index < len(line):
        if quoted and line[index] == '"':
            doubled = line[index : index + 2] == '""'
            quoted, index = doubled, index + int(doubled)
        elif not quoted and line[index] == ",":
            starts.append(index + 2)
            quoted = line[index + 1 : index + 2] == '"'
            index += int(quoted)
        index += 1
    return tuple(starts)
