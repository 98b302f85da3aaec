"""CSV texts to rows, each table parsed once and checked against its schema, a column at a time.

A cell is judged by its text alone, so equal texts of a column are judged once. What a row must
fulfil besides is not checked here.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sitegen.defects import work_on
from sitegen.ledger.cells import find_faults, find_fitting
from sitegen.limits import LONGEST_LINE, MOST_ROWS
from sitegen.memo import digest
from sitegen.messages.said import say, say_names
from sitegen.problems import Place
from sitegen.sheets.faults import (
    find_wrong_columns,
    gather_rows,
    tell_faults,
)
from sitegen.sheets.lines import find_overlong, find_short, find_torn, read_lines
from sitegen.sheets.rows import Row, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sitegen.ledger.columns import Table
    from sitegen.problems import Problem
    from sitegen.sheets.faults import CellFault
    from sitegen.sheets.lines import ReadLines


@dataclass(frozen=True)
class ParsedTable:
    """A table as far as it could be read."""

    table: Table
    rows: tuple[Row, ...] = ()
    """The well-formed rows."""
    keys: frozenset[str] = frozenset()
    """The keys of all rows, well-formed or not: a reference to one of them is not a second mistake."""
    problems: tuple[Problem, ...] = ()
    failed: bool = False
    """Whether nothing is known of its rows: what refers to them is not wrong for that."""
    is_cut: bool = False
    """Whether the file ends within a row: of further rows nothing is known either."""
    unnamed: int = 0
    """How many rows have a key that is wrong, or another row's, or are no rows."""
    text: str | None = field(default=None, compare=False, repr=False)
    """What it was parsed from."""
    sheet: Sheet | None = field(default=None, compare=False, repr=False)
    """Where its columns stand; `None` where it could not be read."""
    lines: Sequence[Row | None] = field(default=(), compare=False, repr=False)
    """All lines of the file, with the row that begins there, or `None`."""
    faults: frozenset[int] = field(default=frozenset(), compare=False, repr=False)
    """Numbers of the first lines of rows with cells that hold what they may not."""
    broken: tuple[frozenset[str], ...] = field(default=(), compare=False, repr=False)
    """What stands on each line that is no row, cut at its commas."""

    @property
    def lost(self) -> Iterator[frozenset[str]]:
        """The cells of each row that is not well-formed, in no order."""
        yield from self.broken
        left = {row.line for row in self.rows}
        yield from (frozenset(row.cells) for row in self.lines if row and row.line not in left)

    @property
    def published(self) -> str:
        """The table as it is published: with its columns in the order of the schema, and nothing empty."""
        if self.text is None or self.sheet is None:
            return ""
        is_whole = not (self.sheet.order or self.sheet.spare)
        if is_whole and len(self.lines) == len(self.rows) + 1:
            return self.text
        made = io.StringIO()
        writer = csv.writer(made, lineterminator="\n")
        writer.writerow(self.sheet.index)
        writer.writerows(row.cells for row in self.rows)
        return made.getvalue()


@dataclass(frozen=True)
class ParsedTables:
    """All curated tables of a project, in the order of the schema."""

    tables: tuple[ParsedTable, ...]
    languages: tuple[str, ...]
    folder: str
    """Where the files lie, as messages name it."""
    version: str
    """Digest of all that they were parsed from."""

    def is_sound(self, name: str) -> bool:
        """Whether all rows of a table are well-formed."""
        return not any(one.problems or one.failed for one in self.tables if one.table.name == name)


def parse_tables(
    files: Mapping[str, str | None],
    tables: Sequence[Table],
    languages: tuple[str, ...],
    folder: str,
    before: ParsedTables | None = None,
) -> ParsedTables:
    """Parse the tables from their texts.

    Args:
        files: The texts of the CSV files, by name of the table, `None` for one that could not be read;
            others are not looked at.
        tables: The tables of the project; a reference leads to one before it, or to its own.
        languages: The codes of the site's languages.
        folder: Where the files lie, as messages name it.
        before: The same tables of other texts: lines that stand there too are not parsed again.
    """
    known = {table.name: files[table.name] for table in tables if table.name in files}
    unread = {name for name, text in known.items() if text is None}
    older = before.tables if before else (None,) * len(tables)
    parsed = list[ParsedTable]()
    for table, old in zip(tables, older, strict=True):
        with work_on(path := name_path(folder, table)):
            parsed.append(
                ParsedTable(table, failed=True)
                if table.name in unread
                else parse_table(path, known.get(table.name), table, languages, old)
            )
    version = digest((folder, languages, _describe(tables), known))
    return ParsedTables(tuple(parsed), languages, folder, version)


def name_path(folder: str, table: Table) -> str:
    """The file of a table in a folder, as messages name it."""
    return f"{folder}/{table.name}.csv"


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
    if text is None:
        missing = Place(path).problem(
            "table",
            say("the table is missing"),
            say("It holds: {description}", description=table.description),
        )
        return ParsedTable(
            table, problems=() if table.optional else (missing,), failed=not table.optional
        )
    lines = text.removesuffix("\n").split("\n")
    if beyond := _find_beyond(path, lines):
        return ParsedTable(table, problems=(beyond,), failed=True, text=text)
    sheet = table.parse_header(path, lines, languages)
    if not isinstance(sheet, Sheet):
        return ParsedTable(table, problems=(sheet,), failed=True, text=text)
    if before is not None and before.sheet == sheet:
        sheet = before.sheet
    else:
        before = None
    prose = frozenset(
        sheet.index[name]
        for column in table.columns
        if column.prose
        for name in column.names(languages)
    )
    read = read_lines(sheet, lines, prose, before.lines if before else ())
    is_cut = _is_cut(text, lines, read)
    old = before.faults if before else frozenset[int]()
    again = [row for row in read.rows if row and row.line in old] if old else []
    fresh = again + [row for row in read.fresh if row.line not in old]
    faults = list(find_faults(fresh, table, languages))
    rows = tuple(filter(None, read.rows))
    wrong = frozenset(fault.row.line for fault in faults)
    ragged = {
        **find_torn(sheet, fresh),
        **_find_short(faults, table, languages),
        **find_overlong(fault.row for fault in faults),
    }
    faults = [fault for fault in faults if fault.row.line not in ragged]
    wrong = wrong | ragged.keys()
    left = tuple(row for row in rows if row.line not in wrong) if wrong else rows

    def fit(name: str) -> str:
        return find_fitting(name, rows, table, languages)

    failed = bool(find_wrong_columns(faults, rows, fit))
    left = () if failed else left
    twice = tuple(_check_unique(left, table))
    return ParsedTable(
        table,
        left,
        frozenset(list_cells(rows, table.key)).union(*read.broken) if table.key else frozenset(),
        (
            *gather_rows(
                (*(_tell_cut(read.problems) if is_cut else read.problems), *ragged.values()),
                len(rows) + len(read.broken),
            ),
            *tell_faults(faults, rows, fit),
            *gather_rows(twice, len(left)),
        ),
        failed,
        is_cut,
        len(twice) + len(read.broken) + sum(fault.name == table.key for fault in faults),
        text,
        sheet,
        read.rows,
        wrong,
        tuple(read.broken),
    )


def _is_cut(text: str, lines: Sequence[str], read: ReadLines) -> bool:
    """Whether a table ends within a line that is too short for a row, as one does that was saved in part."""
    if text.endswith("\n") or lines[-1].count(",") >= lines[0].count(","):
        return False
    last = max((row.line for row in read.rows if row), default=1)
    return any(one.line > last for one in read.problems)


def _tell_cut(problems: Sequence[Problem]) -> Iterator[Problem]:
    """What is wrong with lines of a table, the last of which may be all that was saved of it."""
    last = max(one.line for one in problems)
    for one in problems:
        yield (
            one
            if one.line < last
            else replace(
                one,
                hint=say(
                    "Complete the row; if the file is cut off here, take it anew from where it is whole"
                ),
            )
        )


def _find_short(
    faults: Sequence[CellFault], table: Table, languages: tuple[str, ...]
) -> dict[int, Problem]:
    """The rows whose cells are wrong because a comma is missing before them, by line."""
    first: dict[int, int] = {}
    for fault in faults:
        number = fault.row.sheet.find(fault.name)
        first[fault.row.line] = min(number, first.get(fault.row.line, number))
    return find_short(
        {fault.row.line: fault.row for fault in faults}.values(),
        lambda row: not any(True for _ in find_faults([row], table, languages)),
        lambda row: first[row.line],
    )


def _find_beyond(path: str, lines: Sequence[str]) -> Problem | None:
    """What of a table is more than is read."""
    if len(lines) > MOST_ROWS + 1:
        return Place(path, MOST_ROWS + 2).problem(
            "limit",
            say(
                "the table has {n} lines, and at most {most} are read", n=len(lines), most=MOST_ROWS
            ),
            say("Leave out what no page needs"),
        )
    length = max(map(len, lines))
    if length <= LONGEST_LINE:
        return None
    number = next(number for number, line in enumerate(lines) if len(line) == length)
    return Place(path, number + 1).problem(
        "limit",
        say(
            "the line has {n} characters, and a line of a table at most {most}",
            n=length,
            most=LONGEST_LINE,
        ),
        say("Shorten its cells; what is longer belongs to a page"),
    )


def list_cells(rows: Sequence[Row], name: str) -> list[str]:
    """The texts of a column, a row each."""
    if not rows:
        return []
    index = rows[0].sheet.index[name]
    return [row.cells[index] for row in rows]


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
                    say("{key} is already on line {line}", key=say_names(key), line=line),
                    say("Use each key once"),
                    key=" ".join(key),
                )
