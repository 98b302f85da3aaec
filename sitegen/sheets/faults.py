"""What is wrong with cells, told once a cause: a column that is wrong throughout is one mistake, not one a row."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from sitegen.messages.said import NOTHING, Said, say, say_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sitegen.problems import Problem
    from sitegen.sheets.rows import Row


FEW = 5
"""How many cells of a column must be wrong at least for the column to be at fault."""
DIFFERENT = 3
"""How many different texts it must hold then."""
EQUAL = 3
"""How many equal cells are told one by one."""
MISSING = 3
"""How many cells of a row must be empty that may not be for the row to be at fault."""
MOST = 20
"""How many cells of a column that are wrong in the same way are told one by one."""
_QUOTED = re.compile("`[^`]*`")


class CellFault(NamedTuple):
    """What is wrong with a cell."""

    row: Row
    name: str
    """Its column, as the file names it."""
    rule: str
    message: Said
    hint: Said

    def tell(self, more: Said = NOTHING) -> Problem:
        """The problem at the cell's place, and what else is to be said of others like it."""
        place = self.row.place(self.name)
        return place.problem(
            self.rule, say("{message}{more}", message=self.message, more=more), self.hint
        )


def is_throughout(number: int, total: int) -> bool:
    """Whether so many of all are at fault that their common cause is the mistake."""
    return number >= FEW and number * 2 > total


def find_wrong_columns(
    faults: Iterable[CellFault], rows: Sequence[Row], find_fitting: Callable[[str], str]
) -> list[str]:
    """The columns most of whose cells are wrong, empty ones left aside, in the order of the schema.

    Not one whose cells are the same few over and over, each of which is a mistake of its own, unless those of
    another column would fit.
    """
    found: dict[str, list[str]] = {}
    for fault in faults:
        found.setdefault(fault.name, []).append(fault.message)
    return [
        name
        for name, own in found.items()
        if len(own) >= FEW
        and is_throughout(len(own), sum(row[name] != "" for row in rows))
        and (len(set(own)) >= DIFFERENT or find_fitting(name))
    ]


def tell_faults(
    faults: Sequence[CellFault], rows: Sequence[Row], find_fitting: Callable[[str], str]
) -> Iterator[Problem]:
    """The problems of a table's cells; where columns are wrong throughout, nothing else.

    Args:
        faults: What is wrong, a column after the other.
        rows: All rows of the table.
        find_fitting: The name of another column whose cells a column might hold; empty for none.
    """
    if wrong := find_wrong_columns(faults, rows, find_fitting):
        yield tell_columns(wrong, faults, find_fitting(wrong[0]))
        return
    faults = fold_empty(faults)
    kinds: dict[tuple[str, str], list[CellFault]] = {}
    for fault in faults:
        kinds.setdefault((fault.name, _QUOTED.sub("", fault.message)), []).append(fault)
    for own in kinds.values():
        if len(own) > MOST:
            yield own[0].tell(
                say(
                    " ({number} more cells of `{name}` like it)",
                    number=len(own) - 1,
                    name=own[0].name,
                )
            )
            continue
        equal: dict[str, list[CellFault]] = {}
        for fault in own:
            equal.setdefault(fault.message, []).append(fault)
        for same in equal.values():
            yield from tell_equal(same)


def fold_empty(faults: Sequence[CellFault]) -> list[CellFault]:
    """What is wrong with cells; of a row in which many are missing that is told once, at the first of them."""
    empty: dict[int, list[CellFault]] = {}
    for fault in faults:
        if fault.row[fault.name] == "":
            empty.setdefault(fault.row.line, []).append(fault)
    many = {line: own for line, own in empty.items() if len(own) >= MISSING}
    kept = [fault for fault in faults if fault.row[fault.name] or fault.row.line not in many]
    return kept + [
        own[0]._replace(
            message=say("{own} are empty", own=say_names(one.name for one in own)),
            hint=say("Fill them; a line that is no row of the table goes"),
        )
        for own in many.values()
    ]


def tell_equal(faults: Sequence[CellFault]) -> Iterator[Problem]:
    """The problems of cells with the same text, of which there is one cause: many at the first alone."""
    if len(faults) > EQUAL:
        yield faults[0].tell(say(" ({number} more cells the same)", number=len(faults) - 1))
    else:
        yield from (fault.tell() for fault in faults)


def tell_columns(wrong: Sequence[str], faults: Iterable[CellFault], fitting: str) -> Problem:
    """The problem of columns that are wrong throughout."""
    name, *others = wrong
    own = [fault for fault in faults if fault.name == name]
    first = own[0]
    named = (
        say("`{name}` and most of {others}", name=name, others=say_names(others))
        if others
        else say("`{name}`", name=name)
    )
    hint = (
        say("The cells of `{fitting}` would fit: put each column under its name", fitting=fitting)
        if fitting
        else first.hint
    )
    return first.row.sheet.place(name).problem(
        first.rule,
        say(
            "{number} cells of {named} are wrong; the first, on line {line}: {message}",
            number=len(own),
            named=named,
            line=first.row.line,
            message=first.message,
        ),
        hint,
    )


def gather_rows(problems: Sequence[Problem], total: int) -> Iterator[Problem]:
    """Problems of the rows of a table, `total` in number; where most rows share one, that alone, once."""
    groups: dict[str, list[Problem]] = {}
    for problem in problems:
        groups.setdefault(problem.rule, []).append(problem)
    shared = [own for own in groups.values() if is_throughout(len(own), total)]
    for own in shared:
        more = say(" ({number} more rows are wrong like it)", number=len(own) - 1)
        yield replace(own[0], message=say("{message}{more}", message=own[0].message, more=more))
    if not shared:
        yield from problems


def select_wrong(rows: Iterable[Row], problems: Iterable[Problem]) -> frozenset[int]:
    """The first lines of the rows in which problems stand."""
    lines = {problem.line for problem in problems}
    return frozenset(row.line for row in rows if not lines.isdisjoint(row.lines))


def find_fitting_column(
    name: str, cells: Mapping[str, Sequence[str]], fits: Callable[[str], bool]
) -> str:
    """The other column with most cells, all of which fit where those of a column do not; empty for none."""
    filled = {
        other: [text for text in texts if text] for other, texts in cells.items() if other != name
    }
    good = [other for other, texts in filled.items() if texts and all(map(fits, set(texts)))]
    return max(good, key=lambda other: len(filled[other]), default="")
