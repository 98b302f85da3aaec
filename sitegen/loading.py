"""The curated tables' rows to the ledger; what cannot be a fact is refused.

Rows that are wrong are reported and left out, and so is what rests on them.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from sitegen import schema
from sitegen.ledger import (
    MULTIPLE,
    PERCENT,
    POINTS,
    RANK,
    Area,
    Comparability,
    Conflict,
    Coverage,
    Document,
    Domain,
    Event,
    Fact,
    Hint,
    Indicator,
    Ledger,
    LeftOut,
    Localized,
    Locator,
    Name,
    Programme,
    Relation,
    Term,
    Unquantified,
    combine_subjects,
    fact_key,
)
from sitegen.period import parse_period
from sitegen.problems import Place, Problem, sort_problems, suggest
from sitegen.quantity import Bound, Quantity, Unit
from sitegen.tables import Parsed, Row, check_references, drop_orphans, parse_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

RELATION_FACTS = {"share": 2, "growth": 2, "path": 2, "difference": 2}
"""How many facts a rule takes; a sum takes any number."""

ARGUED = ("example", "other-subject")
"""Reasons for leaving a numeral out that are a judgement, and want a sentence."""

PHRASE_LENGTH = 30
"""A phrase is a figure, not a sentence: its length without white space."""


def load_ledger(
    files: Mapping[str, str], languages: tuple[str, ...], folder: str
) -> tuple[Ledger, tuple[Problem, ...]]:
    """Read the tables from their texts, given by table name.

    Rows that are wrong are reported; they are left out, and with them what rests on them.
    """
    parsed: dict[str, Parsed] = {}
    problems: list[Problem] = []
    for table in schema.TABLES:
        path = f"{folder}/{table.name}.csv"
        if table.name not in files:
            parsed[table.name] = Parsed()
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
    wrong = tuple(_check_units(parsed["units"].rows))
    problems.extend([*wrong, *_check_forms(parsed["units"].rows, languages)])
    bad = {problem.line for problem in wrong}
    rows = {name: one.rows for name, one in parsed.items()}
    rows["units"] = tuple(row for row in rows["units"] if row.line not in bad)
    ledger = _Reader(drop_orphans(rows, schema.TABLES), languages, problems).read()
    problems.extend(_check_agreement(ledger))
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
            Document(
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
            found = tuple(_check_fact(row, self.indicator_by, self.unit_by))
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
            problem = _check_relation(row, keys)
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
            problem = _check_period(row)
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
            if problem := _check_leftout(row, self.languages):
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
            if problem := _check_period(row):
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


def _check_relation(row: Row, keys: Sequence[str]) -> Problem | None:
    """What makes a well-formed row no relation."""
    wanted = RELATION_FACTS.get(row["rule"])
    if wanted is not None and len(keys) != wanted:
        return row.place("facts").problem(
            "relation",
            f"`{row['rule']}` takes {wanted} facts, not {len(keys)}",
            "Part their keys by spaces",
        )
    if row["factor"] and row["rule"] != "sum":
        return row.place("factor").problem(
            "relation", f"`{row['rule']}` has no factor", "Only a sum is multiplied"
        )
    return None


def _check_leftout(row: Row, languages: tuple[str, ...]) -> Problem | None:
    """What makes a well-formed row leave out nothing."""
    if row["form"] == "pattern":
        try:
            re.compile(row["text"], re.MULTILINE)
        except re.error as error:
            return row.place("text").problem(
                "leftout", f"`{row['text']}` is no regular expression: {error}", "Mend it"
            )
    if row["reason"] in ARGUED and not all(row[f"note_{code}"] for code in languages):
        return row.place("reason").problem(
            "leftout",
            f"the reason `{row['reason']}` needs a note in each language",
            "Say why the numbers have no place in the ledger",
        )
    return None


def _check_units(rows: Sequence[Row]) -> Iterator[Problem]:
    """What makes a well-formed row no unit."""
    bases = {row["unit"] for row in rows if row["unit"] == row["base_unit"]}
    for row in rows:
        top, _, bottom = row["factor"].partition("/")
        if not int(top) or (bottom and not int(bottom)):
            yield row.place("factor").problem(
                "unit", f"`{row['factor']}` is no factor", "Write a number above zero"
            )
        elif row["unit"] in bases and Fraction(row["factor"]) != 1:
            yield row.place("factor").problem(
                "unit", f"a base unit has the factor 1, not {row['factor']}", "Write 1"
            )
        elif row["base_unit"] not in bases:
            yield row.place("base_unit").problem(
                "unit",
                f"`{row['base_unit']}` is no base unit",
                suggest(row["base_unit"], bases) or "A base unit is its own base unit",
            )


def _check_forms(rows: Sequence[Row], languages: tuple[str, ...]) -> Iterator[Problem]:
    """Templates of units that nothing can be written with."""
    for row in rows:
        for code, text in row.localized("form", languages):
            if any(_placeholders(form) != 1 for form in text.split("|")):
                yield row.place(f"form_{code}").problem(
                    "unit",
                    f"`{text}` has not one placeholder in each of its forms",
                    "Use one of `{stated}`, `{plain}` or `{scaled}`",
                )


def _placeholders(form: str) -> int:
    return sum(form.count(name) for name in ("{stated}", "{plain}", "{scaled}"))


def _check_period(row: Row) -> Problem | None:
    try:
        parse_period(row["period"])
    except ValueError as error:
        return row.place("period").problem(
            "period",
            f"`{row['period']}` is no period: {error}",
            "Write 2023, 2023-H1, 2023-Q1, 2023-08, 2023-01/2023-11, 2021/2025 or @2023-08",
        )
    return None


def _check_fact(
    row: Row, indicators: Mapping[str, Indicator], units: Mapping[str, Unit]
) -> Iterator[Problem]:
    """What makes a well-formed row no fact."""
    if problem := _check_period(row):
        yield problem
    if row["bound"] == "range":
        if row["value"] or not (row["low"] and row["high"]):
            yield row.place("bound").problem(
                "bound", "a range has `low` and `high` and no `value`", "Fill both ends"
            )
        elif Decimal(row["low"]) >= Decimal(row["high"]):
            yield row.place("low").problem(
                "bound",
                f"the range goes from {row['low']} to {row['high']}",
                "Write the lower end first",
            )
    elif row["low"] or row["high"] or not row["value"]:
        yield row.place("bound").problem(
            "bound",
            f"the bound `{row['bound']}` has a `value` and neither `low` nor `high`",
            "Only a range has two ends",
        )
    if row["unit"] in units and row["indicator"] in indicators:
        base = units[row["unit"]].base_unit
        allowed = _allowed_units(row["measure"], indicators[row["indicator"]].unit)
        if base not in allowed:
            yield row.place("unit").problem(
                "unit",
                f"`{row['unit']}` counts in {base}, but the {row['measure']} of `{row['indicator']}` is in {' or '.join(allowed)}",
                "Mend the unit, or make this another indicator",
            )
    if len("".join(row["phrase"].split())) > PHRASE_LENGTH:
        yield row.place("phrase").problem(
            "phrase",
            f"the phrase is longer than {PHRASE_LENGTH} characters",
            "Keep the few characters that carry the number",
        )


def _allowed_units(measure: str, unit: str) -> tuple[str, ...]:
    """Base units a measure of an indicator may be stated in."""
    if measure == "growth":
        return (PERCENT, MULTIPLE, POINTS)
    if measure == "rank":
        return (RANK,)
    if measure == "increment" and unit == PERCENT:
        return (PERCENT, POINTS)
    return (unit,)


def _check_agreement(ledger: Ledger) -> Iterator[Problem]:
    """Facts of one subject that no number can satisfy both of, and no conflict declares."""
    by_key = ledger.by_key
    declared = {
        frozenset(_stand(by_key[key]) for key in conflict.facts)
        for conflict in ledger.conflicts
        if set(conflict.facts) <= by_key.keys()
    }
    for one, two in combine_subjects(ledger.facts):
        if (
            one.quantity.interval.meets(two.quantity.interval)
            or frozenset((_stand(one), _stand(two))) in declared
        ):
            continue
        yield two.place.problem(
            "conflict",
            f"`{two.key}` disagrees with `{one.key}` (line {one.place.line}): {_say(two)} against {_say(one)}",
            "Mend the row, or declare both in conflicts.csv",
        )


def _stand(fact: Fact) -> tuple[object, ...]:
    """What a fact says of what: a disagreement that is stated again is declared once."""
    return (*fact.subject, fact.quantity.interval)


def _say(fact: Fact) -> str:
    """A quantity in a message: `over 5 %`."""
    numbers = "-".join(str(number) for number in fact.quantity.numbers)
    return f"{fact.quantity.bound} {numbers} {fact.quantity.unit.unit}"
