"""The catalogue of a language: every interface text that a site may show, to be translated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.checks.catalogs import find_texts, list_texts
from sitegen.language.catalog import SOURCE_LANGUAGE
from sitegen.language.catalog_reading import parse_catalogs
from sitegen.language.library import load_pofile
from sitegen.language.plurals import list_plurals, write_plural_rule
from sitegen.project.theme import THEME, load_look

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.language.language import Language
    from sitegen.problems import Problem
    from sitegen.project.theme import Look


@dataclass(frozen=True)
class Catalogue:
    """What is to be written of a language's catalogue."""

    path: str
    """In the project."""
    text: str
    """The whole file: what stood there, and what was added."""
    added: int
    """How many texts were added, to be translated."""
    left: int
    """How many were there already, and wait for their translation."""
    idle: tuple[str, ...]
    """Texts of the project's own catalogue that nothing shows."""
    problems: tuple[Problem, ...]


def plan_catalogue(project: Path, folder: str, language: Language) -> Catalogue:
    """What a language's catalogue lacks; the theme's own comes first, and needs no copy in the project.

    `folder` is the project's folder of templates.
    """
    look, problems = load_look(project, folder)
    path = f"{folder}/locale/{language.code}.po"
    shipped = tuple(one for one in look.catalogs.get(language.code, ()) if one.path != path)
    own = next((one.text for one in look.catalogs.get(language.code, ()) if one.path == path), "")
    texts = (*shipped, *([(path, own)] if own else ()))
    known, wrong = parse_catalogs(texts, language.code, path)
    wanted = [] if language.code == SOURCE_LANGUAGE else _list_wanted(look, path)
    forms = len(list_plurals(language.cldr))
    lacking = [one for one in wanted if one not in known.by_id]
    idle = () if not own else _find_idle(own, path, language.code, wanted)
    entries = "".join(f"\n{_write_entry(singular, plural, forms)}" for singular, plural in lacking)
    head = own or _write_head(language)
    joined = f"{head.rstrip()}\n{entries}" if lacking else own
    left = sum(one in known.open for one in wanted)
    return Catalogue(path, joined, len(lacking), left, idle, (*problems, *wrong))


def _list_wanted(look: Look, path: str) -> list[tuple[str, str]]:
    """All texts that templates show, and those that other languages of the look have: some are said by the code."""
    shown = list_texts(
        find_texts(named.text)
        for name, named in look.templates.items()
        if not name.startswith(f"{THEME}/")
    )
    wanted = dict.fromkeys(shown)
    for code, texts in look.catalogs.items():
        catalog, _ = parse_catalogs([one for one in texts if one.path != path], code, path)
        wanted |= dict.fromkeys(catalog.by_id)
    return [*wanted]


def _find_idle(own: str, path: str, code: str, wanted: list[tuple[str, str]]) -> tuple[str, ...]:
    catalog, _ = parse_catalogs([(path, own)], code, path)
    return tuple(one for one, _ in sorted(catalog.by_id.keys() - set(wanted)))


def _write_head(language: Language) -> str:
    return (
        f"# Interface texts in {language.name}; the message ids are the English texts.\n"
        "# Where a translation is empty, readers see the English.\n"
        'msgid ""\n'
        'msgstr ""\n'
        f'"Language: {language.code}\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: {write_plural_rule(language.cldr)}\\n"\n'
    )


def _write_entry(singular: str, plural: str, forms: int) -> str:
    one, many = (load_pofile().normalize(text, width=0) for text in (singular, plural))
    if not plural:
        return f'msgid {one}\nmsgstr ""\n'
    strings = "".join(f'msgstr[{index}] ""\n' for index in range(forms))
    return f"msgid {one}\nmsgid_plural {many}\n{strings}"
