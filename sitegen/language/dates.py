"""Periods and dates as a language says them, in CLDR's patterns."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from sitegen.language.library import format_date, format_skeleton

if TYPE_CHECKING:
    from sitegen.language.texts import Texts
    from sitegen.quantities.period import Period


_SKELETONS = {"quarter": "yQQQ", "month": "yMMMM", "months": "yMMMM"}
"""CLDR's names for what is shown of a period, by its shape; of any other, the year."""


@dataclass(frozen=True)
class Dates:
    """Writes the periods and dates of a language."""

    texts: Texts
    _said: dict[str, str] = field(default_factory=dict, compare=False, repr=False)
    """Periods that were said before: many pages show the same."""
    _dated: dict[str, str] = field(default_factory=dict, compare=False, repr=False)
    """Dates that were said before."""

    def time(self, period: Period) -> str:
        """A period, or the date of a stock without the words around it: `August 2023`."""
        if period.shape == "as-of":
            return self.date(period.text.removeprefix("@"))
        return self.period(period)

    def period(self, period: Period) -> str:
        """A period: `first half of 2023`, `January–November 2023`, `2021—2025年`, `as of August 2023`."""
        if period.text not in self._said:
            self._said[period.text] = self._say_period(period)
        return self._said[period.text]

    def _say_period(self, period: Period) -> str:
        skeleton = _SKELETONS.get(period.shape, "y")
        match period.shape:
            case "half":
                half = "first half of {year}" if period.start[1] == 1 else "second half of {year}"
                return self.texts.say(half, year=self._format("y", period.end))
            case "as-of":
                return self.texts.say("as of {date}", date=self.time(period))
            case "months" | "years":
                low, high = (self._format(skeleton, end) for end in (period.start, period.end))
                if period.shape == "years" or period.start[0] == period.end[0]:
                    return self._say_span(low, high)
                return self.texts.say_range(low, high)
            case _:
                return self._format(skeleton, period.end)

    def _say_span(self, low: str, high: str) -> str:
        """Two dates, with what they share once: 2023年1月 and 2023年11月 are 2023年1—11月."""
        one, two = _split_words(low), _split_words(high)
        differ = [at for at, pair in enumerate(zip(one, two, strict=False)) if pair[0] != pair[1]]
        if len(one) == len(two) and len(differ) == 1:
            at = differ[0]
            middle = self.texts.say_range(one[at], two[at])
            return "".join((*one[:at], middle, *one[at + 1 :]))
        return self.texts.say_range(low, high)

    def date(self, text: str) -> str:
        """An ISO date as precise as it is written; errors as in `Voice.date`."""
        if text not in self._dated:
            self._dated[text] = self._say_date(text)
        return self._dated[text]

    def _say_date(self, text: str) -> str:
        year, month, day = ([int(part) for part in text.split("-")] + [0, 0])[:3]
        if day:
            return str(format_date(date(year, month, day), "long", self.texts.language.cldr))
        return self._format("yMMMM" if month else "y", (year, month or 1))

    def _format(self, skeleton: str, point: tuple[int, int]) -> str:
        """Year and month in CLDR's pattern for a skeleton."""
        first = datetime(*point, 1, tzinfo=UTC)
        return str(format_skeleton(skeleton, first, locale=self.texts.language.cldr))


def _split_words(text: str) -> list[str]:
    """Runs of digits and runs of other characters, with marks apart."""
    return re.findall(r"\d+|[^\W\d]+|\W", text)
