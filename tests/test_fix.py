"""`sitegen fix`: what is spoilt is shown and mended, what is not sure is left, and nothing is lost."""

from __future__ import annotations

import codecs
import csv
import errno
import io
import os
import re
import shutil
import zipfile
from typing import TYPE_CHECKING

import pytest
from built import keep_store
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from projects import SHIPPED, copy_project, read_tree, replace

from sitegen.build.order import check_site
from sitegen.cli import main
from sitegen.ledger.columns import Column
from sitegen.ledger.schema import TABLES
from sitegen.mending import mend, workbooks
from sitegen.mending.mend import plan_mending, publish_mending
from sitegen.mending.numbers import mend_cell
from sitegen.mending.repairs import Mended, Repair, format_repair
from sitegen.mending.tables import TableMender
from sitegen.mending.texts import find_codec, mend_content, mend_front_matter, mend_misread
from sitegen.mending.workbooks import WorkbookError, read_workbook
from sitegen.messages.said import Said
from sitegen.project.texts import read_file
from sitegen.sheets.headers import SEPARATORS
from sitegen.sheets.misread import MISREAD, turn_back
from sitegen.writing import replace_files

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

SHARED = keep_store()
LANGUAGES = ("en", "de")
TEXTS = {path.stem: path.read_text("utf-8") for path in (SHIPPED / "data").glob("*.csv")}
BY_NAME = {table.name: table for table in TABLES}


def split(text: str, separator: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))


def write(rows: list[list[str]], separator: str = ",") -> str:
    made = io.StringIO()
    csv.writer(made, lineterminator="\n", delimiter=separator).writerows(rows)
    return made.getvalue()


def make_excel(rows: list[list[str]], formats: tuple[str, ...] = ()) -> bytes:
    """An Excel workbook with one sheet: numbers as numbers, texts shared and within their cells."""
    main_name = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    shared = sorted({cell for row in rows for cell in row})
    styles = "".join(
        f'<numFmt numFmtId="{200 + n}" formatCode="{one}"/>' for n, one in enumerate(formats)
    )
    used = "".join(f'<xf numFmtId="{200 + n}"/>' for n in range(len(formats)))

    def name(column: int) -> str:
        return (chr(64 + column // 26) if column >= 26 else "") + chr(65 + column % 26)

    def cell(line: int, column: int, text: str) -> str:
        where = f'r="{name(column)}{line}"'
        if formats and text.replace(".", "").isdigit():
            return f'<c {where} s="1"><v>{text}</v></c>'
        if column % 2:
            safe = text.replace("&", "&amp;").replace("<", "&lt;")
            return f'<c {where} t="inlineStr"><is><t>{safe}</t></is></c>'
        return f'<c {where} t="s"><v>{shared.index(text)}</v></c>'

    lines = "".join(
        f'<row r="{line}">'
        + "".join(cell(line, column, text) for column, text in enumerate(row) if text)
        + "</row>"
        for line, row in enumerate(rows, 1)
        if any(row)
    )
    texts = "".join(
        f"<si><r><t>{one.replace('&', '&amp;').replace('<', '&lt;')}</t></r></si>" for one in shared
    )
    parts = {
        "xl/workbook.xml": f'<workbook xmlns="{main_name}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{main_name}"><numFmts>{styles}</numFmts><cellXfs><xf numFmtId="0"/>{used}</cellXfs></styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{main_name}">{texts}</sst>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main_name}"><sheetData>{lines}</sheetData></worksheet>',
    }
    return pack(parts)


SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text")
)


def wrap_open(sheets: str) -> str:
    """The sheets of an OpenDocument workbook, in what holds them."""
    return f"<document {SPACES}><office:spreadsheet>{sheets}</office:spreadsheet></document>"


def make_open(rows: list[list[str]]) -> bytes:
    """An OpenDocument workbook with one sheet."""
    lines = "".join(
        "<table:table-row>"
        + "".join(
            f"<table:table-cell><text:p>{cell.replace('&', '&amp;').replace('<', '&lt;')}</text:p></table:table-cell>"
            if cell
            else "<table:table-cell/>"
            for cell in row
        )
        + '<table:table-cell table:number-columns-repeated="1000"/></table:table-row>'
        for row in rows
    )
    end = '<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="1000"/></table:table-row>'
    return pack(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": wrap_open(f"<table:table>{lines}{end}</table:table>"),
        }
    )


def pack(parts: Mapping[str, str | bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return made.getvalue()


def say(project: Path, encoding: str = "") -> list[str]:
    return [format_repair(one) for one in plan_mending(project, encoding).repairs]


def mend_all(project: Path, encoding: str = "") -> None:
    assert publish_mending(plan_mending(project, encoding)) == ()


# Each that is curable is cured


def _recode(name: str) -> Callable[[bytes], bytes]:
    return lambda content: content.decode().encode(name)


def _separate(separator: str, first: str = "") -> Callable[[bytes], bytes]:
    return lambda content: (first + write(split(content.decode()), separator)).encode()


WAYS: dict[str, Callable[[bytes], bytes]] = {
    "CRLF": lambda content: content.replace(b"\n", b"\r\n"),
    "CR": lambda content: content.replace(b"\n", b"\r"),
    "a mark": lambda content: codecs.BOM_UTF8 + content,
    "UTF-16": lambda content: codecs.BOM_UTF16_LE + content.decode().encode("utf-16-le"),
    "UTF-16 without a mark": _recode("utf-16-be"),
    "Windows-1252": _recode("cp1252"),
    "semicolons": _separate(";"),
    "tabs": _separate("\t"),
    "full-width commas": _separate("\uff0c"),
    "Excel's first line": _separate(";", "sep=;\n"),
    "Excel's first line, and commas": _separate(",", '"sep=,"\n'),
    "Excel in Germany": lambda content: (
        codecs.BOM_UTF8
        + write(split(content.decode().replace("12.5,", '"12,5",')), ";")
        .replace("\n", "\r\n")
        .encode()
    ),
    "an Excel workbook": lambda content: make_excel(split(content.decode())),
    "an OpenDocument workbook": lambda content: make_open(split(content.decode())),
    "spaces": lambda content: content.replace(b",", b" , "),
    "full-width numbers": lambda content: content.decode().replace(",12.5,", ",１２．５,").encode(),
    "full-width keys": lambda content: (
        content.decode().replace("\ncatch,isles", "\nｃａｔｃｈ,ｉｓｌｅｓ").encode()
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_what_is_curable_is_cured_and_the_tables_are_what_they_were(
    way: str, tmp_path: Path
) -> None:
    project = copy_project(tmp_path / "in")
    before = read_tree(project)
    changed = False
    for path in sorted((project / "data").glob("*.csv")):
        content = WAYS[way](path.read_bytes())
        changed |= content != path.read_bytes()
        path.write_bytes(content)
    assert changed
    assert say(project)
    mend_all(project)
    after = read_tree(project)
    assert {name: after[name] for name in before} == before
    assert say(project) == []
    assert check_site(project, SHARED).problems == ()


@pytest.mark.parametrize("way", ["CRLF", "CR", "a mark", "UTF-16", "UTF-16 without a mark"])
def test_all_texts_are_mended(way: str, tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")
    before = read_tree(project)
    for name in before:
        if not name.endswith((".png", ".woff2")):
            (project / name).write_bytes(WAYS[way]((project / name).read_bytes()))
    mend_all(project)
    assert read_tree(project) == before


def test_settings_in_another_encoding_say_where_the_tables_lie(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")
    (project / "data").rename(project / "tables")
    text = (project / "site.toml").read_text("utf-8").replace("Inseln", "Inseln für alle", 1)
    (project / "site.toml").write_bytes((text + '\n[paths]\ndata = "tables"\n').encode("cp1252"))
    (project / "tables/facts.csv").write_text(TEXTS["facts"].replace(",", ";"), "utf-8")
    assert [one.split(":")[0] for one in say(project)] == ["site.toml", "tables/facts.csv"]


def test_what_is_no_text_of_the_site_is_let_be(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")
    for name in ("content/notes.txt", "content/plan.docx", "data/mine.csv", "templates/notes.odt"):
        (project / name).write_bytes(codecs.BOM_UTF8 + b"a\r\n")
    assert say(project) == []


def check_misread(text: str) -> bool:
    return re.search(MISREAD, text) is not None


def read_western(text: str) -> str:
    """A text in UTF-8 as a program takes it that thinks it is Windows-1252."""
    return "".join(
        bytes([byte]).decode("cp1252") if byte not in b"\x81\x8d\x8f\x90\x9d" else chr(byte)
        for byte in text.encode()
    )


@pytest.mark.parametrize(
    "text",
    [
        "préstamo",
        "à la carte – “été” … 5 €",
        "привет",
        "中文测试，数据。",
        "½ × 3 °C",
        "l’été",
        "Ελλάδα",
    ],
)
def test_a_text_that_was_misread_is_turned_back(text: str) -> None:
    assert turn_back(f"a, {read_western(text)} | b") == f"a, {text} | b"


@pytest.mark.parametrize("text", ["préstamo", "中文测试", "l’été – “été”"])
def test_a_text_that_was_misread_twice_is_turned_back(text: str) -> None:
    assert turn_back(read_western(read_western(text))) == text


WRITTEN = st.from_regex(r"[«“—]?[aénÃüSÃÂçãõ中文']{1,6}[’”»€§]{0,2}", fullmatch=True)
"""A word as it stands in a text: letters, and behind them a mark or two."""


@given(st.lists(WRITTEN, max_size=4).map(" ".join))
def test_texts_of_languages_are_not_turned(text: str) -> None:
    assume(not check_misread(text))
    assert turn_back(text) == text


@pytest.mark.parametrize("text", ["olé’”", "« LIBERTÉ»", "IRMÃ\xa0", "“ça” – naïve", "ß»"])
def test_what_may_be_meant_is_not_turned(text: str) -> None:
    assert turn_back(text) == text


def test_misread_texts_are_mended_wherever_they_stand(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    spoilt = {
        "data/areas.csv": ("Südinsel", "SÃ¼dinsel"),
        "content/sea.de.md": ("für", "fÃ¼r"),
        "site.toml": ("Über", "Ãœber"),
    }
    replace(project / "site.toml", 'title.en = "Islands"', 'title.en = "Über Islands"')
    replace(project / "content/sea.de.md", "title: Das Meer", "title: Das Meer für „alle“")
    before = read_tree(project)
    for name, (right, wrong) in spoilt.items():
        replace(project / name, right, wrong)
    [first, *_] = check_site(project, keep_store()).problems
    assert "`sitegen fix --write`" in first.hint
    mending = plan_mending(project)
    assert publish_mending(mending) == ()
    assert read_tree(project) == before
    said = [format_repair(one) for one in mending.repairs]
    assert "data/areas.csv:4:18: `SÃ¼dinsel` becomes `Südinsel`" in said


def test_words_of_a_line_that_are_mended_are_counted() -> None:
    [repair] = mend_misread("a\nSÃ¼d, fÃ¼r: Ã¼ber", "a.md").repairs
    assert format_repair(repair) == "a.md:2:1: `SÃ¼d` becomes `Süd`, and 2 more in the line"


def test_a_full_width_colon_of_front_matter_is_mended(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")
    replace(project / "content/sea.en.md", "title: The sea", "title\uff1aThe sea")
    assert say(project) == ["content/sea.en.md:3:6: `\uff1a` after `title` becomes `: `"]
    mend_all(project)
    assert read_tree(project) == read_tree(SHIPPED)


# Nothing is lost


CELL = st.text(st.sampled_from('a1 .,;"\n\t５－亿'), max_size=6)


@pytest.mark.parametrize("cell", ["\n,,\n", "x\n1,2,3\ny"])
def test_a_row_within_a_cell_is_left_as_it_is(cell: str) -> None:
    """A quotation mark may have been left open before it: nobody can be sure."""
    mender = TableMender("names.csv", BY_NAME["names"], LANGUAGES, {})
    text = write([["name", "language", "reason"], ["", "", cell]], ",")
    assert mender.mend(text).text == text


def _looks_like_rows(row: Sequence[str]) -> bool:
    """Whether a line within a row could be a row itself: then a mark may have been left open, as above."""
    return any(line.count(",") > 1 for line in write([[*row]], ",").split("\n")[1:])


@settings(deadline=None)
@given(st.lists(st.tuples(CELL, CELL, CELL), max_size=6), st.sampled_from([",", *SEPARATORS]))
def test_no_cell_is_lost(cells: list[tuple[str, str, str]], separator: str) -> None:
    assume(not any("\n" in cell and cell.count(",") > 1 for row in cells for cell in row))
    assume(not any(map(_looks_like_rows, cells)))
    header = ["name", "language", "reason"]
    mender = TableMender("names.csv", BY_NAME["names"], LANGUAGES, {})
    made = mender.mend(write([header, *map(list, cells)], separator))
    rows = [[one.strip() for one in row] if "".join(row).strip() else [*row] for row in cells]
    assert split(made.text) == [header, *rows]
    assert mender.mend(made.text).text == made.text


@settings(deadline=None)
@given(st.sampled_from(sorted(TEXTS)), st.text(max_size=40))
def test_no_table_is_a_traceback_and_mending_again_changes_nothing(name: str, text: str) -> None:
    mender = TableMender(f"{name}.csv", BY_NAME[name], LANGUAGES, {})
    for whole in (text, TEXTS[name] + text):
        made = mender.mend(whole.replace("\r", "\n")).text
        assert mender.mend(made).text == made


def test_rows_in_which_nothing_changes_stay_as_they_are_written() -> None:
    text = 'name,language,reason\n"Plan 25",en,"name"\n Plan 26 ,en,"a, b"\n'
    made = TableMender("names.csv", BY_NAME["names"], LANGUAGES, {}).mend(text)
    assert made.text == 'name,language,reason\n"Plan 25",en,"name"\nPlan 26,en,"a, b"\n'
    assert [format_repair(one) for one in made.repairs] == [
        "names.csv:3:1: ` Plan 26 ` becomes `Plan 26`"
    ]


@pytest.mark.parametrize(
    ("text", "mended", "said"),
    [
        (
            "sep=;\nname;language;reason\n Plan 26 ;en;a\n",
            "name,language,reason\nPlan 26,en,a\n",
            ["1: the line `sep=;` goes", "1: semicolons between cells", "3: ` Plan 26 ` becomes"],
        ),
        ("sep=;", "", ["1: the line `sep=;` goes"]),
        (
            "name;language;reason\n\nPlan 26;en;a\n",
            "name,language,reason\n\nPlan 26,en,a\n",
            ["1: semicolons between cells"],
        ),
        (
            "name;language;reason\nPlan 26;en\n",
            "name;language;reason\nPlan 26;en\n",
            ["2: left as it is: semicolons separate its cells, but not into rows"],
        ),
        ('"name,language\n', '"name,language\n', []),
        (
            "ｎａｍｅ, language ,reason, \nPlan 26,en,a,\n",
            "name,language,reason, \nPlan 26,en,a,\n",
            ["1:1: `ｎａｍｅ` becomes `name`", "1:6: ` language ` becomes `language`"],
        ),
    ],
)
def test_lines_of_a_table_are_mended_where_they_stand(
    text: str, mended: str, said: list[str]
) -> None:
    made = TableMender("names.csv", BY_NAME["names"], LANGUAGES, {}).mend(text)
    assert made.text == mended
    for repair, wanted in zip(map(format_repair, made.repairs), said, strict=True):
        assert repair.startswith(f"names.csv:{wanted}")


def test_a_row_may_do_without_its_last_cells() -> None:
    header, row, *_ = TEXTS["facts"].splitlines()
    text = f"{header},stage\n {row}\n"
    made = TableMender("facts.csv", BY_NAME["facts"], LANGUAGES, {}).mend(text)
    assert made.text == f"{header},stage\n{row}\n"


def test_keys_of_a_table_that_cannot_be_read_are_not_known(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")
    (project / "data/areas.csv").write_text("no header\n")
    replace(project / "data/facts.csv", "catch,isles,2020", "catch,ｉｓｌｅｓ,2020")
    assert say(project) == []


def test_a_workbook_is_kept_beside_the_table_it_becomes(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")
    content = make_excel(split(TEXTS["facts"]))
    (project / "data/facts.csv").write_bytes(content)
    assert say(project) == [
        "data/facts.csv: the workbook becomes the table data/facts.csv, and is kept as .facts.xlsx"
    ]
    mend_all(project)
    assert (project / "data/.facts.xlsx").read_bytes() == content
    (project / "data/facts.csv").write_bytes(content)
    [fault] = publish_mending(plan_mending(project))
    assert "would be kept as .facts.xlsx, which is there" in fault.said
    assert (project / "data/facts.csv").read_bytes() == content


def test_a_workbook_beside_is_left_and_its_table_made(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")
    (project / "data/facts.csv").unlink()
    (project / "data/facts.ods").write_bytes(make_open(split(TEXTS["facts"])))
    assert say(project) == ["data/facts.ods: the workbook becomes the table data/facts.csv"]
    mend_all(project)
    assert (project / "data/facts.csv").read_text("utf-8") == TEXTS["facts"]
    assert (project / "data/facts.ods").exists()
    assert not (project / "data/.facts.ods").exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "it is of an old kind, or broken"),
        (pack({"xl/workbook.xml": "<"}), "it is broken"),
        (pack({"mimetype": "x"}), "it is broken"),
        (pack({"a": ""})[:-22] + b"PK\6\7" + b"\xff" * 16 + pack({"a": ""})[-22:], "it is broken"),
        (make_open([["a", "b"]]), "none of its sheets has the header of the table"),
        (
            make_excel(split(TEXTS["facts"]), ("yyyy-mm",)),
            "its cell C2 is shown by the format `yyyy-mm`",
        ),
    ],
)
def test_a_workbook_that_is_not_sure_is_left(content: bytes, said: str) -> None:
    with pytest.raises(WorkbookError, match=said):
        read_workbook(content, BY_NAME["facts"].header(LANGUAGES))


def make_open_of(*rows: str, before: str = "") -> bytes:
    """An OpenDocument workbook with a header of two columns, and rows as they are written."""
    cells = "".join(f"<table:table-cell><text:p>{one}</text:p></table:table-cell>" for one in "ab")
    header = f"<table:table-row>{cells}</table:table-row>"
    sheet = f"<table:table>{header}{''.join(rows)}</table:table>"
    return pack({"content.xml": f"{before}{wrap_open(sheet)}"})


def make_excel_of(*rows: str) -> bytes:
    """An Excel workbook with a header of two columns, and rows as they are written; style 1 shows two decimals."""
    content = make_excel([["a", "b"], ["", ""]], ("0.00",))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace("</sheetData>", f"{''.join(rows)}</sheetData>")
    return pack(parts)


def _cell(inner: str = "", **attributes: str) -> str:
    given = "".join(f' table:number-{name}-repeated="{one}"' for name, one in attributes.items())
    return f"<table:table-cell{given}><text:p>{inner}</text:p></table:table-cell>"


def _row(cells: str, repeated: str = "1") -> str:
    return f'<table:table-row table:number-rows-repeated="{repeated}">{cells}</table:table-row>'


def _number(value: str, style: str = "0", where: str = "B2") -> str:
    return f'<row r="2"><c r="{where}" s="{style}"><v>{value}</v></c></row>'


def _flag(content: bytes) -> bytes:
    """A workbook whose parts say that they are encrypted."""
    return content.replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01")


HUGE = "9" * 9
HEADED = f"<table:table>{_row(_cell('a') + _cell('b'))}</table:table>"
DEEP = 5_000
SPOILT: dict[str, tuple[bytes, str]] = {
    "rows without end": (make_open_of(_row(_cell("x"), HUGE)), "larger than any table"),
    "twice as many rows": (
        make_open_of(*[_row(_cell("x"), "150000")] * 2),
        "larger than any table",
    ),
    "a column beyond": (make_excel_of(_number("1", where="AMJ2")), "more than 1000 columns"),
    "a column without end": (
        make_excel_of(_number("1", where="Z" * 5000)),
        "more than 1000 columns",
    ),
    "digits": (make_excel_of(_number("1234567890123456")), "B2 has more digits than Excel keeps"),
    "a size": (make_excel_of(_number("1e999999")), "B2 holds no number that can be written"),
    "a size with decimals": (make_excel_of(_number("-1e-41", "1")), "holds no number that can be"),
    "no number": (make_excel_of(_number("NaN", "1")), "holds no number that can be written"),
    "an infinite number": (
        make_excel_of(_number("Infinity")),
        "holds no number that can be written",
    ),
    "a row beyond": (
        make_excel_of('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'),
        "larger than any table",
    ),
    "one row as large as all, again and again": (
        make_open_of(_row(_cell("x" * 1000, columns="900"), "199000")),
        "larger than any table",
    ),
    "rows that go back": (
        make_excel_of('<row r="4"><c r="A4"><v>1</v></c></row><row r="3"/>'),
        "it is broken",
    ),
    "cells that go back": (
        make_excel_of('<row r="4"><c r="B4"><v>1</v></c><c r="A4"><v>1</v></c></row>'),
        "it is broken",
    ),
    "a formula without its result": (
        make_excel_of('<row r="4"><c r="B4"><f>A1+1</f></c></row>'),
        "the formula of its cell B4 was not worked out",
    ),
    "a date": (
        make_excel_of('<row r="4"><c r="B4" t="d"><v>1904-01-01</v></c></row>'),
        "its cell B4 is shown by the format `date`",
    ),
    "elements without end": (
        pack({"content.xml": wrap_open("<table:table>" + "<a/>" * 8_000_001 + "</table:table>")}),
        "larger than any table",
    ),
    "a declaration": (make_open_of(before="<!DOCTYPE x>"), "it is broken"),
    "another alphabet": (
        pack({"content.xml": f"<!DOCTYPE document>{wrap_open(HEADED)}".encode("utf-16")}),
        "it is broken",
    ),
    "parts without end": (
        make_open_of() + b"PK\1\2" * 10_001 + make_open_of()[-22:],
        "larger than any table",
    ),
    "a text for a number": (make_excel_of(_number("x")), "it is broken"),
    "a style that is none": (make_excel_of(_number("1", "99")), "it is broken"),
    "a truth that is none": (
        make_excel_of('<row r="2"><c r="B2" t="b"><v>2</v></c></row>'),
        "it is broken",
    ),
    "a text that is none": (
        make_excel_of('<row r="2"><c r="B2" t="s"><v>99</v></c></row>'),
        "it is broken",
    ),
    "elements in each other": (
        make_open_of(_row(_cell("<text:a>" * DEEP + "</text:a>" * DEEP))),
        "it is broken",
    ),
    "entities": (
        make_open_of(
            _row(_cell("&a;")),
            before="<!DOCTYPE x ["
            '<!ENTITY z "zzzzzzzzzz">'
            + "".join(
                f'<!ENTITY {one} "{f"&{two};" * 20}">'
                for one, two in zip("abcdefg", "bcdefgz", strict=True)
            )
            + "]>",
        ),
        "it is broken",
    ),
    "a repetition that is none": (make_open_of(_row(_cell("x"), "x")), "it is broken"),
    "a row less than once": (make_open_of(_row(_cell("x"), "0")), "it is broken"),
    "a cell less than once": (make_open_of(_row(_cell("x", columns="-3"))), "it is broken"),
    "spaces less than none": (make_open_of(_row(_cell('<text:s text:c="-1"/>'))), "it is broken"),
    "a text from behind": (
        make_excel_of('<row r="2"><c r="B2" t="s"><v>-1</v></c></row>'),
        "it is broken",
    ),
    "a style from behind": (make_excel_of(_number("1", "-1")), "it is broken"),
    "encrypted": (_flag(make_open_of()), "it is broken"),
}


@pytest.mark.parametrize("case", SPOILT)
def test_a_workbook_that_is_spoilt_on_purpose_is_told(case: str) -> None:
    content, said = SPOILT[case]
    with pytest.raises(WorkbookError, match=said):
        read_workbook(content, ["a", "b"])


def test_a_workbook_that_unpacks_to_more_than_any_table_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content = make_open_of(_row(_cell("x" * 5000)))
    assert read_workbook(content, ["a", "b"])[1] == ["x" * 5000, ""]
    monkeypatch.setattr(workbooks, "LARGEST_TABLE", 5000)
    with pytest.raises(WorkbookError, match="larger than any table"):
        read_workbook(content, ["a", "b"])


def test_one_part_that_is_named_again_and_again_is_not_read_without_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content = make_excel([["c", "d"]] * 50)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    book = parts["xl/workbook.xml"]
    [sheet] = re.findall(r"<sheet .*?/>", book)
    parts["xl/workbook.xml"] = book.replace(sheet, sheet * 100)
    with pytest.raises(WorkbookError, match="none of its sheets"):
        read_workbook(pack(parts), ["a", "b"])
    monkeypatch.setattr(workbooks, "LARGEST_TABLE", 12_000)
    with pytest.raises(WorkbookError, match="larger than any table"):
        read_workbook(pack(parts), ["a", "b"])


def test_what_a_workbook_repeats_without_need_is_passed_over() -> None:
    many = f'<text:s text:c="{HUGE}"/>'
    cells = _cell("1") + _cell("<text:s/>2") + _cell(many) + _cell("", columns=HUGE)
    header, one, *none = read_workbook(make_open_of(_row(cells), _row(_cell(), HUGE)), ["a", "b"])
    assert header == ["a", "b"]
    assert one[:2] == ["1", " 2"]
    assert len(one[2]) <= 1000
    assert none == []
    far = '<row r="1048576"><c r="A1048576" s="1"/></row>'
    assert read_workbook(make_excel_of(far), ["a", "b"]) == [["a", "b"]]


def test_what_cells_of_a_workbook_hold_besides_texts_is_read() -> None:
    inner = "one<text:s text:c='2'/>two<text:tab/>three<text:line-break/>four<text:span>five</text:span>!"
    rows = read_workbook(make_open_of(_row(_cell(inner) + _cell("x"))), ["a", "b"])
    assert rows[1] == ["one  two\tthree\nfourfive!", "x"]
    cells = (
        '<c t="b"><v>0</v></c><c t="e"><v>#N/A</v></c><c s="1"><v>2.5</v></c><c><v>0.1</v></c><c/>'
    )
    rows = read_workbook(make_excel_of(f"<row>{cells}</row>"), ["a", "b"])
    assert rows[1] == ["FALSE", "#N/A", "2.50", "0.1", ""]


def test_numbers_of_a_workbook_are_what_it_shows() -> None:
    rows = [["a", "b"], ["2", "12.5"], ["3", "400"]]
    assert read_workbook(make_excel(rows, ("0.00",)), ["a", "b"]) == [
        ["a", "b"],
        ["2.00", "12.50"],
        ["3.00", "400.00"],
    ]
    assert read_workbook(make_excel(rows, ("General",)), ["a", "b"]) == rows
    assert read_workbook(make_excel(rows, ("0",)), ["a", "b"])[1:] == [["2", "13"], ["3", "400"]]


def test_a_workbook_may_have_neither_shared_texts_nor_styles() -> None:
    with zipfile.ZipFile(io.BytesIO(make_excel([["a", "b"]]))) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    del parts["xl/sharedStrings.xml"]
    parts["xl/styles.xml"] = "<styleSheet/>"
    head = "".join(f'<c t="inlineStr"><is><t>{one}</t></is></c>' for one in "ab")
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    parts["xl/worksheets/sheet1.xml"] = (
        f'<worksheet xmlns="{space}"><row>{head}</row><row><c r="B2"><v>7</v></c></row></worksheet>'
    )
    assert read_workbook(pack(parts), ["a", "b"]) == [["a", "b"], ["", "7"]]


# What is not sure is left


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            lambda text: text.replace(",12.5,", ',"1,234",').encode(),
            "data/facts.csv:2:32: left as it is: `1,234` may mean 1234 or 1.234",
        ),
        (
            lambda text: text.replace("plan,page 1,", "plan;page 1;").replace(",", ";").encode(),
            None,
        ),
        (
            lambda text: text.encode() + "ł".encode("cp1250") + b"\xb3a\xb3\n",
            (
                "data/facts.csv: left as it is: the file is not UTF-8. Save it as UTF-8, or say what it is:"
                " `sitegen fix --encoding NAME --write`"
            ),
        ),
        (
            lambda text: text.replace("page 2", "page\x022", 1).encode(),
            (
                "data/facts.csv:3:67: left as it is: no page can hold the character U+0002 that stands after"
                " `,plan,page`. Remove it; few editors show it"
            ),
        ),
        (
            lambda text: (
                text.replace("\n", ";\n", 1).replace(",", ";").replace("page", '"page').encode()
            ),
            "data/facts.csv:1: left as it is: semicolons separate its cells, but not into rows as long as the header",
        ),
    ],
)
def test_what_is_not_sure_is_told_and_left(
    change: Callable[[str], bytes], said: str | None, tmp_path: Path
) -> None:
    project = copy_project(tmp_path / "in")
    path = project / "data/facts.csv"
    path.write_bytes(change(TEXTS["facts"]))
    before = path.read_bytes()
    if said is not None:
        assert say(project) == [said]
        mend_all(project)
        assert path.read_bytes() == before


def test_an_encoding_may_be_named(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")
    path = project / "data/names.csv"
    text = TEXTS["names"] + "Łódź żółta,en,mały port\n"
    path.write_bytes(text.encode("cp1250"))
    assert [one for one in say(project) if "left as it is" in one]
    mend_all(project, "cp1250")
    assert path.read_text("utf-8") == text


def test_a_file_that_was_written_to_meanwhile_is_left(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")
    path = project / "data/names.csv"
    path.write_bytes(codecs.BOM_UTF8 + path.read_bytes())
    mending = plan_mending(project)
    path.write_bytes(b"other")
    [fault] = publish_mending(mending)
    assert format_repair(fault) == (
        "data/names.csv: left as it is: it is not changed, as it was written to meanwhile"
    )
    assert path.read_bytes() == b"other"


def test_what_cannot_be_written_is_told_and_not_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    project = copy_project(tmp_path / "in")
    for name in ("facts", "names"):
        path = project / f"data/{name}.csv"
        path.write_bytes(codecs.BOM_UTF8 + path.read_bytes())

    def refuse(files: Mapping[Path, bytes]) -> None:
        if any(path.name == "names.csv" for path in files):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        replace_files(files)

    monkeypatch.setattr(mend, "replace_files", refuse)
    assert main(["fix", "--project", str(project), "--write"]) == 1
    told = capsys.readouterr().out
    assert "data/names.csv: left as it is: it cannot be written: Permission denied" in told
    assert "Changed 1 file; 1 could not be written" in told


@pytest.mark.parametrize(
    ("settings", "names"),
    [
        (None, ["content/sea.en.md", "data/names.csv"]),
        ("[", ["content/sea.en.md", "data/names.csv"]),
        ("paths = 1", ["content/sea.en.md", "data/names.csv"]),
        ('[paths]\ndata = "tables"\ncontent = 1', ["content/sea.en.md", "tables/names.csv"]),
    ],
)
def test_without_settings_files_become_texts_where_they_mostly_lie(
    settings: str | None, names: list[str], tmp_path: Path
) -> None:
    project = copy_project(tmp_path / "in")
    shutil.copytree(project / "data", project / "tables")
    for name in {*names, "tables/names.csv"}:
        (project / name).write_bytes(codecs.BOM_UTF8 + (project / name).read_bytes())
    (project / "site.toml").unlink()
    if settings is not None:
        (project / "site.toml").write_text(settings)
    (project / "data/facts.csv").write_text(TEXTS["facts"].replace(",", ";"))  # nobody can be sure
    assert say(project) == [f"{name}:1:1: the byte order mark goes" for name in names]


def test_a_workbook_that_is_not_sure_is_told_and_left_where_it_lies(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")
    (project / "data/names.csv").unlink()
    for name in ("facts.csv", "names.xlsx"):
        (project / "data" / name).write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    before = read_tree(project)
    facts, names = say(project)
    assert facts.startswith(
        "data/facts.csv: left as it is: it is a workbook, and it is of an old kind, or broken. "
    )
    assert names.startswith("data/names.xlsx: left as it is: it is a workbook, and it is of an old")
    mend_all(project)
    assert read_tree(project) == before


def test_files_that_cannot_be_read_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> bytes:
        if path.name in {"facts.xlsx", "names.csv"}:
            raise PermissionError(errno.EACCES, "Permission denied")
        return read_file(path)

    project = copy_project(tmp_path / "in")
    (project / "data/facts.csv").rename(project / "data/facts.xlsx")
    monkeypatch.setattr(mend, "read_file", refuse)
    facts, names = say(project)
    assert facts.startswith("data/facts.xlsx: left as it is: it is a workbook, and ")
    assert "Permission denied" in facts
    assert names == "data/names.csv: left as it is: it cannot be read: Permission denied"
    mend_all(project)


@pytest.mark.parametrize("name", ["content", "data", "templates"])
def test_no_folder_outside_of_the_project_is_touched_without_leave(
    name: str, tmp_path: Path
) -> None:
    project = copy_project(tmp_path / "in")
    (project / name).rename(tmp_path / "out")
    with (project / "site.toml").open("a") as file:
        file.write(f'\n[paths]\n{name} = "../out"\n')
    for path in (tmp_path / "out").glob("*.*"):
        path.write_bytes(codecs.BOM_UTF8 + path.read_bytes())
    assert say(project) == []
    assert plan_mending(project, outside=True).changed


@pytest.mark.parametrize(
    ("column", "text", "mended"),
    [
        (Column("x", Said("Some"), type="number"), "1,234,567.5", "1234567.5"),
        (Column("x", Said("Some"), type="number"), "1,234,567", "1234567"),
        (Column("x", Said("Some"), type="number"), "1.234,5", "1234.5"),
        (Column("x", Said("Some"), type="number"), "twelve", "twelve"),
        (Column("x", Said("Some"), type="period"), "２０２３－０８", "2023-08"),
        (Column("x", Said("Some"), type="period"), "Ｑ", "Ｑ"),
        (Column("x", Said("Some"), fact_keys=True), " ａ／ｂ／２０２３ ", "a/b/2023"),
        (Column("x", Said("Some"), fact_keys=True), "甲－乙", "甲－乙"),
        (Column("x", Said("Some")), " １ ", "１"),
    ],
)
def test_a_cell_becomes_what_its_column_can_only_mean(
    column: Column, text: str, mended: str
) -> None:
    assert mend_cell(column, "x", text, None) == (mended, "")


@pytest.mark.parametrize(
    ("known", "mended"),
    [
        ({"isles"}, "isles"),
        ({"isles", "ｉｓｌｅｓ"}, "ｉｓｌｅｓ"),
        ({"north"}, "ｉｓｌｅｓ"),
        (None, "ｉｓｌｅｓ"),
    ],
)
def test_a_key_becomes_one_that_there_is(known: set[str] | None, mended: str) -> None:
    column = Column("area", Said("Area"), references="areas")
    assert mend_cell(column, "area", " ｉｓｌｅｓ ", known) == (mended, "")


@pytest.mark.parametrize(
    ("content", "encoding", "said"),
    [
        ("é\n".encode("utf-16"), "", "UTF-16-LE becomes UTF-8"),
        (b"\x81", "cp1252", "the file is not"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "cp437", "the file is a"),
    ],
)
def test_what_a_file_is_written_in_is_told(content: bytes, encoding: str, said: str) -> None:
    made = mend_content(content, "x.md", encoding)
    repairs = (made,) if isinstance(made, Repair) else made.repairs
    assert said in repairs[0].said


@pytest.mark.parametrize(
    "text",
    ["title\uff1aThe sea\n---\n", "---\ntitle\uff1aThe sea\n", "", "---\nodd\uff1aThe sea\n---\n"],
)
def test_colons_are_mended_in_front_matter_alone(text: str) -> None:
    assert mend_front_matter(text, "x.md") == Mended(text)


def test_a_name_with_a_nought_in_it_is_no_encoding() -> None:
    assert find_codec("utf-8\0") == ""
    assert find_codec("latin1") == "iso8859-1"


def test_a_file_that_cannot_be_written_stays_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = copy_project(tmp_path / "in")
    path = project / "data/names.csv"
    path.write_bytes(codecs.BOM_UTF8 + path.read_bytes())
    before = read_tree(project)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copymode", fail)
    [fault] = publish_mending(plan_mending(project))
    assert fault.said == "it cannot be written: No space left on device"
    assert read_tree(project) == before


def test_a_link_stays_a_link_and_what_lies_elsewhere_is_left(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")
    path, real = project / "data/names.csv", project / "data/real.txt"
    real.write_bytes(codecs.BOM_UTF8 + path.read_bytes())
    path.unlink()
    path.symlink_to(real)
    mend_all(project)
    assert path.is_symlink()
    assert real.read_text("utf-8") == TEXTS["names"]
    other = tmp_path / "other.csv"
    other.write_bytes(codecs.BOM_UTF8)
    path.unlink()
    path.symlink_to(other)
    assert say(project) == []
    (project / "data").rename(tmp_path / "elsewhere")
    with (project / "site.toml").open("a") as file:
        file.write('\n[paths]\ndata = "../elsewhere"\n')
    facts = tmp_path / "elsewhere/facts.csv"
    facts.write_bytes(codecs.BOM_UTF8 + facts.read_bytes())
    assert say(project) == []
    assert plan_mending(project, outside=True).changed


# The command


def test_the_command_shows_and_writes_only_when_told_to(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = copy_project(tmp_path / "in")
    command = ["--project", os.fspath(project), "fix"]
    assert main(command) == 0
    assert capsys.readouterr().out == "Nothing to change\n"
    path = project / "data/names.csv"
    path.write_bytes(codecs.BOM_UTF8 + path.read_bytes())
    before = read_tree(project)
    assert main(command) == 1
    assert capsys.readouterr().out == (
        "data/names.csv:1:1: the byte order mark goes\n"
        "Would change 1 file; nothing was written. To write: sitegen fix --write\n"
    )
    assert read_tree(project) == before
    assert main([*command, "--write"]) == 0
    assert capsys.readouterr().out.endswith("Changed 1 file\n")
    assert read_tree(project) == read_tree(SHIPPED)
    path.write_bytes(b"\x81")
    assert main([*command, "--write"]) == 1
    assert main([*command, "--encoding", "klingon"]) == 2
    assert "`klingon` is no encoding" in capsys.readouterr().err
    assert main([*command, "--encoding", "base64"]) == 2
