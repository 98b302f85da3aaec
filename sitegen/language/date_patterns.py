"""Dates in running text, in Chinese and English: their numerals count nothing.

Years from 1949 to 2099, months, days after a month, quarters, and spans of them; a year before
what is counted (2020家, 2050 km) is a number.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sitegen.language.numeral_words import COUNTED, MONTHS, alternatives

if TYPE_CHECKING:
    from collections.abc import Iterator


_YEAR = r"(?:1949|19[5-9][0-9]|20[0-9]{2})"
_TO = "(?:[-—–~～至到]|——)"
_MONTH = rf"(?:{alternatives(MONTHS)})"
_DAY = r"[0-9]{1,2}(?:st|nd|rd|th)?(?![0-9])"
_THINGS = " ".join(COUNTED[reason] for reason in ("measure words", "times", "money and measures"))
_MEASURED = rf"\s?(?:{alternatives(_THINGS)}|per ?cent|km|m²|yuan|dollars|times|days?|years?)"
_DATES = (
    rf"(?<![0-9.,]){_YEAR}\s?年代?",
    r"(?<![0-9.])(?:1[0-9]|2[01]|[一二]十[一二]?)世纪(?:[0-9]0年代)?",
    rf"(?<![0-9.])(?:1[0-2]|0?[1-9])(?=\s?{_TO}\s?(?:1[0-2]|[1-9])\s?月)",
    r"(?<![0-9.])(?:1[0-2]|0?[1-9])\s?月",
    rf"(?:月|(?<=日){_TO})\s?(?:[12][0-9]|3[01]|0?[1-9])(?=\s?{_TO}\s?[0-9]{{1,2}}\s?[日号])",
    r"(?<=[月至到—–-])\s?(?:[12][0-9]|3[01]|0?[1-9])\s?[日号]",
    r"前?第?[一二三四1-4]\s?季度",
    r"[一二][〇○零九][〇○零一二三四五六七八九]{2}年",
    r"(?:十[一二]?|[一二三四五六七八九])月(?:[一二三四五六七八九十]{1,3}日)?",
    rf"(?<![0-9]){_YEAR}s\b",
    rf"(?<![0-9.,]){_YEAR}[-–](?:[0-9]{{2}}(?:-[0-9]{{2}})?)(?![0-9])",
    rf"\b(?:(?:[0-9]{{1,2}}\s?[-–]\s?)?{_DAY}\s)?{_MONTH}(?:\s{_DAY})?\b",
    r"\b[QH][1-4]\b",
    rf"(?<![0-9.,/$¥€￥−])(?<!(?:CNY|USD|RMB|EUR)\s){_YEAR}(?![0-9]|[.,/][0-9]|\s?[万亿]|{_MEASURED})",
)
_DATE = tuple(re.compile(pattern) for pattern in _DATES)


def find_dates(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each date, and of each part of one; digits must be half-width."""
    return (match.span() for date in _DATE for match in date.finditer(text))
