"""Codes of languages and the scripts they are written in, as CLDR knows them."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from babel import Locale
from babel.core import get_global

_SCRIPT_LETTERS = 4
_LETTERS = {
    "Hans": ("CJK",),
    "Hant": ("CJK",),
    "Jpan": ("CJK", "HIRAGANA", "KATAKANA"),
    "Kore": ("HANGUL", "CJK"),
    "Arab": ("ARABIC",),
    "Cyrl": ("CYRILLIC",),
    "Deva": ("DEVANAGARI",),
    "Grek": ("GREEK",),
    "Hebr": ("HEBREW",),
    "Latn": ("LATIN",),
    "Thai": ("THAI",),
}
"""How Unicode names the letters of scripts."""


def find_likely(code: str) -> str:
    """A language with the script and the territory that it is likely to have: `zh_Hans_CN`."""
    return str(get_global("likely_subtags").get(code.replace("-", "_"), code.replace("-", "_")))


def find_script(code: str) -> str:
    """The script that a language is usually written in, as CLDR names it: `Latn`, `Hans`."""
    return next((part for part in find_likely(code).split("_") if len(part) == _SCRIPT_LETTERS), "")


def count_letters(text: str, code: str) -> tuple[int, int] | None:
    """How many letters of a text are of the script of a language, and of others; `None` where its letters are not known."""
    starts = _LETTERS.get(find_script(code))
    if starts is None:
        return None
    letters = [unicodedata.name(one, "") for one in text if one.isalpha()]
    own = sum(name.startswith(starts) for name in letters)
    return own, len(letters) - own


@lru_cache(maxsize=256)
def is_language(code: str) -> bool:
    """Whether the code of a language is one that CLDR has a name for."""
    return code.partition("-")[0] in _names()


@lru_cache(maxsize=256)
def guess_language(text: str) -> str:
    """The code that a text that is none may mean: `EN`, `eng`, `English`, `中文`; empty for none."""
    plain = text.strip().casefold().replace("_", "-")
    names = _names()
    short = plain.partition("-")[0]
    aliases = {key: str(value) for key, value in get_global("language_aliases").items()}
    for one in (short, aliases.get(short, "")):
        if one in names:
            return one
    called = {name.casefold(): code for code, name in names.items()}
    return called.get(plain, "") or _call_itself().get(plain, "")


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """The names of languages in English, by their codes."""
    return dict(Locale("en").languages)


@lru_cache(maxsize=1)
def _call_itself() -> dict[str, str]:
    """Codes of the languages that many sites have, by what they call themselves."""
    codes = "ar", "de", "en", "es", "fr", "hi", "it", "ja", "ko", "nl", "pl", "pt", "ru", "tr", "zh"
    return {str(Locale(code).languages[code]).casefold(): code for code in codes}
