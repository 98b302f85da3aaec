"""What spreadsheets and input methods make of cells, told as what it is: dates, separators, errors, widths.

A cell is judged by its column first; here is only said why one that is wrong may have become so.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from sitegen.messages.said import Said, say
from sitegen.sheets.misread import read_anew, turn_back

if TYPE_CHECKING:
    from collections.abc import Callable


class Spoilt(NamedTuple):
    """What became of a cell."""

    message: Said
    """What it is, to follow the quoted cell."""
    hint: Said


AS_TEXT = say("and format the column as text in the spreadsheet")
ERRORS = re.compile(
    r"#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA)|Err:\d{3}"
)
"""What a spreadsheet shows for a formula that fails."""
HIDDEN = re.compile(r"#{3,}")
"""What a spreadsheet shows where a column is too narrow."""
LOST = re.compile(r"(?:^|(?<=[\s\d,;|，。、；]))\?{2,}")
"""What stands in the place of characters that an encoding does not have, where no word ends before it."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = "|".join(_MONTHS)
_FIRST_SERIAL, _LAST_SERIAL = 36526, 54788
"""The serial numbers of days from 2000 to 2049, as spreadsheets count them."""
_EPOCH = date(1899, 12, 30)
_WRITTEN = (
    (re.compile(rf"(?P<month>{_MONTH})[a-z]*[-. ](?P<year>\d\d(?:\d\d)?)", re.IGNORECASE), "month"),
    (re.compile(rf"(?P<year>\d\d(?:\d\d)?)[-. ](?P<month>{_MONTH})[a-z]*", re.IGNORECASE), "month"),
    (
        re.compile(
            rf"(?P<day>\d\d?)[-. ](?P<month>{_MONTH})[a-z]*[-. ](?P<year>\d\d(?:\d\d)?)",
            re.IGNORECASE,
        ),
        "day",
    ),
    (re.compile(r"(?P<year>\d{4})[/.年](?P<month>\d\d?)月?"), "month"),
    (
        re.compile(
            r"(?P<year>\d{4})[/.年-](?P<month>\d\d?)[/.月-](?P<day>\d\d?)日?(?: 0?0:00(?::00)?)?"
        ),
        "day",
    ),
    (re.compile(r"(?P<year>\d{4})-(?P<month>\d)"), "month"),
)
"""Forms of dates that spreadsheets write, and how precise they are."""


def explain_cell(text: str) -> Spoilt | None:
    """What became of a cell of any column; `None` for nothing that could be told."""
    if ERRORS.fullmatch(text):
        return Spoilt(say("the error of a formula"), say("Write the value itself"))
    if HIDDEN.fullmatch(text):
        return Spoilt(
            say("what a spreadsheet shows where a column is too narrow"),
            say("Make the column wider, and save the table again"),
        )
    if LOST.search(text):
        return Spoilt(
            say("what is left of characters that the encoding of a spreadsheet does not have"),
            say("Write them anew, or take the table as it was before, and save it as CSV UTF-8"),
        )
    if plain := read_anew(text):
        return Spoilt(
            say("UTF-8 that was read as Windows-1252"),
            say("Write `{plain}`: `sitegen fix --write`", plain=plain)
            if turn_back(text) == plain
            else say("Write `{plain}`", plain=plain),
        )
    return None


def explain_number(text: str) -> Spoilt | None:
    """Why a cell is no number."""
    found = ((form.fullmatch(text), explain) for form, explain in _NUMBERS)
    return next((explain(match) for match, explain in found if match), None)


def _tell_separated(found: re.Match[str]) -> Spoilt:
    plain = re.sub(r"[^0-9.-]", "", found[0])
    return Spoilt(
        say("a number with separators or a plus sign"), say("Write `{plain}`", plain=plain)
    )


def _tell_comma(found: re.Match[str]) -> Spoilt:
    plain = found[0].replace(".", "").replace(",", ".")
    return Spoilt(say("a number with a decimal comma"), say("Write `{plain}`", plain=plain))


def _tell_either(found: re.Match[str]) -> Spoilt:
    plain, point = found[0].replace(",", ""), found[0].replace(",", ".")
    return Spoilt(
        say("a number whose comma may mean two things"),
        say("Write `{plain}` or `{point}`", plain=plain, point=point),
    )


def _tell_short(_found: re.Match[str]) -> Spoilt:
    said = say("a number as spreadsheets shorten them, which may have lost digits")
    return Spoilt(said, say("Write all its digits as printed, {as_text}", as_text=AS_TEXT))


def _tell_unit(found: re.Match[str]) -> Spoilt:
    hint = say(
        "Write `{found}`; the unit stands in a column of its own, as printed", found=found[1]
    )
    return Spoilt(say("a number with its unit `{found}`", found=found[2]), hint)


_NUMBERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Spoilt]], ...] = (
    (re.compile(r"-?\d+(?:\.\d+)?[eE][+-]?\d+"), _tell_short),
    (re.compile(r"[+-]?\d{1,3},\d{3}"), _tell_either),
    (re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?"), _tell_separated),
    (re.compile(r"[+-]?\d{1,3}(?:[  \u202f'’]\d{3})+(?:\.\d+)?|\+\d+(?:\.\d+)?"), _tell_separated),
    (re.compile(r"-?\d{1,3}(?:\.\d{3})*,\d+|-?\d+,\d+"), _tell_comma),
    (re.compile(r"(-?\d+(?:\.\d+)?)\s*([%％‰]|[^\W\d]+)"), _tell_unit),
)
"""Forms of numbers that the tables do not have, and what is said of them."""


def explain_date(text: str, mark: str = "") -> Spoilt | None:
    """Why a cell is no date; with the mark of stocks, why it is no period."""
    plain, stock = text.removeprefix("@"), "@" * text.startswith("@")
    for form, precision in _WRITTEN:
        if (found := form.fullmatch(plain)) and (day := _find_day(found)):
            written = f"`{stock}{day.isoformat()[:7]}`"
            written = _offer(day, mark) if precision == "day" else written
            return Spoilt(
                say("a date as spreadsheets write it"),
                say("Write {written}, {as_text}", written=written, as_text=AS_TEXT),
            )
    if re.fullmatch(r"\d{5}", plain) and _FIRST_SERIAL <= int(plain) <= _LAST_SERIAL:
        day = _EPOCH + timedelta(days=int(plain))
        return Spoilt(
            say("a day as spreadsheets count them ({isoformat})", isoformat=day.isoformat()),
            say("Write it as printed, {day}, {as_text}", day=_offer(day, mark), as_text=AS_TEXT),
        )
    return None


def _offer(day: date, mark: str) -> Said:
    """What a day may have been before."""
    return say(
        "`{isoformat}` or `{mark}{isoformat2}`",
        isoformat=day.isoformat()[:7],
        mark=mark,
        isoformat2=day.isoformat(),
    )


def _find_day(found: re.Match[str]) -> date | None:
    """The day of a written date, or the first of its month; `None` where the calendar has none."""
    parts = found.groupdict()
    year = f"20{parts['year']}"[-len("2023") :]
    name = parts["month"][:3].lower()
    month = _MONTHS.index(name) + 1 if name in _MONTHS else int(name)
    try:
        return date(int(year), month, int(parts.get("day") or 1))
    except ValueError:
        return None


def narrow(text: str) -> str:
    """A key or a number in plain characters: full-width letters, digits, colons, slashes and dashes made narrow.

    A text that is plain stays as it is.
    """
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFKC", text)
    return re.sub("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d\u30fc]", "-", plain)


def explain_width(text: str, is_right: Callable[[str], bool]) -> Spoilt | None:
    """Whether a cell would be right in plain characters."""
    plain = narrow(text).strip()
    if plain == text or not is_right(plain):
        return None
    return Spoilt(
        say("written with full-width characters or other dashes"),
        say("Write `{plain}`: `sitegen fix --write`", plain=plain),
    )


def explain_text(
    kind: str, text: str, is_right: Callable[[str], bool] | None = None
) -> Spoilt | None:
    """What became of a cell of a column of some type; `None` for nothing that could be told.

    `is_right` tells texts that the column may hold; without it the cell itself is one.
    """
    if (always := explain_cell(text)) or is_right is None:
        return always
    if wide := explain_width(text, is_right):
        return wide
    if kind in {"number", "integer", "fraction"}:
        return explain_number(text)
    return explain_date(text, "@" * (kind == "period")) if kind in {"date", "period"} else None
