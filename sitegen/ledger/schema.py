"""The curated tables as Frictionless Table Schemas: one definition for reading and publishing.

A column that is written once a language stands here once, with `localized`; it becomes
`name_zh`, `name_en` … for the languages of the site.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sitegen.quantities.quantity import BOUNDS

Type = Literal["string", "number", "integer", "date"]
"""A date is partial: a year, a month or a day, as precise as printed."""

KINDS = ("actual", "target", "estimate")
MEASURES = ("level", "growth", "increment", "share", "rank", "cumulative")
RELATION_RULES = ("sum", "share", "percent-change", "path", "change")
LEFTOUT_REASONS = (
    "page-number",
    "heading",
    "list-number",
    "date",
    "name",
    "ordinal",
    "definition",
    "contact",
    "idiom",
    "example",
    "other-subject",
)
SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"


@dataclass(frozen=True)
class Column:
    """A column of a table, and what its cells may hold."""

    name: str
    description: str
    type: Type = "string"
    required: bool = True
    unique: bool = False
    localized: bool = False
    pattern: str = ""
    enum: tuple[str, ...] = ()
    references: str = ""
    """Table whose key this column holds."""

    def names(self, languages: tuple[str, ...]) -> tuple[str, ...]:
        """The column's names in the file."""
        if not self.localized:
            return (self.name,)
        return tuple(f"{self.name}_{code}".lstrip("_") for code in languages)


@dataclass(frozen=True)
class Table:
    """A curated table: its file is `<name>.csv`."""

    name: str
    description: str
    columns: tuple[Column, ...]
    key: str = ""
    """Column that names a row; empty where the key is made of several."""
    optional: bool = False
    """Whether a project may do without the file."""

    def header(self, languages: tuple[str, ...]) -> tuple[str, ...]:
        """The names of the file's header line, in order."""
        return tuple(name for column in self.columns for name in column.names(languages))


def _text(name: str, description: str, *, required: bool = True) -> Column:
    return Column(name, description, localized=True, required=required)


def _key(name: str, description: str) -> Column:
    return Column(name, description, unique=True, pattern=SLUG)


SOURCES = Table(
    "sources",
    "Documents that facts are taken from",
    (
        _key("source", "Key of the document"),
        Column("kind", "What kind of document it is", enum=("plan", "news")),
        Column("language", "Language code of the document"),
        _text("title", "Title"),
        _text("publisher", "Publisher"),
        Column("date", "Date, as precise as printed", type="date"),
        _text("note", "What a careful reader must know", required=False),
    ),
    key="source",
)
AREAS = Table(
    "areas",
    "Places that facts are about",
    (
        _key("area", "Key of the place"),
        _text("name", "Official name"),
        _text("short", "Short name"),
        Column(
            "aliases",
            "Other names of it in the documents, parted by |: the audit knows it by them",
            required=False,
        ),
        Column("part_of", "Place it is part of", required=False, references="areas"),
        _text("note", "What a careful reader must know", required=False),
    ),
    key="area",
)
DOMAINS = Table(
    "domains",
    "Subjects that indicators are grouped in, in the order of the site",
    (_key("domain", "Key of the subject"), _text("name", "Name")),
    key="domain",
)
UNITS = Table(
    "units",
    "How quantities are written in each language",
    (
        Column("unit", "Key: the unit as sources print it", unique=True),
        Column("base_unit", "Unit that facts are compared in", references="units"),
        Column("factor", "One of this unit in base units", pattern=r"\d+(?:/\d+)?"),
        _text("form", "Template with one of {stated}, {plain}, {scaled}; plural forms parted by |"),
    ),
    key="unit",
)
INDICATORS = Table(
    "indicators",
    "What is measured",
    (
        _key("indicator", "Key of the indicator"),
        Column("domain", "Subject", references="domains"),
        _text("name", "Name"),
        _text("definition", "Definition, as far as the sources give it", required=False),
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
    key="indicator",
)
FACTS = Table(
    "facts",
    "Statements of one quantity by one source",
    (
        Column("indicator", "What is measured", references="indicators"),
        Column("area", "Place", references="areas"),
        Column("period", "Time, e.g. 2023, 2023-Q1, 2023-01/2023-11, 2021/2025, @2023-08"),
        Column("kind", "Reached, aimed at, or expected by the source", enum=KINDS),
        Column("measure", "What the number says of the indicator", enum=MEASURES),
        Column(
            "statement",
            "Which statement of this quantity in the source; empty for the first",
            type="integer",
            required=False,
        ),
        Column("value", "Value in the unit as printed", type="number", required=False),
        Column("low", "Lower end of a range", type="number", required=False),
        Column("high", "Upper end of a range", type="number", required=False),
        Column("bound", "How the number bounds the quantity", enum=BOUNDS),
        Column("unit", "Unit as printed", references="units"),
        Column("source", "Document", references="sources"),
        Column("locator", "Where in the document"),
        Column("phrase", "The few characters of the document that carry the number"),
        _text("note", "What a careful reader must know", required=False),
    ),
)
CONFLICTS = Table(
    "conflicts",
    "Pairs of facts that disagree, and what the site does about it",
    (
        _key("conflict", "Key of the disagreement"),
        Column("fact_a", "Key of the first fact"),
        Column("fact_b", "Key of the second fact"),
        _text("difference", "What the difference is"),
        _text("treatment", "What the site does about it, and why"),
    ),
    key="conflict",
    optional=True,
)
RELATIONS = Table(
    "relations",
    "Facts that must follow from others by arithmetic; the build computes whether they do",
    (
        _key("relation", "Key of the relation"),
        Column("rule", "How the result follows", enum=RELATION_RULES),
        Column("result", "Key of the fact that must follow"),
        Column("facts", "Keys of the facts it follows from, in the order of the rule"),
        Column(
            "factor",
            "What the sum is multiplied by, e.g. 365 for days to a year",
            required=False,
            pattern=r"\d+(?:/\d+)?",
        ),
        _text("note", "What a careful reader must know", required=False),
    ),
    key="relation",
    optional=True,
)
COMPARABILITY = Table(
    "comparability",
    "Indicators that look alike and must not be set against each other",
    (
        Column("indicator", "Indicator with a target", references="indicators"),
        Column("other", "Indicator with later facts", references="indicators"),
        _text("reason", "Why they are not comparable"),
    ),
    optional=True,
)
UNQUANTIFIED = Table(
    "unquantified",
    "Targets that a source sets without a number",
    (
        Column("indicator", "What is aimed at", references="indicators"),
        Column("area", "Place", references="areas"),
        Column("period", "Time"),
        Column("source", "Document", references="sources"),
        Column("locator", "Where in the document"),
        _text("statement", "What the source says, in the project's words"),
    ),
    optional=True,
)
GLOSSARY = Table(
    "glossary",
    "Terms in each language, explained in the project's own words",
    (
        _key("term", "Key of the term"),
        Column("", "The term", localized=True),
        _text("explanation", "Explanation"),
        Column("source", "Document that uses it", references="sources"),
    ),
    key="term",
    optional=True,
)
PROGRAMMES = Table(
    "programmes",
    "What documents set out that is no quantity: programmes, projects, tasks, parks, platforms",
    (
        _key("programme", "Key of the programme"),
        Column("part_of", "Group it belongs to", required=False, references="programmes"),
        Column("domain", "Subject", references="domains"),
        Column("area", "Place", references="areas"),
        Column("period", "Time it is set for"),
        Column("source", "Document", references="sources"),
        Column("locator", "Where in the document"),
        Column("phrase", "A few characters of the document that name it"),
        _text("name", "Official name"),
        _text("summary", "What it is, in the project's words"),
    ),
    key="programme",
    optional=True,
)
EVENTS = Table(
    "events",
    "What happened and what is due, by date",
    (
        _key("event", "Key of the event"),
        Column("date", "Date, as precise as printed", type="date"),
        Column(
            "kind", "Whether the document reports it or looks ahead to it", enum=("happened", "due")
        ),
        Column("domain", "Subject", references="domains"),
        Column("area", "Place", references="areas"),
        Column("source", "Document", references="sources"),
        Column("locator", "Where in the document"),
        Column("phrase", "A few characters of the document that name it"),
        _text("name", "What it is called"),
        _text("summary", "What it is, in the project's words"),
    ),
    key="event",
    optional=True,
)
LOCATORS = Table(
    "locators",
    "Places in documents, said in the languages of the site",
    (
        Column("source", "Document", references="sources"),
        Column("locator", "The place as the facts give it, in the language of the document"),
        _text("text", "The place in this language; empty where it stands as it is", required=False),
    ),
    optional=True,
)
LEFTOUT = Table(
    "leftout",
    "Numerals of the documents that are no facts, and why",
    (
        Column("source", "Document", references="sources"),
        Column(
            "form",
            "Whether the next column is text as it stands or a regular expression",
            enum=("text", "pattern"),
        ),
        Column("text", "The characters that hold the numerals"),
        Column("numerals", "How many numerals it leaves out", type="integer"),
        Column("reason", "Why they are no facts", enum=LEFTOUT_REASONS),
        _text("note", "What a careful reader must know", required=False),
    ),
    optional=True,
)
COVERAGE = Table(
    "coverage",
    "What the last audit found of each document; written by the audit",
    (
        Column("source", "Document", unique=True, references="sources"),
        Column("digest", "SHA-256 of the text that was audited", pattern="[0-9a-f]{64}"),
        Column("facts", "Facts taken from the document", type="integer"),
        Column("numerals", "Numerals in its text", type="integer"),
        Column("stated", "Numerals that facts state", type="integer"),
        Column("leftout", "Numerals left out with a reason", type="integer"),
    ),
    optional=True,
)
HINTS = Table(
    "hints",
    "Hints of the audit that were looked into and are no mistakes",
    (
        Column("fact", "Key of the fact"),
        Column("hint", "The rule that hints at it", pattern="hint-[a-z]+"),
        Column("reason", "Why the row is right"),
    ),
    optional=True,
)
NAMES = Table(
    "names",
    "Names that hold numerals and state no quantity",
    (
        Column("name", "The name as it stands in prose"),
        Column("language", "Language code"),
        Column("reason", "Why it is no quantity"),
    ),
    optional=True,
)

TABLES = (
    SOURCES,
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
    LEFTOUT,
    COVERAGE,
    HINTS,
    NAMES,
)
UNPUBLISHED = frozenset({"facts", "names", "hints"})
"""Tables that are not published as they are: facts get more columns, names and hints serve the checks alone."""
