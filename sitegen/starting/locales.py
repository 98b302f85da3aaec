"""What CLDR knows of a language that a site is to be written in: its settings in `site.toml`."""

from __future__ import annotations

import re

from babel import Locale
from babel.localedata import locale_identifiers

from sitegen.language.language import Language
from sitegen.language.scripts import find_locale, guess_language
from sitegen.messages.said import say
from sitegen.problems import RefusedError, suggest
from sitegen.project.language_codes import CODE

_COUNTED_BY_TEN_THOUSANDS = frozenset({"zh", "ja", "ko", "yue"})
"""Languages that have a word for ten thousand and none for a thousand thousands."""
_SCALED_FROM, _MYRIAD = 1_000_000, 10_000


class UnknownLanguageError(RefusedError):
    """CLDR has no such language; the message says so, `hint` which are near."""

    def __init__(self, code: str) -> None:
        """Name the code in the message, and the one that it means or the nearest ones in the hint."""
        meant = guess_language(code)
        near = (
            suggest(meant, [meant])
            if meant not in {"", code}
            else suggest(code, [one for one in locale_identifiers() if "_" not in one])
        )
        super().__init__(
            say("CLDR has no language `{code}`", code=code),
            near or say("Write codes such as `en` or `zh-Hant`"),
        )


def know_language(code: str) -> Language:
    """The settings of a language by its code, such as `de` or `zh-Hant`.

    Raises:
        UnknownLanguageError: CLDR has no such language.
    """
    name, locale = code.partition("-")[0], find_locale(code)
    if not re.fullmatch(CODE, code) or not locale:
        raise UnknownLanguageError(code)
    return Language(
        code=code,
        tag=code,
        locale=locale,
        name=Locale.parse(locale).get_language_name() or code,
        scaled_from=_MYRIAD if name in _COUNTED_BY_TEN_THOUSANDS else _SCALED_FROM,
        grouped=name not in _COUNTED_BY_TEN_THOUSANDS,
    )
