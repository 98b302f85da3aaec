"""The files of a site to start from: it builds, and each line of it is there to be written over."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from sitegen.fonts.coverage import load_coverage
from sitegen.language.plurals import fit_forms
from sitegen.language.scripts import find_script
from sitegen.ledger.schema import TABLES
from sitegen.pages.kinds import PAGE_KINDS
from sitegen.project.pages import HOME
from sitegen.schemas.all import FOLDER, SITE, name_file, write_schema
from sitegen.starting.pages import quote_text, write_page
from sitegen.starting.step import agree_pages
from sitegen.starting.workflow import RELEASED, WORKFLOW, write_workflow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sitegen.language.language import Language
    from sitegen.ledger.columns import Table

SPARE = "en"
"""The language of the words for a language that has none of its own here."""
_SLUGS = {
    "home": "index",
    "briefing": "people",
    "tracker": "targets",
    "page": "about",
}
"""What the page of a kind is called, where it is not called as the kind."""
SCHEMA_FILE = f"{FOLDER}/{name_file(SITE)}"
"""What editors read that know the comment which names it: Taplo, Even Better TOML. `sitegen schema --out` renews it."""
_SOURCE = "<example-plan>"
"""What a text has that cites the example."""
_WORKED = re.compile(r":::\{worked-example\}.*?\n:::\n+", re.DOTALL)
"""A directive that works on a target of the example."""
WITHOUT_PICTURES = "pictures = false # their font has not all characters of these languages"
_BEYOND_PICTURES = frozenset({"Hant", "Jpan", "Kore"})
"""Scripts of which the font of the pictures has a part, not all."""
_ATTRIBUTES = """\
# Files are the same on every system, whatever the editor saves.
* text=auto eol=lf
*.png binary
*.jpg binary
*.webp binary
*.whl binary

# Lines that two branches add to it both stand.
translations.lock merge=union
"""
_IGNORED = """\
# Made by sitegen, and made again at any time.
/site/
/.sitegen/
/.sitegen-stage-*/
"""

FORM = "form"
"""The column of units whose cells have the plural forms of a language, separated by |."""


def make_example(
    languages: Sequence[Language], requirement: str = RELEASED, *, filled: bool = True
) -> dict[str, str]:
    """The files of a site in some languages, by their paths in its folder; its workflow installs what `requirement` says.

    It is `filled` with rows and texts of an example; or its tables are empty, but for units that any site has, and its pages say what they are and no more.
    """
    files = {
        "site.toml": _write_settings(languages),
        SCHEMA_FILE: write_schema(SITE),
        ".gitattributes": _ATTRIBUTES,
        ".gitignore": _IGNORED,
        WORKFLOW: write_workflow(requirement),
    }
    codes = tuple(language.code for language in languages)
    for table in TABLES:
        files[f"data/{table.name}.csv"] = _write_table(table, codes, filled=filled)
    for order, (kind, made) in enumerate(PAGE_KINDS.items()):
        for code in codes if filled or not made.traits.of_subject else ():
            path = f"content/{name_slug(kind)}.{code}.md"
            files[path] = write_example_page(kind, code, order, filled=filled)
    written = [name_slug(kind) for kind in PAGE_KINDS]
    texts = {
        slug: {code: files[f"content/{slug}.{code}.md"] for code in codes}
        for slug in written
        if f"content/{slug}.{codes[0]}.md" in files
    }
    return files | agree_pages("", "content", codes, texts)


def name_slug(kind: str) -> str:
    """What the page of a kind is called in a new site."""
    return _SLUGS.get(kind, kind)


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((files("sitegen.starting") / name).read_text("utf-8"))


@cache
def load_words(code: str) -> Mapping[str, Any]:
    """The words of the example in a language; those of the spare one where it has none."""
    for name in (code, code.partition("-")[0], SPARE):
        if (files("sitegen.starting") / "words" / f"{name}.toml").is_file():
            return _load(f"words/{name}.toml")
    raise FileNotFoundError(f"the words of the example are not installed: words/{SPARE}.toml")


def _write_settings(languages: Sequence[Language]) -> str:
    texts = {one.code: load_words(one.code)["site"] for one in languages}

    def each(name: str) -> Iterator[str]:
        for code, own in texts.items():
            yield f"{name}.{code} = {quote_text(own[name])}"

    lines = [
        f"#:schema ./{SCHEMA_FILE}",
        "# The settings of the site: write over what is not yours.",
        'url = "https://example.org/"',
        f"default_language = {quote_text(languages[0].code)}",
        'licence_url = "https://creativecommons.org/licenses/by/4.0/"',
        *([] if all(map(is_pictured, languages)) else [WITHOUT_PICTURES]),
        "",
        *(line for name in ("title", "description", "author", "licence") for line in each(name)),
    ]
    for language in languages:
        lines += write_language(language)
    lines += [
        "",
        "[manifest]",
        *each("short_name"),
        'theme_color = "#ffffff"',
        'background_color = "#ffffff"',
        "",
    ]
    return "\n".join(lines)


def write_language(language: Language) -> list[str]:
    """The lines of the table of a language in `site.toml`, with an empty one before them."""
    return [
        "",
        "[[languages]]",
        f"code = {quote_text(language.code)}",
        f"tag = {quote_text(language.tag)}",
        f"locale = {quote_text(language.locale)}",
        f"name = {quote_text(language.name)}",
        f"scaled_from = {language.scaled_from:_}",
        f"grouped = {str(language.grouped).lower()}",
    ]


def is_pictured(language: Language) -> bool:
    """Whether pictures of pages can show what is written in a language."""
    covered = load_coverage()
    letters = {ord(one) for one in language.name if not one.isspace()}
    return letters <= covered and find_script(language.code) not in _BEYOND_PICTURES


def _write_table(table: Table, codes: tuple[str, ...], *, filled: bool) -> str:
    """A table with its header and the rows of the example, or those alone that any site has."""
    rows = [row for row in _load("rows.toml").get(table.name, []) if filled or row.get("kept")]
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(table.header(codes))
    for row in rows:
        cells: list[str] = []
        for column in table.columns:
            said = row.get(column.name, "")
            if column.localized:
                own = [(code, load_words(code)["cells"].get(said, "")) for code in codes]
                is_form = column.name == FORM
                cells += (fit_forms(cell, code) if is_form else cell for code, cell in own)
            else:
                cells.append(said)
        writer.writerow(cells)
    return file.getvalue()


def write_example_page(kind: str, code: str, order: int, *, filled: bool) -> str:
    """The page of a kind in a language, `filled` with the example or saying what it is and no more."""
    words = load_words(code)["pages"]
    own = words.get(kind) or load_words(SPARE)["pages"].get(kind) or _name_kind(kind)
    if not filled:
        own = _empty(kind, own)
    texts = {name: own[name] for name in ("title", "short", "lead", "description") if name in own}
    settings = {"domain": "people"} if PAGE_KINDS[kind].traits.of_subject else {}
    if kind != HOME:
        settings["order"] = str(order)
    if filled:
        settings["updated"] = "2025-03-01"
    body = own["body"].strip("\n") + "\n"
    return write_page(kind, texts, settings, body)


def _empty(kind: str, own: Mapping[str, str]) -> Mapping[str, str]:
    """What a page says without what it says of the example."""
    if kind == HOME:
        return dict.fromkeys(("title", "short", "description"), own["short"]) | {"body": ""}
    body = _WORKED.sub("", own["body"])
    return {**own, "body": "" if _SOURCE in body else body}


def _name_kind(kind: str) -> dict[str, str]:
    """What a page says whose kind has no words here."""
    name = kind.replace("-", " ").capitalize()
    return dict.fromkeys(("title", "short", "description"), name) | {"body": f"{name}."}
