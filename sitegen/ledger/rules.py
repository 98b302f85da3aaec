"""What a well-formed row must fulfil besides to be a unit, a fact, a relation."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from sitegen.ledger.ledger import combine_subjects
from sitegen.problems import suggest
from sitegen.quantities.period import parse_period
from sitegen.quantities.units import MULTIPLE, PERCENT, POINTS, RANK

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sitegen.ledger.ledger import Ledger
    from sitegen.ledger.tables import Row
    from sitegen.ledger.values import Fact, Indicator
    from sitegen.problems import Problem
    from sitegen.quantities.units import Unit


RELATION_FACTS = {"share": 2, "percent-change": 2, "path": 2, "change": 2}
"""How many facts a rule takes; a sum takes any number."""

ARGUED = ("example", "other-subject")
"""Reasons for leaving a numeral out that are a judgement, and want a sentence."""

PHRASE_LENGTH = 30
"""A phrase is a figure, not a sentence: its length without white space."""


def check_relation(row: Row, keys: Sequence[str]) -> Problem | None:
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


def check_leftout(row: Row, languages: tuple[str, ...]) -> Problem | None:
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


def check_units(rows: Sequence[Row]) -> Iterator[Problem]:
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


def check_forms(rows: Sequence[Row], languages: tuple[str, ...]) -> Iterator[Problem]:
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


def check_period(row: Row) -> Problem | None:
    """What makes the period of a row none."""
    try:
        parse_period(row["period"])
    except ValueError as error:
        return row.place("period").problem(
            "period",
            f"`{row['period']}` is no period: {error}",
            "Write 2023, 2023-H1, 2023-Q1, 2023-08, 2023-01/2023-11, 2021/2025 or @2023-08",
        )
    return None


def check_fact(
    row: Row, indicators: Mapping[str, Indicator], units: Mapping[str, Unit]
) -> Iterator[Problem]:
    """What makes a well-formed row no fact."""
    if problem := check_period(row):
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


def check_agreement(ledger: Ledger) -> Iterator[Problem]:
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
