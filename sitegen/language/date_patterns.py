"""Dates in running text: their numerals count nothing.

Years from 1949 to 2099, months, days beside a month, quarters, and spans of them, as CLDR has them for the language;
a year before what is counted (2020家, 2050 km, 2017 firms) is a number. Names of months and days of the week are put out of the way first,
so that what is left to look for is short.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sitegen.language.numeral_words import (
    BEFORE_YEARS,
    COUNTED,
    COUNTED_BESIDE,
    COUNTED_NOUNS,
    MORE_THAN,
    alternatives,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from babel import Locale

    from sitegen.language.lexicon import Lexicon


_YEAR = r"(?:1949|19[5-9][0-9]|20[0-9]{2})"
_ANY_YEAR = r"[12][0-9]{3}"
_TO = "(?:[-—–~～至到]|——)"
_DAY = "(?:[12][0-9]|3[01]|0?[1-9])"
_MONTH = "\ue000\ue001*"
_WEEKDAY = "\ue002\ue001*"
_THINGS = " ".join(COUNTED[reason] for reason in ("measure words", "times", "money and measures"))
_MEASURED = rf"\s?(?:{alternatives(_THINGS)}|per ?cent|km|m²|yuan|dollars|times|days?|years?)"
_COMMON = (
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
    rf"(?<![0-9.,]){_YEAR}[-–/](?:[0-9]{{2}}(?:-[0-9]{{2}})?)(?![0-9])",
    r"\b[QH][1-4]\b",
)
"""What dates are in all languages, and in Chinese beyond CLDR."""
_PLAIN_YEAR = re.compile(
    rf"(?<![0-9.,/$¥€￥−])(?<!(?:CNY|USD|RMB|EUR)\s){_YEAR}(?![0-9]|[.,/][0-9]|\s?[万亿兆]|{_MEASURED})"
)
"""Most numerals are years, and are looked at for that first."""
_COUNTED = re.compile(
    rf"\s?(?:{alternatives(COUNTED_BESIDE)})|\s(?:{alternatives(COUNTED_NOUNS)})\b", re.IGNORECASE
)
_BEFORE_YEAR = re.compile(rf"\b(?:{alternatives(BEFORE_YEARS)})\s$", re.IGNORECASE)
_MORE = re.compile(rf"\b(?:{alternatives(MORE_THAN).replace('_', ' ')})\s$", re.IGNORECASE)
_REACH = 20
"""So many characters before a number are read."""
_DAY_FIRST = (
    r"(?<![0-9./])(?:(?:3[01]|2[0-9]|1[3-9])/(?:1[0-2]|0?[1-9])|[0-3]?[0-9]/0[1-9])(?![0-9./])",
)
_MONTH_FIRST = (
    r"(?<![0-9./])(?:(?:1[0-2]|0?[1-9])/(?:3[01]|2[0-9]|1[3-9])|0[1-9]/[0-3][0-9])(?![0-9./])",
)
"""31/12 and 03/04 are days; 3/4 is a fraction."""
_SPACE = re.compile(r"[\s\u00a0\u2009\u202f\u200e\u200f]+")
_FIELD = re.compile(r"'([^']*)'|(y+|Y+|u+|M+|L+|d+|E+|c+|e+|Q+|q+)|([A-Za-z])|([^A-Za-z']+)")
_WIDE = 3
"""From so many letters on, a field of CLDR is a name: MMM."""


@dataclass(frozen=True, eq=False)
class DatePatterns:
    """How the dates of a language look."""

    months: re.Pattern[str]
    weekdays: re.Pattern[str]
    dates: tuple[re.Pattern[str], ...]
    """Looked for one by one, for they may overlap."""
    words: tuple[re.Pattern[str], ...]
    """Dates that are looked for in the text as it stands."""

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Start and end of each date, and of each part of one; the text must be plain."""
        for date in (*_COMMON_DATES, *self.words):
            yield from (match.span() for match in date.finditer(text))
        bare = self.months.sub(
            lambda found: _hide("\ue000", found), text
        )  # `mar` is March, and Tuesday
        bare = self.weekdays.sub(lambda found: _hide("\ue002", found), bare)
        for date in self.dates:
            yield from (match.span() for match in date.finditer(bare))


_COMMON_DATES = tuple(re.compile(pattern) for pattern in _COMMON)


def is_year(text: str, start: int, end: int) -> bool:
    """Whether a numeral is a year by itself: not where it counts people or firms, or is more than something."""
    found = _PLAIN_YEAR.match(text, start)
    if found is None or found.end() < end:
        return False
    before = text[max(0, start - _REACH) : start]
    if _MORE.search(before):
        return False
    return not _COUNTED.match(text, end) or _BEFORE_YEAR.search(before) is not None


def _hide(sign: str, found: re.Match[str]) -> str:
    return sign + "\ue001" * (len(found[0]) - 1)


@lru_cache(maxsize=32)
def read_dates(lexicon: Lexicon) -> DatePatterns:
    """How the dates of a language look, by CLDR."""
    locale = lexicon.locale
    months, weekdays = _names(locale.months), _names(locale.days)
    counted = {name for name in months if re.search("[0-9]", name)}  # 5월, tháng 5
    month = f"(?:{_MONTH}|{_alternate(counted)})" if counted else _MONTH
    quarters = _alternate(_names(locale.quarters))
    day = rf"(?<![0-9.,]){_DAY}(?![0-9]){lexicon.day}"
    comma = r"(?:,|،|\sde|\sdel|\sof|\sг)?"
    forms = {
        rf"(?:(?:{_DAY}{lexicon.day}\s?(?:[-–—]|/|\s\S{{1,3}}\s)\s?)?{day}[\s.]\s?)?{month}\.?(?:{comma}\s{_ANY_YEAR}(?![0-9]))?",
        rf"{month}\.?\s{_DAY}(?:st|nd|rd|th)?(?![0-9]|[.,][0-9]|\s?[%％])(?:\s?[-–—]\s?{_DAY}(?![0-9]))?(?:,?\s{_ANY_YEAR}(?![0-9]))?",
        rf"(?<![0-9./]){_DAY}[./-]{_DAY}[./-]{_ANY_YEAR}(?![0-9])",
        rf"(?<![0-9./]){_ANY_YEAR}[./-]{_DAY}[./-]{_DAY}(?![0-9])",
        r"(?<![0-9])[12][0-9]{3}-(?:1[0-2]|0[1-9])(?![0-9])",
    }
    forms.update(_convert(locale, month, quarters))
    words = [pattern.replace("{year}", _ANY_YEAR) for pattern in lexicon.dates]
    words += [
        rf"{quarters}(?:[,/]?\s?(?:\S{{1,3}}\s)?{_ANY_YEAR}(?![0-9]))?",
        rf"{_ANY_YEAR}[.年년]?\s?{quarters}",
    ]
    return DatePatterns(
        re.compile(_alternate(months - counted)),
        re.compile(_alternate(weekdays)),
        tuple(map(re.compile, sorted(forms))),
        tuple(re.compile(pattern, re.IGNORECASE) for pattern in words),
    )


def _names(table: Mapping[str, Mapping[str, Mapping[Any, str]]]) -> set[str]:
    """Names of months, days or quarters in all forms but single letters, with and without a capital."""
    found = {
        name
        for widths in table.values()
        for width, names in widths.items()
        if width != "narrow"
        for name in names.values()
        if len(name) > 1
    }
    return found | {name[0].upper() + name[1:] for name in found}


def _alternate(names: Iterable[str]) -> str:
    """Any of some names, the longest first, as whole words; those of Chinese characters stand anywhere."""
    edges: dict[tuple[str, str], list[str]] = {}
    for name in sorted(names, key=lambda name: (-len(name), name)):
        before = r"(?<!\w)" if name[0].lower() != name[0].upper() else "(?<![0-9])"
        after = "" if _is_han(name) or not name[-1].isalnum() else r"(?!\w)"
        written = r"\s".join(map(re.escape, name.split()))
        edges.setdefault((before, after), []).append(written)
    groups = (f"{before}(?:{'|'.join(own)}){after}" for (before, after), own in edges.items())
    return f"(?:{'|'.join(groups)})" if edges else "(?!)"


def _is_han(name: str) -> bool:
    return bool(re.search("[\u3040-\u9fff\uac00-\ud7af]", name))


def _convert(locale: Locale, month: str, quarters: str) -> Iterator[str]:
    """The patterns of CLDR with a year, a month or a quarter, as regular expressions."""
    texts = [form.pattern for form in locale.date_formats.values()]
    texts += [form.pattern for form in locale.datetime_skeletons.values()]
    for fields in locale.interval_formats.values():
        if isinstance(fields, dict) or hasattr(fields, "values"):
            texts += ["".join(parts) for parts in fields.values()]
    comma = locale.number_symbols.get("latn", {}).get("decimal") == ","
    for text in {_SPACE.sub(" ", text) for text in texts}:
        converted = _convert_one(text, month, quarters)
        if converted is None:
            continue
        pattern, fields = converted
        numeric = not ({"name", "letters"} & fields)
        if ("y" in fields and fields & {"M", "Q"}) or (
            "M" in fields and (not numeric or (comma and text.endswith(".")))
        ):
            yield pattern
        elif "/" in text and re.fullmatch(r"\W*(?:d+/M+|M+/d+)\W*", text):
            yield from _DAY_FIRST if text.strip().startswith("d") else _MONTH_FIRST


def _convert_one(text: str, month: str, quarters: str) -> tuple[str, set[str]] | None:
    """A pattern of CLDR as a regular expression with what it holds; `None` for one of hours, weeks or eras."""
    pieces: list[str] = []
    fields: set[str] = set()
    for quoted, field, other, literal in _FIELD.findall(text):
        if other or len(field) > _WIDE + 1:
            return None
        match field[:1]:
            case "y" | "Y" | "u":
                fields.add("y")
                pieces.append("[0-9]{2}" if len(field) == 2 else _ANY_YEAR)  # noqa: PLR2004
            case "M" | "L":
                fields |= {"M", "name"} if len(field) >= _WIDE else {"M"}
                pieces.append(month if len(field) >= _WIDE else "(?:1[0-2]|0?[1-9])")
            case "d":
                pieces.append(_DAY)
            case "E" | "c" | "e":
                pieces.append(_WEEKDAY)
            case "Q" | "q":
                fields |= {"Q", "name"}
                pieces.append(quarters if len(field) >= _WIDE else "[1-4]")
            case _:
                if re.search(r"[^\W\d_]", quoted + literal):
                    fields.add("letters")
                pieces.append(_convert_literal(quoted + literal))
    body = "".join(pieces)
    return rf"(?<![0-9]){body}(?![0-9])", fields


def _convert_literal(text: str) -> str:
    """Literal text: any white space for a space, any dash for a dash."""
    escaped = re.escape(_SPACE.sub(" ", text)).replace(r"\ ", r"\s*")
    return re.sub(r"\\?[–—～~]|\\-(?=\\s)", _TO, escaped)
