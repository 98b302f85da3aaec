"""What the well-formed rows of a table must fulfil besides to become units, facts, relations.

A rule looks at all rows of its table; a row that it finds a problem in is left out. Whether facts
agree with each other is asked of the whole ledger.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import islice, product
from operator import itemgetter
from typing import TYPE_CHECKING

from sitegen.ledger.fields import split_list
from sitegen.ledger.ledger import group_subjects
from sitegen.ledger.loops import check_pair
from sitegen.ledger.patterns import compile_pattern
from sitegen.ledger.stages import STAGES
from sitegen.ledger.tables import list_cells
from sitegen.ledger.unit_forms import check_forms
from sitegen.messages.elsewhere import hear
from sitegen.messages.said import say, say_all, say_many, say_names
from sitegen.problems import suggest
from sitegen.quantities.period import SEPARATOR
from sitegen.quantities.quantity import find_apart
from sitegen.quantities.units import MULTIPLE, PERCENT, POINTS, RANK
from sitegen.sheets.faults import select_wrong

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from sitegen.ledger.candidates import Candidates
    from sitegen.ledger.ledger import Ledger
    from sitegen.ledger.values import Fact
    from sitegen.problems import Problem
    from sitegen.quantities.quantity import Interval, Quantity
    from sitegen.sheets.rows import Row


RELATION_FACTS = {"share": 2, "percent-change": 2, "path": 2, "change": 2}
"""How many facts a rule takes; a sum takes any number."""

ARGUED = ("example", "other-subject")
"""Reasons for leaving a numeral out that are a judgement, and want a sentence."""

MOST_CONFLICTS = 1000
"""How many disagreements of one subject are told; who has more has one cause to find."""

PHRASE_LENGTH = 30
"""A phrase is a figure, not a sentence: its length without white space."""


def check_units(of: Candidates) -> Iterator[Problem]:
    """Rows that are not units: a base unit is its own, with the factor one."""
    bases = {row["unit"] for row in of.rows if row["unit"] == row["base_unit"]}
    for row in of.rows:
        factor = Fraction(row["factor"])
        if not factor:
            yield row.place("factor").problem(
                "unit",
                say("`{factor}` is not a valid factor", factor=row["factor"]),
                say("Write a number above zero"),
            )
        elif row["unit"] in bases and factor != 1:
            yield row.place("factor").problem(
                "unit",
                say("a base unit has the factor 1, not {factor}", factor=row["factor"]),
                say("Write 1"),
            )
        elif row["base_unit"] not in bases:
            yield row.place("base_unit").problem(
                "unit",
                say("`{base_unit}` is not a base unit", base_unit=row["base_unit"]),
                suggest(row["base_unit"], bases) or say("A base unit is its own base unit"),
            )


def check_facts(of: Candidates) -> Iterator[Problem]:
    """Rows that are not facts, and those that state what is stated already."""
    fresh = of.fresh
    problems = [
        *_check_bounds(fresh),
        *_check_units(of, fresh),
        *_check_phrases(fresh),
        *_check_stages(fresh),
    ]
    yield from problems
    wrong = select_wrong(fresh, problems)
    rows = [row for row in of.rows if row.line not in wrong] if wrong else of.rows
    made = zip((row.line for row in fresh), list_fact_keys(fresh), strict=True)
    by_line = {**{line: fact.key for line, fact in of.kept.items()}, **dict(made)}
    keys = [by_line[row.line] for row in rows]
    if len(set(keys)) == len(keys):
        return
    first: dict[str, int] = {}
    for key, row in zip(keys, rows, strict=True):
        line = first.setdefault(key, row.line)
        if line != row.line:
            yield row.place("statement").problem(
                "duplicate-key",
                say("`{key}` is already on line {line}", key=key, line=line),
                say("Number further statements of one source in the column `statement`: 2, 3, …"),
            )


def list_fact_keys(rows: Sequence[Row]) -> Iterator[str]:
    """The keys of the facts that rows state."""
    names = ("indicator", "area", "period", "kind", "measure", "source", "statement")
    for *parts, statement in zip(*(list_cells(rows, name) for name in names), strict=True):
        parts[2] = parts[2].replace("/", SEPARATOR)
        yield write_fact_key(parts, int(statement or 1))


def write_fact_key(parts: Iterable[str], statement: int) -> str:
    """The key of a fact: one key means one fact, on every page and in every file."""
    return "/".join(parts) if statement == 1 else "/".join((*parts, str(statement)))


def _check_bounds(rows: Sequence[Row]) -> Iterator[Problem]:
    """A range has two ends, the lower one first; any other bound has one value."""
    names = ("bound", "value", "low", "high")
    cells = zip(*(list_cells(rows, name) for name in names), strict=True)
    for row, (bound, value, low, high) in zip(rows, cells, strict=True):
        if bound != "range":
            if low or high or not value:
                yield row.place("bound").problem(
                    "bound",
                    say(
                        "the bound `{bound}` has a `value` and neither `low` nor `high`",
                        bound=bound,
                    ),
                    say("Only a range has two ends"),
                )
        elif value or not (low and high):
            yield row.place("bound").problem(
                "bound", say("a range has `low` and `high` and no `value`"), say("Fill both ends")
            )
        elif Decimal(low) == Decimal(high):
            yield row.place("low").problem(
                "bound",
                say("the range goes from {low} to {high}", low=low, high=high),
                say("Write the number as `value`, and how it is bounded: `exact`, `about`"),
            )
        elif Decimal(low) > Decimal(high):
            yield row.place("low").problem(
                "bound",
                say("the range goes from {low} to {high}", low=low, high=high),
                say("Write the lower end first"),
            )


def _check_units(of: Candidates, rows: Sequence[Row]) -> Iterator[Problem]:
    """A measure of an indicator is stated in some base units alone."""
    names = ("indicator", "measure", "unit")
    cells = [*zip(*(list_cells(rows, name) for name in names), strict=True)]
    wrong = {}
    for key, measure, name in set(cells):
        unit = of.known["units"][name]
        allowed = _list_units(measure, of.known["indicators"][key].unit)
        if unit.base_unit not in allowed:
            wrong[key, measure, name] = say(
                "`{name}` counts in {base}, but the {measure} of `{key}` is in {allowed}",
                name=name,
                base=unit.base_unit,
                measure=measure,
                key=key,
                allowed=say_all(allowed, " or ", " or "),
            )
    for row, said in zip(rows, cells, strict=True) if wrong else ():
        if said in wrong:
            key, measure, _ = said
            allowed = _list_units(measure, of.known["indicators"][key].unit)
            hint = say("Fix the unit, or make this another indicator")
            if not any(unit.base_unit in allowed for unit in of.known["units"].values()):
                hint = say("Add a unit with the base unit `{unit}` to units.csv", unit=allowed[0])
            yield row.place("unit").problem("unit", wrong[said], hint, key=key)


def _list_units(measure: str, unit: str) -> tuple[str, ...]:
    """Base units that a measure of an indicator may be stated in."""
    if measure == "growth":
        return (PERCENT, MULTIPLE, POINTS)
    if measure == "rank":
        return (RANK,)
    if measure == "increment" and unit == PERCENT:
        return (PERCENT, POINTS)
    return (unit,)


def _check_phrases(rows: Sequence[Row]) -> Iterator[Problem]:
    """A phrase is the few characters that carry a number."""
    for row, phrase in zip(rows, list_cells(rows, "phrase"), strict=True):
        if len(phrase) > PHRASE_LENGTH and len("".join(phrase.split())) > PHRASE_LENGTH:
            yield row.place("phrase").problem(
                "phrase",
                say(
                    "the phrase is longer than {phrase_length} characters",
                    phrase_length=PHRASE_LENGTH,
                ),
                say("Keep the few characters that carry the number"),
            )


def find_stage(kind: str) -> str:
    """How settled a number of a kind is, as far as the kind tells."""
    return next(stage for stage, own in STAGES.items() if own == kind)


def _check_stages(rows: Sequence[Row]) -> Iterator[Problem]:
    """A target is planned, an estimate expected; what was reached is announced, preliminary or final."""
    cells = zip(rows, list_cells(rows, "kind"), list_cells(rows, "stage"), strict=True)
    for row, kind, stage in cells:
        if stage and STAGES[stage] != kind:
            own = [f"`{one}`" for one, other in STAGES.items() if other == kind]
            yield row.place("stage").problem(
                "stage",
                say(
                    "`{stage}` is not a stage of facts of the kind `{kind}`", stage=stage, kind=kind
                ),
                say("Write {own}, or leave the cell empty", own=say_all(own, " or ", " or ")),
            )


def check_relation_row(of: Candidates) -> Iterator[Problem]:
    """Rows that are not relations: each rule takes its number of facts, a sum alone a factor."""
    for row in of.rows:
        rule, count = row["rule"], len(split_list(row["facts"], " "))
        wanted = RELATION_FACTS.get(rule, count)
        if row["result"] in split_list(row["facts"], " "):
            yield row.place("facts").problem(
                "itself",
                say("`{key}` would follow from itself", key=row["result"]),
                say("Name the facts that it follows from"),
            )
        elif count != wanted:
            yield row.place("facts").problem(
                "relation",
                say(
                    "`{rule}` takes {wanted}, not {count}",
                    rule=rule,
                    wanted=say_many(wanted, "{n} fact", "{n} facts"),
                    count=count,
                ),
                say("Separate their keys by spaces"),
            )
        elif row["factor"] and rule != "sum":
            yield row.place("factor").problem(
                "relation",
                say("`{rule}` has no factor", rule=rule),
                say("Only a sum is multiplied"),
            )


def check_programmes(of: Candidates) -> Iterator[Problem]:
    """Programmes that are part of one which is itself part of a group."""
    groups = {row["programme"] for row in of.rows if not row["part_of"]}
    for row in of.rows:
        if row["part_of"] and row["part_of"] not in groups:
            yield row.place("part_of").problem(
                "programme",
                say("`{part_of}` is itself part of a group", part_of=row["part_of"]),
                say("Groups hold programmes, and are part of nothing"),
            )


def check_leftout(of: Candidates) -> Iterator[Problem]:
    """Rows that leave out nothing, or do not say why."""
    for row in of.rows:
        if row["form"] == "pattern":
            try:
                compile_pattern(row["text"])
            except ValueError as error:
                yield row.place("text").problem(
                    "leftout",
                    say(
                        "`{text}` is not a valid regular expression: {error}",
                        text=row["text"],
                        error=hear(error),
                    ),
                    say("Fix the expression"),
                )
                continue
        if row["reason"] in ARGUED and not all(
            text for _, text in row.localized("note", of.languages)
        ):
            yield row.place("reason").problem(
                "leftout",
                say("the reason `{reason}` needs a note in each language", reason=row["reason"]),
                say("Say why the numbers have no place in the ledger"),
            )


def check_spoken(of: Candidates) -> Iterator[Problem]:
    """Rows about words of a language that the site does not have: they would hold nowhere."""
    for row in of.rows:
        if row["language"] not in of.languages:
            yield row.place("language").problem(
                "cell",
                say("`{code}` is not a language of the site", code=row["language"]),
                say("The languages are {names}", names=say_names(of.languages)),
            )


def check_conflicts(of: Candidates) -> Iterator[Problem]:
    """A fact disagrees with another one."""
    for row in of.fresh:
        yield from check_pair(row, "fact_a", "fact_b")


def check_comparability(of: Candidates) -> Iterator[Problem]:
    """An indicator is set against another, and bounds it where both are counted in one base unit."""
    for row in of.fresh:
        yield from check_pair(row, "indicator", "other")
        one, other = (of.known["indicators"][row[name]] for name in ("indicator", "other"))
        if row["bounds"] and one.unit != other.unit:
            yield row.place("bounds").problem(
                "unit",
                say(
                    "`{indicator}` counts in {unit}, `{other_indicator}` in {other_unit}: the one does not bound the other",
                    indicator=one.indicator,
                    unit=one.unit,
                    other_indicator=other.indicator,
                    other_unit=other.unit,
                ),
                say("Empty the cell"),
            )


ROW_RULES: Mapping[str, Callable[[Candidates], Iterator[Problem]]] = {
    "units": check_units,
    "facts": check_facts,
    "conflicts": check_conflicts,
    "relations": check_relation_row,
    "comparability": check_comparability,
    "programmes": check_programmes,
    "leftout": check_leftout,
    "names": check_spoken,
    "comparing": check_spoken,
}
"""By name of the table; rows of the other tables need only fit their columns."""

REMARKS: Mapping[str, Callable[[Candidates], Iterator[Problem]]] = {"units": check_forms}
"""By name of the table, what is wrong with rows that are kept all the same: the facts that rest on them stay valid."""


def check_agreement(ledger: Ledger, unsure: Collection[str] = ()) -> Iterator[Problem]:
    """Facts of one subject that no number can satisfy both of, and no conflict declares.

    Of facts whose keys are `unsure` nothing is said: a row that is wrong may declare them. Of one subject, `MOST_CONFLICTS` are told at most: it has as many as pairs of its facts.
    """
    groups = group_subjects(ledger.facts)
    if not groups:
        return
    declared = {
        frozenset(_state(ledger.fact_by_key[key]) for key in conflict.facts)
        for conflict in ledger.conflicts
    }
    for group in groups:
        for one, two in islice(_list_conflicts(group, declared), MOST_CONFLICTS):
            if unsure and not {one.key, two.key}.isdisjoint(unsure):
                continue
            yield two.place.problem(
                "conflict",
                say(
                    "`{key}` disagrees with `{one_key}` (line {line}): {two} against {one}",
                    key=two.key,
                    one_key=one.key,
                    line=one.row.line,
                    two=_say(two),
                    one=_say(one),
                ),
                say("Fix the row, or declare both in conflicts.csv"),
            )


def check_statements(ledger: Ledger) -> Iterator[Problem]:
    """Further statements of what no row states first: its short key would mean one of them, on every page without a word."""
    told = set[str]()
    for fact in ledger.facts:
        if fact.statement == 1:
            continue
        key = fact.key.rpartition("/")[0]
        if key not in ledger.fact_by_key and key not in told:
            told.add(key)
            yield fact.row.place("statement").problem(
                "cell",
                say(
                    "the row is statement {number} of `{key}`, which no row states first",
                    number=fact.statement,
                    key=key,
                ),
                say("If the first was removed, put it back, or leave this cell empty"),
            )


def _list_conflicts(
    group: Sequence[Fact], declared: Collection[frozenset[tuple[object, ...]]]
) -> Iterator[tuple[Fact, Fact]]:
    """Pairs of facts of one subject that disagree undeclared, the earlier one of the ledger first."""
    said: dict[Quantity, list[tuple[int, Fact]]] = {}
    for number, fact in enumerate(group):
        said.setdefault(fact.quantity, []).append((number, fact))
    if len(said) == 1:
        return
    stated: dict[Interval, list[tuple[int, Fact]]] = {}
    for quantity, own in said.items():
        stated.setdefault(quantity.interval, []).extend(own)
    for pair in find_apart(stated):
        if frozenset((*group[0].subject, one) for one in pair) not in declared:
            for one, two in product(*(stated[interval] for interval in pair)):
                (_, first), (_, second) = sorted((one, two), key=itemgetter(0))
                if not _are_ends(first, second, group):
                    yield first, second


def _are_ends(one: Fact, two: Fact, group: Sequence[Fact]) -> bool:
    """Whether both are the ends of a range that their document states too: a basic goal and a higher one."""
    ends = {fact.quantity.exact_numbers for fact in (one, two) if fact.quantity.bound == "exact"}
    ranges = (
        fact.quantity.exact_numbers
        for fact in group
        if fact.quantity.bound == "range" and fact.source == one.source == two.source
    )
    return len(ends) > 1 and any(ends == {(low,), (high,)} for low, high in ranges)


def _state(fact: Fact) -> tuple[object, ...]:
    """What a fact says of what: a disagreement that is stated again is declared once."""
    return (*fact.subject, fact.quantity.interval)


def _say(fact: Fact) -> str:
    """A quantity in a message: `over 5 %`."""
    numbers = "-".join(str(number) for number in fact.quantity.numbers)
    return f"{fact.quantity.bound} {numbers} {fact.quantity.unit.unit}"
