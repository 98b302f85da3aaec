"""Mistakes that a person may make in a row of facts.csv: each cell changed in turn, the phrase left as it is."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from sitegen.ledger.schema import FACT_KINDS, MEASURES
from sitegen.quantities.quantity import BOUNDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from random import Random

    from sitegen.ledger.ledger import Ledger
    from sitegen.ledger.values import Fact
    from sitegen.quantities.units import Unit

Cells = dict[str, str]
OTHER_UNITS = 3
"""How many units of the same base unit, and how many of others, a unit is changed to."""
NEAR = ("cdht", "chengdu", "sichuan", "china")
"""Areas that nearly all sources speak of: where a row is most easily put wrong."""
_MONTHS = 12


@dataclass(frozen=True)
class Mutant:
    """A row with one mistake in it."""

    line: int
    """Of the row, from 1."""
    sort: str
    """What is wrong."""
    cells: Mapping[str, str]
    """What stands in the cells that are wrong."""


def write_row(names: Sequence[str], cells: Mapping[str, str]) -> str:
    """A row as a line of a table."""
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow([cells[name] for name in names])
    return out.getvalue()


def make_mutants(fact: Fact, ledger: Ledger, chance: Random) -> Iterator[Mutant]:
    """The mistakes of a row."""
    cells = {name: fact.row[name] for name in fact.row.sheet.index}
    for sort, make in SORTS.items():
        made = {tuple(one.items()): one for one in make(cells, ledger, chance)}
        for changed in made.values():
            if any(cells[name] != text for name, text in changed.items()):
                yield Mutant(fact.row.line, sort, changed)


def _mistype(cells: Cells, _: Ledger, chance: Random) -> Iterator[Cells]:
    """Another digit at each place; two digits in each other's places."""
    for name in ("value", "low", "high"):
        text = cells[name]
        places = [at for at, one in enumerate(text) if one.isdigit()]
        for at in places:
            digits = "123456789" if at == 0 and len(places) > 1 else "0123456789"
            other = chance.choice(digits.replace(text[at], ""))
            yield {name: text[:at] + other + text[at + 1 :]}
        for one, two in pairwise(places):
            if two == one + 1 and not (one == 0 and text[two] == "0"):
                yield {name: text[:one] + text[two] + text[one] + text[two + 1 :]}


def _lose_zero(cells: Cells, _: Ledger, _chance: Random) -> Iterator[Cells]:
    """A zero at the end that is lost, as spreadsheets lose it, or one that is too many."""
    for name in ("value", "low", "high"):
        text = cells[name]
        if "." in text and text.endswith("0"):
            yield {name: text[:-1].removesuffix(".")}
        elif len(text) > 1 and text.endswith("0"):
            yield {name: text[:-1]}
        if text:
            yield {name: f"{text}0"}
            yield {name: f"{text}0" if "." in text else f"{text}.0"}


def _move_point(cells: Cells, _: Ledger, _chance: Random) -> Iterator[Cells]:
    """A decimal point that is lost, or one place off."""
    for name in ("value", "low", "high"):
        whole, point, decimals = cells[name].partition(".")
        if point and whole.strip("0"):
            yield {name: whole + decimals}
        if len(whole) > 1:
            yield {name: f"{whole[:-1]}.{whole[-1]}{decimals}"}


def _change_unit(cells: Cells, ledger: Ledger, chance: Random) -> Iterator[Cells]:
    """Some units of the same base unit with another factor, and some of other base units."""
    own = ledger.unit_by_key[cells["unit"]]
    others = [one for one in ledger.units if one.base_unit != own.base_unit]
    same = [one for one in ledger.units if one.base_unit == own.base_unit]
    wrong = [one for one in same if one.factor != own.factor]
    for one in (*_some(wrong, chance), *_some(others, chance)):
        yield {"unit": one.unit}


def _some(units: Sequence[Unit], chance: Random) -> Sequence[Unit]:
    return chance.sample(units, min(OTHER_UNITS, len(units)))


def _change_counter(cells: Cells, ledger: Ledger, chance: Random) -> Iterator[Cells]:
    """Another unit that is worth the same: 家 for 个."""
    own = ledger.unit_by_key[cells["unit"]]
    same = [
        one
        for one in ledger.units
        if (one.base_unit, one.factor) == (own.base_unit, own.factor) and one.unit != own.unit
    ]
    for one in chance.sample(same, min(2, len(same))):
        yield {"unit": one.unit}


def _change_bound(cells: Cells, _: Ledger, _chance: Random) -> Iterator[Cells]:
    """Each other bound; a range loses an end, or is made of one value."""
    for bound in BOUNDS:
        if bound == cells["bound"]:
            continue
        changed = {"bound": bound}
        if cells["bound"] == "range":
            changed |= {"value": cells["high"], "low": "", "high": ""}
        elif bound == "range":
            changed |= {"value": "", "low": cells["value"], "high": f"{cells['value']}0"}
        yield changed


def _change_period(cells: Cells, _: Ledger, _chance: Random) -> Iterator[Cells]:
    """A year, or a month, too early or late; half a year; a date for a time, or the reverse."""
    period = cells["period"]
    years = [*re.finditer(r"\d{4}", period)]
    for year in years:
        for shift in (-1, 1):
            yield {
                "period": f"{period[: year.start()]}{int(year[0]) + shift}{period[year.end() :]}"
            }
    last = years[-1][0]
    if re.fullmatch(r"\d{4}", period):
        yield {"period": f"{period}-H1"}
        yield {"period": f"@{period}-{_MONTHS}"}
    elif match := re.fullmatch(r"@(\d{4})-(\d\d)", period):
        month = int(match[2])
        yield {"period": f"@{match[1]}-{month % _MONTHS + 1:02}"}
        yield {"period": last}
    else:
        yield {"period": last}


def _change_area(cells: Cells, ledger: Ledger, chance: Random) -> Iterator[Cells]:
    """The areas that a row is most easily put into, what it is a part of, and another one."""
    own = next(one for one in ledger.areas if one.area == cells["area"])
    others = [one.area for one in ledger.areas if one.area not in {*NEAR, own.area}]
    for area in dict.fromkeys((*NEAR, own.part_of, chance.choice(others))):
        if area:
            yield {"area": area}


def _change_kind(cells: Cells, _: Ledger, _chance: Random) -> Iterator[Cells]:
    """Each other kind."""
    yield from ({"kind": one} for one in FACT_KINDS if one != cells["kind"])


def _change_measure(cells: Cells, _: Ledger, _chance: Random) -> Iterator[Cells]:
    """Each other measure."""
    yield from ({"measure": one} for one in MEASURES if one != cells["measure"])


SORTS = {
    "a digit": _mistype,
    "a zero at the end": _lose_zero,
    "the decimal point": _move_point,
    "the unit": _change_unit,
    "the counter": _change_counter,
    "the bound": _change_bound,
    "the period": _change_period,
    "the area": _change_area,
    "the measure": _change_measure,
    "the kind": _change_kind,
}
"""What can be wrong, and how it comes to be."""
