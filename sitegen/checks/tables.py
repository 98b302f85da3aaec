"""Texts of the curated tables that readers see hold no typed numbers either."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.checks.numbers import find_unbound, number_problems
from sitegen.messages.said import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.language.language import Language
    from sitegen.ledger.ledger import Ledger
    from sitegen.ledger.tables import ParsedTables
    from sitegen.problems import Problem


HINT = say("Say it without the number, or declare the name in names.csv")


def check_tables(
    parsed: ParsedTables, ledger: Ledger, languages: Sequence[Language] = ()
) -> Iterator[Problem]:
    """Numerals in definitions, notes and explanations that no fact carries; nothing where names are wrong."""
    rows = sum(len(one.rows) for one in parsed.tables if one.table.name == "names")
    if not parsed.is_sound("names") or len(ledger.names) < rows:
        return
    lexicons = {language.code: language.lexicon for language in languages}
    names = {
        code: tuple(name.name for name in ledger.names if name.language == code)
        for code in ledger.languages
    }
    for one in parsed.tables:
        for column in one.table.columns:
            for row in one.rows if column.prose else ():
                for code, text in row.localized(column.name, ledger.languages):
                    if text and find_unbound(text, lexicons.get(code)):
                        place = row.place(f"{column.name}_{code}")
                        yield from number_problems(
                            text, place, names[code], HINT, lexicons.get(code)
                        )
