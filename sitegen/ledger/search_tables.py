"""The tables that serve the search alone: what else readers call things, and what they look for in vain."""

from __future__ import annotations

from sitegen.later import Later
from sitegen.ledger.columns import Column, Table, key_column, text_column
from sitegen.messages.said import say

ALIASES = Table(
    "aliases",
    say(
        "Other names under which readers look for something; of each row, one of the first four columns says for what"
    ),
    (
        Column("indicator", say("Indicator"), required=False, references="indicators"),
        Column("term", say("Term of the glossary"), required=False, references="glossary"),
        Column("area", say("Place"), required=False, references="areas"),
        Column("page", say("Page, by its name without the language"), required=False),
        Column(
            "names",
            say("What readers type, separated by |"),
            required=False,
            localized=True,
            separator="|",
        ),
    ),
    Later("ledger.values:Aliases"),
    optional=True,
)
ABSENCES = Table(
    "absences",
    say("What readers look for and no document states"),
    (
        key_column("absence", say("Key of what is missing")),
        text_column("name", say("What is missing, as it is said after “no figure on”")),
        Column(
            "names",
            say("What readers type, separated by |"),
            required=False,
            localized=True,
            separator="|",
        ),
        Column(
            "figures",
            say(
                "Patterns of keys that no fact may have, else it is missing no more; separated by spaces"
            ),
            separator=" ",
        ),
        Column(
            "nearest",
            say("Indicators, or pages, that come nearest; separated by spaces"),
            separator=" ",
        ),
    ),
    Later("ledger.values:Unstated"),
    key="absence",
    optional=True,
)
SEARCH_TABLES = (ALIASES, ABSENCES)
