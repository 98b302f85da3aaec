"""The curated tables as Frictionless Table Schemas: one definition for reading and publishing.

A column that is written once a language stands here once, with `localized`; it becomes
`name_zh`, `name_en` … for the languages of the site. What a column's type and its other words
mean is said in `columns`; what is special to a table besides, in `reading`. The tables that the
audit and the checks keep stand in `audit_tables`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.ledger import values
from sitegen.ledger.audit_tables import AUDIT_TABLES
from sitegen.ledger.columns import (
    ADDRESS,
    FRACTION,
    Column,
    Table,
    key_column,
    note_column,
    prose_column,
    text_column,
)
from sitegen.ledger.search_tables import SEARCH_TABLES
from sitegen.ledger.values import SourceKind
from sitegen.quantities.quantity import BOUNDS
from sitegen.quantities.units import Unit

if TYPE_CHECKING:
    from collections.abc import Sequence

FACT_KINDS = ("actual", "target", "estimate")
MEASURES = ("level", "growth", "increment", "share", "rank", "cumulative")
STAGES = {
    "planned": "target",
    "expected": "estimate",
    "announced": "actual",
    "preliminary": "actual",
    "final": "actual",
}
"""How settled a number is, each with the kind of facts that it may be said of; the first of a kind is the usual one."""
RELATION_RULES = ("sum", "share", "percent-change", "path", "change")
SOURCE_KINDS = (
    SourceKind("plan", sets_targets=True, type="Report"),
    SourceKind("report", type="Report"),
    SourceKind("statistics", type="Dataset"),
    SourceKind("news", type="NewsArticle"),
    SourceKind("law", type="Legislation"),
    SourceKind("web", type="WebPage"),
)
"""The kinds of sources of a project that does not name its own."""


def _make_sources(kinds: Sequence[SourceKind]) -> Table:
    return Table(
        "sources",
        "Documents that facts are taken from",
        (
            key_column("source", "Key of the document"),
            Column(
                "kind",
                "What kind of document it is",
                enum=tuple(kind.name for kind in kinds),
                stands_for=tuple(kinds),
            ),
            Column("language", "Language code of the document"),
            text_column("title", "Title"),
            text_column("publisher", "Publisher"),
            Column("date", "Date, as precise as printed", type="date"),
            Column(
                "printed",
                "Title as printed, in the language of the document; empty where the title in it is that",
                required=False,
            ),
            Column("author", "Who signs it, as printed, if not the publisher", required=False),
            Column("page", "Page that it stands on, as printed", required=False),
            Column(
                "url",
                "Address of the document; empty where none is known",
                required=False,
                pattern=ADDRESS,
            ),
            Column(
                "latin_title",
                "Title as printed, in Latin letters, for references in styles that know no others",
                required=False,
            ),
            Column(
                "latin_author",
                "Author in Latin letters, surname first: Yang, J.",
                required=False,
            ),
            Column(
                "latin_publisher",
                "Name of the newspaper in Latin letters; empty where the publisher’s name is that",
                required=False,
            ),
            note_column(),
        ),
        values.Source,
        key="source",
    )


AREAS = Table(
    "areas",
    "Places that facts are about",
    (
        key_column("area", "Key of the place"),
        text_column("name", "Official name"),
        text_column("short", "Short name"),
        Column(
            "aliases",
            "Other names of it in the documents, separated by |, for the audit",
            required=False,
            separator="|",
        ),
        Column("part_of", "Place it is part of", required=False, references="areas"),
        note_column(),
    ),
    values.Area,
    key="area",
)
DOMAINS = Table(
    "domains",
    "Subjects that indicators are grouped in, in the order of the site",
    (key_column("domain", "Key of the subject"), text_column("name", "Name")),
    values.Domain,
    key="domain",
)
UNITS = Table(
    "units",
    "How quantities are written in each language",
    (
        Column("unit", "Key: the unit as sources print it", unique=True),
        Column("base_unit", "Unit that facts are compared in", references="units"),
        Column("factor", "One of this unit in base units", type="fraction", pattern=FRACTION),
        Column(
            "form",
            "Template with one of {stated}, {plain}, {scaled}; plural forms separated by |",
            localized=True,
            separator="|",
            field="forms",
        ),
    ),
    Unit,
    key="unit",
)
INDICATORS = Table(
    "indicators",
    "What is measured",
    (
        key_column("indicator", "Key of the indicator"),
        Column("domain", "Subject", references="domains"),
        text_column("name", "Name"),
        prose_column("definition", "Definition, as far as the sources give it", required=False),
        Column("unit", "Base unit of its level", references="units"),
        Column("better", "Direction in which it is better", enum=("up", "down", "none")),
        Column("path", "How it grows", enum=("geometric", "linear", "cumulative")),
        Column(
            "nature",
            "Whether the plan binds the administration to it",
            required=False,
            enum=("binding", "anticipatory"),
        ),
    ),
    values.Indicator,
    key="indicator",
)
FACTS = Table(
    "facts",
    "Statements of one quantity by one source",
    (
        Column("indicator", "What is measured", references="indicators", resolved=True),
        Column("area", "Place", references="areas", resolved=True),
        Column(
            "period",
            "Time, e.g. 2023, 2023-Q1, 2023-01/2023-11, 2021/2025, @2023-08",
            type="period",
        ),
        Column("kind", "Reached, aimed at, or expected by the source", enum=FACT_KINDS),
        Column("measure", "What the number says of the indicator", enum=MEASURES),
        Column(
            "statement",
            "Which statement of this quantity in the source; empty for the first",
            type="integer",
            required=False,
            default="1",
        ),
        Column("value", "Value in the unit as printed", type="number", required=False),
        Column("low", "Lower end of a range", type="number", required=False),
        Column("high", "Upper end of a range", type="number", required=False),
        Column("bound", "How the number bounds the quantity", enum=BOUNDS),
        Column("unit", "Unit as printed", references="units", resolved=True),
        Column("source", "Document", references="sources", resolved=True),
        Column("locator", "Where in the document"),
        Column("phrase", "The few characters of the document that carry the number"),
        note_column(),
        Column(
            "stage",
            "How settled the number is, where that is not what its kind and its document say",
            required=False,
            enum=tuple(STAGES),
            spare=True,
        ),
    ),
    values.Fact,
)
CONFLICTS = Table(
    "conflicts",
    "Pairs of facts that disagree, and what the site does about it",
    (
        key_column("conflict", "Key of the disagreement"),
        Column("fact_a", "Key of the first fact", fact_keys=True),
        Column("fact_b", "Key of the second fact", fact_keys=True),
        prose_column("difference", "What the difference is"),
        prose_column("treatment", "What the site does about it, and why"),
    ),
    values.Conflict,
    key="conflict",
    optional=True,
)
RELATIONS = Table(
    "relations",
    "Facts that must follow from others by arithmetic; the build computes whether they do",
    (
        key_column("relation", "Key of the relation"),
        Column("rule", "How the result follows", enum=RELATION_RULES),
        Column("result", "Key of the fact that must follow", fact_keys=True),
        Column(
            "facts",
            "Keys of the facts it follows from, in the order of the rule",
            fact_keys=True,
            separator=" ",
        ),
        Column(
            "factor",
            "What the sum is multiplied by, e.g. 365 for days to a year",
            type="fraction",
            required=False,
            pattern=FRACTION,
            default="1",
        ),
        note_column(),
    ),
    values.Relation,
    key="relation",
    optional=True,
)
COMPARABILITY = Table(
    "comparability",
    "Indicators that look alike and must not be set against each other",
    (
        Column("indicator", "Indicator with a target", references="indicators"),
        Column("other", "Indicator with later facts", references="indicators"),
        prose_column("reason", "Why they are not comparable"),
        Column(
            "bounds",
            "Where it surely is so: whether the one is at most, or at least, as much as the other",
            required=False,
            enum=("at-most", "at-least"),
        ),
    ),
    values.Comparability,
    optional=True,
)
UNQUANTIFIED = Table(
    "unquantified",
    "Targets that a source sets without a number",
    (
        Column("indicator", "What is aimed at", references="indicators", resolved=True),
        Column("area", "Place", references="areas", resolved=True),
        Column("period", "Time", type="period"),
        Column("source", "Document", references="sources", resolved=True),
        Column("locator", "Where in the document"),
        prose_column("statement", "What the source says, in the project's words"),
    ),
    values.Unquantified,
    optional=True,
)
GLOSSARY = Table(
    "glossary",
    "Terms in each language, explained in the project's own words",
    (
        key_column("term", "Key of the term"),
        Column("", "The term", localized=True, field="names"),
        prose_column("explanation", "Explanation"),
        Column("source", "Document that uses it", references="sources", resolved=True),
    ),
    values.Term,
    key="term",
    optional=True,
    field="terms",
)
PROGRAMMES = Table(
    "programmes",
    "What documents set out that is not a quantity: programmes, projects, tasks, parks, platforms",
    (
        key_column("programme", "Key of the programme"),
        Column("part_of", "Group it belongs to", required=False, references="programmes"),
        Column("domain", "Subject", references="domains"),
        Column("area", "Place", references="areas", resolved=True),
        Column("period", "Time it is set for", type="period"),
        Column("source", "Document", references="sources", resolved=True),
        Column("locator", "Where in the document"),
        Column("phrase", "A few characters of the document that name it"),
        text_column("name", "Official name"),
        prose_column("summary", "What it is, in the project's words"),
    ),
    values.Programme,
    key="programme",
    optional=True,
)
EVENTS = Table(
    "events",
    "What happened and what is due, by date",
    (
        key_column("event", "Key of the event"),
        Column("date", "Date, as precise as printed", type="date"),
        Column(
            "kind", "Whether the document reports it or looks ahead to it", enum=("happened", "due")
        ),
        Column("domain", "Subject", references="domains"),
        Column("area", "Place", references="areas", resolved=True),
        Column("source", "Document", references="sources", resolved=True),
        Column("locator", "Where in the document"),
        Column("phrase", "A few characters of the document that name it"),
        prose_column("name", "What it is called"),
        prose_column("summary", "What it is, in the project's words"),
    ),
    values.Event,
    key="event",
    optional=True,
    sorted_by="date",
)
LOCATORS = Table(
    "locators",
    "Places in documents, said in the languages of the site",
    (
        Column("source", "Document", references="sources"),
        Column("locator", "The place as the facts give it, in the language of the document"),
        text_column(
            "text", "The place in this language; empty where it stands as it is", required=False
        ),
    ),
    values.Locator,
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
