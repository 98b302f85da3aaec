"""The lines of a table's file as rows; where a cell stands is worked out only when it is asked.

Why not pandas: a message must name the line and the column of a cell, which a frame has lost.
"""

from __future__ import annotations

import csv
import unicodedata
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from sitegen.problems import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


@dataclass(frozen=True)
class Sheet:
    """The file that rows stand in."""

    path: str
    index: Mapping[str, int] = field(repr=False)
    """Which cell of a row each column has, by the column's name."""
    order: tuple[int, ...] = field(default=(), repr=False)
    """Where in a line of the file each cell of a row stands, below 0 for one that the file does without.

    It is empty where all cells stand as in the row.
    """
    line: int = 1
    """Where the header stands."""
    header: str = field(default="", repr=False)
    """The header as it is written."""
    spare: int = 0
    """How many of the last columns of the file a row may do without."""

    def find(self, name: str) -> int:
        """Where in a line of the file a column's cell stands, from 0; of one that it does without, the last one."""
        number = self.columns[self.index[name]]
        return max(self.columns) if number < 0 else number

    def has(self, name: str) -> bool:
        """Whether the file has a column."""
        return self.columns[self.index[name]] >= 0

    def place(self, name: str) -> Place:
        """Where the name of a column stands."""
        return Place(self.path, self.line, find_starts(self.header)[self.find(name)])

    @cached_property
    def columns(self) -> tuple[int, ...]:
        """Where the cells of a row stand in a line, below 0 for those that do not."""
        return self.order or tuple(range(len(self.index)))

    @cached_property
    def named(self) -> frozenset[int]:
        """Which cells of a line stand in a column that has a name."""
        return frozenset(number for number in self.columns if number >= 0)

    @cached_property
    def _extent(self) -> int:
        """How many cells a line has up to the last that has a name."""
        return max(self.named, default=-1) + 1

    def arrange(self, cells: Sequence[str]) -> Sequence[str] | None:
        """The cells of a line in the order of a row; `None` where some are missing or too many.

        Empty cells beyond the header's columns, and in columns without a name, are nothing.
        """
        number = len(cells)
        if not self.order and number == len(self.index):
            return cells
        if number < self._extent - self.spare:
            return None
        if any(cell.strip() for at, cell in enumerate(cells) if at not in self.named):
            return None
        return [cells[at] if 0 <= at < number else "" for at in self.columns]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table, or several where cells hold line breaks."""

    sheet: Sheet
    line: int
    """The first of its lines, from 1."""
    cells: tuple[str, ...]
    """Texts, in the order of the schema."""
    text: str = field(default="", repr=False)
    """The line as it is written."""

    def __getitem__(self, name: str) -> str:
        """The text of a cell."""
        return self.cells[self.sheet.index[name]]

    @property
    def height(self) -> int:
        """How many lines it has."""
        return self.text.count("\n") + 1

    @property
    def lines(self) -> range:
        """The numbers of its lines."""
        return range(self.line, self.line + self.height)

    def place(self, name: str = "") -> Place:
        """Where a cell stands; without a name, where the line starts."""
        if not name:
            return Place(self.sheet.path, self.line, 1)
        return place_in(self.sheet.path, self.line, self.text, self.sheet.find(name))

    def localized(self, name: str, languages: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        """The cells of a column that is written once a language, by language code."""
        for code in languages:
            yield code, self[f"{name}_{code}".lstrip("_")]


def place_in(path: str, line: int, text: str, number: int) -> Place:
    """Where a cell of a row stands, by its number from 0; `text` begins at the line."""
    starts = find_starts(text)
    at = starts[min(number, len(starts) - 1)] - 1
    return Place(path, line + text.count("\n", 0, at), at - text.rfind("\n", 0, at))


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


def split_lines(lines: Sequence[str], at: int) -> tuple[list[str], str] | None:
    """The cells of a row whose quoted cells go on over the next lines, and its text; `None` for no such row.

    What is looked at ends with the next quotation mark that stands alone, so that reading all rows of a
    table is linear.
    """
    reader = csv.reader((f"{lines[number]}\n" for number in range(at, len(lines))), strict=True)
    try:
        cells = next(reader)
    except csv.Error:
        return None
    return cells, "\n".join(lines[at : at + reader.line_num])


def fold_breaks(text: str) -> str:
    """A text with its line breaks as spaces, or as nothing between wide characters, as Chinese has them."""
    if "\n" not in text:
        return text
    folded = ""
    for part in filter(None, map(str.strip, text.split("\n"))):
        joined = not folded or (_is_wide(folded[-1]) and _is_wide(part[0]))
        folded += part if joined else f" {part}"
    return folded


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in {"W", "F"}


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
