"""A row to add to a table: its cells from what an author gives, in the order of the file's own header."""

from __future__ import annotations

import codecs
import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.messages.said import Said, say, say_names
from sitegen.problems import RefusedError, suggest
from sitegen.project.decoding import MARKS, DecodingError, decode_content
from sitegen.project.texts import read_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from sitegen.ledger.columns import Column, Table


class NewError(RefusedError):
    """What was asked for cannot be added."""


@dataclass(frozen=True)
class Wanted:
    """A value that has to be given."""

    name: str
    """As an author gives it: `title_en`."""
    description: Said
    choices: tuple[str, ...] = ()
    """What it may be; empty where it is free."""


def name_key(table: Table) -> str:
    """The column that names a row of a table; empty where none does alone."""
    return table.key or next((one.name for one in table.columns if one.unique), "")


def list_wanted(table: Table, codes: tuple[str, ...], given: Mapping[str, str]) -> list[Wanted]:
    """What a row needs besides what was given; where a table knows few words for it, those."""
    return [
        Wanted(name, column.description, column.enum)
        for column in table.columns
        if column.required and not column.default and column.name != name_key(table)
        for name in column.names(codes)
        if not given.get(name)
    ]


def check_given(table: Table, codes: tuple[str, ...], given: Mapping[str, str]) -> None:
    """Refuse values of columns that a table does not have, and words that a column does not know.

    Raises:
        NewError: A value cannot stand in the table.
    """
    names = table.header(codes)
    for name, value in given.items():
        column = next((one for one in table.columns if name in one.names(codes)), None)
        if column is None:
            raise NewError(
                say("`{name}.csv` has no column `{name2}`", name=table.name, name2=name),
                suggest(name, names) or say("Columns are {names}", names=say_names(names)),
            )
        _check_value(column, name, value)


def _check_value(column: Column, name: str, value: str) -> None:
    if not value:
        return
    if column.enum and value not in column.enum:
        raise NewError(
            say("`{name}` cannot be `{value}`", name=name, value=value),
            suggest(value, column.enum) or say("It is one of {enum}", enum=say_names(column.enum)),
        )
    if column.pattern and not re.fullmatch(column.pattern, value):
        raise NewError(
            say("`{name}` cannot be `{value}`", name=name, value=value),
            say("Write lower-case letters, digits and hyphens")
            if column.unique
            else column.description,
        )


def add_row(
    text: str, table: Table, codes: tuple[str, ...], cells: Mapping[str, str], beside: str = ""
) -> str:
    """The text of a table with a row more, written as the others are; `text` is empty of a new table.

    The row stands at the end, or below the last that has the same in the column `beside`.

    Raises:
        NewError: A row of that key is there already, or the file does without a column that was given.
    """
    header = _read_header(text) if text.strip() else list(table.header(codes))
    for name in table.header(codes):
        if cells.get(name) and name not in header:
            raise NewError(
                say("`{name}.csv` does without the column `{name2}`", name=table.name, name2=name),
                say("Add its name to the first line of the file, and a comma to each row"),
            )
    key = name_key(table)
    if key and text and cells[key] in list_row_names(text, key):
        raise NewError(
            say("`{name}.csv` has a row `{cells}` already", name=table.name, cells=cells[key]),
            say("Choose another key, or edit that row"),
        )
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = [] if text.strip() else [header]
    file = io.StringIO()
    csv.writer(file, lineterminator=newline).writerows(
        [*lines, [cells.get(name, "") for name in header]]
    )
    start = text if not text.strip() or text.endswith("\n") else text + newline
    at = _find_end(start, beside, cells[beside]) if beside else len(start)
    return start[:at] + file.getvalue() + start[at:]


def _find_end(text: str, column: str, value: str) -> int:
    """Where the last row ends that has a value in a column; the end of the text where none has."""
    place, last = _read_header(text).index(column) if text.strip() else 0, 0
    reader = csv.reader(io.StringIO(text, newline=""))
    for row in reader:
        if len(row) > place and row[place].strip() == value:
            last = reader.line_num
    lines = [*io.StringIO(text, newline="")]
    return sum(map(len, lines[: last or len(lines)]))


def _read_rows(text: str) -> Iterator[Sequence[str]]:
    return csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))


def _read_header(text: str) -> list[str]:
    return [name.strip() for name in next(iter(_read_rows(text)))]


def list_row_names(text: str, *columns: str) -> set[str]:
    """What names the rows of a table: what stands in a column, or in several, with slashes between."""
    header, *rows = _read_rows(text)
    names = [name.strip() for name in header]
    places = [names.index(column) for column in columns]
    return {
        "/".join(row[place].strip() for place in places) for row in rows if len(row) > max(places)
    }


def read_file_text(path: Path) -> str:
    """The text of a file with its own line ends, in the encodings that builds read; empty where there is none.

    Raises:
        NewError: It is in another.
    """
    if not path.is_file():
        return ""
    content = read_file(path)
    try:
        decoded = decode_content(content)
    except DecodingError as error:
        raise NewError(
            say("`{name}` cannot be read: {error}", name=path.name, error=error.message),
            error.hint,
        ) from None
    start = 0 if decoded.encoding == "utf-8" else len(decoded.mark)
    return content[start:].decode(decoded.encoding)


def encode_file_text(path: Path, text: str) -> bytes:
    """A text as it is written in the place of a file: in its encoding, where that is another than UTF-8."""
    start = path.read_bytes()[: len(codecs.BOM_UTF32_LE)] if path.is_file() else b""
    mark, encoding = next((one for one in MARKS if start.startswith(one[0])), (b"", "utf-8"))
    return text.encode() if encoding == "utf-8" else mark + text.encode(encoding)
