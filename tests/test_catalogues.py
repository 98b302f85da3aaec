"""The catalogues of the theme: complete, in the plurals of their languages, and in no other language than theirs."""

from __future__ import annotations

import gettext
import re
from functools import cache
from typing import TYPE_CHECKING

import pytest
from babel import Locale
from babel.messages.pofile import read_po
from harbours import copy_harbour
from projects import ROOT
from sketches import sketch_store

from sitegen.build.order import check_site
from sitegen.cli import main
from sitegen.commands.terminal import GOOD
from sitegen.language.catalog_reading import parse_catalog
from sitegen.language.language import Language
from sitegen.language.plurals import find_lone_forms, list_plurals, write_plural_rule
from sitegen.language.voice import Voice
from sitegen.project.theme import SOURCE
from sitegen.starting.catalogue import plan_catalogue
from sitegen.starting.locales import know_language

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sitegen.language.catalog import Catalog

TEN = ("zh", "en", "es", "fr", "ar", "ru", "pt", "de", "ja", "ko")
"""The languages that readers of such sites have most; the theme speaks them all."""
TRANSLATED = tuple(code for code in TEN if code != "en")
SAME: Mapping[str, frozenset[str]] = {
    "fr": frozenset(
        {
            *("Date", "Description", "Documents", "Licence", "Note", "Note {number}", "Page"),
            *("Pages", "Source", "exact", "{number} page", "PDF, {number} page"),
        }
    ),
    "pt": frozenset({"Downloads"}),
    "de": frozenset({"Downloads", "Feed", "Name", "Text"}),
}
"""Texts with words that are the same in English."""
QUOTES = {
    "zh": "“”《》", "es": "«»", "fr": "«»", "ar": "«»", "ru": "«»",
    "pt": "“”", "de": "„“", "ja": "「」『』", "ko": "“”「」‘’",
}  # fmt: skip
"""The quotation marks of a language."""
_QUOTE = re.compile(r"[\"“”„«»「」『』《》‹›]")
_PLACEHOLDER = re.compile(r"\{\w+\}")
_NUMBERS = (*range(130), 999, 1000, 1001, 1_000_000, 2_000_000, 1_000_001)


@cache
def _read(code: str) -> Catalog:
    path = SOURCE / "locale" / f"{code}.po"
    catalog, problems = parse_catalog(path.name, path.read_text("utf-8"), code)
    assert problems == ()
    return catalog


def test_the_theme_speaks_the_ten_languages() -> None:
    assert {path.stem for path in (SOURCE / "locale").iterdir()} == set(TEN)


@pytest.mark.parametrize("code", TRANSLATED)
def test_no_text_is_missing_fuzzy_or_left_over(code: str) -> None:
    catalog = _read(code)
    assert not catalog.open
    assert catalog.by_id.keys() == _read("zh").by_id.keys()
    planned = plan_catalogue(ROOT, "nowhere", know_language(code))
    assert (planned.added, planned.left) == (0, 0)


@pytest.mark.parametrize("code", TEN)
def test_plurals_are_those_of_cldr(code: str) -> None:
    locale = Locale.parse(code)
    text = (SOURCE / "locale" / f"{code}.po").read_text("utf-8")
    head = re.search(r"Plural-Forms: nplurals=(\d+); plural=(.+?);\\n", text)
    assert head
    named = list_plurals(locale)
    assert int(head[1]) == len(named)
    for rule in (head[2], write_plural_rule(locale).partition("plural=")[2].rstrip(";")):
        pick = gettext.c2py(rule)
        assert [named[pick(number)] for number in _NUMBERS] == [
            locale.plural_form(number) for number in _NUMBERS
        ]
    with (SOURCE / "locale" / f"{code}.po").open("rb") as file:
        many = [one for one in read_po(file) if isinstance(one.id, tuple)]
    assert {len([*one.string]) for one in many if one.string} <= {len(named)}


@pytest.mark.parametrize("code", TRANSLATED)
def test_no_text_is_left_in_english(code: str) -> None:
    same = {
        one
        for (one, _), texts in _read(code).by_id.items()
        if one in texts and re.search("[a-z]", _PLACEHOLDER.sub("", one))
    }
    assert same == SAME.get(code, frozenset())


@pytest.mark.parametrize("code", TRANSLATED)
def test_placeholders_are_those_of_the_text(code: str) -> None:
    lone = find_lone_forms(code)
    for (one, many), texts in _read(code).by_id.items():
        wanted = {*_PLACEHOLDER.findall(one)}
        for at, text in enumerate(texts):
            spared = {"{number}"} if many and at in lone else set()
            assert {*_PLACEHOLDER.findall(text)} | spared == wanted | spared, text
            assert text.count("#") == one.count("#"), text


@pytest.mark.parametrize("code", TRANSLATED)
def test_texts_are_quoted_as_the_language_quotes(code: str) -> None:
    for texts in _read(code).by_id.values():
        for text in texts:
            assert set(_QUOTE.findall(text)) <= set(QUOTES[code]), text


def test_a_form_of_one_number_alone_may_leave_it_out() -> None:
    pages = "{number} page", "{number} pages"
    language = Language("ar", "ar", "ar", "العربية", 1_000_000, grouped=True)
    arabic = Voice(language, _read("ar"))
    assert arabic.say_many(*pages, 2) == "صفحتان"
    assert arabic.say_many(*pages, 5) == "5 صفحات"
    entry = f'msgid "{pages[0]}"\nmsgid_plural "{pages[1]}"\n'
    forms = ("страница", "{number} страницы", "{number} страниц", "{number} страницы")
    strings = "".join(f'msgstr[{at}] "{form}"\n' for at, form in enumerate(forms))
    rule = write_plural_rule(Locale.parse("ru"))
    head = f'msgid ""\nmsgstr "Plural-Forms: {rule}\\n"\n\n'
    _, problems = parse_catalog(
        "ru.po", head + entry + strings, "ru"
    )  # the first is that of 21 too
    assert ["lacks the placeholder `{number}`" in one.message for one in problems] == [True]


def test_a_language_that_the_theme_does_not_speak_is_said(tmp_path: Path) -> None:
    built = check_site(copy_harbour(tmp_path / "in", ("en", "nl")), sketch_store())
    assert [(one.rule, one.message) for one in built.problems] == [
        (
            "untranslated",
            "the catalogue is missing: no interface text has a translation into `nl`",
        )
    ]


def test_a_site_is_started_in_all_ten_without_a_warning(tmp_path: Path) -> None:
    assert main(["init", str(tmp_path / "site"), "--languages", ",".join(TEN)]) == GOOD
    assert check_site(tmp_path / "site", sketch_store()).problems == ()
