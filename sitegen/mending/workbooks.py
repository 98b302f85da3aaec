"""A workbook that stands in the place of a table, to the texts of its cells: what is sure alone.

Of OpenDocument what each cell shows is in the file. Of Excel it has to be worked out from numbers and
formats; formats that show more than digits, such as dates, are left to the spreadsheet.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from sitegen.limits import LARGEST_TABLE, MOST_DIGITS
from sitegen.messages.said import say
from sitegen.problems import RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from xml.etree.ElementTree import Element

    Rows = list[list[str]]


class WorkbookError(RefusedError):
    """A workbook that cannot be read for sure."""


_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_SHEETS = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}spreadsheet"
_PLAIN_FORMATS = {"0": "General", "1": "0", "2": "0.00", "49": "@"}
"""What the numbers of built-in formats mean that show digits alone."""
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    ET.ParseError,
    LookupError,
    OSError,
    EOFError,
    ValueError,
    ArithmeticError,
    RuntimeError,  # it is encrypted, packed in an unknown way, or nested too deep
)
"""What comes of workbooks that are not as they should be."""
_TOO_LARGE = WorkbookError(say("it is larger than any table that is read"))
_WIDEST, _LONGEST = 1000, 200_000
"""How many columns and rows are looked at: empty ones are repeated to the end of the sheet."""
_MOST_TAGS = 8_000_000
"""Tags of a part of a workbook: each element takes memory, however short it is written."""
_PART, _MOST_PARTS = b"PK\1\2", 10_000
"""What the entry of a part begins with, and how many parts a workbook may have."""
_LONGEST_RUN = 100
"""Spaces that one element may stand for."""
_SURE_DIGITS = 15
"""How many digits of a number Excel keeps."""


def read_workbook(content: bytes, wanted: Sequence[str]) -> Rows:
    """The cells of the sheet of a workbook that has the header of a table: most of the wanted names.

    Raises:
        WorkbookError: It is of another kind, has no such sheet, or shows what cannot be worked out.
    """
    try:
        if not zipfile.is_zipfile(io.BytesIO(content)):
            raise WorkbookError(say("it is of an old kind, or broken"))  # noqa: TRY301
        found = _find_sheet(content, wanted)
    except WorkbookError:
        raise
    except _BROKEN:
        raise WorkbookError(say("it is broken")) from None
    if not found:
        raise WorkbookError(say("none of its sheets has the header of the table"))
    while not any(found[-1]):
        found.pop()
    width = len(next(row for row in found if any(row)))
    _bound_size(found, width)
    return [[*row, *[""] * (width - len(row))] for row in found]


def _bound_size(rows: Rows, width: int) -> None:
    """See that a table can be made of rows: one of them may be repeated to the end of the sheet.

    Raises:
        WorkbookError: It would be larger than any that is read.
    """
    size = 0
    for row in rows:
        size += max(len(row), width) + sum(map(len, row))
        if size > LARGEST_TABLE:
            raise _TOO_LARGE


def _find_sheet(content: bytes, wanted: Sequence[str]) -> Rows:
    """The cells of the first sheet that has the header of a table; none where there is no such sheet."""
    if content.count(_PART) > _MOST_PARTS:
        raise _TOO_LARGE
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        left = 2 * LARGEST_TABLE

        def parse(name: str) -> Element:
            nonlocal left
            with package.open(name) as part:
                text = part.read(LARGEST_TABLE + 1)
            left -= len(text)
            if len(text) > LARGEST_TABLE or left < 0:  # a few bytes may unpack to any number
                raise _TOO_LARGE
            if text.count(b"<") > _MOST_TAGS:
                raise _TOO_LARGE
            if b"<!DOCTYPE" in text or b"\0" in text:  # no spreadsheet writes either
                raise WorkbookError(say("it is broken"))
            return ET.fromstring(text)  # noqa: S314 # without declarations nothing grows

        is_excel = "xl/workbook.xml" in package.namelist()
        for rows in (_read_excel if is_excel else _read_open)(parse):
            header = next((row for row in rows if any(row)), [])
            if len({*header} & {*wanted}) * 2 > len(wanted):
                return rows
    return []


def _read_open(read: Callable[[str], Element]) -> Iterator[Rows]:
    """The sheets of an OpenDocument workbook, as they are shown."""
    sheets = (one for all_of in read("content.xml").iter(_SHEETS) for one in all_of)
    for sheet in sheets:
        rows: Rows = []
        for row in sheet.iter(f"{_TABLE}table-row"):
            cells: list[str] = []
            for cell in row:
                if cell.tag in {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}:
                    text = "\n".join(map(_join_text, cell.findall(f"{_TEXT}p")))
                    number = _read_whole(cell.get(f"{_TABLE}number-columns-repeated", "1"), 1)
                    cells += [text] * min(number, _WIDEST - len(cells))
            number = _read_whole(row.get(f"{_TABLE}number-rows-repeated", "1"), 1)
            rows += [_trim(cells)] * (min(number, _LONGEST) if any(cells) else 1)
            if len(rows) > _LONGEST:
                raise _TOO_LARGE
        yield rows


def _read_whole(text: str, least: int = 0) -> int:
    """A whole number that counts or points to something.

    Raises:
        ValueError: It is none: below zero it would point to something from behind.
    """
    number = int(text)
    if number < least:
        raise ValueError(text)
    return number


def _join_text(paragraph: Element) -> str:
    """The text of a paragraph; runs of spaces and tabs are elements."""
    parts = [paragraph.text or ""]
    for child in paragraph:
        if child.tag == f"{_TEXT}s":
            parts.append(" " * min(_read_whole(child.get(f"{_TEXT}c", "1")), _LONGEST_RUN))
        elif child.tag in {f"{_TEXT}line-break", f"{_TEXT}tab"}:
            parts.append("\n" if child.tag.endswith("break") else "\t")
        else:
            parts.append(_join_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _trim(cells: list[str]) -> list[str]:
    """The cells of a row without empty ones at its end."""
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _read_excel(read: Callable[[str], Element]) -> Iterator[Rows]:
    """The sheets of an Excel workbook, as far as digits and texts show them."""
    links = {one.get("Id"): one.get("Target", "") for one in read("xl/_rels/workbook.xml.rels")}
    try:
        shared = ["".join(_list_runs(one)) for one in read("xl/sharedStrings.xml")]
    except KeyError:
        shared = []
    formats = _read_formats(read)
    for sheet in read("xl/workbook.xml").iter(f"{_MAIN}sheet"):
        target = links[sheet.get(_RELATED)].removeprefix("/xl/")
        rows: Rows = []
        for row in read(f"xl/{target}").iter(f"{_MAIN}row"):
            number = int(row.get("r", len(rows) + 1))
            if number <= len(rows):
                raise WorkbookError(say("it is broken"))
            if number > _LONGEST:
                if any(one.findtext(f"{_MAIN}v") for one in row):
                    raise _TOO_LARGE
                continue
            rows += [[] for _ in range(number - len(rows))]
            for cell in row:
                _put(rows[-1], cell, _read_cell(cell, shared, formats))
        yield rows


def _put(row: list[str], cell: Element, text: str) -> None:
    """Put a cell where its name says: `C2` stands third."""
    letters = re.sub(r"[^A-Z]", "", cell.get("r", ""))
    at = 0
    for letter in letters:
        at = at * 26 + ord(letter) - ord("A") + 1
    if at > _WIDEST:
        raise WorkbookError(say("it has more than {widest} columns", widest=_WIDEST))
    if 0 < at <= len(row):
        raise WorkbookError(say("it is broken"))
    row += [""] * (at - 1 - len(row))
    row.append(text)


def _list_runs(text: Element) -> Iterator[str]:
    """The parts of a text of an Excel workbook, without how they are to be read aloud."""
    for child in text:
        if child.tag == f"{_MAIN}t":
            yield child.text or ""
        elif child.tag == f"{_MAIN}r":
            yield from _list_runs(child)


def _read_formats(read: Callable[[str], Element]) -> Sequence[str]:
    """How each style of an Excel workbook shows numbers."""
    styles = read("xl/styles.xml")
    named: Mapping[str, str] = _PLAIN_FORMATS | {
        one.get("numFmtId", ""): one.get("formatCode", "") for one in styles.iter(f"{_MAIN}numFmt")
    }
    found = styles.find(f"{_MAIN}cellXfs")
    numbers = [one.get("numFmtId", "0") for one in (found if found is not None else ())]
    return [named.get(number, f"the format {number}") for number in numbers]


def _read_cell(cell: Element, shared: Sequence[str], formats: Sequence[str]) -> str:
    """What a cell shows.

    Raises:
        WorkbookError: It cannot be worked out.
    """
    kind, value = cell.get("t", "n"), cell.findtext(f"{_MAIN}v") or ""
    if kind == "inlineStr":
        return "".join(part for one in cell.iter(f"{_MAIN}is") for part in _list_runs(one))
    if kind == "s":
        return shared[_read_whole(value)]
    if not value and cell.find(f"{_MAIN}f") is not None and kind != "str":
        where = cell.get("r", "")
        raise WorkbookError(say("the formula of its cell {where} was not worked out", where=where))
    if kind == "d":
        raise WorkbookError(
            say(
                "its cell {where} is shown by the format `{form}`",
                where=cell.get("r", ""),
                form="date",
            )
        )
    if kind != "n" or not value:
        return {"0": "FALSE", "1": "TRUE"}[value] if kind == "b" else value
    form = formats[_read_whole(cell.get("s", "0"))] if formats else say("General")
    where = cell.get("r", "")
    if form in {"General", "@", "GENERAL"}:
        return _write_number(Decimal(value), where)
    if found := re.fullmatch(r"0(?:\.(0+))?(?:_.|;.*)?", form):
        with localcontext(rounding=ROUND_HALF_UP):  # as Excel rounds
            return f"{_bound_number(Decimal(value), where):.{len(found[1] or '')}f}"
    raise WorkbookError(
        say("its cell {where} is shown by the format `{form}`", where=where, form=form)
    )


def _bound_number(number: Decimal, where: str) -> Decimal:
    """A number that can be written with all its digits.

    Raises:
        WorkbookError: It is none, or has too many.
    """
    if not number.is_finite() or abs(number.adjusted()) > MOST_DIGITS:
        raise WorkbookError(
            say("its cell {where} holds no number that can be written", where=where)
        )
    return number


def _write_number(number: Decimal, where: str) -> str:
    """A number with all its digits, as a cell without a format shows it."""
    short = Decimal(f"{_bound_number(number, where):.{_SURE_DIGITS}g}")
    if short.adjusted() >= _SURE_DIGITS:
        raise WorkbookError(say("its cell {where} has more digits than Excel keeps", where=where))
    return f"{short.normalize():f}"
