"""Rows to values as the schema describes them: a cell to a field, by the words of its column.

No table is known by name here. Cells are read a column at a time, and equal ones once: a period that
stands in a thousand rows is one value.
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from sitegen.language.localized import Localized
from sitegen.ledger.columns import CELL_TYPES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sitegen.ledger.columns import Column, Table
    from sitegen.sheets.rows import Row

    Known = Mapping[str, Mapping[str, Any]]
    """The values that references may lead to, by table and key."""


def read_fields(
    table: Table, rows: Sequence[Row], known: Known, languages: tuple[str, ...]
) -> Iterator[dict[str, Any]]:
    """What each row says, by the fields of the table's value.

    Args:
        table: The rows' table.
        rows: Well-formed rows whose references lead to known values.
        known: The values that columns with `resolved` name.
        languages: The codes of the site's languages.
    """
    columns = [_read_column(column, rows, known, languages) for column in table.columns]
    names = [column.attribute for column in table.columns]
    if any(one.name == "row" for one in fields(table.value)):
        columns, names = [*columns, rows], [*names, "row"]
    return (dict(zip(names, cells, strict=True)) for cells in zip(*columns, strict=True))


def _read_column(
    column: Column, rows: Sequence[Row], known: Known, languages: tuple[str, ...]
) -> Sequence[object]:
    """What the cells of a column become, a row each."""
    if not rows:
        return ()
    read = _choose_reader(column, known)
    where = [rows[0].sheet.index[name] for name in column.names(languages)]
    if not column.localized:
        index = where[0]
        found = {text: read(text) for text in {row.cells[index] for row in rows}}
        return [found[row.cells[index]] for row in rows]
    side = slice(where[0], where[-1] + 1)  # the languages of a column stand side by side
    texts = {
        several: tuple(zip(languages, map(read, several), strict=True))
        for several in {row.cells[side] for row in rows}
    }
    made = {key: text if column.separator else Localized(text) for key, text in texts.items()}
    return [made[row.cells[side]] for row in rows]


def _choose_reader(column: Column, known: Known) -> Callable[[str], Any]:
    """How one cell of a column becomes a field, or an entry of one; an empty number becomes `None`."""
    if column.separator:
        return lambda text: split_list(text, column.separator)
    if column.stands_for:
        meanings = dict(zip(column.enum, column.stands_for, strict=True))
        return lambda text: meanings[text]
    if column.resolved:
        values = known[column.references]
        return lambda text: values[text] if text else None
    if column.type == "string":
        return lambda text: text or column.default
    parse = CELL_TYPES[column.type].parse
    return lambda text: parse(text or column.default) if text or column.default else None


def split_list(text: str, separator: str) -> tuple[str, ...]:
    """The entries of a cell that holds a list; a space stands for any white space."""
    parts = text.split() if separator == " " else text.split(separator)
    return tuple(filter(None, parts))
