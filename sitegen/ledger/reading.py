"""The curated tables to the ledger; what cannot be a fact is refused.

Reading follows the schema: an ordinary column or table needs no word here. What is special to a
table is a rule of its rows (`rules`) or a function that makes its values (`MAKERS`). Rows that are
wrong are reported and left out, and so is what rests on them.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

from sitegen.ledger.fields import read_fields, split_list
from sitegen.ledger.ledger import Ledger
from sitegen.ledger.rules import REMARKS, ROW_RULES, Candidates, check_agreement, make_fact_key
from sitegen.ledger.schema import FACTS, SOURCE_KINDS, make_tables
from sitegen.ledger.tables import parse_tables
from sitegen.ledger.values import Conflict, Event, Fact, LeftOut
from sitegen.problems import sort_problems, suggest
from sitegen.quantities.period import parse_period
from sitegen.quantities.quantity import Quantity

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from decimal import Decimal

    from sitegen.ledger.columns import Table
    from sitegen.ledger.fields import Known
    from sitegen.ledger.rows import Row
    from sitegen.ledger.tables import ParsedTable, ParsedTables
    from sitegen.ledger.values import SourceKind
    from sitegen.problems import Problem
    from sitegen.quantities.quantity import Bound
    from sitegen.quantities.units import Unit


def read_ledger(
    files: Mapping[str, str],
    languages: tuple[str, ...],
    folder: str,
    source_kinds: Sequence[SourceKind] = SOURCE_KINDS,
) -> tuple[Ledger, tuple[Problem, ...]]:
    """The ledger of the tables' texts, and all that is wrong with them.

    Args:
        files: The texts of the CSV files, by name of the table.
        languages: The codes of the site's languages.
        folder: Where the files lie, as messages name it.
        source_kinds: The kinds of sources of the project.
    """
    return resolve_tables(parse_tables(files, make_tables(source_kinds), languages, folder))


def resolve_tables(parsed: ParsedTables) -> tuple[Ledger, tuple[Problem, ...]]:
    """The ledger of parsed tables, and all that is wrong with them, in cells, rows or between rows.

    Rows that are wrong are left out, and with them what rests on them.
    """
    problems = list(parsed.problems)
    known: dict[str, Mapping[str, Any]] = {}
    values: dict[str, tuple[Any, ...]] = {}
    for one in parsed.tables:
        table = one.table
        made, found = read_table(one, known, parsed.languages)
        problems += found
        values[table.attribute] = made
        key = "key" if table is FACTS else table.key
        known[table.name] = {getattr(value, key): value for value in made} if key else {}
    ledger = Ledger(version=parsed.version, languages=parsed.languages, **values)
    return ledger, sort_problems([*problems, *check_agreement(ledger)])


def read_table(
    parsed: ParsedTable, known: Known, languages: tuple[str, ...]
) -> tuple[tuple[Any, ...], tuple[Problem, ...]]:
    """The values of a table, and what keeps its other well-formed rows from becoming some.

    Args:
        parsed: The table.
        known: The values of the tables before it, by table and key.
        languages: The codes of the site's languages.
    """
    table = parsed.table
    rows = drop_orphans(parsed.rows, table, known)
    candidates = Candidates(rows, known, languages)
    problems = list(_check_fact_keys(rows, table, known))
    if table.name in ROW_RULES:
        problems += ROW_RULES[table.name](candidates)
    if problems:
        wrong = {problem.line for problem in problems}
        rows = drop_orphans([row for row in rows if row.line not in wrong], table, known)
    if table.name in REMARKS:
        problems += REMARKS[table.name](candidates)
    make = MAKERS.get(table.name, table.value)
    made = [make(**cells) for cells in read_fields(table, rows, known, languages)]
    if table.sorted_by:
        made.sort(key=attrgetter(table.sorted_by))
    return tuple(made), tuple(problems)


def drop_orphans(rows: Sequence[Row], table: Table, known: Known) -> Sequence[Row]:
    """The rows whose references all lead to rows that are left, until none has to go."""
    if not rows:
        return rows
    left = rows
    for column in table.columns:
        if column.references == table.name:
            left = _select(left, column.name, {row[table.key] for row in left})
        elif column.references:
            left = _select(left, column.name, known[column.references].keys())
    return left if len(left) == len(rows) else drop_orphans(left, table, known)


def _select(rows: Sequence[Row], name: str, keys: Collection[str]) -> Sequence[Row]:
    """The rows whose cell of a column holds one of the keys, or none."""
    gone = {row[name] for row in rows}.difference(keys, ("",))
    return [row for row in rows if row[name] not in gone] if gone else rows


def _check_fact_keys(rows: Sequence[Row], table: Table, known: Known) -> Iterator[Problem]:
    """Keys in the cells of a table that no fact has."""
    for column in table.columns:
        for row in rows if column.fact_keys else ():
            for key in split_list(row[column.name], column.separator or " "):
                if key not in known[FACTS.name]:
                    yield row.place(column.name).problem(
                        "unknown-fact",
                        f"there is no fact `{key}`",
                        suggest(key, known[FACTS.name]) or "Add it to facts.csv",
                    )


def _make_fact(
    *,
    value: Decimal | None,
    low: Decimal | None,
    high: Decimal | None,
    bound: Bound,
    unit: Unit,
    row: Row,
    **cells: Any,  # noqa: ANN401 # fields of the same name
) -> Fact:
    quantity = Quantity(value, low, high, bound, unit)
    return Fact(key=make_fact_key(row), quantity=quantity, row=row, **cells)


def _make_conflict(*, fact_a: str, fact_b: str, **cells: Any) -> Conflict:  # noqa: ANN401 # as above
    return Conflict(facts=(fact_a, fact_b), **cells)


def _make_event(*, date: str, **cells: Any) -> Event:  # noqa: ANN401 # as above
    return Event(date=parse_period(f"@{date}"), **cells)


def _make_leftout(*, form: str, **cells: Any) -> LeftOut:  # noqa: ANN401 # as above
    return LeftOut(is_pattern=form == "pattern", **cells)


MAKERS: Mapping[str, Callable[..., Any]] = {
    "facts": _make_fact,
    "conflicts": _make_conflict,
    "events": _make_event,
    "leftout": _make_leftout,
}
"""By name of the table, what makes a value of the fields that its columns give; else its class does."""
