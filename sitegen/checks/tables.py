"""Texts of the curated tables that readers see hold no typed numbers either."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.checks.numbers import number_problems
from sitegen.ledger.schema import TABLES
from sitegen.ledger.tables import parse_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sitegen.ledger.ledger import Ledger
    from sitegen.problems import Problem


HINT = "Say it without the number, or declare the name in names.csv"

PROSE = {
    "indicators": ("definition",),
    "facts": ("note",),
    "areas": ("note",),
    "sources": ("note",),
    "conflicts": ("difference", "treatment"),
    "relations": ("note",),
    "comparability": ("reason",),
    "unquantified": ("statement",),
    "programmes": ("summary",),
    "events": ("name", "summary"),
    "glossary": ("explanation",),
    "leftout": ("note",),
}
"""Columns of prose. Names and titles are names."""


def check_tables(files: Mapping[str, str], ledger: Ledger, folder: str) -> Iterator[Problem]:
    """Numerals in definitions, notes and explanations that no fact carries."""
    names = {
        code: [name.name for name in ledger.names if name.language == code]
        for code in ledger.languages
    }
    for table in TABLES:
        if table.name not in PROSE or table.name not in files:
            continue
        path = f"{folder}/{table.name}.csv"
        for row in parse_table(path, files[table.name], table, ledger.languages).rows:
            for column in PROSE[table.name]:
                for code, text in row.localized(column, ledger.languages):
                    yield from number_problems(
                        text, row.place(f"{column}_{code}"), names[code], HINT
                    )
