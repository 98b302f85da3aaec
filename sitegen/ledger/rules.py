"""What the well-formed rows of a table must fulfil besides to become units, facts, relations.

A rule looks at all rows of its table; a row that it finds a problem in is left out. Whether facts
agree with each other is asked of the whole ledger.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from sitegen.ledger.fields import split_list
from sitegen.ledger.ledger import combine_subjects
from sitegen.problems import suggest
from sitegen.quantities.period import SEPARATOR
from sitegen.quantities.units import MULTIPLE, PERCENT, POINTS, RANK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sitegen.ledger.fields import Known
    from sitegen.ledger.ledger import Ledger
    from sitegen.ledger.rows import Row
    from sitegen.ledger.values import Fact, Indicator
    from sitegen.problems import Problem
    from sitegen.quantities.units import Unit


RELATION_FACTS = {"share": 2, "percent-change": 2, "path": 2, "change": 2}
"""How many facts a rule takes; a sum takes any number."""

ARGUED = ("example", "other-subject")
"""Reasons for leaving a numeral out that are a judgement, and want a sentence."""

PHRASE_LENGTH = 30
"""A phrase is a figure, not a sentence: its length without white space."""


@dataclass(frozen=True)
class Candidates:
    """Rows that may become values, and what their rule may need to know."""

    rows: Sequence[Row]
    """Well-formed rows of one table; all that they refer to is there."""
    known: Known
    """The values of the tables before it, by table and key."""
    languages: tuple[str, ...]


def check_units(of: Candidates) -> Iterator[Problem]:
    """Rows that are not units: a base unit is its own, with the factor one."""
    bases = {row["unit"] for row in of.rows if row["unit"] == row["base_unit"]}
    for row in of.rows:
        factor = Fraction(row["factor"])
        if not factor:
            yield row.place("factor").problem(
                "unit", f"`{row['factor']}` is not a valid factor", "Write a number above zero"
            )
        elif row["unit"] in bases and factor != 1:
            yield row.place("factor").problem(
                "unit", f"a base unit has the factor 1, not {row['factor']}", "Write 1"
            )
        elif row["base_unit"] not in bases:
            yield row.place("base_unit").problem(
                "unit",
                f"`{row['base_unit']}` is not a base unit",
                suggest(row["base_unit"], bases) or "A base unit is its own base unit",
            )


def check_forms(of: Candidates) -> Iterator[Problem]:
    """Templates of units that nothing can be written with."""
    for row in of.rows:
        for code, text in row.localized("form", of.languages):
            if any(_count_placeholders(form) != 1 for form in text.split("|")):
                yield row.place(f"form_{code}").problem(
                    "unit",
                    f"`{text}` does not have one placeholder in each of its forms",
                    "Use one of `{stated}`, `{plain}` or `{scaled}`",
                )


def _count_placeholders(form: str) -> int:
    return sum(form.count(name) for name in ("{stated}", "{plain}", "{scaled}"))


def check_facts(of: Candidates) -> Iterator[Problem]:
    """Rows that are not facts, and those that state what is stated already."""
    indicators, units = of.known["indicators"], of.known["units"]
    first: dict[str, int] = {}
    for row in of.rows:
        problems = [
            *_check_bound(row),
            *_check_unit(row, indicators[row["indicator"]], units[row["unit"]]),
            *_check_phrase(row),
        ]
        yield from problems
        if problems:
            continue
        key = make_fact_key(row)
        line = first.setdefault(key, row.line)
        if line != row.line:
            yield row.place("statement").problem(
                "duplicate-key",
                f"`{key}` is already on line {line}",
                "Number further statements of one source in the column `statement`: 2, 3, …",
            )


def make_fact_key(row: Row) -> str:
    """The key of a fact: one key means one fact, on every page and in every file."""
    period, statement = row["period"].replace("/", SEPARATOR), int(row["statement"] or 1)
    key = (
        f"{row['indicator']}/{row['area']}/{period}/{row['kind']}/{row['measure']}/{row['source']}"
    )
    return key if statement == 1 else f"{key}/{statement}"


def _check_bound(row: Row) -> Iterator[Problem]:
    bound, value, low, high = row["bound"], row["value"], row["low"], row["high"]
    if bound == "range":
        if value or not (low and high):
            yield row.place("bound").problem(
                "bound", "a range has `low` and `high` and no `value`", "Fill both ends"
            )
        elif Decimal(low) >= Decimal(high):
            yield row.place("low").problem(
                "bound", f"the range goes from {low} to {high}", "Write the lower end first"
            )
    elif low or high or not value:
        yield row.place("bound").problem(
            "bound",
            f"the bound `{bound}` has a `value` and neither `low` nor `high`",
            "Only a range has two ends",
        )


def _check_unit(row: Row, indicator: Indicator, unit: Unit) -> Iterator[Problem]:
    allowed = _list_units(row["measure"], indicator.unit)
    if unit.base_unit not in allowed:
        yield row.place("unit").problem(
            "unit",
            f"`{unit.unit}` counts in {unit.base_unit}, but the {row['measure']} of `{indicator.indicator}` is in {' or '.join(allowed)}",
            "Fix the unit, or make this another indicator",
        )


def _list_units(measure: str, unit: str) -> tuple[str, ...]:
    """Base units that a measure of an indicator may be stated in."""
    if measure == "growth":
        return (PERCENT, MULTIPLE, POINTS)
    if measure == "rank":
        return (RANK,)
    if measure == "increment" and unit == PERCENT:
        return (PERCENT, POINTS)
    return (unit,)


def _check_phrase(row: Row) -> Iterator[Problem]:
    phrase = row["phrase"]
    if len(phrase) > PHRASE_LENGTH and len("".join(phrase.split())) > PHRASE_LENGTH:
        yield row.place("phrase").problem(
            "phrase",
            f"the phrase is longer than {PHRASE_LENGTH} characters",
            "Keep the few characters that carry the number",
        )


def check_relation_row(of: Candidates) -> Iterator[Problem]:
    """Rows that are not relations: each rule takes its number of facts, a sum alone a factor."""
    for row in of.rows:
        rule, count = row["rule"], len(split_list(row["facts"], " "))
        wanted = RELATION_FACTS.get(rule, count)
        if count != wanted:
            yield row.place("facts").problem(
                "relation",
                f"`{rule}` takes {wanted} facts, not {count}",
                "Separate their keys by spaces",
            )
        elif row["factor"] and rule != "sum":
            yield row.place("factor").problem(
                "relation", f"`{rule}` has no factor", "Only a sum is multiplied"
            )


def check_programmes(of: Candidates) -> Iterator[Problem]:
    """Programmes that are part of one which is itself part of a group."""
    groups = {row["programme"] for row in of.rows if not row["part_of"]}
    for row in of.rows:
        if row["part_of"] and row["part_of"] not in groups:
            yield row.place("part_of").problem(
                "programme",
                f"`{row['part_of']}` is itself part of a group",
                "Groups hold programmes, and are part of nothing",
            )


def check_leftout(of: Candidates) -> Iterator[Problem]:
    """Rows that leave out nothing, or do not say why."""
    for row in of.rows:
        if row["form"] == "pattern":
            try:
                re.compile(row["text"], re.MULTILINE)
            except re.error as error:
                yield row.place("text").problem(
                    "leftout",
                    f"`{row['text']}` is not a valid regular expression: {error}",
                    "Fix the expression",
                )
                continue
        if row["reason"] in ARGUED and not all(
            text for _, text in row.localized("note", of.languages)
        ):
            yield row.place("reason").problem(
                "leftout",
                f"the reason `{row['reason']}` needs a note in each language",
                "Say why the numbers have no place in the ledger",
            )


ROW_RULES: Mapping[str, Callable[[Candidates], Iterator[Problem]]] = {
    "units": check_units,
    "facts": check_facts,
    "relations": check_relation_row,
    "programmes": check_programmes,
    "leftout": check_leftout,
}
"""By name of the table; rows of the other tables need only fit their columns."""

REMARKS: Mapping[str, Callable[[Candidates], Iterator[Problem]]] = {"units": check_forms}
"""By name of the table, what is wrong with rows that are kept all the same: the facts that rest on them stay valid."""


def check_agreement(ledger: Ledger) -> Iterator[Problem]:
    """Facts of one subject that no number can satisfy both of, and no conflict declares."""
    declared = {
        frozenset(_state(ledger.fact_by_key[key]) for key in conflict.facts)
        for conflict in ledger.conflicts
    }
    for one, two in combine_subjects(ledger.facts):
        if (
            one.quantity.interval.meets(two.quantity.interval)
            or frozenset((_state(one), _state(two))) in declared
        ):
            continue
        yield two.place.problem(
            "conflict",
            f"`{two.key}` disagrees with `{one.key}` (line {one.row.line}): {_say(two)} against {_say(one)}",
            "Fix the row, or declare both in conflicts.csv",
        )


def _state(fact: Fact) -> tuple[object, ...]:
    """What a fact says of what: a disagreement that is stated again is declared once."""
    return (*fact.subject, fact.quantity.interval)


def _say(fact: Fact) -> str:
    """A quantity in a message: `over 5 %`."""
    numbers = "-".join(str(number) for number in fact.quantity.numbers)
    return f"{fact.quantity.bound} {numbers} {fact.quantity.unit.unit}"
