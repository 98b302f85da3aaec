"""All pages of the reference, and how they are written into the content of the documentation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reference.commands import write_commands
from reference.looks import write_templates
from reference.marks import write_directives, write_roles, write_statuses
from reference.rules import write_rules
from reference.settings import write_pages, write_settings
from reference.tables import write_tables
from reference.words import CODES, DOCS, load_words
from reference.writing import write_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from reference.words import Words

    Write = Callable[[Words], Iterator[str]]

FIRST = 40
"""Where the pages stand in the order of the site."""
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
}


def make_pages(words: Words) -> dict[str, str]:
    """The pages of a language by their paths in the documentation."""
    return {
        f"content/reference/{name}.{words.code}.md": write_page(words, name, FIRST + place, write(words))
        for place, (name, write) in enumerate(PAGES.items())
    }


def write_reference() -> list[str]:
    """Write the pages that are others than they were; their paths."""
    changed = []
    for code in CODES:
        for path, text in make_pages(load_words(code)).items():
            target = DOCS / path
            if not target.is_file() or target.read_text("utf-8") != text:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(text, "utf-8", newline="\n")
                changed.append(path)
    return changed
