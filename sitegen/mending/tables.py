"""The text of a table to one with commas between its cells, and its cells in plain characters.

A row in which nothing changes stays as it is written. No cell is ever dropped: what does not fall into rows
of the header's width is left.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.mending.numbers import mend_cell
from sitegen.mending.repairs import Mended, Repair
from sitegen.messages.said import say
from sitegen.problems import Place
from sitegen.sheets.headers import (
    SEPARATOR_LINE,
    SEPARATORS,
    find_header,
    find_separator,
)
from sitegen.sheets.lines import read_lines
from sitegen.sheets.rows import Sheet, place_in, split_line
from sitegen.sheets.spoilt import narrow

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from sitegen.ledger.columns import Column, Table
    from sitegen.sheets.rows import Row


@dataclass(frozen=True)
class TableMender:
    """Mends one table."""

    path: str
    """Its file, as messages name it."""
    table: Table
    languages: tuple[str, ...]
    keys: Mapping[str, Collection[str]]
    """The keys of the tables before it that could be read, by table."""

    def mend(self, text: str) -> Mended:
        """A table as it is meant."""
        wanted = self.table.header(self.languages)
        plain = mend_separators(text, self.path, wanted)
        lines, header = _mend_header(plain.text.split("\n"), self.path, wanted)
        sheet = self.table.parse_header(self.path, lines, self.languages)
        if not isinstance(sheet, Sheet):
            return plain
        moved = text.count("\n") - plain.text.count("\n")
        rows = read_lines(sheet, lines, ()).rows
        keys = {**self.keys, self.table.name: self._list_keys(filter(None, rows))}
        repairs = [*header]
        written = [*lines[: sheet.line]]
        at = sheet.line
        while at < len(lines):
            row = rows[at]
            if row is None:
                written.append(lines[at])
                at += 1
                continue
            new, own = self._mend_row(row, keys)
            written.append(new)
            repairs += own
            at += row.height
        # Where separators changed, cells stood elsewhere, and perhaps a line lower.
        placed = (_move(one, moved) if plain.repairs else one for one in repairs)
        return Mended("\n".join(written), (*plain.repairs, *placed))

    def list_keys(self, text: str) -> frozenset[str] | None:
        """The keys of a table as it is mended; `None` where it cannot be read."""
        lines = text.split("\n")
        sheet = self.table.parse_header(self.path, lines, self.languages)
        if not self.table.key or not isinstance(sheet, Sheet):
            return None
        return self._list_keys(filter(None, read_lines(sheet, lines, ()).rows))

    def _list_keys(self, rows: Iterable[Row]) -> frozenset[str]:
        columns = [column for column in self.table.columns if column.name == self.table.key]
        return frozenset(
            mend_cell(column, column.name, row[column.name], None).text
            for column in columns
            if not column.references
            for row in rows
        )

    def _mend_row(
        self, row: Row, keys: Mapping[str, Collection[str]]
    ) -> tuple[str, Sequence[Repair]]:
        """The text of a row, and what changed in it."""
        [cells] = csv.reader(io.StringIO(row.text, newline=""))
        repairs = []
        for column, name in self._list_columns(row.sheet):
            at = row.sheet.find(name)
            if at >= len(cells):
                continue
            text = cells[at]
            made = mend_cell(column, name, text, keys.get(column.references))
            if made.doubt:
                repairs.append(Repair(row.place(name), made.doubt, is_sure=False))
            elif made.text != text:
                repairs.append(
                    Repair(
                        row.place(name),
                        say("`{text}` becomes `{made_text}`", text=text, made_text=made.text),
                    )
                )
                cells[at] = made.text
        changed = any(one.is_sure for one in repairs)
        return write_rows([cells]).removesuffix("\n") if changed else row.text, repairs

    def _list_columns(self, sheet: Sheet) -> Iterator[tuple[Column, str]]:
        for column in self.table.columns:
            for name in column.names(self.languages):
                if sheet.has(name):
                    yield column, name


def mend_separators(text: str, path: str, wanted: Sequence[str]) -> Mended:
    """A table with commas between its cells, and without a first line that is for Excel alone."""
    lines = text.split("\n")
    at = find_header(lines)
    place = Place(path, at + 1)
    repairs = []
    if SEPARATOR_LINE.fullmatch(lines[at]):
        repairs.append(Repair(place, say("the line `{at}` goes", at=lines.pop(at))))
        at = find_header(lines)
    separator = find_separator(lines[at], wanted) if at < len(lines) else ","
    if separator == ",":
        return Mended("\n".join(lines), tuple(repairs))
    rows = _split_rows("\n".join(lines), separator)
    width = len(rows[at]) if rows else 0
    wrong = [number for number, row in enumerate(rows) if row and len(row) != width]
    if not rows or wrong:
        said = say(
            "{separators} separate its cells, but not into rows as long as the header",
            separators=SEPARATORS[separator],
        )
        place = Place(path, wrong[0] + 1 if wrong else at + 1)
        return Mended(text, (Repair(place, said, is_sure=False),))
    repairs.append(
        Repair(
            place, say("{separators} between cells become commas", separators=SEPARATORS[separator])
        )
    )
    return Mended(write_rows(rows), tuple(repairs))


def _split_rows(text: str, separator: str) -> list[list[str]]:
    """The cells of a table with another separator; none where a quotation mark stays open."""
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error:
        return []


def _mend_header(
    lines: Sequence[str], path: str, wanted: Sequence[str]
) -> tuple[Sequence[str], list[Repair]]:
    """The lines with the names of the columns in plain characters, without white space around them."""
    at = find_header(lines)
    cells = split_line(lines[at]) or []
    plain = [narrow(cell).strip() for cell in cells]
    made = [
        new if cell not in wanted and new in wanted else cell
        for cell, new in zip(cells, plain, strict=True)
    ]
    repairs = [
        Repair(
            place_in(path, at + 1, lines[at], number),
            say("`{cell}` becomes `{made}`", cell=cell, made=made[number]),
        )
        for number, cell in enumerate(cells)
        if cell != made[number]
    ]
    header = write_rows([made]).removesuffix("\n") if repairs else lines[at]
    return [*lines[:at], header, *lines[at + 1 :]], repairs


def _move(repair: Repair, lines: int) -> Repair:
    """A repair at the line where it stood before."""
    place = Place(repair.place.path, repair.place.line + lines)
    return Repair(place, repair.said, is_sure=repair.is_sure)


def write_rows(rows: Iterable[Sequence[str]]) -> str:
    """Rows as CSV."""
    made = io.StringIO()
    csv.writer(made, lineterminator="\n").writerows(rows)
    return made.getvalue()
