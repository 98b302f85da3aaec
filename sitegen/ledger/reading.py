"""The curated tables to the ledger; what cannot be a fact is refused.

Reading follows the schema: an ordinary column or table needs no word here. What is special to a
table is a rule of its rows (`rules`) or a function that makes its values (`MAKERS`). Rows that are
wrong are reported and left out, and so is what rests on them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from sitegen.defects import work_on
from sitegen.ledger.candidates import Candidates
from sitegen.ledger.fields import read_fields, split_list
from sitegen.ledger.ledger import Ledger
from sitegen.ledger.loops import check_loops
from sitegen.ledger.references import check_references
from sitegen.ledger.rules import (
    REMARKS,
    ROW_RULES,
    check_agreement,
    check_statements,
    find_stage,
    write_fact_key,
)
from sitegen.ledger.schema import CONFLICTS, FACTS, make_tables
from sitegen.ledger.stages import SOURCE_KINDS
from sitegen.ledger.tables import list_cells, name_path, parse_tables
from sitegen.ledger.values import Conflict, Event, Fact, LeftOut, TableValue
from sitegen.messages.said import NOTHING, Said, say, say_names
from sitegen.problems import Suggester, sort_problems
from sitegen.quantities.period import SEPARATOR, parse_period
from sitegen.quantities.quantity import Quantity
from sitegen.sheets.faults import gather_rows, select_wrong

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from decimal import Decimal

    from sitegen.ledger.columns import Table
    from sitegen.ledger.fields import Known
    from sitegen.ledger.stages import SourceKind
    from sitegen.ledger.tables import ParsedTable, ParsedTables
    from sitegen.ledger.values import Area, Indicator, Source
    from sitegen.problems import Problem
    from sitegen.quantities.period import Period
    from sitegen.quantities.quantity import Bound
    from sitegen.quantities.units import Unit
    from sitegen.sheets.rows import Row


def read_ledger(
    files: Mapping[str, str | None],
    languages: tuple[str, ...],
    folder: str,
    source_kinds: Sequence[SourceKind] = SOURCE_KINDS,
) -> tuple[Ledger, tuple[Problem, ...]]:
    """The ledger of the tables' texts, and all that is wrong with them.

    Args:
        files: The texts of the CSV files, by name of the table; `None` for one that could not be read.
        languages: The codes of the site's languages.
        folder: Where the files lie, as messages name it.
        source_kinds: The kinds of sources of the project.
    """
    return resolve_tables(parse_tables(files, make_tables(source_kinds), languages, folder))


def resolve_tables(parsed: ParsedTables) -> tuple[Ledger, tuple[Problem, ...]]:
    """The ledger of parsed tables, and all that is wrong with them, in cells, rows or between rows.

    Rows that are wrong are left out, and with them what rests on them.
    """
    return _make_ledger(parsed, _read_all(parsed, {}))


class TableReader:
    """Reads the tables of a project again and again, as an author edits them.

    What a line gave is kept while the line stands where it stood, with all that its row refers to.
    """

    def __init__(self, tables: Sequence[Table], languages: tuple[str, ...], folder: str) -> None:
        """Start with nothing read; the arguments are those of `parse_tables`."""
        self._tables, self._languages, self._folder = tables, languages, folder
        self._parsed: ParsedTables | None = None
        self._read: Mapping[str, ReadTable] = {}

    def read(
        self, files: Mapping[str, str | None]
    ) -> tuple[ParsedTables, Ledger, tuple[Problem, ...]]:
        """The tables of these texts, their ledger, and all that is wrong with them."""
        parsed = parse_tables(files, self._tables, self._languages, self._folder, self._parsed)
        read = _read_all(parsed, self._read)
        self._parsed, self._read = parsed, read
        return parsed, *_make_ledger(parsed, read)


@dataclass(frozen=True)
class ReadTable:
    """A table's values, with all that they were made of."""

    parsed: ParsedTable
    known: Known
    """The values of the tables that it refers to."""
    values: tuple[Any, ...]
    by_key: Mapping[str, Any]
    problems: tuple[Problem, ...]

    @property
    def lost(self) -> Iterator[Collection[str]]:
        """The cells of each row that gave no value, in no order."""
        yield from self.parsed.lost
        made = {value.row.line for value in self.values}
        yield from (row.cells for row in self.parsed.rows if row.line not in made)

    @property
    def is_whole(self) -> bool:
        """Whether every row of its file gave a value."""
        return not (self.parsed.failed or self.parsed.is_cut) and next(self.lost, None) is None

    @property
    def is_mostly_lost(self) -> bool:
        """Whether fewer than half of its well-formed rows gave a value."""
        return len(self.values) * 2 < len(self.parsed.rows)

    def is_of(self, parsed: ParsedTable, known: Known) -> bool:
        """Whether it is what these rows give."""
        return self.parsed is parsed and self.refers_to(known)

    def refers_to(self, known: Known) -> bool:
        """Whether it was made with these values of other tables."""
        return all(self.known.get(name) is values for name, values in known.items())

    def keep(self, parsed: ParsedTable) -> dict[int, TableValue]:
        """The values whose rows stand in another text of the table too, by line."""
        lines = parsed.lines
        return {
            value.row.line: value
            for value in self.values
            if isinstance(value, TableValue)
            and value.row.line <= len(lines)
            and lines[value.row.line - 1] is value.row
        }


def _read_all(parsed: ParsedTables, before: Mapping[str, ReadTable]) -> dict[str, ReadTable]:
    """The values of all tables by name; those that another reading made of the same are kept."""
    read: dict[str, ReadTable] = {}
    for one in parsed.tables:
        table = one.table
        wanted = {column.references for column in table.columns} - {"", table.name}
        if any(column.fact_keys for column in table.columns):
            wanted.add(FACTS.name)
        known = {name: read[name].by_key for name in sorted(wanted)}
        old = before.get(table.name)
        if old is not None and old.is_of(one, known):
            read[table.name] = old
            continue
        kept = old.keep(one) if old is not None and old.refers_to(known) else {}
        doubts = Doubts(read[FACTS.name]) if FACTS.name in known else None
        with work_on(name_path(parsed.folder, table)):
            values, problems = read_table(one, known, parsed.languages, kept, doubts)
        key = "key" if table is FACTS else table.key
        by_key = {getattr(value, key): value for value in values} if key else {}
        read[table.name] = ReadTable(one, known, values, by_key, problems)
    return read


def _make_ledger(
    parsed: ParsedTables, read: Mapping[str, ReadTable]
) -> tuple[Ledger, tuple[Problem, ...]]:
    """The ledger of the tables' values, with what is wrong in them and between them."""
    values = {one.table.attribute: read[one.table.name].values for one in parsed.tables}
    ledger = Ledger(version=parsed.version, languages=parsed.languages, **values)
    own = (problem for one in read.values() for problem in one.problems)
    conflicts = read[CONFLICTS.name]
    unsure = {text for row in conflicts.lost for text in row}
    is_hidden = conflicts.parsed.failed or read[FACTS.name].is_mostly_lost
    apart = () if is_hidden else check_agreement(ledger, unsure)
    parsing = (problem for one in parsed.tables for problem in one.problems)
    numbered = [*check_statements(ledger)]
    if numbered and not read[FACTS.name].is_whole:  # the first may be among what is lost
        numbered = []
    return ledger, sort_problems([*parsing, *check_references(parsed), *own, *apart, *numbered])


def read_table(
    parsed: ParsedTable,
    known: Known,
    languages: tuple[str, ...],
    kept: Mapping[int, Any] = MappingProxyType({}),
    doubts: Doubts | None = None,
) -> tuple[tuple[Any, ...], tuple[Problem, ...]]:
    """The values of a table, and what keeps its other well-formed rows from becoming some.

    Args:
        parsed: The table.
        known: The values of the tables that it refers to, by table and key.
        languages: The codes of the site's languages.
        kept: By line, what some of its rows became before, with the same known values.
        doubts: Keys that facts might have had.
    """
    table = parsed.table
    rows = drop_orphans(parsed.rows, table, known)
    problems = [*check_loops(rows, table)]
    if problems:
        wrong = select_wrong(rows, problems)
        rows = drop_orphans([row for row in rows if row.line not in wrong], table, known)
    candidates = Candidates(rows, known, languages, kept)
    cited = list(_find_unknown(rows, table, known))
    problems += _check_fact_keys(cited, known, doubts)
    unsure = {row.line for row, *_ in cited}
    if table.name in ROW_RULES:
        problems += ROW_RULES[table.name](candidates)
    if problems or unsure:
        wrong = select_wrong(rows, problems) | unsure
        problems = list(gather_rows(problems, len(parsed.rows)))
        rows = drop_orphans([row for row in rows if row.line not in wrong], table, known)
    if table.name in REMARKS:
        problems += REMARKS[table.name](candidates)
    make = MAKERS.get(table.name, table.value)
    fresh = [row for row in rows if row.line not in kept] if kept else rows
    new = (make(**cells) for cells in read_fields(table, fresh, known, languages))
    made = [kept[row.line] if row.line in kept else next(new) for row in rows] if kept else [*new]
    if table.sorted_by:
        made.sort(key=attrgetter(table.sorted_by))
    return tuple(made), tuple(problems)


def drop_orphans(rows: Sequence[Row], table: Table, known: Known) -> Sequence[Row]:
    """The rows whose references all lead to rows that are left, until none has to go."""
    if not rows:
        return rows
    left, before = rows, 0
    while len(left) != before:
        before = len(left)
        for column in table.columns:
            if column.references == table.name:
                left = _select_led(left, column.name, table.key)
            elif column.references:
                left = _select(left, column.name, known[column.references].keys())
    return left


def _select_led(rows: Sequence[Row], name: str, key: str) -> Sequence[Row]:
    """The rows that name no row of their own table which is not there, or goes for that; a chain of thousands is followed once."""
    keys, led = list_cells(rows, key), list_cells(rows, name)
    left = Counter(keys)
    followers: dict[str, list[int]] = {}
    for number, one in enumerate(led):
        followers.setdefault(one, []).append(number)
    waiting = [one for one in followers if one and one not in left]
    gone: set[int] = set()
    while waiting:
        for number in followers.pop(waiting.pop(), ()):
            gone.add(number)
            left[keys[number]] -= 1
            if not left[keys[number]]:
                waiting.append(keys[number])
    return [row for number, row in enumerate(rows) if number not in gone] if gone else rows


def _select(rows: Sequence[Row], name: str, keys: Collection[str]) -> Sequence[Row]:
    """The rows whose cell of a column holds one of the keys, or none."""
    gone = set(list_cells(rows, name)).difference(keys, ("",))
    return [row for row in rows if row[name] not in gone] if gone else rows


class Doubts:
    """The keys that facts might have had whose rows are wrong: what refers to them is not wrong for that."""

    def __init__(self, facts: ReadTable) -> None:
        """Nothing is looked at before a key is asked for."""
        self._facts = facts

    @cached_property
    def _lost(self) -> Mapping[str, Sequence[int]]:
        """In which of the rows that became no facts each text stands."""
        found: dict[str, list[int]] = {}
        for number, own in enumerate(self._facts.lost):
            for text in {text.strip().replace("/", SEPARATOR) for text in own}:
                found.setdefault(text, []).append(number)
        return found

    def cover(self, key: str) -> bool:
        """Whether a row that became no fact has all parts of a key but one, which may be what is wrong."""
        if self._facts.parsed.failed or self._facts.parsed.is_cut:
            return True
        parts = key.split("/")
        counts = Counter(number for part in parts for number in self._lost.get(part, ()))
        return bool(counts) and max(counts.values()) >= len(parts) - 1


def _find_unknown(
    rows: Sequence[Row], table: Table, known: Known
) -> Iterator[tuple[Row, str, str]]:
    """Keys in the cells of a table that no fact has: row, column, and key."""
    for column in table.columns:
        for row in rows if column.fact_keys else ():
            for key in split_list(row[column.name], column.separator or " "):
                if key not in known[FACTS.name]:
                    yield row, column.name, key


def _name_whole(key: str, candidates: Collection[str]) -> Said:
    """The whole key of the facts that a short one means; tables name them by it alone."""
    parts = tuple(key.split("/"))
    meant = [one for one in candidates if tuple(one.split("/")[: len(parts)]) == parts]
    whole = say_names(meant[:3], " or ", " or ")
    return say("Write the whole key: {whole}", whole=whole) if meant else NOTHING


def _check_fact_keys(
    cited: Sequence[tuple[Row, str, str]], known: Known, doubts: Doubts | None
) -> Iterator[Problem]:
    """Keys that no fact has, nor might have had."""
    near = Suggester(known.get(FACTS.name, {}))
    for row, name, key in cited:
        if not (doubts and doubts.cover(key)):
            yield row.place(name).problem(
                "unknown-fact",
                say("there is no fact `{key}`", key=key),
                _name_whole(key, near.candidates)
                or near.suggest(key)
                or say("Add it to facts.csv"),
                key=key,
            )


def _make_fact(  # its columns
    *,
    indicator: Indicator,
    area: Area,
    period: Period,
    kind: str,
    measure: str,
    statement: int,
    value: Decimal | None,
    low: Decimal | None,
    high: Decimal | None,
    bound: Bound,
    unit: Unit,
    source: Source,
    stage: str,
    **cells: Any,  # noqa: ANN401 # fields of the same name
) -> Fact:
    parts = (indicator.indicator, area.area, period.key, kind, measure, source.source)
    return Fact(
        key=write_fact_key(parts, statement),
        indicator=indicator,
        area=area,
        period=period,
        kind=kind,
        measure=measure,
        statement=statement,
        quantity=Quantity(value, low, high, bound, unit),
        source=source,
        stage=stage or (source.kind.stage if kind == "actual" else find_stage(kind)),
        **cells,
    )


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
