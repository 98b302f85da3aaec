"""The tables that serve the search alone: what else readers call things, and what they look for in vain."""

from __future__ import annotations

from sitegen.ledger import values
from sitegen.ledger.columns import Column, Table, key_column, text_column

ALIASES = Table(
    "aliases",
    "Other names under which readers look for something; of each row, one of the first four columns says for what",
    (
        Column("indicator", "Indicator", required=False, references="indicators"),
        Column("term", "Term of the glossary", required=False, references="glossary"),
        Column("area", "Place", required=False, references="areas"),
        Column("page", "Page, by its name without the language", required=False),
        Column(
            "names",
            "What readers type, separated by |",
            required=False,
            localized=True,
            separator="|",
        ),
    ),
    values.Aliases,
    optional=True,
)
ABSENCES = Table(
    "absences",
    "What readers look for and no document states",
    (
        key_column("absence", "Key of what is missing"),
        text_column("name", "What is missing, as it is said after “no figure on”"),
        Column(
            "names",
            "What readers type, separated by |",
            required=False,
            localized=True,
            separator="|",
        ),
        Column(
            "figures",
            "Patterns of keys that no fact may have, else it is missing no more; separated by spaces",
            separator=" ",
        ),
        Column(
            "nearest",
            "Indicators, or pages, that come nearest; separated by spaces",
            separator=" ",
        ),
    ),
    values.Unstated,
    key="absence",
    optional=True,
)
SEARCH_TABLES = (ALIASES, ABSENCES)
