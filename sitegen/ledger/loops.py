"""Rows that lead back to themselves: a place that is part of its own part, a figure set against itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.ledger.columns import PART_OF
from sitegen.ledger.tables import list_cells
from sitegen.limits import MOST_NAMED
from sitegen.messages.said import say, say_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.ledger.columns import Table
    from sitegen.problems import Problem
    from sitegen.sheets.rows import Row


def check_loops(rows: Sequence[Row], table: Table) -> Iterator[Problem]:
    """Rows that are part of themselves; of a loop, the first of them."""
    if any(column.name == PART_OF for column in table.columns):
        for loop in find_loops(rows, table.key):
            yield _tell(loop, table.key)


def find_loops(rows: Sequence[Row], key: str) -> list[list[Row]]:
    """Rows of which each is part of the next, and the last of the first."""
    by_key = dict(zip(list_cells(rows, key), rows, strict=True))
    loops: list[list[Row]] = []
    seen: dict[int, int] = {}
    for start, row in enumerate(rows):
        way: list[Row] = []
        step: Row | None = row
        while step is not None and step.line not in seen:
            seen[step.line] = start
            way.append(step)
            step = by_key.get(step[PART_OF])
        if step is not None and seen[step.line] == start:
            loops.append(way[way.index(step) :])
    return loops


def check_pair(row: Row, one: str, other: str) -> Iterator[Problem]:
    """A row whose two cells must name two things, and name one."""
    if row[one] == row[other]:
        yield row.place(other).problem(
            "itself",
            say("`{key}` is set against itself", key=row[other]),
            say("Write the key of the other one"),
        )


def _tell(loop: Sequence[Row], key: str) -> Problem:
    """A loop, at its first row in the table."""
    number, first = min(enumerate(loop), key=lambda one: one[1].line)
    through = [row[key] for row in (*loop[number + 1 :], *loop[:number])]
    others = say_names(through) if len(through) <= MOST_NAMED else say("{n} others", n=len(through))
    said = say("`{key}` is part of itself", key=first[key])
    if through:
        said = say("`{key}` is part of itself, by way of {others}", key=first[key], others=others)
    cure = say("Empty the cell, or write what it is part of")
    return first.place(PART_OF).problem("itself", said, cure)
