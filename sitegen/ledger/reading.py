"""The curated tables' rows to the ledger; what cannot be a fact is refused.

Rows that are wrong are reported and left out, and so is what rests on them.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from sitegen.language.localized import Localized
from sitegen.ledger import schema
from sitegen.ledger.ledger import Ledger, fact_key
from sitegen.ledger.rules import (
    check_agreement,
    check_fact,
    check_forms,
    check_leftout,
    check_period,
    check_relation,
    check_units,
)
from sitegen.ledger.tables import ParsedTable, check_references, drop_orphans, parse_table
from sitegen.ledger.values import (
    Area,
    Comparability,
    Conflict,
    Coverage,
    Domain,
    Event,
    Fact,
    Hint,
    Indicator,
    LeftOut,
    Locator,
    Name,
    Programme,
    Relation,
    Source,
    Term,
    Unquantified,
)
from sitegen.problems import Place, sort_problems, suggest
from sitegen.quantities.period import parse_period
from sitegen.quantities.quantity import Quantity
from sitegen.quantities.units import Unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sitegen.ledger.tables import Row
    from sitegen.problems import Problem
    from sitegen.quantities.quantity import Bound


def read_ledger(
    files: Mapping[str, str], languages: tuple[str, ...], folder: str
) -> tuple[Ledger, tuple[Problem, ...]]:
    """Read the tables from their texts, given by table name.

    Rows that are wrong are reported; they are left out, and with them what rests on them.
    """
    parsed: dict[str, ParsedTable] = {}
    problems: list[Problem] = []
    for table in schema.TABLES:
        path = f"{folder}/{table.name}.csv"
        if table.name not in files:
            parsed[table.name] = ParsedTable()
            if not table.optional:
                problems.append(
                    Place(path).problem(
                        "table", "the table is missing", f"It holds: {table.description}"
                    )
                )
            continue
        parsed[table.name] = parse_table(path, files[table.name], table, languages)
        problems.extend(parsed[table.name].problems)
    keys = {name: one.keys for name, one in parsed.items()}
    for table in schema.TABLES:
        problems.extend(check_references(parsed[table.name].rows, table, keys))
    wrong = tuple(check_units(parsed["units"].rows))
    problems.extend([*wrong, *check_forms(parsed["units"].rows, languages)])
    bad = {problem.line for problem in wrong}
    rows = {name: one.rows for name, one in parsed.items()}
    rows["units"] = tuple(row for row in rows["units"] if row.line not in bad)
    ledger = _Reader(drop_orphans(rows, schema.TABLES), languages, problems).read()
    problems.extend(check_agreement(ledger))
    return ledger, sort_problems(problems)


class _Reader:
    """Makes values of rows whose cells are known to be well-formed."""

    def __init__(
        self,
        rows: Mapping[str, tuple[Row, ...]],
        languages: tuple[str, ...],
        problems: list[Problem],
    ) -> None:
        self.rows, self.languages, self.problems = rows, languages, problems

    def text(self, row: Row, name: str) -> Localized:
        return Localized(row.localized(name, self.languages))

    def read(self) -> Ledger:
        sources = tuple(
            Source(
                row["source"],
                row["kind"],
                row["language"],
                self.text(row, "title"),
                self.text(row, "publisher"),
                row["date"],
                self.text(row, "note"),
                row.place("source"),
            )
            for row in self.rows["sources"]
        )
        areas = tuple(
            Area(
                row["area"],
                self.text(row, "name"),
                self.text(row, "short"),
                tuple(filter(None, row["aliases"].split("|"))),
                row["part_of"],
                self.text(row, "note"),
            )
            for row in self.rows["areas"]
        )
        domains = tuple(
            Domain(row["domain"], self.text(row, "name")) for row in self.rows["domains"]
        )
        units = tuple(self.units())
        indicators = tuple(
            Indicator(
                row["indicator"],
                row["domain"],
                self.text(row, "name"),
                self.text(row, "definition"),
                row["unit"],
                row["better"],
                row["path"],
                row["nature"],
                row.place("indicator"),
            )
            for row in self.rows["indicators"]
        )
        self.source_by = {source.source: source for source in sources}
        self.area_by = {area.area: area for area in areas}
        self.unit_by = {unit.unit: unit for unit in units}
        self.indicator_by = {indicator.indicator: indicator for indicator in indicators}
        facts = tuple(self.facts())
        self.fact_keys = {fact.key for fact in facts}
        return Ledger(
            self.languages,
            sources,
            areas,
            domains,
            units,
            indicators,
            facts,
            tuple(self.conflicts()),
            tuple(self.relations()),
            tuple(
                Comparability(row["indicator"], row["other"], self.text(row, "reason"))
                for row in self.rows["comparability"]
            ),
            tuple(self.unquantified()),
            tuple(self.programmes()),
            tuple(sorted(self.events(), key=lambda event: (event.date, event.date.day or 0))),
            tuple(self.locators()),
            tuple(
                Term(
                    row["term"],
                    self.text(row, ""),
                    self.text(row, "explanation"),
                    self.source_by[row["source"]],
                    row.place("term"),
                )
                for row in self.rows["glossary"]
            ),
            tuple(self.leftout()),
            tuple(
                Coverage(
                    row["source"],
                    row["digest"],
                    int(row["facts"]),
                    int(row["numerals"]),
                    int(row["stated"]),
                    int(row["leftout"]),
                    row.place("source"),
                )
                for row in self.rows["coverage"]
            ),
            tuple(self.hints()),
            tuple(Name(row["name"], row["language"]) for row in self.rows["names"]),
        )

    def units(self) -> Iterator[Unit]:
        for row in self.rows["units"]:
            forms = tuple(
                (code, tuple(text.split("|")))
                for code, text in row.localized("form", self.languages)
            )
            yield Unit(row["unit"], row["base_unit"], Fraction(row["factor"]), forms)

    def facts(self) -> Iterator[Fact]:
        seen: dict[str, int] = {}
        for row in self.rows["facts"]:
            found = tuple(check_fact(row, self.indicator_by, self.unit_by))
            self.problems.extend(found)
            if found:
                continue
            fact = self.fact(row)
            line = seen.setdefault(fact.key, row.line)
            if line != row.line:
                self.problems.append(
                    row.place("statement").problem(
                        "duplicate-key",
                        f"`{fact.key}` stands already in line {line}",
                        "Number further statements of one source in the column `statement`: 2, 3, …",
                    )
                )
                continue
            yield fact

    def fact(self, row: Row) -> Fact:
        period, statement = parse_period(row["period"]), int(row["statement"] or 1)
        numbers = [Decimal(row[name]) if row[name] else None for name in ("value", "low", "high")]
        bound: Bound = row["bound"]  # type: ignore[assignment] # the schema has checked it
        return Fact(
            fact_key(
                row["indicator"],
                row["area"],
                period,
                row["kind"],
                row["measure"],
                row["source"],
                statement,
            ),
            self.indicator_by[row["indicator"]],
            self.area_by[row["area"]],
            period,
            row["kind"],
            row["measure"],
            statement,
            Quantity(numbers[0], numbers[1], numbers[2], bound, self.unit_by[row["unit"]]),
            self.source_by[row["source"]],
            row["locator"],
            row["phrase"],
            self.text(row, "note"),
            row.place("indicator"),
        )

    def check_key(self, row: Row, name: str, key: str) -> None:
        """Report a key of a cell that no fact has."""
        if key not in self.fact_keys:
            self.problems.append(
                row.place(name).problem(
                    "unknown-fact", f"there is no fact `{key}`", suggest(key, self.fact_keys)
                )
            )

    def conflicts(self) -> Iterator[Conflict]:
        for row in self.rows["conflicts"]:
            for name in ("fact_a", "fact_b"):
                self.check_key(row, name, row[name])
            yield Conflict(
                row["conflict"],
                (row["fact_a"], row["fact_b"]),
                self.text(row, "difference"),
                self.text(row, "treatment"),
                row.place("fact_a"),
            )

    def relations(self) -> Iterator[Relation]:
        for row in self.rows["relations"]:
            keys = tuple(row["facts"].split())
            self.check_key(row, "result", row["result"])
            for key in keys:
                self.check_key(row, "facts", key)
            problem = check_relation(row, keys)
            if problem:
                self.problems.append(problem)
            elif {row["result"], *keys} <= self.fact_keys:
                yield Relation(
                    row["relation"],
                    row["rule"],
                    row["result"],
                    keys,
                    Fraction(row["factor"] or 1),
                    self.text(row, "note"),
                    row.place("relation"),
                )

    def programmes(self) -> Iterator[Programme]:
        groups = {row["programme"] for row in self.rows["programmes"] if not row["part_of"]}
        for row in self.rows["programmes"]:
            problem = check_period(row)
            if row["part_of"] and row["part_of"] not in groups:
                problem = row.place("part_of").problem(
                    "programme",
                    f"`{row['part_of']}` is itself part of a group",
                    "Groups hold programmes, and are part of nothing",
                )
            if problem:
                self.problems.append(problem)
                continue
            yield Programme(
                row["programme"],
                row["part_of"],
                row["domain"],
                self.area_by[row["area"]],
                parse_period(row["period"]),
                self.source_by[row["source"]],
                row["locator"],
                row["phrase"],
                self.text(row, "name"),
                self.text(row, "summary"),
                row.place("programme"),
            )

    def events(self) -> Iterator[Event]:
        for row in self.rows["events"]:
            yield Event(
                row["event"],
                parse_period(f"@{row['date']}"),
                row["kind"],
                row["domain"],
                self.area_by[row["area"]],
                self.source_by[row["source"]],
                row["locator"],
                row["phrase"],
                self.text(row, "name"),
                self.text(row, "summary"),
                row.place("event"),
            )

    def locators(self) -> Iterator[Locator]:
        seen: dict[tuple[str, str], int] = {}
        for row in self.rows["locators"]:
            line = seen.setdefault((row["source"], row["locator"]), row.line)
            if line != row.line:
                self.problems.append(
                    row.place("locator").problem(
                        "duplicate-key",
                        f"`{row['locator']}` of `{row['source']}` stands already in line {line}",
                        "A place is named once",
                    )
                )
                continue
            yield Locator(
                row["source"], row["locator"], self.text(row, "text"), row.place("locator")
            )

    def leftout(self) -> Iterator[LeftOut]:
        for row in self.rows["leftout"]:
            if problem := check_leftout(row, self.languages):
                self.problems.append(problem)
                continue
            yield LeftOut(
                row["source"],
                row["form"] == "pattern",
                row["text"],
                int(row["numerals"]),
                row["reason"],
                self.text(row, "note"),
                row.place("text"),
            )

    def hints(self) -> Iterator[Hint]:
        for row in self.rows["hints"]:
            self.check_key(row, "fact", row["fact"])
            yield Hint(row["fact"], row["hint"], row.place("fact"))

    def unquantified(self) -> Iterator[Unquantified]:
        for row in self.rows["unquantified"]:
            if problem := check_period(row):
                self.problems.append(problem)
                continue
            yield Unquantified(
                self.indicator_by[row["indicator"]],
                self.area_by[row["area"]],
                parse_period(row["period"]),
                self.source_by[row["source"]],
                row["locator"],
                self.text(row, "statement"),
            )
