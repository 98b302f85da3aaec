"""A language to add to a site: its settings, its columns of the tables, and the pages that it begins with.

What nobody has translated yet stands in the language it is translated from, so that the site goes on to build.
What `sitegen init` wrote, and nobody changed, is written as `init` writes it in the new language.
"""

from __future__ import annotations

import csv
import io
import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.filenames.pages import list_languages
from sitegen.language.plurals import fit_forms
from sitegen.ledger.schema import make_tables
from sitegen.messages.said import say, say_many, say_names
from sitegen.naming import SITE_TOML
from sitegen.pages.kinds import PAGE_KINDS
from sitegen.project.language_codes import suggest_code
from sitegen.project.pages import HOME
from sitegen.starting.example import (
    FORM,
    WITHOUT_PICTURES,
    is_pictured,
    load_words,
    name_slug,
    write_example_page,
    write_language,
)
from sitegen.starting.locales import is_code
from sitegen.starting.pages import quote_text
from sitegen.starting.rows import NewError, read_file_text
from sitegen.starting.step import agree_pages
from sitegen.translations.record import name_lock

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from sitegen.language.language import Language
    from sitegen.ledger.columns import Column, Table
    from sitegen.messages.said import Said
    from sitegen.project.config import Config
    from sitegen.starting.catalogue import Catalogue

_OPEN = "# to be translated"
"""What stands behind a setting that is copied from another language."""
_LANGUAGES = "[[languages]]"
_SETTING = re.compile(
    r"""(?P<start>[ \t]*(?:[\w-]+[ \t]*\.[ \t]*)*)["']?(?P<code>[a-z]{2,3}(?:-[A-Za-z]+)*)["']?(?P<equals>[ \t]*=[ \t]*)(?P<value>(["'])(?!\5\5).*)"""
)
"""A text of a language in a line of its own."""


@dataclass(frozen=True)
class Translated:
    """What was written in the new language, and how much of it is another's still."""

    text: str
    left: int
    """How many texts wait for their translation."""


def add_to_settings(
    text: str, lead: str, codes: Sequence[str], language: Language, *, pictures: bool
) -> Translated:
    """The settings with a language more, each text of a language copied from that of `lead`.

    Args:
        text: `site.toml` as it stands, which is valid.
        lead: The language that is translated from.
        codes: The languages of the site.
        language: The new one.
        pictures: Whether pages have pictures, as it stands.

    Raises:
        NewError: Texts stand in a form that lines cannot be added to.
    """
    texts = _find_texts(load_words(lead)["site"], load_words(language.code)["site"])
    newline = "\r\n" if "\r\n" in text else "\n"
    lines, start, waiting, left = list[str](), "", "", 0
    for line in [*text.splitlines(), ""]:
        found = _SETTING.fullmatch(line)
        if waiting and not (found and found["code"] in codes and found["start"] == start):
            lines.append(waiting)
            waiting = ""
        lines.append(line)
        if found and found["code"] == lead:
            start = found["start"]
            value = tomllib.loads(f"value = {found['value']}")["value"]
            known = texts.get(value, "")
            said = quote_text(known) if known else f"{quote_text(value)} {_OPEN}"
            waiting = f"{start}{language.code}{found['equals']}{said}"
            left += not known
    lines = _add_table(lines[:-1], language)
    if pictures and not is_pictured(language):
        lines.insert(_find_first(lines), WITHOUT_PICTURES)
    written = newline.join(lines) + newline
    if _lacks(tomllib.loads(written), lead, language.code):
        raise NewError(
            say(
                "a text of `site.toml` stands where no line can be added for `{code}`",
                code=language.code,
            ),
            say("Write each text in a line of its own, such as `title.{lead} = …`", lead=lead),
        )
    return Translated(written, left)


def _find_texts(ours: Mapping[str, str], theirs: Mapping[str, str]) -> dict[str, str]:
    """What `init` says in another language, by what it says in ours."""
    return {text: theirs[name] for name, text in ours.items() if name in theirs}


def _add_table(lines: Sequence[str], language: Language) -> list[str]:
    """The lines with the table of the language behind those of the others."""
    heads = [number for number, line in enumerate(lines) if line.lstrip().startswith("[")]
    last = max(number for number in heads if lines[number].strip().startswith(_LANGUAGES))
    end = next((number for number in heads if number > last), len(lines))
    while end > last and not lines[end - 1].strip():
        end -= 1
    return [*lines[:end], *write_language(language), *lines[end:]]


def _find_first(lines: Sequence[str]) -> int:
    """The line below the first setting, which no table has taken yet."""
    return next(number + 1 for number, line in enumerate(lines) if re.match(r"\s*[\w-]+\s*=", line))


def _lacks(value: object, lead: str, code: str) -> bool:
    """Whether any text is given in one language and not in the other."""
    if isinstance(value, dict):
        if isinstance(value.get(lead), str) and code not in value:
            return True
        return any(_lacks(one, lead, code) for one in value.values())
    return False


def add_to_table(
    text: str, table: Table, lead: str, codes: Sequence[str], language: Language
) -> Translated:
    """A table with the columns of a language more, each filled with what stands in that of `lead`; empty if none is."""
    texts = _find_texts(load_words(lead)["cells"], load_words(language.code)["cells"])
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    header, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    names = [name.strip() for name in header]
    left, before = 0, len(names)
    for column in table.columns:
        ours, theirs = column.names((lead, language.code)) if column.localized else ("", "")
        if ours not in names or theirs in names:
            continue
        place = names.index(ours)
        at = 1 + max(names.index(one) for one in column.names(tuple(codes)) if one in names)
        names.insert(at, theirs)
        for row in rows:
            cell = row[place] if place < len(row) else ""
            row.extend([""] * (at - len(row)))
            row.insert(at, _translate(cell, column, texts, language))
            left += bool(cell) and cell not in texts
    if len(names) == before:
        return Translated("", 0)
    file = io.StringIO()
    newline = "\r\n" if "\r\n" in text else "\n"
    csv.writer(file, lineterminator=newline).writerows([names, *rows])
    return Translated(mark + file.getvalue(), left)


def _translate(cell: str, column: Column, texts: Mapping[str, str], language: Language) -> str:
    """What a cell says in the language: as `init` has it, else as it stands."""
    said = texts.get(cell, cell)
    return fit_forms(said, language.code) if column.name == FORM else said


def _read_choice(codes: Sequence[str], given: Mapping[str, str]) -> tuple[str, bool]:
    """The language that is translated from, and whether all its pages are copied, as an author says it."""
    if unknown := given.keys() - {"from", "pages"}:
        raise NewError(
            say("a language has no `{name}`", name=min(unknown)),
            say("Say `from=CODE`, whose texts are translated, and `pages=all`, to copy all pages"),
        )
    lead, pages = given.get("from") or codes[0], given.get("pages") or "home"
    if lead not in codes:
        raise NewError(
            say("`{code}` is not a language of the site", code=lead),
            list_languages(codes) if is_code(lead) else suggest_code(lead, codes),
        )
    if pages not in {"home", "all"}:
        raise NewError(
            say("`{name}` cannot be `{value}`", name="pages", value=pages),
            say("It is one of {enum}", enum=say_names(("home", "all"))),
        )
    return lead, pages == "all"


def translate_site(
    project: Path, config: Config, language: Language, given: Mapping[str, str]
) -> tuple[dict[str, str], tuple[Said, ...]]:
    """The files of a site that change or come with a language, by their paths, and what of them is to be translated.

    Raises:
        NewError: Something is given that a language does not have, or a file cannot be added to.
    """
    lead, all_copied = _read_choice(config.codes, given)
    settings = read_file_text(project / SITE_TOML)
    made = {
        SITE_TOML: add_to_settings(settings, lead, config.codes, language, pictures=config.pictures)
    }
    tables = {
        f"{config.path('data')}/{one.name}.csv": one for one in make_tables(config.source_kinds)
    }
    for path, table in tables.items():
        if text := read_file_text(project / path):
            made[path] = add_to_table(text, table, lead, config.codes, language)
    files = {path: one.text for path, one in made.items() if one.text}
    folder = config.path("content")
    pages = {code: _read_pages(project / folder, code) for code in config.codes}
    new = _list_pages(pages, lead, language, all_copied=all_copied)
    files |= {f"{folder}/{slug}.{language.code}.md": text for slug, (text, _) in new.items()}
    said = {
        slug: {code: own[slug] for code, own in pages.items() if slug in own}
        | {language.code: text}
        for slug, (text, is_known) in new.items()
        if is_known
    }
    if said:
        lock = read_file_text(project / name_lock(folder))
        files |= agree_pages(lock, folder, (*config.codes, language.code), said)
    left = [_tell_left(path, one.left, lead) for path, one in made.items() if one.left]
    copies = [
        f"{folder}/{slug}.{language.code}.md" for slug, (_, known) in new.items() if not known
    ]
    return files, (*left, *(_tell_copy(path, lead) for path in copies))


def _read_pages(folder: Path, code: str) -> dict[str, str]:
    """The texts of the pages in a language, by name."""
    ending = f".{code}.md"
    return {
        path.relative_to(folder).as_posix().removesuffix(ending): read_file_text(path)
        for path in sorted(folder.rglob(f"*{ending}"))
    }


def _list_pages(
    pages: Mapping[str, Mapping[str, str]], lead: str, language: Language, *, all_copied: bool
) -> dict[str, tuple[str, bool]]:
    """Pages that a language begins with: by name the text, and whether it says what the others do.

    Those that stand in every language as `init` wrote them are written so; of the others the home page is copied,
    or all are.
    """
    kinds, found = {name_slug(kind): kind for kind in PAGE_KINDS}, dict[str, tuple[str, bool]]()
    for slug, text in pages[lead].items():
        own = {code: texts[slug] for code, texts in pages.items() if slug in texts}
        if made := _write_as_init(kinds[slug], own, language.code) if slug in kinds else "":
            found[slug] = made, True
        elif all_copied or slug == name_slug(HOME):
            found[slug] = text, False
    return found


def _write_as_init(kind: str, own: Mapping[str, str], code: str) -> str:
    """A page as `init` writes it in a language, where it stands so in all that have it; else nothing."""
    order = [*PAGE_KINDS].index(kind)
    for filled in (True, False):
        written = {one: write_example_page(kind, one, order, filled=filled) for one in (*own, code)}
        if all(text.replace("\r\n", "\n") == written[one] for one, text in own.items()):
            return written[code]
    return ""


def _tell_left(path: str, number: int, lead: str) -> Said:
    return say_many(
        number,
        "{path}: {n} text is to be translated; until then it stands in `{lead}`",
        "{path}: {n} texts are to be translated; until then they stand in `{lead}`",
        path=path,
        lead=lead,
    )


def _tell_copy(path: str, lead: str) -> Said:
    return say(
        "{path}: to be translated; it is a copy of the page in `{lead}`", path=path, lead=lead
    )


def tell_catalogue(made: Catalogue) -> Iterator[Said]:
    """That texts of the interface wait for their translation, where any do."""
    if made.added:
        yield say_many(
            made.added,
            "{path}: {n} text of the interface is to be translated into `{code}`; until then it is read in English",
            "{path}: {n} texts of the interface are to be translated into `{code}`; until then they are read in English",
            path=made.path,
            code=made.path.rpartition("/")[2].removesuffix(".po"),
        )
