"""The tables: what a row is, what each column holds, and what its words mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reference.writing import escape, quote, quote_all, write_heading, write_table
from sitegen.ledger.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reference.words import Words
    from sitegen.ledger.columns import Column, Table


def write_tables(words: Words) -> Iterator[str]:
    """The parts of the page."""
    yield words.find("text.tables")
    yield write_table(
        (words.find("label.table"), words.find("label.row"), words.find("label.needed")),
        (
            (
                f"[{quote(f'{table.name}.csv')}](#{table.name})",
                escape(words.tell(table.description)),
                "" if table.optional else words.find("label.yes"),
            )
            for table in TABLES
        ),
    )
    yield write_heading(words.find("label.types"), "types")
    yield words.find("text.types")
    for table in TABLES:
        yield write_heading(quote(f"{table.name}.csv"), table.name)
        yield from _write_about(words, table)
        yield words.find_more(f"about.{table.name}")
        yield write_table(
            (words.find("label.column"), words.find("label.meaning"), words.find("label.holds")),
            (_write_column(words, column) for column in table.columns),
        )
        for column in table.columns:
            yield from _write_values(words, column)


def _write_about(words: Words, table: Table) -> Iterator[str]:
    parts = [escape(words.tell(table.description))]
    if table.together:
        parts.append(words.find("label.together").format(columns=quote_all(table.together)))
    yield words.find("label.stop").join(parts) + words.find("label.stop").rstrip()


def name_column(column: Column) -> str:
    """A column as its header names it; `*` stands for the code of a language."""
    return f"{column.name}_*".lstrip("_") if column.localized else column.name


def _write_column(words: Words, column: Column) -> tuple[str, str, str]:
    holds = [words.find(f"type.{column.type}")]
    if column.enum:
        holds = [words.find("label.words-below")]
    if column.references:
        holds = [words.find("label.key-of").format(table=quote(f"{column.references}.csv"))]
    if column.fact_keys:
        holds = [words.find("label.fact-keys" if column.separator else "label.fact-key")]
    if column.unique:
        holds.append(words.find("label.once"))
    if not column.required:
        holds.append(
            words.find("label.empty-means").format(value=quote(column.default))
            if column.default
            else words.find("label.may-be-empty")
        )
    said = escape(words.tell(column.description))
    return quote(name_column(column)), said, words.find("label.comma").join(holds)


def _write_values(words: Words, column: Column) -> Iterator[str]:
    if not column.enum:
        return
    yield write_table(
        (quote(column.name), words.find("label.meaning")),
        ((quote(value), words.find(f"value.{column.name}.{value}")) for value in column.enum),
    )
