"""CSV files to rows that know their line, checked against their schema.

Why not pandas: a message must name the line and the column of a cell, which a frame has lost.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.problems import Place, suggest
from sitegen.quantities.period import parse_period

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sitegen.ledger.schema import Column, Table
    from sitegen.problems import Problem


NUMBER = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)
INTEGER = re.compile(r"\d+", re.ASCII)


@dataclass(frozen=True)
class Row:
    """A line of a table."""

    path: str
    line: int
    cells: tuple[tuple[str, str], ...]
    """Column names and texts, in the order of the header."""
    columns: tuple[int, ...]
    """Where each cell starts in the line, from 1."""

    def __getitem__(self, name: str) -> str:
        """The text of a cell."""
        return dict(self.cells)[name]

    def place(self, name: str = "") -> Place:
        """Where a cell stands; without a name, where the line starts."""
        names = [column for column, _ in self.cells]
        return Place(self.path, self.line, self.columns[names.index(name)] if name else 1)

    def localized(self, name: str, languages: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        """The cells of a column that is written once a language, by language code."""
        return tuple((code, self[f"{name}_{code}".lstrip("_")]) for code in languages)


@dataclass(frozen=True)
class ParsedTable:
    """A table as far as it could be read."""

    rows: tuple[Row, ...] = ()
    """The well-formed rows."""
    keys: frozenset[str] = frozenset()
    """The keys of all rows, well-formed or not: to name one of them is no further mistake."""
    problems: tuple[Problem, ...] = ()


def parse_table(path: str, text: str, table: Table, languages: tuple[str, ...]) -> ParsedTable:
    """Read a table: its well-formed rows, and what is wrong with the others."""
    lines = text.split("\n")
    if lines and not lines[-1]:
        lines.pop()
    wanted = table.header(languages)
    if not lines:
        problem = Place(path, 1).problem(
            "table", "the file is empty", f"Its first line is `{','.join(wanted)}`"
        )
        return ParsedTable(problems=(problem,))
    header = _split(lines[0])
    if header is None or tuple(header) != wanted:
        return ParsedTable(problems=(_header_problem(path, tuple(header or ()), wanted),))
    rows: list[Row] = []
    keys: set[str] = set()
    problems: list[Problem] = []
    for number, line in enumerate(lines[1:], start=2):
        cells = _split(line)
        if cells is None or len(cells) != len(wanted):
            problems.append(_shape_problem(path, number, cells, wanted))
            continue
        row = Row(path, number, tuple(zip(wanted, cells, strict=True)), _starts(line))
        if table.key:
            keys.add(row[table.key])
        found = tuple(_check_row(row, table, languages))
        problems.extend(found)
        if not found:
            rows.append(row)
    problems.extend(_check_unique(rows, table))
    return ParsedTable(tuple(rows), frozenset(keys), tuple(problems))


def drop_orphans(
    rows: Mapping[str, tuple[Row, ...]], tables: Sequence[Table]
) -> dict[str, tuple[Row, ...]]:
    """The rows whose references all lead to rows that are left, until none has to go."""
    left = dict(rows)
    while True:
        keys = {
            table.name: frozenset(row[table.key] for row in left[table.name])
            for table in tables
            if table.key
        }
        kept = {
            table.name: tuple(row for row in left[table.name] if _is_rooted(row, table, keys))
            for table in tables
        }
        if kept == left:
            return left
        left = kept


def _is_rooted(row: Row, table: Table, keys: Mapping[str, frozenset[str]]) -> bool:
    return all(
        row[column.name] in keys[column.references]
        for column in table.columns
        if column.references and row[column.name]
    )


def check_references(
    rows: tuple[Row, ...], table: Table, keys: Mapping[str, frozenset[str]]
) -> Iterator[Problem]:
    """Cells that name a row of another table which is not there."""
    for column in table.columns:
        if not column.references:
            continue
        known = keys[column.references]
        for row in rows:
            if row[column.name] and row[column.name] not in known:
                yield row.place(column.name).problem(
                    "foreign-key",
                    f"`{row[column.name]}` is no {column.references.rstrip('s')} of {column.references}.csv",
                    suggest(row[column.name], known) or f"Add it to {column.references}.csv",
                )


def _split(line: str) -> list[str] | None:
    """The cells of one physical line; `None` where a quotation mark stays open."""
    if line.endswith("\r"):
        return None
    try:
        rows = list(csv.reader(io.StringIO(line), strict=True))
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 else [""] if not rows else None


def _starts(line: str) -> tuple[int, ...]:
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


def _header_problem(path: str, header: tuple[str, ...], wanted: tuple[str, ...]) -> Problem:
    missing = [name for name in wanted if name not in header]
    extra = [name for name in header if name not in wanted]
    if missing:
        message = f"the header lacks `{'`, `'.join(missing)}`"
    elif extra:
        message = f"the header has `{'`, `'.join(extra)}`, which this table does not know"
    else:
        message = "the columns stand in another order"
    return Place(path, 1).problem("table", message, f"The header is `{','.join(wanted)}`")


def _shape_problem(
    path: str, line: int, cells: list[str] | None, wanted: tuple[str, ...]
) -> Problem:
    if cells is None:
        return Place(path, line).problem(
            "table",
            "the line is no CSV row: a quotation mark is not closed, or the line ends in a carriage return",
            "Write one row a line, lines ending in a line feed, quotation marks doubled inside quotes",
        )
    return Place(path, line).problem(
        "table",
        f"the row has {len(cells)} cells, the header {len(wanted)}",
        "Quote cells that hold a comma",
    )


def _check_row(row: Row, table: Table, languages: tuple[str, ...]) -> Iterator[Problem]:
    for column in table.columns:
        for name in column.names(languages):
            yield from _check_cell(row, column, name)


def _check_cell(row: Row, column: Column, name: str) -> Iterator[Problem]:
    text, place = row[name], row.place(name)
    if text != text.strip():
        yield place.problem("cell", f"`{text}` has white space around it", "Take it out")
    elif not text:
        if column.required:
            yield place.problem("cell", f"`{name}` is empty", f"It holds: {column.description}")
    elif column.enum and text not in column.enum:
        yield place.problem(
            "cell",
            f"`{text}` is no {name}",
            suggest(text, column.enum) or f"It is one of `{'`, `'.join(column.enum)}`",
        )
    elif column.type == "number" and not NUMBER.fullmatch(text):
        yield place.problem(
            "cell",
            f"`{text}` is no number",
            "Write digits with a decimal point, without separators or units",
        )
    elif column.type == "integer" and not INTEGER.fullmatch(text):
        yield place.problem("cell", f"`{text}` is no whole number", "Write digits alone")
    elif column.type == "date" and not _is_date(text):
        yield place.problem(
            "cell",
            f"`{text}` is no date",
            "Write it as precise as it is printed: 2021, 2021-11 or 2021-11-30",
        )
    elif column.pattern and not re.fullmatch(column.pattern, text):
        yield place.problem(
            "cell", f"`{text}` is no valid {name}", f"It is written as `{column.pattern}`"
        )


def _is_date(text: str) -> bool:
    try:
        return parse_period(f"@{text}").shape == "as-of"
    except ValueError:
        return False


def _check_unique(rows: list[Row], table: Table) -> Iterator[Problem]:
    for column in table.columns:
        if not column.unique:
            continue
        first: dict[str, int] = {}
        for row in rows:
            line = first.setdefault(row[column.name], row.line)
            if line != row.line:
                yield row.place(column.name).problem(
                    "duplicate-key",
                    f"`{row[column.name]}` stands already in line {line}",
                    "Keys are given once",
                )
