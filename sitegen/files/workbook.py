"""All figures as one workbook, for those who open data in a spreadsheet.

Numbers are numbers and days are days, so they sort, filter and compute in any language of Excel; texts are
texts, whatever they begin with. The same tables give the same bytes: nothing in it tells when it was made.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from sitegen.files.codebook import describe, list_codebook
from sitegen.files.published import (
    FACT_FIELDS,
    TARGET_FIELDS,
    fact_row,
    target_row,
)
from sitegen.ledger.schema import INDICATORS, make_tables
from sitegen.render.outputs import OutputFile
from sitegen.views.words import README_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from sitegen.site import Site

WORKBOOK = "data/facts.xlsx"
"""Its address."""
MOST_ROWS = 1_048_575
"""Rows below the header that a sheet can hold; what is more goes on in another sheet."""
_DIGITS = 15
"""Digits of a number that a spreadsheet keeps: one with more stays a text, so that none is lost."""
_LONGEST = 32_767
"""Characters that a cell can hold."""
_WIDTHS = 8, 48
"""Of columns, in characters."""
_SAMPLED = 200
"""Rows that the width of a column is chosen by."""
_FIRST_DAY = date(1900, 3, 1)
"""Days before it have no number, or a wrong one, in spreadsheets."""
_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)
"""When a workbook says it was made that is told nothing else."""
_BOLD = {"bold": True, "bg_color": "#e8eef0", "bottom": 1}


@dataclass(frozen=True)
class SheetTable:
    """A table of the workbook."""

    name: str
    header: tuple[str, ...]
    types: tuple[str, ...]
    """Of each column: number, integer, date, boolean, or anything else for text."""
    rows: Sequence[Sequence[str]]


def plan_workbook(site: Site) -> Iterator[OutputFile]:
    """The workbook: what it is, figures, targets, indicators, documents, and what all columns and codes mean."""
    config = site.config
    code = config.default_language
    properties = {
        "title": config.title[code],
        "author": config.author[code],
        "comments": f"{config.licence[code]} {config.absolute('data/')}".strip(),
        "created": _find_moment(site),
    }
    tables = [_make_readme(site), *_list_sheets(site)]
    yield OutputFile(WORKBOOK, write_sheets(tables, properties))


def write_sheets(
    tables: Iterable[SheetTable], properties: Mapping[str, object], most: int = MOST_ROWS
) -> bytes:
    """A workbook of tables, a sheet each; `most` rows stand in a sheet."""
    from xlsxwriter.workbook import Workbook

    made = io.BytesIO()
    with Workbook(made, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        book.set_properties({"created": _MOMENT, **properties})
        bold = book.add_format(_BOLD)
        for table in tables:
            _add_table(book, bold, table, most)
    return made.getvalue()


def _find_moment(site: Site) -> datetime:
    """When the data were last changed, as their page says: a workbook must name a time."""
    days = [day for code in site.config.codes if (day := site.date_of("data", code))]
    return datetime.fromisoformat(max(days)).replace(tzinfo=UTC) if days else _MOMENT


def _list_sheets(site: Site) -> Iterator[SheetTable]:
    codes = site.config.codes
    facts = FACT_FIELDS.expand(codes)
    yield _make("facts", facts, [fact_row(fact, codes) for fact in site.ledger.facts])
    targets = TARGET_FIELDS.expand(codes)
    yield _make("targets", targets, [target_row(one, site) for one in site.assessments])
    sources = make_tables(site.config.source_kinds)[0]
    for table in (INDICATORS, sources):
        names, *rows = csv.reader(io.StringIO(site.curated.texts[table.name], newline=""))
        yield SheetTable(table.name, tuple(names), ("string",) * len(names), rows)
    header, explained = list_codebook(site, (INDICATORS, sources))
    yield SheetTable("codebook", header, ("string",) * len(header), explained)


def _make(
    name: str, fields: Iterable[tuple[str, str, str]], rows: Sequence[Sequence[str]]
) -> SheetTable:
    header, types, _ = zip(*fields, strict=True)
    return SheetTable(name, header, types, rows)


def _make_readme(site: Site) -> SheetTable:
    """What the workbook is, in each language, with the licence and where it comes from."""
    rows: list[tuple[str, str, str]] = []
    for voice in site.voices:
        code, config = voice.language.code, site.config
        page = site.way_to("data", code)
        said = (
            ("Title", config.title[code]),
            ("Description", config.description[code]),
            ("Address", config.absolute(page.address if page else "data/")),
            ("Author", config.author[code]),
            ("Licence", f"{config.licence[code]} {config.licence_url}".strip()),
        )
        rows += ((voice.language.name, describe(voice, name), text) for name, text in said)
        rows += (
            (voice.language.name, name, describe(voice, text))
            for name, text in README_WORDS.items()
        )
    return SheetTable("readme", ("language", "about", "text"), ("string",) * 3, rows)


def _add_table(book: Workbook, bold: Format, table: SheetTable, most: int) -> None:
    """A table as a sheet, or as several where it has more rows than one can hold."""
    for number, start in enumerate(range(0, max(len(table.rows), 1), most), 1):
        rows = table.rows[start : start + most]
        sheet = book.add_worksheet(table.name if number == 1 else f"{table.name} {number}")
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(rows), 1), len(table.header) - 1)
        for column, name in enumerate(table.header):
            sheet.write_string(0, column, name, bold)
            shown = (row[column] for row in (table.header, *rows[:_SAMPLED]))
            sheet.set_column(column, column, _choose_width(shown))
        for at, row in enumerate(rows, 1):
            for column, (text, kind) in enumerate(zip(row, table.types, strict=True)):
                _write_cell(sheet, at, column, text, kind)


def _choose_width(texts: Iterable[str]) -> int:
    """How wide a column is that shows these texts; Chinese characters take twice the room."""
    least, most = _WIDTHS
    return max(least, min(most, max(map(_measure, texts)) + 2))


def _measure(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text[: _WIDTHS[1]])


def _write_cell(sheet: Worksheet, row: int, column: int, text: str, kind: str) -> None:
    """A cell as what it is; a text is never taken for a formula, an address or a number."""
    if not text:
        return
    if kind in {"number", "integer"} and _fits(Decimal(text)):
        sheet.write_number(row, column, float(text))
    elif kind == "boolean":
        sheet.write_boolean(row, column, text == "true")
    elif kind == "date" and date.fromisoformat(text) >= _FIRST_DAY:
        sheet.write_datetime(row, column, datetime.fromisoformat(text))
    else:
        sheet.write_string(row, column, text[:_LONGEST])


def _fits(number: Decimal) -> bool:
    """Whether a spreadsheet can hold a number as it is."""
    return len(number.normalize().as_tuple().digits) <= _DIGITS
