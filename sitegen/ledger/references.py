"""References from table to table: a row that is missing is told once, and not where another mistake hides it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sitegen.ledger.tables import list_cells
from sitegen.messages.said import Said, say
from sitegen.problems import Suggester
from sitegen.sheets.faults import (
    CellFault,
    find_fitting_column,
    find_wrong_columns,
    tell_columns,
    tell_equal,
)
from sitegen.sheets.spoilt import narrow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sitegen.ledger.columns import Column
    from sitegen.ledger.tables import ParsedTable, ParsedTables
    from sitegen.problems import Problem


def check_references(parsed: ParsedTables) -> Iterator[Problem]:
    """Cells that name a row of another table which is not there.

    Of a table that could not be read, or is cut off, nothing is known, and where as many rows of a table have a wrong key as
    keys are missing, they are the same ones.
    """
    tables = {one.table.name: one for one in parsed.tables if not (one.failed or one.is_cut)}
    keys = {name: one.keys for name, one in tables.items()}
    found = {one.table.name: [*_find_dangling(one, keys)] for one in parsed.tables}
    missing = Counter(target for target, _ in {pair for own in found.values() for pair, _ in own})
    hidden = {name for name, number in missing.items() if number <= tables[name].unnamed}
    equal: dict[tuple[str, str], list[CellFault]] = {}
    for one in parsed.tables:
        left = [(pair, fault) for pair, fault in found[one.table.name] if pair[0] not in hidden]
        faults = [fault for _, fault in left]

        def fit(name: str, own: ParsedTable = one) -> str:
            return _find_fitting(own, name, keys)

        if wrong := find_wrong_columns(faults, one.rows, fit):
            yield tell_columns(wrong, faults, fit(wrong[0]))
            continue
        for pair, fault in left:
            equal.setdefault(pair, []).append(fault)
    for same in equal.values():
        yield from tell_equal(same)


def _find_dangling(
    parsed: ParsedTable, keys: Mapping[str, frozenset[str]]
) -> Iterator[tuple[tuple[str, str], CellFault]]:
    """Cells that name no row of a table that could be read, each with that table and the key."""
    for column in parsed.table.columns:
        known = keys.get(column.references)
        if known is None:
            continue
        wrong = set(list_cells(parsed.rows, column.name)).difference(known, ("",))
        near = Suggester(known)
        for row in parsed.rows if wrong else ():
            text = row[column.name]
            if text in wrong:
                fault = CellFault(row, column.name, "foreign-key", *_explain(column, text, near))
                yield (column.references, text), fault


_NOUNS = {
    "areas": say("area"),
    "domains": say("domain"),
    "glossary": say("glossary"),
    "indicators": say("indicator"),
    "programmes": say("programme"),
    "releases": say("release"),
    "sources": say("source"),
    "units": say("unit"),
}
"""What a row of a table is called that others refer to."""


def _explain(column: Column, text: str, near: Suggester) -> tuple[Said, Said]:
    """What is wrong with a key that no row has, and what to do."""
    table = column.references
    message = say(
        "there is no {noun} `{text}` in {table}.csv",
        noun=_NOUNS.get(table, table),
        text=text,
        table=table,
    )
    plain = narrow(text)
    if plain != text and plain in near.candidates:
        return (
            message,
            say("Write `{plain}`, in plain characters: `sitegen fix --write`", plain=plain),
        )
    return (message, near.suggest(text) or say("Add it to {table}.csv", table=table))


def _find_fitting(parsed: ParsedTable, name: str, keys: Mapping[str, frozenset[str]]) -> str:
    """Another column whose cells one might hold."""
    [target] = [one.references for one in parsed.table.columns if one.name == name]
    cells = {other: list_cells(parsed.rows, other) for other in parsed.rows[0].sheet.index}
    return find_fitting_column(name, cells, keys[target].__contains__)
