"""In which direction a language is written, by CLDR's order of characters."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from babel import Locale, UnknownLocaleError

Direction = Literal["ltr", "rtl"]
"""From left to right, or from right to left, as HTML has it."""


@lru_cache(maxsize=256)
def find_direction(tag: str) -> Direction:
    """The direction of a language by its BCP 47 tag, such as `ar` or `zh-CN`; of one that CLDR does not know, left to right."""
    for name in (tag, tag.partition("-")[0]):
        try:
            return "rtl" if Locale.parse(name, sep="-").text_direction == "rtl" else "ltr"
        except (ValueError, UnknownLocaleError):
            continue
    return "ltr"
