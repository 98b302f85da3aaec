"""CSV texts to rows, each table parsed once and checked against its schema, a column at a time.

A cell is judged by its text alone, so equal texts of a column are judged once. What a row must
fulfil besides is not checked here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sitegen.ledger.columns import CELL_TYPES
from sitegen.ledger.rows import Row, Sheet, split_line
from sitegen.memo import digest
from sitegen.problems import Place, Suggester, suggest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sitegen.ledger.columns import Column, Table
    from sitegen.problems import Problem

    Fault = tuple[str, str, str]
    """Rule, message and hint of a problem that has no place yet."""


@dataclass(frozen=True)
class ParsedTable:
    """A table as far as it could be read."""

    table: Table
    rows: tuple[Row, ...] = ()
    """The well-formed rows."""
    keys: frozenset[str] = frozenset()
    """The keys of all rows, well-formed or not: a reference to one of them is not a second mistake."""
    problems: tuple[Problem, ...] = ()
    text: str | None = field(default=None, compare=False, repr=False)
    """What it was parsed from."""
    lines: Sequence[Row | None] = field(default=(), compare=False, repr=False)
    """All lines below the header, with `None` for those that are not rows of its width."""
    faults: frozenset[int] = field(default=frozenset(), compare=False, repr=False)
    """Numbers of the lines with cells that hold what they may not."""


@dataclass(frozen=True)
class ParsedTables:
    """All curated tables of a project, in the order of the schema."""

    tables: tuple[ParsedTable, ...]
    languages: tuple[str, ...]
    version: str
    """Digest of all that they were parsed from."""

    @property
    def problems(self) -> Iterator[Problem]:
        """What is wrong with single tables, and references that lead nowhere."""
        keys = {one.table.name: one.keys for one in self.tables}
        for one in self.tables:
            yield from one.problems
            yield from check_references(one, keys)


def parse_tables(
    files: Mapping[str, str],
    tables: Sequence[Table],
    languages: tuple[str, ...],
    folder: str,
    before: ParsedTables | None = None,
) -> ParsedTables:
    """Parse the tables from their texts.

    Args:
        files: The texts of the CSV files, by name of the table; others are not looked at.
        tables: The tables of the project; a reference leads to one before it, or to its own.
        languages: The codes of the site's languages.
        folder: Where the files lie, as messages name it.
        before: The same tables of other texts: lines that stand there too are not parsed again.
    """
    known = {table.name: files[table.name] for table in tables if table.name in files}
    older = before.tables if before else (None,) * len(tables)
    parsed = tuple(
        parse_table(f"{folder}/{table.name}.csv", known.get(table.name), table, languages, old)
        for table, old in zip(tables, older, strict=True)
    )
    return ParsedTables(parsed, languages, digest((folder, languages, _describe(tables), known)))


def _describe(tables: Sequence[Table]) -> list[tuple[str, object]]:
    """What may differ between the schemas of two projects."""
    return [
        (f"{table.name}.{column.name}", (column.enum, column.stands_for))
        for table in tables
        for column in table.columns
        if column.stands_for
    ]


def parse_table(
    path: str,
    text: str | None,
    table: Table,
    languages: tuple[str, ...],
    before: ParsedTable | None = None,
) -> ParsedTable:
    """Parse a table: its well-formed rows, and what is wrong with the others.

    Args:
        path: Its file, as messages name it.
        text: What stands in it; `None` where there is no file.
        table: What it should hold.
        languages: The codes of the site's languages.
        before: The same table of another text.
    """
    if before is not None and before.text == text is not None:
        return before
    wanted = table.header(languages)
    if text is None:
        missing = Place(path).problem(
            "table", "the table is missing", f"It holds: {table.description}"
        )
        return ParsedTable(table, problems=() if table.optional else (missing,))
    header_line, *lines = text.removesuffix("\n").split("\n")
    header = tuple(split_line(header_line) or ())
    if header != wanted:
        problem = _header_problem(path, text, header, wanted)
        return ParsedTable(table, problems=(problem,), text=text)
    sheet = Sheet(path, {name: number for number, name in enumerate(wanted)})
    all_rows, fresh, problems = _split_rows(sheet, lines, len(wanted), before)
    old = before.faults if before else frozenset[int]()
    again = [row for row in all_rows if row and row.line in old] if old else []
    problems += _check_cells(
        again + [row for row in fresh if row.line not in old], table, languages
    )
    rows = tuple(filter(None, all_rows))
    wrong = frozenset(problem.line for problem in problems)
    left = tuple(row for row in rows if row.line not in wrong) if wrong else rows
    keys = frozenset(list_cells(rows, table.key)) if table.key else frozenset()
    problems += _check_unique(left, table)
    return ParsedTable(table, left, keys, tuple(problems), text, all_rows, wrong)


def check_references(parsed: ParsedTable, keys: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    """Cells that name a row of another table which is not there."""
    for column in parsed.table.columns:
        if not column.references:
            continue
        known = keys[column.references]
        wrong = set(list_cells(parsed.rows, column.name)) - known - {""}
        near = Suggester(known)
        for row in parsed.rows if wrong else ():
            text = row[column.name]
            if text in wrong:
                yield row.place(column.name).problem(
                    "foreign-key",
                    f"there is no {column.references.removesuffix('s')} `{text}` in {column.references}.csv",
                    near.suggest(text) or f"Add it to {column.references}.csv",
                )


def list_cells(rows: Sequence[Row], name: str) -> list[str]:
    """The texts of a column, a row each."""
    if not rows:
        return []
    index = rows[0].sheet.index[name]
    return [row.cells[index] for row in rows]


def _split_rows(
    sheet: Sheet, lines: Sequence[str], width: int, before: ParsedTable | None
) -> tuple[list[Row | None], list[Row], list[Problem]]:
    """The lines below the header as rows of so many cells, those that are new, and what is wrong.

    A line that stood in the same place before is the row that it was.
    """
    rows: list[Row | None] = list(before.lines[: len(lines)]) if before else []
    rows += [None] * (len(lines) - len(rows))
    fresh: list[Row] = []
    problems: list[Problem] = []
    share = dict[str, str]().setdefault  # most texts stand in many rows: one object each
    for index, (line, row) in enumerate(zip(lines, rows, strict=True)):
        if row is not None and row.text == line:
            continue
        cells = split_line(line)
        if cells is not None and len(cells) == width:
            rows[index] = made = Row(sheet, index + 2, tuple(map(share, cells, cells)), line)
            fresh.append(made)
        else:
            rows[index] = None
            problems.append(_shape_problem(Place(sheet.path, index + 2), cells, width))
    return rows, fresh, problems


def _header_problem(
    path: str, text: str, header: tuple[str, ...], wanted: tuple[str, ...]
) -> Problem:
    missing = [name for name in wanted if name not in header]
    extra = [name for name in header if name not in wanted]
    if not text:
        message = "the file is empty"
    elif missing:
        message = f"the header lacks `{'`, `'.join(missing)}`"
    elif extra:
        message = f"the header has `{'`, `'.join(extra)}`, which this table does not know"
    else:
        message = "the columns are in another order"
    return Place(path, 1).problem("table", message, f"The header is `{','.join(wanted)}`")


def _shape_problem(place: Place, cells: list[str] | None, width: int) -> Problem:
    if cells is None:
        return place.problem(
            "table",
            "the line is not a CSV row: a quotation mark is not closed, or the line ends in a carriage return",
            "Write one row per line, end lines with a line feed, double quotation marks inside quotes",
        )
    return place.problem(
        "table",
        f"the row has {len(cells)} cells, the header {width}",
        "Quote cells that hold a comma",
    )


def _check_cells(
    rows: Sequence[Row], table: Table, languages: tuple[str, ...]
) -> Iterator[Problem]:
    """Cells that hold what their column does not allow."""
    names = [(column, name) for column in table.columns for name in column.names(languages)]
    for index, (column, name) in enumerate(names):
        texts = {row.cells[index] for row in rows}
        faults = {text: fault for text in texts if (fault := find_fault(column, name, text))}
        for row in rows if faults else ():
            if row.cells[index] in faults:
                rule, message, hint = faults[row.cells[index]]
                yield row.place(name).problem(rule, message, hint)


def find_fault(column: Column, name: str, text: str) -> Fault | None:
    """What is wrong with a text in a column, called `name` in the file; `None` for nothing."""
    kind = CELL_TYPES[column.type]
    if text != text.strip():
        return "cell", f"`{text}` has white space around it", "Remove it"
    if not text:
        empty = ("cell", f"`{name}` is empty", f"It holds: {column.description}")
        return empty if column.required else None
    if column.enum and text not in column.enum:
        listed = f"It is one of `{'`, `'.join(column.enum)}`"
        return "cell", f"`{text}` is not a valid {name}", suggest(text, column.enum) or listed
    try:
        kind.parse(text)
    except ValueError as error:
        reason = f": {error}" if str(error) else ""
        return kind.rule, f"`{text}` is not {kind.name}{reason}", kind.hint
    if column.pattern and not re.fullmatch(column.pattern, text):
        return "cell", f"`{text}` is not a valid {name}", f"It is written as `{column.pattern}`"
    return None


def _check_unique(rows: Sequence[Row], table: Table) -> Iterator[Problem]:
    """Rows that are named as one before them."""
    single = [(column.name,) for column in table.columns if column.unique]
    for names in (*single, table.together) if table.together else single:
        keys = list(zip(*(list_cells(rows, name) for name in names), strict=True))
        if len(set(keys)) == len(rows):
            continue
        first: dict[tuple[str, ...], int] = {}
        for key, row in zip(keys, rows, strict=True):
            line = first.setdefault(key, row.line)
            if line != row.line:
                yield row.place(names[-1]).problem(
                    "duplicate-key",
                    f"`{'`, `'.join(key)}` is already on line {line}",
                    "Use each key once",
                )
