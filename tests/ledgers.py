"""Ledgers for tests, made of a few cells through the same reader as real ones."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from sitegen.ledger import schema
from sitegen.ledger.reading import read_ledger
from sitegen.problems import format_problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sitegen.ledger.ledger import Ledger
    from sitegen.ledger.values import Fact

LANGUAGES = ("zh", "en")

UNITS = {
    "CNY": ("CNY", "1"),
    "bn": ("CNY", "1000000000"),
    "亿元": ("CNY", "100000000"),
    "USD": ("USD", "1"),
    "count": ("count", "1"),
    "家": ("count", "1"),
    "万人": ("count", "10000"),
    "percent": ("percent", "1"),
    "%": ("percent", "1"),
    "1/3": ("percent", "100/3"),
    "percentage-point": ("percentage-point", "1"),
    "multiple": ("multiple", "1"),
    "rank": ("rank", "1"),
}

INDICATORS = {
    "output": {"unit": "CNY", "path": "geometric"},
    "trade": {"unit": "CNY", "path": "geometric"},
    "foreign": {"unit": "USD", "path": "geometric"},
    "firms": {"unit": "count", "path": "linear"},
    "all-firms": {"unit": "count", "path": "linear"},
    "5g-masts": {"unit": "count", "path": "linear"},
    "arrivals": {"unit": "count", "path": "cumulative"},
    "quota": {"unit": "percent", "path": "linear"},
    "dust": {"unit": "count", "path": "linear", "better": "down"},
    "people": {"unit": "count", "path": "linear", "better": "none"},
    "standing": {"unit": "rank", "path": "linear", "better": "down"},
}

SOURCES = {"plan": "2021-11", "news": "2024-02-23", "later": "2026-02"}


def make_ledger(
    facts: Iterable[Mapping[str, str]],
    comparability: Iterable[tuple[str, ...]] = (),
    conflicts: Iterable[tuple[str, str]] = (),
    units: Mapping[str, tuple[str, str]] = UNITS,
) -> Ledger:
    """A ledger of these facts; its tables must be without problems."""
    rows: dict[str, list[Mapping[str, str]]] = {
        "sources": [
            {"source": key, "kind": "news", "language": "zh", "date": date}
            for key, date in SOURCES.items()
        ],
        "areas": [{"area": "zone"}, {"area": "city"}],
        "domains": [{"domain": "all"}],
        "units": [
            {"unit": unit, "base_unit": base, "factor": factor, "form": "{plain}"}
            for unit, (base, factor) in units.items()
        ],
        "indicators": [
            {"indicator": key, "domain": "all", "better": "up"} | cells
            for key, cells in INDICATORS.items()
            if cells["unit"] in units
        ],
        "facts": list(facts),
        "comparability": [
            dict(zip(("indicator", "other", "bounds"), one, strict=False)) for one in comparability
        ],
        "conflicts": [
            {"conflict": f"c{number}", "fact_a": one, "fact_b": two}
            for number, (one, two) in enumerate(conflicts)
        ],
    }
    files = {name: _write(name, some) for name, some in rows.items()}
    ledger, problems = read_ledger(files, LANGUAGES, "data")
    assert not problems, "\n".join(map(format_problem, problems))
    return ledger


def row(subject: str, value: str, unit: str, bound: str = "exact", **cells: str) -> dict[str, str]:
    """A row of facts: `indicator/area/period[/kind][/measure][/statement]`, and a value or `low..high`."""
    indicator, area, rest = subject.split("/", 2)
    parts = rest.split("/")
    kind = next((part for part in parts if part in schema.FACT_KINDS), "actual")
    measure = next((part for part in parts if part in schema.MEASURES), "level")
    statement = next((part for part in parts[1:] if part.isdigit()), "")
    low, _, high = value.partition("..")
    numbers = {"low": low, "high": high, "bound": "range"} if high else {"value": value}
    return (
        {
            "indicator": indicator,
            "area": area,
            "period": parts[0].replace("--", "/"),
            "kind": kind,
            "measure": measure,
            "statement": statement,
            "bound": bound,
            "unit": unit,
            "source": "plan" if kind == "target" else "news",
            "phrase": value[:30],
        }
        | numbers
        | cells
    )


def make_facts(*rows: Mapping[str, str]) -> tuple[Fact, ...]:
    """Facts of rows, in their order."""
    return make_ledger(rows).facts


def _write(name: str, rows: Iterable[Mapping[str, str]]) -> str:
    table = next(table for table in schema.TABLES if table.name == name)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.header(LANGUAGES))
    for cells in rows:
        line = []
        for column in table.columns:
            default = "x" if column.required else ""
            line += [cells.get(column.name, default) for _ in column.names(LANGUAGES)]
        writer.writerow(line)
    return out.getvalue()
