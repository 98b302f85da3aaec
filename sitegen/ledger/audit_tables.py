"""The tables that the audit, the checks and releases keep: which numerals are not facts, what changed when.

Facts, and what they are of, stand in `schema`.
"""

from __future__ import annotations

from sitegen.later import Later
from sitegen.ledger.columns import (
    Column,
    Table,
    key_column,
    note_column,
    prose_column,
)
from sitegen.messages.said import say

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

LEFTOUT = Table(
    "leftout",
    say("Numerals of the documents that are not facts, and why"),
    (
        Column("source", say("Document"), references="sources"),
        Column(
            "form",
            say("Whether the next column is text as it stands or a regular expression"),
            enum=("text", "pattern"),
        ),
        Column("text", say("The characters that hold the numerals")),
        Column("numerals", say("How many numerals it leaves out"), type="integer"),
        Column("reason", say("Why they are not facts"), enum=LEFTOUT_REASONS),
        note_column(),
    ),
    Later("ledger.values:LeftOut"),
    optional=True,
)
COVERAGE = Table(
    "coverage",
    say("What the last audit found of each document; written by the audit"),
    (
        Column("source", say("Document"), unique=True, references="sources"),
        Column("digest", say("SHA-256 of the text that was audited"), pattern="[0-9a-f]{64}"),
        Column("facts", say("Facts taken from the document"), type="integer"),
        Column("numerals", say("Numerals in its text"), type="integer"),
        Column("stated", say("Numerals that facts state"), type="integer"),
        Column("leftout", say("Numerals left out with a reason"), type="integer"),
    ),
    Later("ledger.values:Coverage"),
    optional=True,
)
HINTING = (
    "hint-area",
    "hint-kind",
    "hint-bound",
    "hint-measure",
    "hint-period",
    "phrase-number",
    "phrase-bound",
    "phrase-digits",
)
"""Rules that ask about a row: those of the audit, then what a phrase can say otherwise."""
HINTS = Table(
    "hints",
    say(
        "Hints at facts, and differences from their phrases, that were checked and are not mistakes"
    ),
    (
        Column("fact", say("Key of the fact"), fact_keys=True),
        Column("hint", say("The rule that hints at it"), enum=HINTING),
        Column("reason", say("Why the row is right")),
    ),
    Later("ledger.values:Hint"),
    optional=True,
)
NAMES = Table(
    "names",
    say("Names that hold numerals and state no quantity"),
    (
        Column("name", say("The name as it stands in prose")),
        Column("language", say("Language code")),
        Column("reason", say("Why it is not a quantity")),
    ),
    Later("ledger.values:Name"),
    optional=True,
)

COMPARING = Table(
    "comparing",
    say(
        "Words that compare or judge, beside those that the generator knows, and expressions that do not"
    ),
    (
        Column("words", say("The words as they stand in prose")),
        Column("language", say("Language code")),
        Column(
            "use",
            say("Whether they compare figures, or hold such words and do not"),
            enum=("compares", "idiom"),
        ),
        Column("reason", say("Why")),
    ),
    Later("ledger.values:ComparingWords"),
    optional=True,
)

MISTAKES = Table(
    "mistakes",
    say("Mistakes that were made in rows of facts on purpose, by sort, and what refused them"),
    (
        key_column("mistake", say("Key of the sort")),
        Column("tried", say("How many were made"), type="integer"),
        Column("tables", say("Refused by the checks of the tables alone"), type="integer"),
        Column("pages", say("Refused by those of the pages"), type="integer"),
        Column("audit", say("Asked about by the audit, with the texts"), type="integer"),
        Column("unseen", say("Seen by nothing"), type="integer"),
    ),
    Later("ledger.values:Mistake"),
    key="mistake",
    optional=True,
)

THINGS = ("fact", "verdict", "page")
"""What changes from release to release."""
RELEASES = Table(
    "releases",
    say("Releases of the site, and what there was of it"),
    (
        key_column("release", say("Key of the release")),
        Column("date", say("The day"), type="date", pattern=r"\d{4}-\d\d-\d\d"),
        Column("facts", say("How many facts there were"), type="integer"),
        Column("targets", say("How many targets"), type="integer"),
        Column("pages", say("How many pages, each counted once for all languages"), type="integer"),
        prose_column("summary", say("What it brought, in the project's words"), required=False),
    ),
    Later("ledger.values:Release"),
    key="release",
    optional=True,
    sorted_by="date",
)
CHANGES = Table(
    "changes",
    say("What each release changed in figures, verdicts and pages"),
    (
        Column("release", say("The release"), references="releases"),
        Column("thing", say("Of what sort it is"), enum=THINGS),
        Column("change", say("What became of it"), enum=("added", "changed", "removed")),
        Column("key", say("Key of the fact or of the target, or name of the page")),
        Column("before", say("How it stood before: number, status or date"), required=False),
        Column("after", say("How it stands since"), required=False),
    ),
    Later("ledger.values:Changed"),
    together=("release", "thing", "key"),
    optional=True,
)
SNAPSHOT = Table(
    "snapshot",
    say("How all stood at the last release, to tell what the next one changes"),
    (
        Column("thing", say("Of what sort it is"), enum=THINGS),
        Column("key", say("Key of the fact or of the target, or name of the page")),
        Column("state", say("Number, status or date"), required=False),
    ),
    Later("ledger.values:Remembered"),
    together=("thing", "key"),
    optional=True,
)

AUDIT_TABLES = (
    LEFTOUT,
    COVERAGE,
    HINTS,
    NAMES,
    COMPARING,
    MISTAKES,
    RELEASES,
    CHANGES,
    SNAPSHOT,
)
"""In the order of the schema."""
