"""Tables that count by sort and stage: what their numbers mean together, where one alone may mean several things.

`0` is the count of many sorts at many stages; in the only way in which each row is of one sort, and each column of one stage, it is one.
"""

from __future__ import annotations

from itertools import chain, islice, permutations
from typing import TYPE_CHECKING

from sitegen.binding.figures import list_count_facets
from sitegen.binding.meanings import list_counts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from fractions import Fraction

    from sitegen.binding.index import LedgerIndex
    from sitegen.binding.meanings import Meaning
    from sitegen.binding.nearby import NearbyReader

    Pair = tuple[str, str]
    """A sort and a stage."""
    Cell = tuple[int, int]
    """A row and a column."""
    Cells = Mapping[Cell, Collection[Pair]]
    """What the number of each cell can count."""

_LEAST = 2
"""So many rows and columns make a table whose numbers say something of each other."""


def list_pairs(index: LedgerIndex, number: Fraction) -> frozenset[Pair]:
    """The sorts and stages that a number is the count of."""
    return list_counted(list_counts(index).get(number, ()))


def list_counted(meanings: Iterable[Meaning]) -> frozenset[Pair]:
    """The sorts and stages that meanings count."""
    return frozenset(filter(None, (_read_pair(one.role, one.argument) for one in meanings)))


def read_counted(reader: NearbyReader, top: int) -> dict[Cell, Collection[Pair]]:
    """What the roles of a table count, whose head is in a line."""
    found: dict[Cell, Collection[Pair]] = {}
    layout = reader.layout
    for line in layout.list_rows(top, top, len(layout.lines)):
        for at in range(len(layout.divide_row(line))):
            read, _ = reader.read_cell(line, at)
            for _, _, one in read.mentions:
                if pair := _read_pair(one.role, one.argument):
                    found[line, at] = (pair,)
    return found


def _read_pair(role: str, argument: str) -> Pair | None:
    facets = dict(list_count_facets(argument)) if role == "count" else {}
    return (facets["sort"], facets["stage"]) if facets.keys() == {"sort", "stage"} else None


def settle_cells(cells: Cells) -> Mapping[Cell, Pair]:
    """What each number counts, in the only way in which rows are of sorts and columns of stages, or the other way round.

    Nothing where there is none, or another one.
    """
    turned = {(column, row): pairs for (row, column), pairs in cells.items()}
    back = (
        {(row, column): pair for (column, row), pair in way.items()} for way in _list_ways(turned)
    )
    found = [*islice(chain(_list_ways(cells), back), 2)]
    return found[0] if len(found) == 1 else {}


def _list_ways(cells: Cells) -> Iterator[Mapping[Cell, Pair]]:
    """The ways in which columns are of stages and rows of sorts; nothing for one in which rows can be of several."""
    rows, columns = (sorted({cell[side] for cell in cells}) for side in (0, 1))
    stages = sorted({stage for pairs in cells.values() for _, stage in pairs})
    if min(len(rows), len(columns)) < _LEAST:
        return
    for order in permutations(stages, len(columns)):
        stage = dict(zip(columns, order, strict=True))
        sorts = {row: _find_sorts(cells, row, stage) for row in rows}
        if all(sorts.values()):
            own = {row: min(some) for row, some in sorts.items()}
            is_one = len({*own.values()}) == sum(map(len, sorts.values()))
            yield {(row, at): (own[row], stage[at]) for row, at in cells} if is_one else {}


def _find_sorts(cells: Cells, row: int, stages: Mapping[int, str]) -> set[str]:
    """The sorts that all numbers of a row can count, given the stages of the columns."""
    return set.intersection(
        *(
            {sort for sort, stage in pairs if stage == stages[column]}
            for (line, column), pairs in cells.items()
            if line == row
        )
    )
