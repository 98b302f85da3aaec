"""What the columns of the workbook hold and what codes in them mean, in the words of each language."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING

from sitegen.files.published import CODES, FACT_FIELDS, TARGET_FIELDS
from sitegen.language.catalog import UntranslatedError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.language.voice import Voice
    from sitegen.ledger.columns import Table
    from sitegen.site import Site


def list_codebook(
    site: Site, curated: Sequence[Table]
) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Header and rows: each column of each sheet, and below it the codes that it may hold."""
    codes, voices = site.config.codes, site.voices
    header = ("sheet", "column", "code", "type", *(f"description_{code}" for code in codes))
    rows: list[tuple[str, ...]] = []
    for sheet, fields in (("facts", FACT_FIELDS), ("targets", TARGET_FIELDS)):
        for name, type_, text in fields.listed:
            rows += _list_column(sheet, name, type_, text, voices)
    for table in curated:
        for column in table.columns:
            name = f"{column.name}_*" if column.localized else column.name
            rows += _list_column(table.name, name, column.type, column.description, voices)
    return header, rows


def _list_column(
    sheet: str, name: str, type_: str, text: str, voices: Sequence[Voice]
) -> Iterator[tuple[str, ...]]:
    """The rows of a column, or of one a language, and of its codes."""
    said = tuple(describe(voice, text) for voice in voices)
    if name.endswith("_*"):
        stem = name.removesuffix("*")
        for code in (voice.language.code for voice in voices):
            yield sheet, f"{stem}{code}", "", type_, *(f"{one} ({code})" for one in said)
        return
    yield sheet, name, "", type_, *said
    for code, word in CODES.get(name, {}).items() if sheet in {"facts", "targets"} else ():
        yield sheet, name, code, "", *(describe(voice, word) for voice in voices)


def describe(voice: Voice, text: str) -> str:
    """A text in a language, with dots for what it is filled with elsewhere.

    In English where a project's catalogue does not have it: descriptions are no interface.
    """
    try:
        return voice.say(text, **{name: "…" for _, name, _, _ in Formatter().parse(text) if name})
    except UntranslatedError:
        return text
