"""The header of a table: which column stands where, and what keeps a file from being read as a table.

Columns are known by their names, in any order. What spreadsheets write besides, such as other separators,
is told once, with the command that cures it.
"""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

from sitegen.problems import Place, suggest
from sitegen.sheets.rows import Sheet, place_in, split_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.problems import Problem


SEPARATORS = {
    ";": "semicolons",
    "\t": "tabs",
    "|": "vertical lines",
    "\uff0c": "full-width commas",
    "\uff1b": "full-width semicolons",
}
"""What may stand between cells in the place of a comma, and what it is called."""
_NEAR = 10
"""Below how many lines a header is looked for that is not the first line."""
SEPARATOR_LINE = re.compile(r'"?sep=(.)"?[,;\t]*', re.IGNORECASE)
"""A first line that tells Excel alone what separates cells."""
CONVERT_TABLE = "Convert it: `sitegen fix --write`, or save it as `CSV UTF-8 (comma delimited)`"
EXPORT = "Save it as `CSV UTF-8 (comma delimited)`"


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


def parse_header(path: str, lines: Sequence[str], wanted: Sequence[str]) -> Sheet | Problem:
    """Where the columns of a table stand, or why it cannot be read.

    Args:
        path: Its file, as messages name it.
        lines: The lines of the file.
        wanted: The names of the columns, in the order of the schema.
    """
    at = find_header(lines)
    line = lines[at]
    cells = split_line(line) or []
    index = {name: number for number, name in enumerate(wanted)}
    if tuple(cells) == tuple(wanted):
        return Sheet(path, index, line=at + 1, header=line)
    place = Place(path, at + 1)
    if said := _find_other_form(line, wanted):
        return place.problem("table", said, CONVERT_TABLE)
    named = [*filter(str.strip, cells)]
    if {*named} == {*wanted} and len(named) == len(wanted):
        order = tuple(cells.index(name) for name in wanted)
        return Sheet(path, index, order, at + 1, line)
    below = range(at + 1, min(at + _NEAR, len(lines)))
    own = next((n for n in below if {*wanted} <= {*(split_line(lines[n]) or ())}), None)
    if own is not None:
        said = f"the header, which is the first line of a table, stands on line {own + 1}"
        return place.problem("table", said, "Remove what stands above it")
    return _explain_header(place, line, cells, wanted)


def _find_other_form(line: str, wanted: Sequence[str]) -> str:
    """What a table is written for, or with, where that is not what tables are written with; empty of others."""
    if SEPARATOR_LINE.fullmatch(line):
        return f"the file begins with `{line}`, which is for Excel alone"
    separator = find_separator(line, wanted)
    said = f"the cells are separated by {SEPARATORS.get(separator)}, not by commas"
    return said if separator in SEPARATORS else ""


def _explain_header(
    place: Place, line: str, cells: Sequence[str], wanted: Sequence[str]
) -> Problem:
    """What is wrong with a header whose cells are separated by commas."""
    header = f"The header is `{','.join(wanted)}`"
    missing = [name for name in wanted if name not in cells]
    extra = [name for name in cells if name.strip() and name not in wanted]
    loose = [name for name in extra if name.strip("\ufeff\u3000\xa0 \t") in missing]

    def at(name: str) -> Place:
        return place_in(place.path, place.line, line, cells.index(name))

    if not cells or not line.strip():
        said = (
            "a quotation mark of the header is not closed" if line.strip() else "the file is empty"
        )
        return place.problem("table", said, header)
    if len(missing) == len(wanted):
        said = f"the first line is not the header: it has none of the {len(wanted)} columns"
        return place.problem("table", said, header)
    if loose:
        said = f"the name of a column has white space around it: `{loose[0]}`"
        return at(loose[0]).problem("table", said, "Remove it: `sitegen fix --write`")
    if extra:
        said = f"the header has `{'`, `'.join(extra)}`, which this table does not know"
        lacks = f", and lacks `{'`, `'.join(missing)}`" if missing else ""
        near = suggest(extra[0], missing or wanted)
        return at(extra[0]).problem("table", said + lacks, near or header)
    if missing:
        return place.problem("table", f"the header lacks `{'`, `'.join(missing)}`", header)
    twice = next(name for number, name in enumerate(cells) if name and name in cells[:number])
    number = len(cells) - 1 - cells[::-1].index(twice)
    where = place_in(place.path, place.line, line, number)
    return where.problem("table", f"the column `{twice}` stands twice", "Remove one of them")
