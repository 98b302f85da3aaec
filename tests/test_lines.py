"""Lines of a table as rows: which are none, and what is wrong with them."""

from __future__ import annotations

from sitegen.sheets.faults import find_fitting_column
from sitegen.sheets.headers import find_header, parse_header
from sitegen.sheets.lines import find_short, find_torn, read_lines
from sitegen.sheets.rows import Row, Sheet, find_starts, fold_breaks, split_line

HEADER = "a,b,c"


def _open_sheet() -> Sheet:
    sheet = parse_header("data/x.csv", [HEADER], HEADER.split(","))
    assert isinstance(sheet, Sheet)
    return sheet


def _make_row(text: str) -> Row:
    return Row(_open_sheet(), 2, tuple(text.split(",")[:3]), text)


def test_a_header_is_the_first_line_that_is_not_empty() -> None:
    assert find_header(["", ',,";', HEADER]) == 2
    assert find_header(["", ""]) == 0


def test_a_line_is_cut_at_its_commas_unless_something_stays_open() -> None:
    assert split_line('a,"b,c"') == ["a", "b,c"]
    assert [split_line(one) for one in ('a,"b', 'a,"b,c"\r', "a,b\r")] == [None, None, None]


def test_rows_that_stand_where_they_stood_stay_what_they_were() -> None:
    lines = [HEADER, "1,2,3", '4,"5', '6",7', "8,9,10"]
    first = read_lines(_open_sheet(), lines, ())
    again = read_lines(_open_sheet(), lines, (), first.rows)
    assert len(first.fresh) == 3
    assert again.fresh == []
    assert all(one is two for one, two in zip(first.rows, again.rows, strict=True))
    other = read_lines(_open_sheet(), [*lines[:3], '6x",7', lines[4]], (), first.rows)
    assert [row.cells for row in other.fresh] == [("4", "5\n6x", "7")]


def test_a_row_of_one_cell_is_told_as_such() -> None:
    [problem] = read_lines(_open_sheet(), [HEADER, "1"], ()).problems
    assert problem.message == "the row has one cell, the header 3"


def test_a_row_lacks_a_comma_only_where_it_would_be_right_with_it() -> None:
    found = find_short([_make_row("1,3")], lambda one: one.cells == ("1", "", "3"), lambda _: 1)
    assert [one.hint for one in found.values()] == [
        "Write a comma for each empty cell too: one is missing before `3`"
    ]
    assert find_short([_make_row("1,3")], lambda _: False, lambda _: 1) == {}
    assert find_short([_make_row("1,2,")], lambda _: True, lambda _: 1) == {}
    assert find_short([_make_row('1,"2')], lambda _: True, lambda _: 1) == {}


def test_a_comma_makes_two_cells_of_a_number_and_of_what_quotation_marks_hold() -> None:
    rows = [_make_row(one) for one in ("1,234,5,", "“x,y”,5,", "1,2,3,", "“x”,y”,3,")]
    found = [[*find_torn(_open_sheet(), [one]).values()] for one in rows]
    assert [len(one) for one in found] == [1, 1, 0, 0]
    assert found[1][0].message == "the comma in `“x,y”` makes two cells of it"


def test_the_cells_of_another_column_fit_where_all_that_are_filled_do() -> None:
    cells = {"a": ["1"], "b": ["2", "x"], "c": ["3", "", "4"], "d": ["5", "", ""], "e": [""]}
    assert find_fitting_column("b", cells, str.isdigit) == "c"
    assert find_fitting_column("c", {"c": ["3"], "b": ["x"]}, str.isdigit) == ""


def test_cells_of_exchanged_columns_come_in_the_order_of_a_row() -> None:
    sheet = Sheet("a.csv", {"x": 0, "y": 1}, (1, 0))
    assert sheet.arrange(["1", "2"]) == ["2", "1"]
    assert Sheet("a.csv", {"x": 0, "y": 1}).arrange(["1", "2"]) == ["1", "2"]


def test_cells_start_behind_commas_that_no_quotation_marks_hold() -> None:
    assert find_starts('5" pipe,"a, ""b""",c') == (1, 9, 20)
    assert find_starts('"a","b') == (1, 5)


def test_breaks_in_a_text_are_spaces_but_between_wide_characters() -> None:
    assert fold_breaks("one\n two\n\nthree") == "one two three"
    assert fold_breaks("第一\n第二") == "第一第二"
    assert fold_breaks("第一\ntwo\n第三") == "第一 two 第三"
