"""A wrong code of a language in `site.toml` is told once, at that code, with the one that is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from projects import SHIPPED, copy_project

from sitegen.build.order import check_site
from sitegen.language.scripts import find_locale, guess_language
from sitegen.problems import InvalidProjectError, format_problem
from sitegen.project.config import parse_config

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (SHIPPED / "site.toml").read_text("utf-8")
"""Of a site in English and German."""


def _tell(*edits: tuple[str, str]) -> list[str]:
    text = TEXT
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    try:
        parse_config(text)
    except InvalidProjectError as error:
        return [format_problem(problem).partition(": ")[2] for problem in error.problems]
    return []


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("EN", "en"),
        ("eng", "en"),
        ("deu", "de"),
        ("jpn", "ja"),
        ("jp", "ja"),
        ("cn", "zh"),
        ("en_US", "en"),
        ("zh-CN", "zh"),
        ("zh_TW", "zh-Hant"),
        ("zh-Hant-HK", "zh-Hant"),
        ("zh_Hans", "zh"),
        ("sr_Latn", "sr-Latn"),
        ("iw", "he"),
        ("chinese", "zh"),
        ("日本語", "ja"),
        ("uk", "uk"),  # Ukrainian has it
        ("us", "en"),
        ("xx", ""),
        ("", ""),
    ],
)
def test_what_a_code_means(text: str, meant: str) -> None:
    assert guess_language(text) == meant


def test_the_most_exact_locale() -> None:
    found = [find_locale(one) for one in ("de", "zh", "zh-Hant", "sr-Latn", "xx")]
    assert found == ["de_DE", "zh_Hans_CN", "zh_Hant_TW", "sr_Latn", ""]


@pytest.mark.parametrize("wrong", ["deu", "ger", "de-DE", "at", "fr", "xx"])
def test_a_code_that_is_not_that_of_its_texts(wrong: str) -> None:
    said = "error[config]: the texts of this language stand behind `de`, and its code is"
    assert _tell(('code = "de"', f'code = "{wrong}"')) == [
        f'{said} `{wrong}`. Write `code = "de"`.'
    ]


@pytest.mark.parametrize("wrong", ["DE", "de_DE", "German", "deutsch", "d/e", ""])
def test_a_code_that_cannot_be_one(wrong: str) -> None:
    assert _tell(('code = "de"', f'code = "{wrong}"')) == [
        f'error[config]: `{wrong}` is not a valid language code. Write `code = "de"`.'
    ]


def test_a_code_given_twice_is_told_where_it_does_not_belong() -> None:
    said = "error[config]: two languages have the code"
    assert _tell(('code = "de"', 'code = "en"')) == [f'{said} `en`. Write `code = "de"`.']
    assert _tell(('code = "en"', 'code = "de"')) == [f'{said} `de`. Write `code = "en"`.']


def test_a_code_of_the_texts_is_held_to_how_many_there_are() -> None:
    edits = ('code = "de"', 'code = "deu"'), ("title.de", "title.deu")
    assert [one.partition(": ")[2] for one in _tell(*edits)] == [
        "`title.deu` is of no language of the site. Did you mean `de`?",
        'the texts of this language stand behind `de`, and its code is `deu`. Write `code = "de"`.',
    ]


def test_codes_of_the_own_are_taken_where_all_settings_have_them() -> None:
    assert _tell((".de =", ".ch ="), ('code = "de"', 'code = "ch"')) == []


def test_a_text_of_no_language_is_told_where_it_stands() -> None:
    (told,) = _tell(("title.de", "title.german"))
    assert "`title.german` is of no language of the site. Did you mean `de`?" in told


@pytest.mark.parametrize(
    ("written", "meant"),
    [("german", "de"), ("DEU", "de"), ("us", "en"), ("en-GB", "en")],
)
def test_the_language_that_leads(written: str, meant: str) -> None:
    assert _tell(('default_language = "en"', f'default_language = "{written}"')) == [
        f"error[config]: `{written}` is not one of the languages. Did you mean `{meant}`?"
    ]


@pytest.mark.parametrize(
    ("key", "right", "wrong", "cure"),
    [
        ("locale", "de_DE", "de-DE", "CLDR has no locale `de-DE`. Write `de_DE`"),
        ("locale", "de_DE", "german", "CLDR has no locale `german`. Write `de_DE`"),
        ("locale", "de_DE", "zh-TW", "CLDR has no locale `zh-TW`. Write `zh_TW`"),
        ("locale", "de_DE", "jp", "CLDR has no locale `jp`. Write `ja_JP`"),
        ("locale", "de_DE", "zz_ZZ", "Write it with underscores, e.g. `en_GB`"),
        ("locale", "de_DE", "en-GB", "is that of another: `en-GB`. Write `de_DE`"),
        ("tag", "de", "de_DE", "`de_DE` is not a valid tag of a language. Write `de-DE`"),
        ("tag", "de", "中文", "`中文` is not a valid tag of a language. Write `zh`"),
        ("tag", "de", "en", "`tag` of the language `de` is that of another: `en`. Write `de`"),
    ],
)
def test_tags_and_locales(key: str, right: str, wrong: str, cure: str) -> None:
    (told,) = _tell((f'{key} = "{right}"', f'{key} = "{wrong}"'))
    assert told.startswith("error[config]: ")
    assert told.endswith(f"{cure}.")


@pytest.mark.parametrize("wrong", ["deu", "de-DE", "at", "xx"])
def test_a_code_that_is_that_of_no_page_is_told_before_all_that_is_made_of_it(
    tmp_path: Path, wrong: str
) -> None:
    project = copy_project(tmp_path)
    settings = project / "site.toml"
    text = settings.read_text("utf-8").replace('code = "de"', f'code = "{wrong}"')
    settings.write_text(text.replace(".de = ", f".{wrong} = "), "utf-8")
    count = len([*(project / "content").rglob("*.de.md")])
    line = text.splitlines().index(f'code = "{wrong}"') + 1
    for more in range(2):
        (told,) = check_site(project).problems
        said = format_problem(told)
        assert said.startswith(f"site.toml:{line + more}:1: error[config]: the pages of this")
        assert f".de.md` and {count - 1} more, and its code is `{wrong}`" in said
        assert f'Write `code = "de"`, and `de` for `{wrong}` in all other settings' in said
        settings.write_text(f"# moved\n{settings.read_text('utf-8')}", "utf-8")


def test_a_code_that_has_as_many_pages_is_right(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    settings, content = project / "site.toml", project / "content"
    text = settings.read_text("utf-8").replace('code = "de"', 'code = "deu"')
    settings.write_text(text.replace(".de = ", ".deu = "), "utf-8")
    (content / "sea.de.md").rename(content / "sea.deu.md")
    said = [format_problem(one) for one in check_site(project).problems]
    assert said[0].startswith("content/index.de.md: error[file-name]: `de` is not a language of")
    assert not any("the pages of this language" in one for one in said)
