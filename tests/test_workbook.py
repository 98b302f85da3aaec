"""The workbook of all figures, read by others' tools."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from built import read_real_site
from openpyxl import load_workbook

from sitegen.files.downloads import guard_cell
from sitegen.files.workbook import WORKBOOK, SheetTable, write_sheets

if TYPE_CHECKING:
    from collections.abc import Mapping

SHEETS = ["readme", "facts", "targets", "indicators", "sources", "codebook"]


@pytest.fixture(scope="module")
def tree() -> Mapping[str, bytes]:
    return read_real_site()


def read_rows(tree: Mapping[str, bytes], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(tree[f"data/{name}.csv"].decode(), newline="")))


def test_the_workbook_has_a_sheet_for_each_table(tree: Mapping[str, bytes]) -> None:
    book = load_workbook(io.BytesIO(tree[WORKBOOK]))
    assert book.sheetnames == SHEETS
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert all(8 <= column.width <= 49 for column in sheet.column_dimensions.values())


def test_its_cells_are_those_of_the_package_with_numbers_as_numbers(
    tree: Mapping[str, bytes],
) -> None:
    shown = pd.read_excel(io.BytesIO(tree[WORKBOOK]), "facts", dtype={"locator": str})
    rows = read_rows(tree, "facts")
    assert list(shown.columns) == list(rows[0])
    assert list(shown["fact"]) == [row["fact"] for row in rows]
    for name in ("value", "low", "high", "value_base", "low_base", "high_base"):
        wanted = [float(row[name]) if row[name] else None for row in rows]
        assert [None if pd.isna(one) else float(one) for one in shown[name]] == wanted
    for name in ("start", "end"):
        wanted_days = [datetime.fromisoformat(row[name]) for row in rows]
        assert list(shown[name]) == wanted_days
    for name in ("period", "phrase", "note_zh"):
        assert list(shown[name].fillna("").map(str)) == [row[name] for row in rows]


def test_no_text_is_a_formula_and_the_readme_names_the_licence(tree: Mapping[str, bytes]) -> None:
    book = load_workbook(io.BytesIO(tree[WORKBOOK]))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n", "d", "b"}
    said = "\n".join(str(cell.value) for row in book["readme"].iter_rows() for cell in row)
    assert "https://creativecommons.org/licenses/by/4.0/" in said
    assert "value_base" in said


def test_the_codebook_explains_each_column_and_code_in_each_language(
    tree: Mapping[str, bytes],
) -> None:
    book = pd.read_excel(io.BytesIO(tree[WORKBOOK]), None, dtype=str)
    codes = book["codebook"].fillna("")
    for name in SHEETS[1:-1]:
        own = codes[(codes["sheet"] == name) & (codes["code"] == "")]
        assert list(own["column"]) == list(book[name].columns)
    for name in ("kind", "measure", "bound", "stage"):
        known = set(codes[(codes["sheet"] == "facts") & (codes["column"] == name)]["code"])
        assert set(book["facts"][name]) <= known
    assert set(book["targets"]["status"]) <= set(codes[codes["column"] == "status"]["code"])
    assert (codes["description_zh"] != codes["description_en"]).all()
    assert (codes["description_zh"] != "").all()


def test_the_workbook_is_the_same_each_time_and_goes_on_in_further_sheets() -> None:
    table = SheetTable("facts", ("fact", "value"), ("string", "number"), [["a", "1"]] * 5)
    made = [write_sheets([table], {"title": "x"}, most=2) for _ in range(2)]
    assert made[0] == made[1]
    book = load_workbook(io.BytesIO(made[0]))
    assert book.sheetnames == ["facts", "facts 2", "facts 3"]
    assert [sheet.max_row for sheet in book] == [3, 3, 2]
    empty = SheetTable("none", ("fact",), ("string",), [])
    book = load_workbook(io.BytesIO(write_sheets([empty], {})))
    assert [[cell.value for cell in row] for row in book["none"]] == [["fact"]]


def test_what_a_spreadsheet_cannot_hold_as_a_number_or_a_day_stays_a_text() -> None:
    rows = [["=1+1", "1234567890123456789", "1850-01-01"], ["@2023", "-3.10", "2023-12-31"]]
    table = SheetTable("facts", ("a", "b", "c"), ("string", "number", "date"), rows)
    [sheet] = load_workbook(io.BytesIO(write_sheets([table], {"title": "x"})))
    cells = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert cells == [rows[0], ["@2023", -3.1, datetime(2023, 12, 31)]]  # noqa: DTZ001 # as a sheet has it


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("-3.0", "-3.0"),
        ("+5", "+5"),
        ("@2023-08", "'@2023-08"),
        ("=1+1", "'=1+1"),
        ("-2.1%", "'-2.1%"),
        ("\tx", "'\tx"),
        ("a=1", "a=1"),
        ("", ""),
    ],
)
def test_what_a_spreadsheet_would_compute_is_marked_as_a_text(cell: str, shown: str) -> None:
    assert guard_cell(cell) == shown
