"""All pages of the reference, and how they are written into the content of the documentation."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from reference.commands import write_commands
from reference.examples import write_examples
from reference.looks import write_templates
from reference.marks import write_directives, write_roles, write_statuses
from reference.rules import write_rules
from reference.settings import write_pages, write_settings
from reference.tables import write_tables
from reference.words import CODES, DOCS, load_words
from reference.writing import divide, write_page
from sitegen.language.numerals import drop_named, unbound_numerals
from sitegen.project.config import load_config
from sitegen.project.syntax import make_parser

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from reference.words import Words

    Write = Callable[[Words], Iterator[str]]

NAMES = "data/names.csv"
"""The table of what holds numerals and states no quantity."""
FIRST = 40
"""Where the pages stand in the order of the site."""
EXAMPLES = "examples"
"""The page that cites facts; the others let words be that compare."""
PAGES: Mapping[str, Write] = {
    "commands": write_commands,
    "settings": write_settings,
    "pages": write_pages,
    "tables": write_tables,
    "roles": write_roles,
    "directives": write_directives,
    "statuses": write_statuses,
    "rules": write_rules,
    "templates": write_templates,
    EXAMPLES: write_examples,
}


def make_pages(words: Words) -> dict[str, str]:
    """The pages of a language by their paths in the documentation."""
    return {
        f"content/{'' if name == EXAMPLES else 'reference/'}{name}.{words.code}.md": write_page(
            words, name, FIRST + place, write(words)
        )
        for place, (name, write) in enumerate(PAGES.items())
    }


def write_reference() -> list[str]:
    """Write the pages that are others than they were; their paths."""
    changed = []
    for code in CODES:
        for path, text in make_pages(load_words(code)).items():
            changed += _write(path, text)
    return [*changed, *_write(NAMES, make_names())]


def list_missing() -> list[str]:
    """What the code says and some language of the documentation does not have."""
    found: set[str] = set()
    for code in CODES:
        words = load_words(code)
        make_pages(words)
        found |= words.missing
    return sorted(found)


def make_names() -> str:
    """The table of names: those of `words.toml`; what the code says with numerals; code of pages that holds some."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(("name", "language", "reason"))
    for language in load_config(DOCS).languages:
        code, words = language.code, load_words(language.code)
        make_pages(words)
        for name in words.own["names"][code]:
            writer.writerow((name, code, "no quantity of the documentation"))
        pieces = {piece.strip() for text in words.told for piece in divide(text)[::2]}
        for piece in sorted(pieces):
            found = unbound_numerals(piece, language.lexicon)
            if drop_named(found, piece, words.own["names"][code]):
                writer.writerow((piece, code, "what the generator says"))
        for name in sorted(_find_code(code)):
            writer.writerow((name, code, "code"))
    return file.getvalue()


def _find_code(code: str) -> set[str]:
    """Code within the lines of the pages of a language that holds numerals."""
    found: set[str] = set()
    for path in (DOCS / "content").rglob(f"*.{code}.md"):
        for token in make_parser().parse(path.read_text("utf-8")):
            found |= {one.content for one in token.children or () if one.type == "code_inline"}
    return {one for one in found if any(map(str.isdigit, one))}


def _write(path: str, text: str) -> list[str]:
    """Write a file of the documentation if it is another than it was; its path then."""
    target = DOCS / path
    if target.is_file() and target.read_text("utf-8") == text:
        return []
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, "utf-8", newline="\n")
    return [path]
