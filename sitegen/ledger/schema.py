"""The curated tables as Frictionless Table Schemas: one definition for reading and publishing.

A column that is written once a language stands here once, with `localized`; it becomes
`name_zh`, `name_en` … for the languages of the site. What a column's type and its other words
mean is said in `columns`; what is special to a table besides, in `reading`. The tables that the
audit and the checks keep stand in `audit_tables`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.later import Later
from sitegen.ledger.audit_tables import AUDIT_TABLES
from sitegen.ledger.columns import (
    ADDRESS,
    FRACTION,
    LANGUAGE,
    Column,
    Table,
    key_column,
    note_column,
    part_column,
    prose_column,
    text_column,
)
from sitegen.ledger.search_tables import SEARCH_TABLES
from sitegen.ledger.stages import SOURCE_KINDS, STAGES, SourceKind
from sitegen.messages.said import say
from sitegen.quantities.quantity import BOUNDS

if TYPE_CHECKING:
    from collections.abc import Sequence

FACT_KINDS = ("actual", "target", "estimate")
MEASURES = ("level", "growth", "increment", "share", "rank", "cumulative")
RELATION_RULES = ("sum", "share", "percent-change", "path", "change")


def _make_sources(kinds: Sequence[SourceKind]) -> Table:
    return Table(
        "sources",
        say("Documents that facts are taken from"),
        (
            key_column("source", say("Key of the document")),
            Column(
                "kind",
                say("What kind of document it is"),
                enum=tuple(kind.name for kind in kinds),
                stands_for=tuple(kinds),
            ),
            Column("language", say("Language code of the document"), pattern=LANGUAGE),
            text_column("title", say("Title")),
            text_column("publisher", say("Publisher")),
            Column("date", say("Date, as precise as printed"), type="date"),
            Column(
                "printed",
                say(
                    "Title as printed, in the language of the document; empty where the title in it is that"
                ),
                required=False,
            ),
            Column("author", say("Who signs it, as printed, if not the publisher"), required=False),
            Column("page", say("Page that it stands on, as printed"), required=False),
            Column(
                "url",
                say("Address of the document; empty where none is known"),
                required=False,
                pattern=ADDRESS,
            ),
            Column(
                "latin_title",
                say(
                    "Title as printed, in Latin letters, for references in styles that know no others"
                ),
                required=False,
            ),
            Column(
                "latin_author",
                say("Author in Latin letters, surname first: Yang, J."),
                required=False,
            ),
            Column(
                "latin_publisher",
                say(
                    "Name of the newspaper in Latin letters; empty where the publisher’s name is that"
                ),
                required=False,
            ),
            note_column(),
        ),
        Later("ledger.values:Source"),
        key="source",
    )


AREAS = Table(
    "areas",
    say("Places that facts are about"),
    (
        key_column("area", say("Key of the place")),
        text_column("name", say("Official name")),
        text_column("short", say("Short name")),
        Column(
            "aliases",
            say("Other names of it in the documents, separated by |, for the audit"),
            required=False,
            separator="|",
        ),
        part_column(say("Place it is part of"), "areas"),
        note_column(),
    ),
    Later("ledger.values:Area"),
    key="area",
)
DOMAINS = Table(
    "domains",
    say("Subjects that indicators are grouped in, in the order of the site"),
    (key_column("domain", say("Key of the subject")), text_column("name", say("Name"))),
    Later("ledger.values:Domain"),
    key="domain",
)
UNITS = Table(
    "units",
    say("How quantities are written in each language"),
    (
        Column("unit", say("Key: the unit as sources print it"), unique=True),
        Column("base_unit", say("Unit that facts are compared in"), references="units"),
        Column("factor", say("One of this unit in base units"), type="fraction", pattern=FRACTION),
        Column(
            "form",
            say(
                "Template with one of {{stated}}, {{plain}}, {{scaled}}; plural forms separated by |, of which one of a single number, such as a dual, may be words alone"
            ),
            localized=True,
            separator="|",
            field="forms",
        ),
    ),
    Later("quantities.units:Unit"),
    key="unit",
)
INDICATORS = Table(
    "indicators",
    say("What is measured"),
    (
        key_column("indicator", say("Key of the indicator")),
        Column("domain", say("Subject"), references="domains"),
        text_column("name", say("Name")),
        prose_column(
            "definition", say("Definition, as far as the sources give it"), required=False
        ),
        Column("unit", say("Base unit of its level"), references="units"),
        Column("better", say("Direction in which it is better"), enum=("up", "down", "none")),
        Column("path", say("How it grows"), enum=("geometric", "linear", "cumulative")),
        Column(
            "nature",
            say("Whether the plan binds the administration to it"),
            required=False,
            enum=("binding", "anticipatory"),
        ),
    ),
    Later("ledger.values:Indicator"),
    key="indicator",
)
FACTS = Table(
    "facts",
    say("Statements of one quantity by one source"),
    (
        Column("indicator", say("What is measured"), references="indicators", resolved=True),
        Column("area", say("Place"), references="areas", resolved=True),
        Column(
            "period",
            say("Time, e.g. 2023, 2023-Q1, 2023-01/2023-11, 2021/2025, @2023-08"),
            type="period",
        ),
        Column("kind", say("Reached, aimed at, or expected by the source"), enum=FACT_KINDS),
        Column("measure", say("What the number says of the indicator"), enum=MEASURES),
        Column(
            "statement",
            say("Which statement of this quantity in the source; empty for the first"),
            type="integer",
            required=False,
            default="1",
        ),
        Column("value", say("Value in the unit as printed"), type="number", required=False),
        Column("low", say("Lower end of a range"), type="number", required=False),
        Column("high", say("Upper end of a range"), type="number", required=False),
        Column("bound", say("How the number bounds the quantity"), enum=BOUNDS),
        Column("unit", say("Unit as printed"), references="units", resolved=True),
        Column("source", say("Document"), references="sources", resolved=True),
        Column("locator", say("Where in the document")),
        Column("phrase", say("The few characters of the document that carry the number")),
        note_column(),
        Column(
            "stage",
            say("How settled the number is, where that is not what its kind and its document say"),
            required=False,
            enum=tuple(STAGES),
            spare=True,
        ),
    ),
    Later("ledger.values:Fact"),
)
CONFLICTS = Table(
    "conflicts",
    say("Pairs of facts that disagree, and what the site does about it"),
    (
        key_column("conflict", say("Key of the disagreement")),
        Column("fact_a", say("Key of the first fact"), fact_keys=True),
        Column("fact_b", say("Key of the second fact"), fact_keys=True),
        prose_column("difference", say("What the difference is")),
        prose_column("treatment", say("What the site does about it, and why")),
    ),
    Later("ledger.values:Conflict"),
    key="conflict",
    optional=True,
)
RELATIONS = Table(
    "relations",
    say("Facts that must follow from others by arithmetic; the build computes whether they do"),
    (
        key_column("relation", say("Key of the relation")),
        Column("rule", say("How the result follows"), enum=RELATION_RULES),
        Column("result", say("Key of the fact that must follow"), fact_keys=True),
        Column(
            "facts",
            say("Keys of the facts it follows from, in the order of the rule"),
            fact_keys=True,
            separator=" ",
        ),
        Column(
            "factor",
            say("What the sum is multiplied by, e.g. 365 for days to a year"),
            type="fraction",
            required=False,
            pattern=FRACTION,
            default="1",
        ),
        note_column(),
    ),
    Later("ledger.values:Relation"),
    key="relation",
    optional=True,
)
COMPARABILITY = Table(
    "comparability",
    say("Indicators that look alike and must not be set against each other"),
    (
        Column("indicator", say("Indicator with a target"), references="indicators"),
        Column("other", say("Indicator with later facts"), references="indicators"),
        prose_column("reason", say("Why they are not comparable")),
        Column(
            "bounds",
            say(
                "Where it surely is so: whether the one is at most, or at least, as much as the other"
            ),
            required=False,
            enum=("at-most", "at-least"),
        ),
    ),
    Later("ledger.values:Comparability"),
    optional=True,
)
UNQUANTIFIED = Table(
    "unquantified",
    say("Targets that a source sets without a number"),
    (
        Column("indicator", say("What is aimed at"), references="indicators", resolved=True),
        Column("area", say("Place"), references="areas", resolved=True),
        Column("period", say("Time"), type="period"),
        Column("source", say("Document"), references="sources", resolved=True),
        Column("locator", say("Where in the document")),
        prose_column("statement", say("What the source says, in the project's words")),
    ),
    Later("ledger.values:Unquantified"),
    optional=True,
)
GLOSSARY = Table(
    "glossary",
    say("Terms in each language, explained in the project's own words"),
    (
        key_column("term", say("Key of the term")),
        Column("", say("The term"), localized=True, field="names"),
        prose_column("explanation", say("Explanation")),
        Column("source", say("Document that uses it"), references="sources", resolved=True),
    ),
    Later("ledger.values:Term"),
    key="term",
    optional=True,
    field="terms",
)
PROGRAMMES = Table(
    "programmes",
    say(
        "What documents set out that is not a quantity: programmes, projects, tasks, parks, platforms"
    ),
    (
        key_column("programme", say("Key of the programme")),
        part_column(say("Group it belongs to"), "programmes"),
        Column("domain", say("Subject"), references="domains"),
        Column("area", say("Place"), references="areas", resolved=True),
        Column("period", say("Time it is set for"), type="period"),
        Column("source", say("Document"), references="sources", resolved=True),
        Column("locator", say("Where in the document")),
        Column("phrase", say("A few characters of the document that name it")),
        text_column("name", say("Official name")),
        prose_column("summary", say("What it is, in the project's words")),
    ),
    Later("ledger.values:Programme"),
    key="programme",
    optional=True,
)
EVENTS = Table(
    "events",
    say("What happened and what is due, by date"),
    (
        key_column("event", say("Key of the event")),
        Column("date", say("Date, as precise as printed"), type="date"),
        Column(
            "kind",
            say("Whether the document reports it or looks ahead to it"),
            enum=("happened", "due"),
        ),
        Column("domain", say("Subject"), references="domains"),
        Column("area", say("Place"), references="areas", resolved=True),
        Column("source", say("Document"), references="sources", resolved=True),
        Column("locator", say("Where in the document")),
        Column("phrase", say("A few characters of the document that name it")),
        prose_column("name", say("What it is called")),
        prose_column("summary", say("What it is, in the project's words")),
    ),
    Later("ledger.values:Event"),
    key="event",
    optional=True,
    sorted_by="date",
)
LOCATORS = Table(
    "locators",
    say("Places in documents, said in the languages of the site"),
    (
        Column("source", say("Document"), references="sources"),
        Column("locator", say("The place as the facts give it, in the language of the document")),
        text_column(
            "text",
            say("The place in this language; empty where it stands as it is"),
            required=False,
        ),
    ),
    Later("ledger.values:Locator"),
    together=("source", "locator"),
    optional=True,
)
_TABLES = (
    AREAS,
    DOMAINS,
    UNITS,
    INDICATORS,
    FACTS,
    CONFLICTS,
    RELATIONS,
    COMPARABILITY,
    UNQUANTIFIED,
    PROGRAMMES,
    EVENTS,
    LOCATORS,
    GLOSSARY,
    *SEARCH_TABLES,
    *AUDIT_TABLES,
)


def make_tables(source_kinds: Sequence[SourceKind]) -> tuple[Table, ...]:
    """The curated tables of a project with these kinds of sources.

    A table stands after those that it refers to.
    """
    return (_make_sources(source_kinds), *_TABLES)


TABLES = make_tables(SOURCE_KINDS)
"""The curated tables of a project that names no kinds of sources."""
UNPUBLISHED = frozenset(
    {"facts", "names", "hints", "comparing", "mistakes", "snapshot", "aliases", "absences"}
)
"""Tables that are not published as they are: facts get more columns, the others serve the checks or the search alone."""
