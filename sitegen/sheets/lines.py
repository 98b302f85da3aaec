"""The lines of a table's file to rows, each line once, however often the file is read again."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from sitegen.messages.said import Said, say
from sitegen.problems import Place
from sitegen.sheets.rows import (
    Row,
    find_starts,
    fold_breaks,
    place_in,
    split_line,
    split_lines,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from sitegen.problems import Problem
    from sitegen.sheets.rows import Sheet


_THOUSANDS, _GROUP = re.compile(r"(?<![\d.])\d{1,3}$"), re.compile(r"\d{3}(?!\d)")
"""How a cell ends, and the next one begins, that were one number with a separator of thousands."""
_WHOLE, _DECIMALS = re.compile(r"(?<![\d.])\d+$"), re.compile(r"\d+(?!\d)")
"""The same of a number with a decimal comma."""
_STRAY: Mapping[str, Callable[[Said, str], Said]] = {
    "，": lambda said, cell: say(
        "{said}, and `{wide}` holds a full-width comma, which separates nothing",
        said=said,
        wide=cell,
    ),
    ";": lambda said, cell: say(
        "{said}, and `{wide}` holds a semicolon, which separates nothing", said=said, wide=cell
    ),
    "\t": lambda said, cell: say(
        "{said}, and `{wide}` holds a tab, which separates nothing", said=said, wide=cell
    ),
}
"""What is written in place of a comma, and how a row that is too short for it is told."""
_LOOSE = re.compile("[,;\t\n\uff0c\uff1b]")
"""What may have been meant to separate the cells of a line that is no row."""


@dataclass(frozen=True)
class ReadLines:
    """The lines of a table."""

    rows: list[Row | None]
    """All lines, with the row that begins there, or `None`."""
    fresh: list[Row]
    """The rows that did not stand there before."""
    problems: list[Problem]
    broken: list[frozenset[str]]
    """What stands on each line that is no row, cut at its commas."""


def read_lines(
    sheet: Sheet, lines: Sequence[str], prose: Collection[int], old: Sequence[Row | None] = ()
) -> ReadLines:
    """The lines below the header as rows.

    Empty lines, and lines of empty cells, are passed over. Of lines that are none after one whose quotation
    mark stays open nothing is said: they may be its own.

    Args:
        sheet: Where the columns stand.
        lines: All lines of the file.
        prose: Which cells of a row may have line breaks; these become spaces.
        old: The rows of the same sheet with other lines; one that stands in its place stays what it was.
    """
    read = ReadLines([None] * len(lines), [], [], [])
    share = dict[str, str]().setdefault  # most texts stand in many rows: one object each
    at, is_open = sheet.line, False
    while at < len(lines):
        row = old[at] if at < len(old) else None
        if row is not None and _stands(row, lines, at):
            read.rows[at], is_open = row, False
            at += row.height
            continue
        cells, text = _split_row(sheet, lines, at)
        made = cells and sheet.arrange(cells)
        if made and "\n" in text:
            made = [fold_breaks(one) if n in prose else one for n, one in enumerate(made)]
        if made and _is_filled(made):
            new = Row(sheet, at + 1, tuple(map(share, made, made)), text)
            read.rows[at], is_open = new, False
            read.fresh.append(new)
        elif cells is None or _is_filled(cells):
            if not is_open:
                read.problems.append(_shape_problem(sheet, at + 1, cells, text))
            loose = _LOOSE.split(text)
            read.broken.append(frozenset(cell.strip('" ') for cell in loose))
            is_open = is_open or cells is None
        at += text.count("\n") + 1
    return read


def _stands(row: Row, lines: Sequence[str], at: int) -> bool:
    """Whether a row stands at a line, by its index."""
    text = row.text
    return text == lines[at] or ("\n" in text and text == "\n".join(lines[at : at + row.height]))


def _split_row(sheet: Sheet, lines: Sequence[str], at: int) -> tuple[list[str] | None, str]:
    """The cells of the row that begins at a line, and its text; `None` for a quotation mark that stays open.

    It stays open too where the next ones would take in lines that are rows themselves.
    """
    line = lines[at]
    cells = split_line(line)
    if cells is None and (several := split_lines(lines, at)):
        more = (split_line(one) for one in several[1].split("\n")[1:] if not one.count('"') % 2)
        if not any(one and sheet.arrange(one) for one in more):
            return several
    return cells, line


def find_overlong(rows: Iterable[Row]) -> dict[int, Problem]:
    """Of rows with wrong cells, those that have more cells than the header, by line: theirs are shifted.

    Empty cells at the end alone are no mistake, as long as all others fit.
    """
    return {
        row.line: _tell_width(row.sheet, row.line, cells, row.text)
        for row in rows
        if len(cells := split_line(row.text) or ()) > len(find_starts(row.sheet.header))
    }


def find_torn(sheet: Sheet, rows: Iterable[Row]) -> dict[int, Problem]:
    """Of rows with empty cells beyond the header, those that a comma within a cell made so long, by line."""
    long = [row for row in rows if row.text.count(",") > sheet.header.count(",")]
    names = (split_line(sheet.header) or []) if long else []
    found: dict[int, Problem] = {}
    for row in long:
        cells = split_line(row.text)
        if (
            cells
            and len(cells) > len(names)
            and (torn := _find_torn_cell(cells, names)) is not None
        ):
            found[row.line] = _tell_torn(sheet, row.line, cells, row.text, torn)
    return found


def _tell_torn(sheet: Sheet, line: int, cells: Sequence[str], text: str, torn: int) -> Problem:
    """A cell that its comma parts from the next one, which belongs to it."""
    whole = ",".join(cells[torn : torn + 2])
    inner = whole.strip('“”" ')
    cure = say('Write `"{whole}"`', whole=inner)
    if re.fullmatch(r"[\d,]+", inner):
        cure = say(
            "{cure}; a number has no comma: `{plain}`", cure=cure, plain=inner.replace(",", "")
        )
    return place_in(sheet.path, line, text, torn).problem(
        "table", say("the comma in `{whole}` makes two cells of it", whole=whole), cure
    )


def _find_torn_cell(cells: Sequence[str], names: Sequence[str]) -> int | None:
    """Which cell goes on in the next one: a number with a separator of thousands, or what quotation marks of texts hold.

    A number with a decimal comma too, where the next cell is a text in a language of the site: others may begin with a number.
    """
    texts = {number for number, name in enumerate(names) if "_" in name}
    for number, (one, following) in enumerate(pairwise(cells)):
        is_number = (_THOUSANDS.search(one) and _GROUP.match(following)) or (
            number + 1 in texts and _WHOLE.search(one) and _DECIMALS.match(following)
        )
        if is_number or ("“" in one and "”" not in one and "”" in following):
            return number
    return None


def find_short(
    rows: Iterable[Row], fits: Callable[[Row], bool], find_first: Callable[[Row], int]
) -> dict[int, Problem]:
    """Of rows with wrong cells, those that lack a comma before the first of these, by line.

    Args:
        rows: The rows.
        fits: Whether all cells of a row are as they should be.
        find_first: The number of the first cell of a row that is not.
    """
    found: dict[int, Problem] = {}
    for row in rows:
        cells, first = split_line(row.text), find_first(row)
        if cells is None or len(cells) >= len(find_starts(row.sheet.header)):
            continue
        for number in range(min(first, len(cells) - 1), -1, -1):
            whole = row.sheet.arrange([*cells[:number], "", *cells[number:]])
            if whole and fits(replace(row, cells=tuple(whole))):
                said = _say_width(len(cells), len(find_starts(row.sheet.header)))
                found[row.line] = place_in(row.sheet.path, row.line, row.text, number).problem(
                    "table",
                    said,
                    say(
                        "Write a comma for each empty cell too: one is missing before `{cell}`",
                        cell=cells[number],
                    ),
                )
                break
    return found


def _is_filled(cells: Sequence[str]) -> bool:
    """Whether any cell holds anything; a line that a lone carriage return is all of has none."""
    if not cells:
        return False
    return not (cells[0] == "" or cells[0].isspace()) or any(map(str.strip, cells))


def _shape_problem(sheet: Sheet, line: int, cells: Sequence[str] | None, text: str) -> Problem:
    """What is wrong with a line that is no row."""
    if cells is None:
        place = place_in(sheet.path, line, text, len(find_starts(text)) - 1)
        return place.problem(
            "table",
            say("a quotation mark is not closed, or stands where none may"),
            say("Put quotation marks around the whole cell, and double those inside it"),
        )
    width = len(find_starts(sheet.header))
    stray = [n for n, cell in enumerate(cells) if cell.strip() and n not in sheet.named]
    if stray and stray[0] < width:
        return place_in(sheet.path, line, text, stray[0]).problem(
            "table",
            say("`{cells}` stands in a column without a name", cells=cells[stray[0]].strip()),
            say("Name the column, or empty it"),
        )
    return _tell_width(sheet, line, cells, text)


def _tell_width(sheet: Sheet, line: int, cells: Sequence[str], text: str) -> Problem:
    """A row of more or fewer cells than the header."""
    place, number = Place(sheet.path, line), len(cells)
    wanted = len(find_starts(sheet.header))
    said = _say_width(number, wanted)
    if number > wanted:
        if (torn := _find_torn_cell(cells, split_line(sheet.header) or [])) is not None:
            return _tell_torn(sheet, line, cells, text, torn)
        return place.problem(
            "table", said, say("Quote cells that hold a comma, or take out the one too many")
        )
    for mark, template in _STRAY.items():
        if wide := next((cell for cell in cells if mark in cell), ""):
            return place_in(sheet.path, line, text, cells.index(wide)).problem(
                "table", template(said, wide), say("Write `,` between cells")
            )
    return place.problem("table", said, say("Write a comma for each empty cell too"))


def _say_width(number: int, wanted: int) -> Said:
    if number == 1:
        return say("the row has one cell, the header {wanted}", wanted=wanted)
    return say("the row has {number} cells, the header {wanted}", number=number, wanted=wanted)
