"""What CLDR knows of a language that a site is to be written in: its settings in `site.toml`."""

from __future__ import annotations

import re

from babel import Locale
from babel.localedata import locale_identifiers

from sitegen.language.language import Language
from sitegen.language.scripts import SCRIPT_LETTERS, find_locale, find_script, guess_language
from sitegen.messages.said import Said, say
from sitegen.problems import RefusedError, suggest
from sitegen.project.language_codes import CODE
from sitegen.project.theme import get_theme_folder

_COUNTED_BY_TEN_THOUSANDS = frozenset({"zh", "ja", "ko", "yue"})
"""Languages that have a word for ten thousand and none for a thousand thousands."""
_UNGROUPED = frozenset({"zh", "yue"})
"""Languages that write 14200 rather than 14,200."""
_BETWEEN = re.compile(r"[\s;/|+、，；]+")
"""What authors write between codes, where a comma belongs."""
_SCALED_FROM, _MYRIAD = 1_000_000, 10_000


class UnknownLanguageError(RefusedError):
    """CLDR has no such language; the message says so, `hint` which are near."""

    def __init__(self, code: str) -> None:
        """Name the code in the message, and the one that it means or the nearest ones in the hint."""
        super().__init__(
            say("CLDR has no language `{code}`", code=code),
            _suggest_codes(code) or say("Write codes such as `en` or `zh-Hant`"),
        )


def _suggest_codes(code: str) -> Said:
    """The code that a text that is none means, or those near it."""
    meant = guess_language(code)
    if meant not in {"", code}:
        return suggest(meant, [meant])
    return suggest(code, [one for one in locale_identifiers() if "_" not in one])


def split_codes(text: str) -> tuple[str, ...]:
    """The codes of several languages that stand in a text without commas, such as `zh en` or `en/de`; none where one is unknown."""
    parts = [part for part in _BETWEEN.split(text) if part]
    codes = [part if is_code(part) else guess_language(part) for part in parts]
    return tuple(codes) if len(codes) > 1 and all(codes) else ()


def is_code(text: str) -> bool:
    """Whether a text is the code of a language that CLDR knows."""
    return bool(re.fullmatch(CODE, text) and find_locale(text))


def list_codes() -> tuple[str, ...]:
    """The codes of the languages that CLDR knows, with a script where it is not the usual one."""
    parts = [one.split("_") for one in locale_identifiers() if one != "root"]
    plain = {name for name, *rest in parts if not rest}
    written = {
        f"{name}-{rest[0]}"
        for name, *rest in parts
        if [len(one) for one in rest] == [SCRIPT_LETTERS] and rest[0] != find_script(name)
    }
    return tuple(sorted(plain | written))


def list_spoken() -> tuple[str, ...]:
    """The languages that the theme has all texts in."""
    return tuple(sorted(path.stem for path in (get_theme_folder() / "locale").glob("*.po")))


def call_language(code: str) -> str:
    """What a language is called in itself, or in English where CLDR does not know that."""
    if not (name := find_locale(code)):
        return code
    locale = Locale.parse(name)
    return locale.get_language_name() or locale.get_display_name("en") or code


def know_language(code: str) -> Language:
    """The settings of a language by its code, such as `de` or `zh-Hant`.

    Raises:
        UnknownLanguageError: CLDR has no such language.
    """
    if not is_code(code):
        raise UnknownLanguageError(code)
    name, locale = code.partition("-")[0], find_locale(code)
    return Language(
        code=code,
        tag=code,
        locale=locale,
        name=call_language(code),
        scaled_from=_MYRIAD if name in _COUNTED_BY_TEN_THOUSANDS else _SCALED_FROM,
        grouped=name not in _UNGROUPED,
    )
