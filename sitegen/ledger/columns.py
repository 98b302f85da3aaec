"""What a table and a column are, and what each type of cell holds: the words that the schema is written in.

Reading, checking and publishing follow these descriptions. They know no table by name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from sitegen.addresses import HOST, UNSEEN
from sitegen.messages.said import NOTHING, Said, say
from sitegen.naming import SLUG
from sitegen.quantities import written
from sitegen.quantities.period import PERIOD, POINT, parse_period
from sitegen.quantities.written import (
    INTEGER,
    NUMBER,
    parse_date,
    parse_fraction,
    parse_integer,
    parse_number,
)
from sitegen.sheets.headers import parse_header

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sitegen.later import Later
    from sitegen.problems import Problem
    from sitegen.sheets.rows import Sheet

Type = Literal["string", "number", "integer", "fraction", "date", "period"]

ADDRESS = rf'https?://{HOST}(?:[/?#][^{UNSEEN}<>"]*)?'
"""How addresses of documents are written."""
LANGUAGE = r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?(?:-[a-z0-9]{5,8})*"
"""How codes of languages are written, as browsers take them: `en`, `zh-Hant`, `pt-BR`."""
FRACTION = r"\d+(?:/\d+)?"
"""How the published schema says what a fraction is."""


@dataclass(frozen=True)
class Column:
    """A column of a table: what its cells may hold, and what they become."""

    name: str
    """In the file's header; with `localized`, what stands there before `_<code>`."""
    description: Said
    type: Type = "string"
    required: bool = True
    unique: bool = False
    localized: bool = False
    """Whether it is written once a language of the site."""
    pattern: str = ""
    """Regular expression that its texts match as a whole; empty where any text will do."""
    enum: tuple[str, ...] = ()
    """The texts that it may hold; empty where there is no list."""
    stands_for: tuple[object, ...] = ()
    """What each text of `enum` becomes, in its order; empty where it stays a text."""
    references: str = ""
    """Table whose key this column holds."""
    resolved: bool = False
    """Whether the value holds the value that is referenced, and not its key."""
    fact_keys: bool = False
    """Whether it holds the key of a fact, or several."""
    separator: str = ""
    """What stands between the entries of a list, a space for any white space; empty for no list."""
    default: str = ""
    """What an empty cell means."""
    prose: bool = False
    """Whether readers see its sentences: they hold no typed numbers. Names and titles are names."""
    field: str = ""
    """Field of the value; empty where it is called as the column."""
    spare: bool = False
    """Whether a row may do without its cell, where the column stands last."""

    @property
    def attribute(self) -> str:
        """The field of the value that the column's cells become."""
        return self.field or self.name

    def names(self, languages: tuple[str, ...]) -> tuple[str, ...]:
        """The column's names in the file."""
        if not self.localized:
            return (self.name,)
        return tuple(f"{self.name}_{code}".lstrip("_") for code in languages)


def text_column(name: str, description: Said, *, required: bool = True) -> Column:
    """A name or a title, once a language."""
    return Column(name, description, localized=True, required=required)


def prose_column(name: str, description: Said, *, required: bool = True) -> Column:
    """Sentences that readers see, once a language: they hold no typed numbers."""
    return Column(name, description, localized=True, required=required, prose=True)


PART_OF = "part_of"
"""Name of a column that says of which other row of its table a row is a part."""


def part_column(description: Said, table: str) -> Column:
    """The column of the whole that a row is a part of."""
    return Column(PART_OF, description, required=False, references=table)


def note_column() -> Column:
    """What is said besides of a row, once a language; may be empty."""
    return prose_column("note", say("What a careful reader must know"), required=False)


def key_column(name: str, description: Said) -> Column:
    """The key that names a row, and no other."""
    return Column(name, description, unique=True, pattern=SLUG)


@dataclass(frozen=True)
class Table:
    """A curated table: its file is `<name>.csv`."""

    name: str
    description: Said
    columns: tuple[Column, ...]
    made: Later
    """Class of the values that its rows become; a field `row`, where it has one, takes the row."""
    key: str = ""
    """Column that names a row; empty where none does alone."""
    together: tuple[str, ...] = ()
    """Columns that name a row together, where no single one does; empty where nothing need differ."""
    optional: bool = False
    """Whether a project may do without the file."""
    field: str = ""
    """Field of the ledger; empty where it is called as the table."""
    sorted_by: str = ""
    """Field of the values that orders them; empty where the order of the file stays."""

    @property
    def value(self) -> type[Any]:
        """Class of the values that its rows become: imported by who reads rows."""
        found: type[Any] = self.made.find()
        return found

    @property
    def attribute(self) -> str:
        """The field of the ledger that holds the table's values."""
        return self.field or self.name

    def header(self, languages: tuple[str, ...]) -> tuple[str, ...]:
        """The names of the file's header line, in order."""
        return tuple(name for column in self.columns for name in column.names(languages))

    def needless(self, languages: tuple[str, ...]) -> frozenset[str]:
        """The names that the header may lack, which says as much as empty cells."""
        return frozenset(
            name
            for column in self.columns
            if not column.required
            for name in column.names(languages)
        )

    def spare(self, languages: tuple[str, ...]) -> frozenset[str]:
        """The names whose cells a row may lack at its end."""
        return frozenset(
            name for column in self.columns if column.spare for name in column.names(languages)
        )

    def parse_header(
        self, path: str, lines: Sequence[str], languages: tuple[str, ...]
    ) -> Sheet | Problem:
        """Where the columns stand in the lines of a file, or why it cannot be read."""
        names = self.header(languages)
        return parse_header(path, lines, names, self.needless(languages), self.spare(languages))


@dataclass(frozen=True)
class CellType:
    """How the cells of a type are read, and what is said of one that cannot be."""

    parse: Callable[[str], object]
    """Raises `ValueError` with the reason, or without one where there is nothing to add."""
    name: Said
    hint: Said
    pattern: str
    """Regular expression that all its texts match as a whole; others may match it too."""
    rule: str = "cell"


CELL_TYPES: Mapping[Type, CellType] = {
    "string": CellType(str, say("a text"), NOTHING, r"\S(?:.*\S)?"),
    "number": CellType(
        parse_number,
        say("a number"),
        say("Write digits with a decimal point, without separators or units"),
        NUMBER,
    ),
    "integer": CellType(parse_integer, say("a whole number"), say("Write digits alone"), INTEGER),
    "fraction": CellType(
        parse_fraction,
        say("a fraction"),
        say("Write a whole number, or two with a slash between: 1/3"),
        written.FRACTION,
    ),
    "date": CellType(
        parse_date,
        say("a date"),
        say("Write it as precise as it is printed: 2021, 2021-11 or 2021-11-30"),
        POINT,
    ),
    "period": CellType(
        parse_period,
        say("a valid period"),
        say("Write 2023, 2023-H1, 2023-Q1, 2023-08, 2023-01/2023-11, 2021/2025 or @2023-08"),
        PERIOD,
        "period",
    ),
}
"""What each type of cell holds; all but a period is refused under the rule `cell`."""
