"""Codes of languages and the scripts they are written in, as CLDR knows them."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from babel import Locale
from babel.core import get_global
from babel.localedata import exists

SCRIPT_LETTERS = 4
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


def find_locale(code: str) -> str:
    """The most exact name that CLDR has for a language: `zh_Hans_CN`, `de_DE`; empty where it has none."""
    name, _, script = code.partition("-")
    *_, territory = find_likely(code).split("_")
    if script:
        names: tuple[str, ...] = f"{name}_{script}_{territory}", f"{name}_{script}"
    else:
        names = find_likely(code), f"{name}_{territory}", name
    return next(filter(exists, names), "")


def find_script(code: str) -> str:
    """The script that a language is usually written in, as CLDR names it: `Latn`, `Hans`."""
    return next((part for part in find_likely(code).split("_") if len(part) == SCRIPT_LETTERS), "")


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
    """The code that a text that is none may mean: `EN`, `eng`, `en_US`, `jp`, `English`, `中文`; empty for none.

    With a script where it is not the usual one of the language: `zh-Hant` for `zh_TW`.
    """
    plain = text.strip().casefold().replace("_", "-")
    names = _names()
    short, _, rest = plain.partition("-")
    aliases = {key: str(value) for key, value in get_global("language_aliases").items()}
    for one in (short, aliases.get(short, ""), "" if rest else _find_spoken(short)):
        if one in names:
            return _add_script(one, rest)
    called = {name.casefold(): code for code, name in names.items()}
    return called.get(plain, "") or _call_itself().get(plain, "")


def _find_spoken(territory: str) -> str:
    """The language that is likely in a territory, whose code may be taken for that of its language: `ja` for `jp`."""
    if (name := territory.upper()) not in get_global("territory_languages"):
        return ""
    likely = get_global("likely_subtags")
    return str(likely.get(f"und_{name}", likely["und"])).partition("_")[0]


def _add_script(language: str, rest: str) -> str:
    """A language with the script that what stands behind its code says, if that is not its usual one."""
    parts = [
        part.title() if len(part) == SCRIPT_LETTERS else part.upper() for part in rest.split("-")
    ]
    script = next((part for part in parts if len(part) == SCRIPT_LETTERS), "")
    script = script or find_script("_".join((language, *filter(None, parts))))
    return f"{language}-{script}" if script not in {"", find_script(language)} else language


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """The names of languages in English, by their codes."""
    return dict(Locale("en").languages)


@lru_cache(maxsize=1)
def _call_itself() -> dict[str, str]:
    """Codes of the languages that many sites have, by what they call themselves."""
    codes = "ar", "de", "en", "es", "fr", "hi", "it", "ja", "ko", "nl", "pl", "pt", "ru", "tr", "zh"
    return {str(Locale(code).languages[code]).casefold(): code for code in codes}
