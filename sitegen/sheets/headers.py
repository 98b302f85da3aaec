"""The header of a table: which column stands where, and what keeps a file from being read as a table.

Columns are known by their names, in any order. What spreadsheets write besides, such as other separators,
is told once, with the command that cures it.
"""

from __future__ import annotations

import csv
import re
from itertools import takewhile
from typing import TYPE_CHECKING

from sitegen.messages.said import NOTHING, Said, say, say_names
from sitegen.problems import Place, suggest
from sitegen.sheets.rows import Sheet, place_in, split_line

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sitegen.problems import Problem


SEPARATORS = {
    ";": say("semicolons"),
    "\t": say("tabs"),
    "|": say("vertical lines"),
    "\uff0c": say("full-width commas"),
    "\uff1b": say("full-width semicolons"),
}
"""What may stand between cells in the place of a comma, and what it is called."""
_NEAR = 10
"""Below how many lines a header is looked for that is not the first line."""
SEPARATOR_LINE = re.compile(r'"?sep=(.)"?[,;\t]*', re.IGNORECASE)
"""A first line that tells Excel alone what separates cells."""
CONVERT_TABLE = say(
    "Convert it: `sitegen fix --write`, or save it as `CSV UTF-8 (comma delimited)`"
)


def find_header(lines: Sequence[str]) -> int:
    """The index of the first line that is not empty; 0 where there is none."""
    return next((at for at, line in enumerate(lines) if line.strip(', \t";')), 0)


def split_by(line: str, separator: str) -> list[str]:
    """The cells of a line that has another separator, without white space around them."""
    try:
        [cells] = csv.reader([line], delimiter=separator)
    except (csv.Error, ValueError):
        return []
    return [cell.strip() for cell in cells]


def find_separator(line: str, wanted: Sequence[str]) -> str:
    """What separates the names of a header line: what most of the wanted ones are found with; a comma for none."""
    found = {one: len({*split_by(line, one)} & {*wanted}) for one in (",", *SEPARATORS)}
    return max(found, key=lambda one: found[one])


def parse_header(
    path: str,
    lines: Sequence[str],
    names: Sequence[str],
    needless: Collection[str] = (),
    spare: Collection[str] = (),
) -> Sheet | Problem:
    """Where the columns of a table stand, or why it cannot be read.

    Args:
        path: Its file, as messages name it.
        lines: The lines of the file.
        names: The names of the columns, in the order of the schema.
        needless: Those of them that the file may do without.
        spare: Those of these whose cells a row may do without too, where they stand last.
    """
    at = find_header(lines)
    line = lines[at]
    cells = split_line(line) or []
    index = {name: number for number, name in enumerate(names)}
    wanted = [name for name in names if name not in needless or name in cells]
    named = [*filter(str.strip, cells)]
    place = Place(path, at + 1)
    if cells != wanted and (said := _find_other_form(line, names)):
        return place.problem("table", said, CONVERT_TABLE)
    if wanted and {*named} == {*wanted} and len(named) == len(wanted):
        if cells == [*names]:
            order: tuple[int, ...] = ()
        else:
            order = tuple(cells.index(name) if name in cells else -1 for name in names)
        last = sum(1 for _ in takewhile(spare.__contains__, reversed(cells)))
        return Sheet(path, index, order, at + 1, line, last)
    needed = {*names} - {*needless}
    below = range(at + 1, min(at + _NEAR, len(lines)))
    own = next((n for n in below if _holds(split_line(lines[n]) or (), needed)), None)
    if own is not None:
        said = say(
            "the header, which is the first line of a table, stands on line {own}", own=own + 1
        )
        hint = say("Move that line to the top; what stands above it and is no row goes")
        return place.problem("table", said, hint)
    return _explain_header(place, line, cells, names, needless)


def _holds(cells: Sequence[str], needed: Collection[str]) -> bool:
    """Whether a line names all columns that a table needs."""
    return bool(needed) and {*needed} <= {*cells}


def _find_other_form(line: str, names: Sequence[str]) -> Said:
    """What a table is written for, or with, where that is not what tables are written with; empty of others."""
    if SEPARATOR_LINE.fullmatch(line):
        return say("the file begins with `{line}`, which is for Excel alone", line=line)
    separator = find_separator(line, names)
    said = say(
        "the cells are separated by {separator}, not by commas", separator=SEPARATORS.get(separator)
    )
    return said if separator in SEPARATORS else NOTHING


def _explain_header(
    place: Place, line: str, cells: Sequence[str], names: Sequence[str], needless: Collection[str]
) -> Problem:
    """What is wrong with a header whose cells are separated by commas."""
    absent = [name for name in names if name not in cells]
    missing = [name for name in absent if name not in needless]
    if not cells or len(absent) == len(names):
        said, hint = _explain_none(line, cells, names)
        return place.problem("table", said, hint)
    twice = [n for n, name in enumerate(cells) if name in names and name in cells[:n]]
    number, said, hint = (
        _explain_twice(cells[twice[-1]], twice[-1], missing)
        if twice
        else _explain_names(cells, absent, missing, names)
    )
    where = place if number < 0 else place_in(place.path, place.line, line, number)
    return where.problem("table", said, hint)


def _list_header(wanted: Sequence[str]) -> Said:
    return say("The header is `{wanted}`", wanted=",".join(wanted))


def _explain_none(line: str, cells: Sequence[str], wanted: Sequence[str]) -> tuple[Said, Said]:
    """Why a line has none of the columns, and what to do."""
    header = _list_header(wanted)
    if not line.strip():
        return (say("the file is empty"), header)
    if not cells:
        return (say("a quotation mark of the header is not closed"), header)
    if set(wanted) <= set(split_line(cells[0]) or ()):
        return (
            say("each line stands in quotation marks as a whole, as a single cell"),
            say(
                "Remove those around the lines, or export it from the spreadsheet as `CSV UTF-8 (comma delimited)` again"
            ),
        )
    return (
        say(
            "the first line is not the header: it has none of the {number} columns",
            number=len(wanted),
        ),
        header,
    )


def _explain_twice(name: str, number: int, missing: Sequence[str]) -> tuple[int, Said, Said]:
    """Which cell names a column again, that it does, and what to do."""
    if missing:
        return (
            number,
            say(
                "the column `{name}` stands twice, and `{missing}` is missing",
                name=name,
                missing=missing[0],
            ),
            say("Name the right one `{missing}`", missing=missing[0]),
        )
    return number, say("the column `{name}` stands twice", name=name), say("Remove one of them")


def _explain_names(
    cells: Sequence[str], absent: Sequence[str], missing: Sequence[str], names: Sequence[str]
) -> tuple[int, Said, Said]:
    """Which cell names no column, or below 0 for none; what is wrong with the names; and what to do."""
    header = _list_header(names)
    extra = [name for name in cells if name.strip() and name not in names]
    loose = [name for name in extra if name.strip("\ufeff\u3000\xa0 \t") in absent]
    if loose:
        said = say("the name of a column has white space around it: `{name}`", name=loose[0])
        return cells.index(loose[0]), said, say("Remove it: `sitegen fix --write`")
    if extra:
        said = say("the header has {extra}, which this table does not know", extra=say_names(extra))
        if missing:
            said = say("{said}, and lacks {missing}", said=said, missing=say_names(missing))
        near = suggest(extra[0], missing) or suggest(extra[0], absent or names)
        return cells.index(extra[0]), said, near or header
    return (-1, say("the header lacks {missing}", missing=say_names(missing)), header)
