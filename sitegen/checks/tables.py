"""Texts of the curated tables that readers see hold no typed numbers either; and no place is said for nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.checks.numbers import find_unbound, number_problems
from sitegen.ledger.tables import list_cells
from sitegen.messages.said import say
from sitegen.problems import suggest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.language.language import Language
    from sitegen.ledger.ledger import Ledger
    from sitegen.ledger.tables import ParsedTables
    from sitegen.problems import Problem


HINT = say("Say it without the number, or declare the name in names.csv")


_LOCATORS = "locators"


def check_locators(parsed: ParsedTables, ledger: Ledger) -> Iterator[Problem]:
    """Places in documents that are said for nothing; none where a row may be wrong that stands at one."""
    given = {
        one.table.name: one
        for one in parsed.tables
        if {"source", "locator"} <= {column.name for column in one.table.columns}
    }
    said = given.pop(_LOCATORS).rows
    if not said or not all(map(parsed.is_sound, given)):
        return
    places: dict[str, dict[str, None]] = {key: {} for key in ledger.source_by_key}
    for one in given.values():
        for source, locator in zip(
            list_cells(one.rows, "source"), list_cells(one.rows, "locator"), strict=True
        ):
            places.setdefault(source, {})[locator] = None
    for row in said:
        source, locator = row["source"], row["locator"]
        if source in places and locator not in places[source]:
            yield row.place("locator").problem(
                "foreign-key",
                say("nothing of `{source}` stands at `{locator}`", source=source, locator=locator),
                suggest(locator, places[source])
                or say("Write the place as its facts have it, or remove the row"),
            )


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
