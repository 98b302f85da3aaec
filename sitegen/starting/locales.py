"""What CLDR knows of a language that a site is to be written in: its settings in `site.toml`."""

from __future__ import annotations

import re

from babel import Locale
from babel.localedata import exists, locale_identifiers

from sitegen.language.language import Language
from sitegen.language.scripts import find_likely
from sitegen.messages.said import say
from sitegen.problems import RefusedError, suggest
from sitegen.project.languages import CODE

_COUNTED_BY_TEN_THOUSANDS = frozenset({"zh", "ja", "ko", "yue"})
"""Languages that have a word for ten thousand and none for a thousand thousands."""
_SCALED_FROM, _MYRIAD = 1_000_000, 10_000


class UnknownLanguageError(RefusedError):
    """CLDR has no such language; the message says so, `hint` which are near."""

    def __init__(self, code: str) -> None:
        """Name the code in the message, and the nearest codes in the hint."""
        near = suggest(code, [one for one in locale_identifiers() if "_" not in one])
        super().__init__(
            say("CLDR has no language `{code}`", code=code),
            near or say("Write codes such as `en` or `zh-Hant`"),
        )


def know_language(code: str) -> Language:
    """The settings of a language by its code, such as `de` or `zh-Hant`.

    Raises:
        UnknownLanguageError: CLDR has no such language.
    """
    name, _, script = code.partition("-")
    locale = next(filter(exists, _list_names(name, script, find_likely(code))), "")
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


def _list_names(name: str, script: str, likely: str) -> tuple[str, ...]:
    """Names that CLDR may have for a language, the most exact first: `zh_Hant_TW`, `zh_Hant`; `de_DE`, `de`."""
    parts = likely.split("_")
    territory = parts[-1] if len(parts) > 1 else ""
    if script:
        return (f"{name}_{script}_{territory}", f"{name}_{script}")
    return (likely, f"{name}_{territory}", name)
