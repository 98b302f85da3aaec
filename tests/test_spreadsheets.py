"""Tables as spreadsheets save them: read as meant, or refused once, with the cause and the cure."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from built import keep_store
from hypothesis import given, settings
from hypothesis import strategies as st
from projects import SHIPPED, SITES, copy_project, read_tree, replace

from sitegen.build.order import build_site, check_site
from sitegen.ledger.cells import find_fault
from sitegen.ledger.columns import Column
from sitegen.ledger.reading import read_ledger
from sitegen.ledger.schema import TABLES
from sitegen.ledger.tables import parse_table
from sitegen.messages.said import Said
from sitegen.naming import SLUG
from sitegen.problems import format_problem
from sitegen.sheets.faults import EQUAL, FEW, MOST
from sitegen.sheets.headers import SEPARATORS
from sitegen.sheets.rows import find_starts, fold_breaks, split_lines
from sitegen.sheets.spoilt import narrow

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.ledger.columns import Type
    from sitegen.ledger.ledger import Ledger
    from sitegen.ledger.tables import ParsedTable
    from sitegen.problems import Problem

SHARED = keep_store()
LANGUAGES = ("en", "de")
FILES = {path.stem: path.read_text("utf-8") for path in (SHIPPED / "data").glob("*.csv")}
BUILT = read_tree(SITES / "islands" / "out")
[FACTS] = [table for table in TABLES if table.name == "facts"]
HEADER = FILES["facts"].split("\n")[0]


def load(**changes: str | None) -> tuple[Ledger, tuple[Problem, ...]]:
    return read_ledger({**FILES, **changes}, LANGUAGES, "data")


def say(**changes: str | None) -> list[str]:
    return [format_problem(problem) for problem in load(**changes)[1]]


def split(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def write(rows: list[list[str]], **form: str) -> str:
    made = io.StringIO()
    csv.writer(made, lineterminator="\n", **form).writerows(rows)  # type: ignore[arg-type] # a form is words
    return made.getvalue()


def exchange(text: str, one: str, other: str) -> str:
    """A table whose cells of two columns are exchanged, below the same header."""
    header, *rows = split(text)
    first, second = header.index(one), header.index(other)
    for row in rows:
        row[first], row[second] = row[second], row[first]
    return write([header, *rows])


def many_facts(number: int) -> str:
    """A table of so many facts, all right."""
    rows = [
        f"boats,isles,{1900 + one},actual,level,,{one + 1},,,exact,boats,plan,page {one},{one + 1} boats,,"
        for one in range(number)
    ]
    return "\n".join([HEADER, *rows]) + "\n"


# Read as meant

WIDTHS = st.integers(0, 3)


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(sorted(FILES)), st.data())
def test_columns_in_any_order_and_all_that_is_empty_change_nothing(
    name: str, data: st.DataObject
) -> None:
    header, *rows = split(FILES[name])
    order = data.draw(st.permutations(range(len(header))))
    before, after = data.draw(WIDTHS), data.draw(WIDTHS)
    made = [[""] * before + [row[at] for at in order] + [""] * after for row in (header, *rows)]
    blank = st.sampled_from([[], [""] * len(made[0]), ["", " "], [""] * 30])
    for _ in range(data.draw(st.integers(0, 3))):
        made.insert(data.draw(st.integers(0, len(made))), data.draw(blank))
    text = io.StringIO()
    if data.draw(st.booleans()):
        csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(made)
    else:
        csv.writer(text, lineterminator="\n").writerows(made)
    ledger, problems = load(**{name: text.getvalue()})
    assert problems == ()
    plain = load()[0]
    for table in TABLES:
        assert getattr(ledger, table.attribute) == getattr(plain, table.attribute)


def test_what_is_published_of_a_table_is_in_the_order_of_the_schema(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")
    path = project / "data/sources.csv"
    rows = [[*row[1:], row[0], "", ""] for row in split(path.read_text("utf-8"))]
    path.write_text(write([*rows, [""] * len(rows[0])]), "utf-8")
    assert build_site(project, tmp_path / "out", SHARED).problems == ()
    assert read_tree(tmp_path / "out") == BUILT


def test_prose_may_have_line_breaks() -> None:
    text = FILES["glossary"].replace("Fish that is landed", '"Fish that\n is landed\n"')
    ledger, problems = load(glossary=text)
    assert problems == ()
    assert ledger.terms[0].explanation["en"] == "Fish that is landed"
    [table] = [one for one in TABLES if one.name == "glossary"]
    parsed = parse_table("glossary.csv", text, table, LANGUAGES)
    assert parsed.published == FILES["glossary"]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("one\ntwo", "one two"),
        ("one \n\n two", "one two"),
        ("第一\n第二", "第一第二"),
        ("第一。\n12", "第一。 12"),
        ("\none\n", "one"),
        ("plain ", "plain "),
    ],
)
def test_a_line_break_is_a_space_but_between_wide_characters(text: str, folded: str) -> None:
    assert fold_breaks(text) == folded


def test_places_are_right_in_and_after_rows_of_several_lines() -> None:
    header, *rows = FILES["facts"].rstrip("\n").split("\n")
    rows[0] = rows[0].removesuffix(",,") + ',"one\ntwo\nthree",x y '
    rows[1] = rows[1].replace("range", "rnge")
    assert say(facts="\n".join([header, *rows]) + "\n") == [
        "data/facts.csv:4:8: error[cell]: `x y ` has white space around it. Remove it: `sitegen fix --write`.",
        "data/facts.csv:5:39: error[cell]: `rnge` is not a valid bound. Did you mean `range`?",
    ]


CELL = st.text(st.sampled_from('a ,"\n'), max_size=5)


@settings(deadline=None)
@given(st.lists(CELL, min_size=2, max_size=4), st.lists(CELL, min_size=2, max_size=2))
def test_rows_of_several_lines_are_split_as_csv_writes_them(
    cells: list[str], others: list[str]
) -> None:
    text = write([cells, others])
    found = split_lines(text.removesuffix("\n").split("\n"), 0)
    assert found is not None
    own, written = found
    assert own == cells
    assert text.startswith(f"{written}\n")
    assert len(find_starts(written)) == len(cells)


# Refused once


@pytest.mark.parametrize("separator", SEPARATORS)
def test_another_separator_is_one_error(separator: str) -> None:
    said = say(facts=write(split(FILES["facts"]), delimiter=separator))
    assert said == [
        (
            f"data/facts.csv:1: error[table]: the cells are separated by {SEPARATORS[separator]}, not by commas."
            " Convert it: `sitegen fix --write`, or save it as `CSV UTF-8 (comma delimited)`."
        )
    ]


def test_a_header_below_other_lines_is_told_where_it_stands() -> None:
    [said] = say(facts=f"Facts of the isles\n\n{FILES['facts']}")
    assert said.startswith(
        "data/facts.csv:1: error[table]: the header, which is the first line of a table, stands on line 3."
    )


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("unit", "bound", "bound"),
        ("kind", "measure", "kind"),
        ("area", "source", "area"),
        ("period", "phrase", "period"),
        ("value", "unit", "value"),
    ],
)
def test_columns_that_are_exchanged_are_one_error(one: str, other: str, told: str) -> None:
    [said] = say(facts=exchange(many_facts(40), one, other))
    column = find_starts(HEADER)[HEADER.split(",").index(told)]
    assert said.startswith(f"data/facts.csv:1:{column}: error[")
    assert f"40 cells of `{told}`" in said
    assert said.endswith("would fit: put each column under its name.")


def test_values_under_another_column_are_one_error() -> None:
    said = say(facts=exchange(many_facts(40), "value", "low"))
    assert said == [
        (
            "data/facts.csv:2:36: error[bound]: the bound `exact` has a `value` and neither `low` nor `high`"
            " (39 more rows are wrong like it). Only a range has two ends."
        )
    ]


@pytest.mark.parametrize("number", [EQUAL, EQUAL + 1])
def test_one_text_that_is_wrong_again_and_again_is_one_error(number: int) -> None:
    said = say(facts=many_facts(40).replace(",exact,", ",exat,", number))
    assert len(said) == (number if number <= EQUAL else 1)
    said = say(facts=many_facts(40).replace(",plan,", ",plam,", number))
    assert len(said) == (number if number <= EQUAL else 1)


@pytest.mark.parametrize("number", [MOST, MOST + 1])
def test_many_cells_of_a_column_that_are_wrong_in_one_way_are_one_error(number: int) -> None:
    text = many_facts(60)
    for one in range(number):
        text = text.replace(f",{one + 1},,,exact", f",{one + 1}e5,,,exact")
    said = say(facts=text)
    assert len(said) == (number if number <= MOST else 1)


def test_a_few_rows_are_told_each() -> None:
    said = say(facts=many_facts(FEW - 1).replace("level", "levle"))
    assert len(said) == 1  # one text
    assert len(say(facts=many_facts(2).replace("level", "levle"))) == 2


@pytest.mark.parametrize("name", ["sources", "areas", "indicators", "units", "facts", "domains"])
def test_what_refers_to_a_table_that_failed_is_not_wrong_for_that(name: str) -> None:
    key = "catch/isles/2023/actual/level/gazette"
    files = {
        "hints": f"fact,hint,reason\n{key},hint-area,Looked into\n",
        "conflicts": "conflict,fact_a,fact_b,difference_en,difference_de,treatment_en,treatment_de\n"
        f"x,{key},catch/isles/2020/actual/level/plan,a,b,c,d\n",
    }
    assert say(**files) == []
    assert say(**files, **{name: None}) == []
    [said] = say(**files, **{name: FILES[name].replace("source", "sauce").replace("name_en", "n")
                            .replace("unit,", "unity,").replace("area,", "arrea,")})  # fmt: skip
    assert said.startswith(f"data/{name}.csv:1")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("catch,isles,2023,actual,level,,16.0", "catch,isles,2023,actual,level,,16;0"),
        ("catch,isles,2023,actual,level,,16.0", "catch,isles,2023x,actual,level,,16.0"),
        ("catch,isles,2023,actual,level,,16.0", 'catch,isles,2023,actual,level,,"16.0'),
        ("catch,isles,2023,actual,level,,16.0", "catch,isles,2023,actual,level,,16.0,1"),
        ("catch,isles,2023,actual,level,,16.0", "catch,iles,2023,actual,level,,16.0"),
    ],
)
def test_what_refers_to_a_row_that_is_wrong_is_not_wrong_for_that(old: str, new: str) -> None:
    assert old in FILES["facts"]
    hints = "fact,hint,reason\ncatch/isles/2023/actual/level/gazette,hint-area,Looked into\n"
    [said] = say(hints=hints, facts=FILES["facts"].replace(old, new, 1))
    assert said.startswith("data/facts.csv:6")
    assert "unknown-fact" in say(hints=hints.replace("gazette", "plan"))[0]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("north,North", "North,North"),
        ("north,North", "south,North"),
        ("north,North", '"north,North'),
        ("north,North", "north,,North"),
        ("north,North", "ｎｏｒｔｈ,North"),
    ],
)
def test_a_key_that_is_wrong_in_its_own_row_is_told_there_alone(old: str, new: str) -> None:
    said = say(areas=FILES["areas"].replace(old, new, 1))
    assert len(said) == 1
    assert said[0].startswith("data/areas.csv:")


def test_a_key_that_no_row_has_is_told() -> None:
    said = say(areas=FILES["areas"].replace("north,North", "nord,North"))
    assert {one.partition(": ")[2] for one in said} == {
        "error[foreign-key]: there is no area `north` in areas.csv. Did you mean `nord` or `south`?"
    }


def test_conflicts_that_a_wrong_row_may_declare_are_not_told() -> None:
    row = "catch,isles,2023,actual,growth"
    twin = f"catch,isles,2023,actual,level,2,15.9,,,exact,million euro,gazette,page 3,p,,\n{row}"
    facts = FILES["facts"].replace(row, twin)
    key = "catch/isles/2023/actual/level/gazette"
    header = "conflict,fact_a,fact_b,difference_en,difference_de,treatment_en,treatment_de\n"
    assert "error[conflict]" in say(facts=facts)[0]
    assert say(facts=facts, conflicts=None) == []
    [said] = say(facts=facts, conflicts=f"{header}X,{key},{key}/2,a,b,c,d\n")
    assert said.startswith("data/conflicts.csv:2:1: error[cell]")


def test_names_that_cannot_be_read_make_no_number_of_the_tables_wrong(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")
    replace(project / "data/glossary.csv", "Fish that is landed", "Fish that is landed in Plan 25")
    replace(project / "data/glossary.csv", "Gelandeter Fisch", "Fisch nach Plan 25")
    assert check_site(project, SHARED).problems == ()
    (project / "data/names.csv").write_bytes(b"name;language;reason\nPlan 25;en;a name\n")
    [problem] = check_site(project, SHARED).problems
    assert (problem.path, problem.line) == ("data/names.csv", 1)


@pytest.mark.parametrize("ending", [".xlsx", ".xls", ".ods"])
def test_a_workbook_in_the_place_of_a_table_is_one_error(ending: str, tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")
    (project / "data/sources.csv").rename(project / f"data/sources{ending}")
    [problem] = [one for one in check_site(project, SHARED).problems if one.level == "error"]
    assert problem.path == f"data/sources{ending}"
    assert "the table `sources` is a workbook" in problem.message


def test_a_data_folder_that_is_missing_is_one_error(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")
    (project / "data").rename(tmp_path / "elsewhere")
    assert [one.path for one in check_site(project, SHARED).problems] == ["data"]


# What became of cells


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        ("period", "Aug-23", "Write `2023-08`, and"),
        ("period", "23-Aug", "Write `2023-08`, and"),
        ("period", "2023/8/1", "Write `2023-08` or `@2023-08-01`, and"),
        ("period", "@2023/8", "Write `@2023-08`, and"),
        ("period", "2023/8", "Write `2023-08`, and"),
        ("period", "2023-8", "Write `2023-08`, and"),
        ("period", "2023年8月", "Write `2023-08`, and"),
        ("period", "45139", "2023-08-01"),
        ("date", "2023/8/1", "Write `2023-08` or `2023-08-01`, and"),
        ("date", "1-Aug-23", "Write `2023-08` or `2023-08-01`, and"),
        ("date", "２０２３", "Write `2023`: `sitegen fix --write`"),
        ("number", "1,234.5", "Write `1234.5`"),
        ("number", "1 234", "Write `1234`"),
        ("number", "1,234", "Write `1234` or `1.234`"),
        ("number", "12,5", "Write `12.5`"),
        ("number", "1.234,5", "Write `1234.5`"),
        ("number", "1.2E+05", "which may have lost digits"),
        ("number", "+5", "Write `5`"),
        ("number", "5%", "Write `5`; the unit"),
        ("number", "12亿元", "with its unit `亿元`"),
        ("number", "########", "where a column is too narrow"),
        ("number", "#REF!", "the error of a formula"),
        ("string", "#N/A", "the error of a formula"),
        ("string", "?????", "Write them anew"),
        ("string", "?? 12 ???", "Write them anew"),
        ("string", "????120??", "Write them anew"),
        ("string", "prÃ©stamo", "Write `préstamo`"),
        ("string", "å±…æ°‘", "Write `居民`"),
        ("number", "１２．５", "Write `12.5`: `sitegen fix --write`"),
        ("number", "−5", "Write `-5`: `sitegen fix --write`"),
        ("integer", "2.0", "is not a whole number"),
        ("period", "2023-13", "is not a valid period"),
        ("number", "twelve", "is not a number"),
    ],
)
def test_what_became_of_a_cell_is_told(kind: Type, text: str, said: str) -> None:
    fault = find_fault(Column("x", Said("Some"), type=kind), "x", text)
    assert fault is not None
    assert said in f"{fault[1]}. {fault[2]}"
    assert text in fault[1]


@pytest.mark.parametrize(
    "text",
    [
        "What??",
        "Really? ¿Sí?",
        "Ã",
        "São Tomé",
        "https://example.org/?a=1",
        r"colou??r|\d??",
        "100 €",
    ],
)
def test_what_only_looks_spoilt_is_let_be(text: str) -> None:
    assert find_fault(Column("x", Said("Some")), "x", text) is None


def test_a_key_of_full_width_characters_is_told() -> None:
    column = Column("key", Said("Key"), pattern=SLUG)
    assert find_fault(column, "key", "ｇｄｐ－１") == (
        "cell",
        "`ｇｄｐ－１` is written with full-width characters or other dashes",
        "Write `gdp-1`: `sitegen fix --write`",
    )
    [said] = say(facts=FILES["facts"].replace("catch,isles,2020", "catch,ｉｓｌｅｓ,2020"))
    assert said.endswith("Write `isles`, in plain characters: `sitegen fix --write`.")


@settings(deadline=None)
@given(st.text(max_size=20), st.sampled_from(["number", "integer", "fraction", "date", "period"]))
def test_no_text_of_a_cell_is_a_traceback(text: str, kind: Type) -> None:
    find_fault(Column("x", Said("Some"), type=kind), "x", text)


@settings(deadline=None)
@given(st.text(max_size=20))
def test_plain_characters_stay(text: str) -> None:
    assert narrow(narrow(text)) == narrow(text)
    assert not text.isascii() or narrow(text) == text


def test_a_decimal_comma_of_a_phrase_makes_two_cells_and_is_one_error() -> None:
    old = "12.5,,,exact,million euro,plan,page 1,12.5 million euro,,"
    new = "12.5,,,exact,million euro,plan,page 1,12,5 million euro,,"
    [said] = say(facts=FILES["facts"].replace(old, new))
    assert said == (
        "data/facts.csv:2:70: error[table]: the comma in `12,5 million euro` makes two cells of it."
        ' Write `"12,5 million euro"`.'
    )
    right = FILES["facts"].replace(
        old, "12.5,,,exact,million euro,plan,page 1,12.5 million euro,,,"
    )
    assert not say(facts=right)


def test_a_quotation_mark_that_stays_open_takes_no_row_with_it() -> None:
    def read(text: str) -> ParsedTable:
        return parse_table("facts.csv", text, FACTS, LANGUAGES)

    lines = many_facts(6).split("\n")
    lines[2] = lines[2].replace("page 1", '"page 1')
    lines[5] = lines[5].replace("page 4", '"page 4"')
    parsed = read("\n".join(lines))
    assert [problem.line for problem in parsed.problems] == [3]
    assert [row.line for row in parsed.rows] == [2, 4, 5, 6, 7]
